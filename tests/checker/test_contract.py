"""The lower-back checker says what the clinical contract says."""

from __future__ import annotations

import pytest

from checker.lower_back import CHECKER
from tests.checker import contract
from tests.checker.held import differences, signs


def test_every_rule_fires_for_the_answers_of_the_contract_and_no_others():
    """Rules, floors and conjunctions are those of the table, whichever way they are written."""
    assert list(differences(CHECKER)) == []


def test_the_questions_and_options_are_those_of_the_contract():
    """No question or option is missing, and none is added."""
    asked = {id: {o.id for o in question.options} for id, question in CHECKER.questions.items()}
    assert asked == {id: set(options) for id, options in contract.ANSWERS.items()}


def test_every_question_has_unsure_and_every_list_an_option_that_stands_alone():
    """Who does not know can say so; 'none' and 'not exercising' exclude the rest."""
    for question in CHECKER.questions.values():
        assert question.option("unsure")
        assert question.multiple == (question.id in contract.CHECK_ALL)
        if question.multiple:
            alone = {option.id for option in question.options if option.exclusive}
            assert alone in ({"none", "unsure"}, {"not_exercise", "unsure"})


@pytest.mark.parametrize("id", contract.ANSWERS)
def test_a_question_is_asked_when_the_contract_says(id):
    """Five questions wait for an answer that opens them; all others are always asked."""
    when = CHECKER.questions[id].when
    opened_by = {option for options in signs(when) for option in options} if when else set()
    assert opened_by == contract.OPENED_BY.get(id, set())


def test_the_ladder_is_that_of_the_contract():
    """Six levels, from normal to emergency, with their cards."""
    assert tuple(CHECKER.levels) == contract.LADDER
    cards = [outcome.card for outcome in CHECKER.ladder]
    assert cards == ["non-urgent"] * 3 + ["urgent"] * 2 + ["immediate"]


def test_the_longest_questionnaire_has_at_most_eight_pages():
    """Pages group related questions."""
    assert len(CHECKER.pages) <= 8


def test_the_signs_that_need_help_fast_are_asked_first():
    """Life-threatening first, training last."""
    assert list(CHECKER.questions)[:4] == ["nerve", "body", "injury", "history"]


@pytest.mark.parametrize(("rule", "flag"), contract.ADVICE.items())
def test_a_rule_raises_the_advice_of_the_contract(rule, flag):
    """Advice stands on the rule or on the outcome that it leads to."""
    found = next(r for r in CHECKER.rules if r.id == rule)
    assert flag in (*found.flags, *CHECKER.ladder[CHECKER.level(found)].flags)


def test_the_post_makes_all_25_claims():
    """S01 to S25, in order."""
    assert [claim.id for claim in CHECKER.claims] == [f"S{n:02}" for n in range(1, 26)]


@pytest.mark.parametrize(
    ("claim", "rules"),
    {
        "S07": {"N1"},
        "S12": {"C1"},
        "S14": {"C1"},
        "S15": {"C2", "C4", "P5", "P6"},
        "S16": {"P1", "P2", "P3"},
        "S18": {"P4"},
        "S19": {"N1", "C3"},
        "S20": {"C3"},
        "S24": {"P5", "P1", "P7", "U6"},
    }.items(),
)
def test_the_rules_that_a_claim_implies_rest_on_it(claim, rules):
    """The contract's table of claims."""
    citing = {rule.id for rule in CHECKER.explanations if claim in rule.claims}
    assert rules <= citing
