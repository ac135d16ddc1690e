"""All answers at once say what each answer says by itself."""

from __future__ import annotations

import pytest

from checker import engine
from checker.lower_back import CHECKER
from checker.proof.decision import AskedOnly, Decision
from checker.proof.pages_answered import pages_answered
from checker.proof.universe import MILDEST, AllAnswers
from tests.checker.small import NUMB, SMALL, every_answer

EVERY = every_answer(SMALL)


@pytest.fixture
def d() -> Decision:
    return Decision(SMALL, AllAnswers(SMALL.questions.values()))


def _is_complete(answers: engine.Answers) -> bool:
    person = engine.Person(answers)
    return all(engine.asked(q, person) != person.blank(q.id) for q in SMALL.questions.values())


def test_valid_answers_are_counted_exactly(d):
    """As many as can be written down one by one."""
    assert d.answers.count(d.answers.valid) == len(EVERY)


def test_complete_combinations_are_counted_exactly(d):
    """Every asked question answered, and no other."""
    assert d.answers.count(d.complete) == sum(map(_is_complete, EVERY)) > 100


def test_every_single_person_gets_what_the_sets_say(d):
    """Level, advice, state and fired rules of each answer, from the engine and from the sets."""
    for answers in EVERY:
        verdict = engine.assess(SMALL, answers)
        level = max(n for n, where in enumerate(d.at_least[:-1]) if d.answers.holds(where, answers))
        decided = d.answers.holds(d.decided[level], answers)
        assert (verdict.state == "complete") == decided
        assert verdict.level == (level if decided or level >= SMALL.levels["urgent"] else None)
        flags = {id for id, where in d.flags.items() if d.answers.holds(where, answers)}
        assert set(verdict.flags) == flags
        fired = {id for id, where in d.rules.items() if d.answers.holds(where, answers)}
        assert {reason.rule.id for reason in verdict.reasons} - {"N1"} == fired


def test_answers_to_questions_no_longer_asked_are_left_out_as_a_form_leaves_them_out(d):
    """The view in which the proof closes questions is the engine's own for forms."""
    asked_only = Decision(SMALL, d.answers, AskedOnly(SMALL, d.answers))
    for answers in EVERY:
        visible = engine.visible(SMALL, answers)
        for seen, where in zip(asked_only.at_least, d.at_least, strict=True):
            assert d.answers.holds(seen, answers) == d.answers.holds(where, visible)


def test_pages_are_counted_as_readers_turn_them(d):
    """The number of pages from the sets is what each reader answers, one page after another."""
    by_pages = pages_answered(d)
    for mind in filter(_is_complete, EVERY):
        given: dict[str, frozenset[str]] = {}
        turned = 0
        for page in SMALL.pages:
            before = len(given)
            while left := engine.Outlook(SMALL, given).unanswered(page):
                given[left[0].id] = mind[left[0].id]
            turned += len(given) > before
        assert d.answers.holds(by_pages[turned], mind)


def test_none_beside_a_sign_is_loose_but_not_valid(d):
    """Two answers to a single choice are neither."""
    both = {"numb": frozenset({"saddle", "none"})}
    twice = {"pain": frozenset({"no", "some"})}
    assert not d.answers.holds(d.answers.valid, both)
    assert d.answers.holds(d.answers.loose, both)
    assert not d.answers.holds(d.answers.loose, twice)


def test_the_lightest_answers_are_the_fewest_or_the_mildest(d):
    """A counterexample is as short as can be; an example person as healthy as can be."""
    assert d.answers.lightest(d.at_least[3]) in (
        {"numb": frozenset({"unsure"})},
        {"pain": frozenset({"much"})},
    )
    mildest = d.answers.lightest(d.complete & d.exactly[4], MILDEST)
    assert mildest["pain"] == frozenset({"no"})
    assert mildest["finish"] == frozenset({"yes"})


def test_no_answers_are_the_lightest_of_none(d):
    """An empty set has no example."""
    with pytest.raises(LookupError):
        d.answers.lightest(d.answers.false)


def test_answers_as_a_question_of_its_own():
    """A check-all of two signs and two exclusive options has six valid answers, blank included."""
    answers = AllAnswers([NUMB])
    assert answers.count(answers.valid) == 6
    assert answers.count(answers.loose) == 16


def test_equal_sets_have_equal_fingerprints_in_different_universes():
    """Whatever was computed before, and however the set was made."""
    one, other = (AllAnswers(SMALL.questions.values()) for _ in range(2))
    other.count(other.valid & ~other.given("pain", "no"))
    here = one.given("pain", "some") | one.given("numb", "saddle")
    there = ~(~other.given("numb", "saddle") & ~other.given("pain", "some"))
    assert one.fingerprint(here) == other.fingerprint(there)
    assert one.fingerprint(here) != one.fingerprint(~here)


def test_the_count_of_lower_back_is_the_product_written_out():
    """Checked once by hand: all questions are independent but for three that open others."""
    signs = 65 * 65 * 65  # six signs each, any of them, or one of two that stand alone
    history = (2**4 + 1) + 2**4 * 3 * 33  # pregnant, gave birth, or both: 33 further answers
    health = 7 * history * 9
    you = 5 * 9  # without pregnancy_warning
    now = 6 * 17 * 6 * 5
    listed = 2**64  # any of the exercises that do not ask how they are done, or none of them
    exercise = (listed - 1 + 2) + listed * (2**13 - 1) * 17  # 13 ask: 17 further answers
    movement = 5 * 4 * 5  # without moves
    course = (5 + 17) * 5 * 33 * 4 * 3  # over 3 months: 17 further answers
    d = Decision(CHECKER, AllAnswers(CHECKER.questions.values()))
    expected = signs * health * you * now * exercise * movement * course
    assert d.answers.count(d.complete) == expected
