"""The lower-back checker says what the clinical contract says."""

from __future__ import annotations

import pytest

from checker.lower_back import CHECKER
from checker.model import Question
from tests.checker import contract
from tests.checker.held import differences, signs


def test_every_rule_fires_for_the_answers_of_the_contract_and_no_others():
    """Rules, floors and conjunctions are those of the table, whichever way they are written."""
    assert list(differences(CHECKER)) == []


def test_the_questions_and_options_are_those_of_the_contract():
    """No question or option is missing, and none is added."""
    asked = {id: {o.id for o in question.options} for id, question in CHECKER.questions.items()}
    assert asked == {id: set(options) for id, options in contract.ANSWERS.items()}


def test_the_questions_stand_on_the_pages_of_the_contract():
    """24 questions on 5 pages, life-threatening first, training last."""
    assert {
        page.id: tuple(question.id for question in page.questions) for page in CHECKER.pages
    } == contract.PAGES
    assert len(CHECKER.questions) == 24
    assert len(CHECKER.pages) == 5


def test_every_question_has_unsure_and_every_list_an_option_that_stands_alone():
    """Who does not know can say so; 'none' and 'not exercising' exclude the rest."""
    for question in CHECKER.questions.values():
        assert question.option("unsure").unsure
        assert question.multiple == (question.id in contract.CHECK_ALL)
        if question.multiple:
            alone = {option.id for option in question.options if option.exclusive}
            assert alone in ({"none", "unsure"}, {"not_exercise", "unsure"})


@pytest.mark.parametrize("id", contract.ANSWERS)
def test_a_question_is_asked_when_the_contract_says(id):
    """Three questions wait for an answer that opens them; all others are always asked."""
    when = CHECKER.questions[id].when
    opened_by = {option for options in signs(when) for option in options} if when else set()
    assert opened_by == contract.OPENED_BY.get(id, set())


@pytest.mark.parametrize("id", contract.ANSWERS)
def test_an_answer_that_leads_nowhere_by_itself_is_declared_reassuring(id):
    """And no other: 'normal' needs a reassuring answer to every question."""
    reassuring = {option.id for option in CHECKER.questions[id].options if option.reassuring}
    assert reassuring == {option for option, rules in contract.ANSWERS[id].items() if not rules}


@pytest.mark.parametrize("id", contract.ORDER)
def test_the_answers_stand_in_the_order_of_the_contract(id):
    """From the best to the worst; those that are not compared have the same number."""
    options = {option.id: option.worse for option in CHECKER.questions[id].options}
    ranks = [{options[option] for option in together.split()} for together in contract.ORDER[id]]
    numbers = [number for rank in ranks for number in rank]
    assert len(numbers) == len(ranks), "answers that are not compared have different numbers"
    assert numbers == sorted(set(numbers))
    assert options.keys() == {option for rank in contract.ORDER[id] for option in rank.split()}


@pytest.mark.parametrize("id", sorted(contract.CHECK_ALL - contract.ORDER.keys() - {"risks"}))
def test_in_a_list_every_sign_stands_at_or_above_unsure(id):
    """Facts too weak for that have a question of their own, ``risks``."""
    question = CHECKER.questions[id]
    assert all(sign.worse >= question.option("unsure").worse for sign in _signs(question))


def test_weak_facts_stand_below_unsure_which_counts_as_all_of_them():
    """Diabetes, a blood thinner and too little food raise nothing alone."""
    risks = CHECKER.questions["risks"]
    weak = [option for option in risks.options if not option.exclusive]
    assert all(0 < option.worse < risks.option("unsure").worse for option in weak)


def _signs(question: Question) -> list:
    return [option for option in question.options if not option.reassuring]


def test_the_ladder_is_that_of_the_contract():
    """Six levels, from normal to emergency, with their cards."""
    assert tuple(CHECKER.levels) == contract.LADDER
    cards = [outcome.card for outcome in CHECKER.ladder]
    assert cards == ["non-urgent"] * 3 + ["urgent"] * 2 + ["immediate"]


def test_the_flags_are_raised_by_the_rules_of_the_contract():
    """And by the outcomes from booking up, which all say to stop."""
    raised = {
        flag.id: {rule.id for rule in CHECKER.rules if flag.id in rule.flags}
        for flag in CHECKER.flags
    }
    assert raised == contract.ADVICE
    assert [outcome.flags for outcome in CHECKER.ladder] == [()] * 2 + [("stop_movement",)] * 4


def test_what_the_emergency_room_must_hear_comes_first():
    """Beside 'Call 911', above everything else; other advice stands among what to do."""
    first = {flag.id for flag in CHECKER.flags if flag.first}
    assert first == {"tell_nerve", "tell_workout"}


def test_to_keep_moving_stands_on_the_three_calm_levels():
    """And on no other."""
    told = [any("Keep moving" in line.text for line in o.do) for o in CHECKER.ladder]
    assert told == [True] * 3 + [False] * 3


def test_the_contact_block_stands_on_all_levels_but_the_highest():
    """S25: none on an emergency."""
    assert [bool(outcome.contact) for outcome in CHECKER.ladder] == [True] * 5 + [False]


def test_the_disclaimer_says_that_it_is_no_diagnosis():
    """I14: it stands on every result."""
    assert "not a diagnosis" in CHECKER.disclaimer


def test_what_the_clinic_offers_is_known_by_its_words():
    """I13: booking, the clinic and its therapists never stand above medical help."""
    assert {"book", "clinic", "therap"} <= {*CHECKER.offer}


def test_below_urgent_nothing_is_told_while_an_answer_is_missing():
    """I4: incomplete, or urgent or emergency if that has been triggered."""
    assert CHECKER.urgent == "urgent"


def test_the_post_makes_all_25_claims():
    """S01 to S25, in order."""
    assert [claim.id for claim in CHECKER.claims] == [f"S{n:02}" for n in range(1, 26)]


@pytest.mark.parametrize(("claim", "rules"), contract.CLAIMS.items())
def test_the_rules_that_a_claim_implies_rest_on_it(claim, rules):
    """The contract's table of claims."""
    citing = {reason.id for reason in CHECKER.explanations if claim in reason.claims}
    assert rules <= citing


def test_a_booking_rests_on_a_claim_or_a_source():
    """A21: never on judgement alone, but for a reader who is unsure of a worse answer."""
    alone = {
        rule.id
        for rule in CHECKER.rules
        if rule.floor == "book_pt" and not rule.claims and set(rule.sources) <= {"judgement"}
    }
    assert alone == {"P10"}
