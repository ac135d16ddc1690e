"""What readers are told: plain, and never more than the contract allows."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import textstat

from checker import engine
from checker.lower_back import CHECKER
from checker.model import Flag, Outcome, Question, texts
from checker.words import emergency_list, outcome_text
from tests.checker.small import SMALL
from tests.stories import STORIES

GRADE = 6

# what no text may say: names of diagnoses, promises, and words that frighten or label
DIAGNOSES = (
    "sciatica", "slipped disc", "disc herniation", "herniated", "hernia", "stenosis", "fracture",
    "spondyl", "cauda equina", "arthritis", "aneurysm", "rhabdo", "sprain", "strain", "tumor",
    "metasta", "radiculopathy", "sepsis", "abscess", "osteomyelitis", "kidney stone", "doms",
)  # fmt: skip
PROMISES = (
    "you are safe", "it is safe", "it's safe", "safe to", "cleared", "nothing to worry",
    "no need to worry", "don't worry", "guarantee", "rule out", "ruled out", "you don't have",
    "you do not have", "you have no ", "you are fine", "you're fine", "healthy", "no risk",
)  # fmt: skip
LABELS = (
    "red flag", "diagnose", "your risk", "treatment plan", "push through", "work through the pain",
    "train through", "no pain no gain",
)  # fmt: skip
MEDICINE = re.compile(
    r"\b(stop|change|take|skip|lower|reduce|increase|start|double)\b[^.]{0,30}"
    r"\b(medicines?|medications?|pills?|steroids?|dose|drugs?|blood thinners?)\b"
)


def _sentences(*parts: str) -> str:
    return " ".join(part if part[-1] in ".?!…" else f"{part}." for part in parts if part)


def _question_text(question: Question) -> str:
    """The question with its answers; the names of exercises are names, not prose."""
    options = question.options if question.id != "exercise" else ()
    parts = [part for option in options for part in (option.text, option.hint)]
    return _sentences(question.text, question.hint, *parts)


def _outcome_text(outcome: Outcome) -> str:
    return _sentences(
        outcome.title,
        outcome.within,
        *(line.text for line in outcome.do),
        *outcome.avoid,
        *outcome.watch,
    )


@pytest.mark.parametrize("question", CHECKER.questions.values(), ids=lambda q: q.id)
def test_a_question_reads_at_sixth_grade(question):
    """Alone and with its answers, by Flesch-Kincaid."""
    assert textstat.flesch_kincaid_grade(question.text) <= GRADE
    assert textstat.flesch_kincaid_grade(_question_text(question)) <= GRADE


@pytest.mark.parametrize("question", CHECKER.questions.values(), ids=lambda q: q.id)
def test_every_hint_reads_at_sixth_grade(question):
    """Alone: it stands where a reader is in doubt."""
    hints = [question.hint, *(option.hint for option in question.options)]
    assert [h for h in hints if h and textstat.flesch_kincaid_grade(h) > GRADE] == []


@pytest.mark.parametrize("reason", CHECKER.explanations, ids=lambda reason: reason.id)
def test_a_reason_reads_at_sixth_grade(reason):
    """It stands on the outcome's card, and in the emergency list."""
    assert textstat.flesch_kincaid_grade(reason.text) <= GRADE


@pytest.mark.parametrize("outcome", CHECKER.ladder, ids=lambda outcome: outcome.id)
def test_an_outcome_reads_at_sixth_grade(outcome):
    """The whole card: title, time, what to do, to avoid and to watch for."""
    assert textstat.flesch_kincaid_grade(_outcome_text(outcome)) <= GRADE


def test_the_disclaimer_and_the_advice_read_at_sixth_grade():
    """They stand on every result."""
    for text in (CHECKER.disclaimer, CHECKER.audience, *(flag.text for flag in CHECKER.flags)):
        assert textstat.flesch_kincaid_grade(text) <= GRADE


@pytest.mark.parametrize(
    "words", [DIAGNOSES, PROMISES, LABELS], ids=["diagnoses", "promises", "labels"]
)
def test_no_text_says_what_must_not_be_said(words):
    """No diagnosis is named, no safety promised, nobody labelled."""
    for text in texts(CHECKER):
        assert not [word for word in words if word in text.lower()], text


def test_no_text_tells_anyone_to_change_a_medicine():
    """Bringing a list of them is all that is asked."""
    for text in texts(CHECKER):
        assert not MEDICINE.search(text.lower()), text


def test_the_word_lists_are_not_blind():
    """What they look for would be found."""
    assert MEDICINE.search("stop taking your steroid pills")
    assert not MEDICINE.search("bring a list of the medicines you take")


TOLD = [story for story in STORIES if story.outcome]


@pytest.mark.parametrize("story", TOLD, ids=lambda story: story.name)
def test_every_result_has_the_safety_net(story):
    """The emergency list and 'this is not a diagnosis', whatever the outcome."""
    answers = {id: frozenset([v] if isinstance(v, str) else v) for id, v in story.answers.items()}
    told = " ".join(outcome_text(CHECKER, engine.assess(CHECKER, answers)).split())
    assert "This is not a diagnosis." in told
    assert all(sign in told for sign in emergency_list(CHECKER))


def test_advice_that_comes_first_stands_above_everything_else_on_the_card():
    """Beside the title; what else the answers call for stands among what to do."""
    first, other = Flag("stop", "Stop."), Flag("form", "Have your form checked.", first=True)
    checker = replace(SMALL, flags=(first, other))
    answers = {"numb": {"none"}, "pain": {"no"}, "sport": {"press"}, "finish": {"no"}}
    told = outcome_text(
        checker, engine.assess(checker, {id: frozenset(given) for id, given in answers.items()})
    )
    assert told.startswith("\n== It is book ==\n\nHave your form checked.\n\nSoon.")
    assert told.count("Have your form checked.") == 1


def test_whoever_is_called_hears_the_answers_that_made_it_an_emergency():
    """Each once, and none that the reader is not sure of, nor what only calls for a doctor."""
    answers = {
        "nerve": frozenset({"sex"}),
        "leg": frozenset({"weak", "unsure"}),
        "unwell": frozenset({"fever"}),
        "history": frozenset({"cancer"}),
    }
    told = " ".join(outcome_text(CHECKER, engine.assess(CHECKER, answers)).split())
    assert (
        "Say: I have back pain. Then read this out: Loss of feeling or function during sex; The foot "
        "drags or slaps, or you can't rise on your toes; Fever, or chills that make you shiver Do not"
    ) in told


def test_incomplete_answers_are_never_told_as_an_outcome():
    """Not even by mistake: there is no text for them, least of all the lowest outcome's."""
    with pytest.raises(ValueError, match="incomplete"):
        outcome_text(CHECKER, engine.assess(CHECKER, {}))


def test_the_words_for_peeing_and_pooping_come_with_the_formal_one():
    """Plain first, the formal word in the hint."""
    nerve = CHECKER.questions["nerve"]
    assert "urination" in nerve.option("pee").hint
    assert "bowels" in nerve.option("poo").hint


def test_restarting_is_only_told_where_it_is_allowed():
    """'Take the exercise up again' stands on the two levels that stop an exercise, nowhere else."""
    told = {o.id for o in CHECKER.ladder if any("up again" in line.text for line in o.do)}
    assert told == {"change_routine", "book_pt"}
