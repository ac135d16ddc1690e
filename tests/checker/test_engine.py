"""What is asked next, when asking stops, and what a reader is told meanwhile."""

from __future__ import annotations

import pytest

from checker import engine
from checker.conditions import given
from checker.lower_back import CHECKER
from checker.model import Line
from tests.checker.small import SMALL, with_lines
from tests.stories import SORE_AFTER_DEADLIFTS


def _answers(**given) -> engine.Answers:
    return {id: frozenset([v] if isinstance(v, str) else v) for id, v in given.items()}


def _all_but(**changed) -> engine.Answers:
    return _answers(**(SORE_AFTER_DEADLIFTS | changed))


def _assess(**given) -> engine.Verdict:
    return engine.assess(CHECKER, _answers(**given))


def test_nothing_answered_is_incomplete_and_reassures_nobody():
    """The first page is asked, and no outcome is told."""
    verdict = _assess()
    assert (verdict.state, verdict.outcome, verdict.level) == ("incomplete", None, None)
    assert verdict.next == ("nerve", "body", "unwell")
    assert verdict.reasons == ()


def test_an_emergency_ends_the_questions_at_once():
    """Nothing can lift the highest outcome, so nothing is asked after it."""
    verdict = _assess(nerve=["saddle"])
    assert (verdict.state, verdict.outcome, verdict.next) == ("complete", "emergency", ())


def test_an_urgent_sign_is_told_while_asking_goes_on():
    """Help today is said at once, though the rest could still make it an emergency."""
    verdict = _assess(nerve=["unsure"])
    assert (verdict.state, verdict.outcome, verdict.level) == ("incomplete", "urgent", 4)
    assert verdict.next == ("body", "unwell")


def test_below_urgent_nothing_is_told_before_all_is_known():
    """A visit to the doctor is no outcome while an emergency is still possible."""
    verdict = _assess(age="under_18")
    assert (verdict.state, verdict.outcome) == ("incomplete", None)
    assert [reason.rule.id for reason in verdict.reasons] == ["D1"]


def test_training_is_not_asked_once_it_cannot_matter():
    """With an urgent sign, only what could still be an emergency is asked."""
    asked = _assess(
        nerve=["none"],
        body=["none"],
        unwell=["pee_blood_burn"],
        injury="no",
        history=["none"],
        severity="mild",
    )
    assert (asked.state, asked.outcome, asked.next) == ("complete", "urgent", ())


@pytest.mark.parametrize("question", SORE_AFTER_DEADLIFTS)
def test_normal_needs_every_question(question):
    """Leave out any one answer and the reassurance is gone."""
    answers = {id: ticks for id, ticks in _all_but().items() if id != question}
    verdict = engine.assess(CHECKER, answers)
    assert (verdict.state, verdict.outcome) == ("incomplete", None)
    assert question in verdict.next


@pytest.mark.parametrize("question", CHECKER.questions)
def test_unsure_is_never_reassuring(question):
    """Not sure, whatever the question: never normal."""
    assert engine.assess(CHECKER, _all_but(**{question: "unsure"})).outcome != "normal"


def test_an_answer_opens_the_question_that_waits_for_it():
    """Another exercise asks how it moves; three months ask about mornings."""
    assert engine.assess(CHECKER, _all_but(exercise=["yoga"])).next == ("moves",)
    assert engine.assess(CHECKER, _all_but(exercise=["other"])).next == ("moves",)
    assert engine.assess(CHECKER, _all_but(how_long="over_3_months")).next == ("morning",)
    for sign in ("pregnant", "gave_birth"):
        verdict = engine.assess(CHECKER, _all_but(history=[sign]))
        assert verdict.next == ("pregnancy_warning",)


def test_who_was_not_exercising_is_asked_all_the_same():
    """A question that vanished could lower the outcome."""
    verdict = engine.assess(CHECKER, _all_but(exercise=["not_exercise"], feel="sharp", finish=[]))
    assert (verdict.state, verdict.next) == ("incomplete", ("finish",))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"how_long": "4_7_days"}, True),
        ({"start": "unsure"}, True),
        ({"exercise": ["unsure"]}, True),
        ({"exercise": ["not_exercise"]}, False),
        ({"start": "not_linked"}, False),
    ],
)
def test_only_a_pain_that_an_exercise_brings_on_is_told_to_stop_or_adjust_it(changed, told):
    """For any other pain that advice would be wrong; to keep moving is right for both."""
    verdict = engine.assess(CHECKER, _all_but(**changed))
    lines = " ".join(line.text for line in verdict.do)
    assert verdict.outcome == "change_routine"
    assert "Keep moving" in lines
    assert ("Stop or adjust the exercise" in lines) is told
    assert ("Take the exercise up again" in lines) is told


def test_a_sign_counts_although_its_question_is_no_longer_asked():
    """An answer that was once given is not forgotten because another one changed."""
    verdict = engine.assess(CHECKER, _all_but(pregnancy_warning=["fluid"]))
    assert verdict.outcome == "emergency"


def test_a_form_leaves_out_what_it_no_longer_shows():
    """The answer to a question that has vanished from the page goes with it."""
    hidden = _all_but(pregnancy_warning=["fluid"], moves=["none"], morning=["stiff"])
    visible = engine.visible(CHECKER, hidden)
    assert hidden.keys() - visible.keys() == {"pregnancy_warning", "moves", "morning"}
    assert all(visible[id] == hidden[id] for id in visible)


def test_none_beside_a_sign_is_the_sign():
    """'None of these' takes nothing back."""
    assert _assess(nerve=["none", "pee"]).outcome == "emergency"


def test_the_reasons_come_highest_first_with_the_answers_that_made_them():
    """Every fired rule is told, with what the reader answered."""
    verdict = engine.assess(CHECKER, _all_but(feel="sharp", finish="no"))
    assert [reason.rule.id for reason in verdict.reasons] == ["P4", "C3"]
    because = {(given.question, given.option) for given in verdict.reasons[0].because}
    assert because == {("feel", "sharp"), ("finish", "no")}


def test_reassurance_has_a_reason_too():
    """Normal is explained by the absence of every sign, with its sources."""
    (reason,) = engine.assess(CHECKER, _all_but()).reasons
    assert (reason.rule.id, reason.floor) == ("N1", "normal")
    assert reason.rule.sources


@pytest.mark.parametrize(
    ("changed", "flags"),
    [
        ({}, ()),
        ({"exercise": ["pull_up"]}, ("check_form",)),
        ({"feel": "sharp"}, ("stop_movement",)),
        ({"history": ["bones"]}, ("stop_movement", "bring_medicine_list")),
        (
            {"history": ["pregnant"], "pregnancy_warning": ["fluid"]},
            ("stop_movement", "call_maternity"),
        ),
        ({"nerve": ["sex"]}, ("tell_nerve", "stop_movement")),
        ({"unwell": ["numb_back"]}, ("tell_workout", "stop_movement")),
    ],
)
def test_advice_stands_beside_the_outcome(changed, flags):
    """The flags that the fired rules and their outcomes raise, in the checker's order."""
    assert engine.assess(CHECKER, _all_but(**changed)).flags == flags


def test_a_line_of_the_outcome_stands_for_those_whom_it_is_about():
    """The one who pressed is told to press less; the one who lifted is not."""
    always, pressed = Line("Keep moving."), Line("Press less.", given("sport", "press"))
    checker = with_lines("change", always, pressed)
    calm = {"numb": "none", "pain": "no", "finish": "yes"}
    presses, unsure = (
        engine.assess(checker, _answers(**calm, sport=[sport])) for sport in ("press", "unsure")
    )
    assert presses.outcome == unsure.outcome == "change"
    assert presses.do == (always, pressed)
    assert unsure.do == (always,)


def test_no_line_stands_before_there_is_an_outcome():
    """What to do is part of an outcome."""
    assert engine.assess(SMALL, {}).do == ()


def test_the_order_of_answers_makes_no_difference():
    """The answers are a set: forwards or backwards, the verdict is the same."""
    answers = _all_but(history=["cancer"], night="wakes_eases")
    backwards = dict(reversed([*answers.items()]))
    assert engine.assess(CHECKER, answers) == engine.assess(CHECKER, backwards)


def test_the_steps_keep_what_was_answered():
    """Going back loses nothing: answered pages stay, and the next one is added."""
    answers = _answers(nerve=["none"], body=["none"], unwell=["none"], injury="no")
    assert [step.page.id for step in engine.Outlook(CHECKER, answers).steps()] == [
        "signs",
        "health",
    ]
    signs, health = engine.Outlook(CHECKER, answers).steps()
    assert [question.id for question in signs.questions] == ["nerve", "body", "unwell"]
    assert [question.id for question in health.questions] == ["injury", "history", "lately"]


def test_changing_an_answer_back_gives_the_same_verdict():
    """The answers are the only state."""
    before = engine.assess(CHECKER, _all_but())
    engine.assess(CHECKER, _all_but(severity="severe"))
    assert engine.assess(CHECKER, _all_but()) == before


def test_the_pages_still_to_come_never_grow_beyond_what_was_said():
    """'Of at most' counts what can still be asked: five at first, fewer as answers come."""
    assert engine.Outlook(CHECKER, {}).pages_at_most() == 5
    assert engine.Outlook(CHECKER, _answers(nerve=["saddle"])).pages_at_most() == 1
    assert engine.Outlook(CHECKER, _all_but()).pages_at_most() == 5
