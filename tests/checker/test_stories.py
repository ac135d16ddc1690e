"""Readers, real and classic, are told what the contract says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker import bridge
from checker.lower_back import CHECKER
from tests.stories import SORE_AFTER_DEADLIFTS, STORIES

CASES = Path(__file__).parent / "cases"
RULES = json.loads((CASES / "rules.json").read_text(encoding="utf-8"))
REAL = json.loads((CASES / "stories.json").read_text(encoding="utf-8"))


def _verdict(answers: dict) -> dict:
    """Through the door that the browser uses."""
    return bridge.assess_line(CHECKER, json.dumps({"answers": answers}))


def _rules(verdict: dict) -> set[str]:
    return {reason["rule"] for reason in verdict["reasons"]}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_classic_story_gives_the_outcome_of_the_contract(story):
    """State, outcome and reasons."""
    verdict = _verdict(story.answers)
    assert (verdict["state"], verdict["outcome"]) == (story.state, story.outcome)
    assert _rules(verdict) == set(story.rules)


@pytest.mark.parametrize("case", RULES, ids=lambda case: case["why"].replace(" ", "-"))
def test_a_rule_leads_where_the_contract_says_with_the_mildest_answers(case):
    """Outcome, fired rules and flags, for the answers in which it alone leads as far."""
    verdict = _verdict(case["answers"])
    assert (verdict["state"], verdict["outcome"]) == ("complete", case["outcome"])
    assert _rules(verdict) == set(case["rules"])
    assert set(verdict["flags"]) == set(case["flags"])


def test_every_rule_has_a_case():
    """And so has the absence of them all."""
    assert {rule for case in RULES for rule in case["rules"]} == {
        reason.id for reason in CHECKER.explanations
    }


@pytest.mark.parametrize("story", REAL, ids=lambda story: story["id"])
def test_a_real_story_gets_an_acceptable_outcome(story):
    """Public stories and case reports; what is acceptable was fixed before the first run."""
    verdict = _verdict(story["answers"])
    assert verdict["state"] == "complete"
    assert verdict["outcome"] in story["acceptable"], story["text"]


READERS = {
    "sore thighs on both sides after wall balls": (
        {"exercise": ["wall_ball"], "start": "within_3_days", "daily": "harder"},
        "change_routine",
        {"C10"},
    ),
    "shivering after a flu shot on day two": ({"unwell": ["fever"]}, "urgent", {"U1"}),
    "a pump in the low back": ({}, "normal", {"N1"}),
    "a leak for eight years, unchanged": ({"nerve": ["none"]}, "normal", {"N1"}),
    "ten days after giving birth, normal bleeding": (
        {"history": ["gave_birth"], "pregnancy_warning": ["none"]},
        "see_doctor",
        {"D5"},
    ),
    "56 years old, five months, worse in spite of treatment": (
        {"age": "50_64", "how_long": "over_3_months", "morning": ["none"], "course": "no_help"},
        "see_doctor",
        {"D14", "D15", "P5", "P11", "C2"},
    ),
    "a runner with missed periods and buttock pain": (
        {
            "risks": ["bone_stress"],
            "where": "buttock",
            "exercise": ["running"],
            "how_long": "1_4_weeks",
            "trend": ["stronger"],
        },
        "see_doctor",
        {"D16", "P5", "P11", "C1", "C2"},
    ),
    "the day after deadlifts, pain that keeps growing and a numb patch of skin": (
        {"unwell": ["muscle_worse", "numb_back"], "start": "within_3_days", "course": "worse"},
        "urgent",
        {"U17", "C2"},
    ),
}
"""Readers for whom the first contract had the wrong advice: what they answer beside what is
reassuring, what they are told, and why."""


@pytest.mark.parametrize(("answers", "outcome", "rules"), READERS.values(), ids=READERS)
def test_a_reader_whom_the_first_contract_got_wrong(answers, outcome, rules):
    """What the second one says."""
    verdict = _verdict(SORE_AFTER_DEADLIFTS | answers)
    assert (verdict["state"], verdict["outcome"]) == ("complete", outcome)
    assert _rules(verdict) == rules


@pytest.mark.parametrize(
    ("question", "option", "told"),
    [
        ("nerve", "both_legs", "Not thighs or calves that are sore from training."),
        ("nerve", "leg_fail", "Because it is weak, not because it hurts or is tired."),
        ("body", "tearing", "Not a muscle that you pulled in one spot."),
        ("unwell", "fever", "Not muscles that shake after a hard set."),
        ("lately", "ill", "Not hot flashes you know."),
        ("lately", "lump_shape", "Not a pump that fades after training."),
        ("leg", "weak", "Not just tired."),
        ("feel", "tired_tight_achy", "Also stiff, a pump, or a burn that ends with the set."),
        ("pregnancy_warning", "bleeding", "After birth: a pad soaked in an hour"),
    ],
)
def test_what_only_sounds_like_a_sign_is_told_apart(question, option, told):
    """Sore thighs, a pump, a burn or a pulled muscle are never left to the reader to place."""
    assert told in CHECKER.questions[question].option(option).hint


def test_what_someone_has_had_for_years_is_left_out():
    """A leak of eight years is no new sign."""
    assert "Leave out what you have had for years" in CHECKER.questions["nerve"].hint
