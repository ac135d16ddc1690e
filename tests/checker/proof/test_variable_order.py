"""The order of the diagrams: its own affair, but it decides whether a proof ever ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.growth import made_up
from checker.conditions import all_of, given
from checker.lower_back import CHECKER
from checker.model import CheckerError
from checker.proof import prove, universe
from checker.proof.variable_order import ordered
from tests.checker.small import as_written


def test_every_question_has_one_place():
    """Nothing is lost and nothing stands twice."""
    assert sorted(ordered(CHECKER)) == sorted(CHECKER.questions)


def test_questions_that_meet_in_a_rule_stand_together():
    """However far apart they are asked: nothing between them has to remember the first."""
    checker = made_up(40)
    joins = replace(
        checker.rules[0], id="far", when=all_of(given("q1", "sign0"), given("q36", "sign0"))
    )
    order = ordered(as_written(checker, rules=(joins,)))
    assert abs(order.index("q1") - order.index("q36")) < 5


def test_a_made_up_checker_is_proved_whatever_its_order():
    """The bench's own checkers hold every invariant: what it measures is a whole proof."""
    assert prove(made_up(20)).failures == ()


def test_a_questionnaire_without_room_is_told_which_rules_tie_it(monkeypatch):
    """Not a silent hour: its size, the rules that join the most, and what to do."""
    monkeypatch.setattr(universe, "NODES", 1 << 8)
    with pytest.raises(CheckerError, match=r"too large to be proved: 24 questions .* part the"):
        prove(CHECKER)
