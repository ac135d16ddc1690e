"""What the bench asks is what the checker knows: else its peers and it are not asked the same."""

from __future__ import annotations

import pytest

from bench.after_boot import ANSWERS
from bench.five_questions import FLOORS
from checker import engine
from checker.lower_back import CHECKER


@pytest.mark.parametrize(("question", "floors"), FLOORS.items())
def test_the_five_questions_have_the_floors_of_the_checker(question, floors):
    """Each answer alone leads as far here as there."""
    for option, floor in floors.items():
        person = engine.Person({question: frozenset({option})})
        fired = [CHECKER.level(rule) for rule in CHECKER.rules if rule.when.over(person)]
        assert option in {known.id for known in CHECKER.questions[question].options}
        assert max(fired, default=0) == floor, option


def test_the_clicks_that_are_timed_lead_to_an_outcome():
    """Sore after deadlifts: all that is asked is answered, and nothing is wrong."""
    answers = {question: frozenset(options) for question, options in ANSWERS.items()}
    assert engine.assess(CHECKER, answers).outcome == "normal"
