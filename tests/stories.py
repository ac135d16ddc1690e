"""The seven classic stories: answers, and the outcome that the clinical contract gives them.

Shared by the tests of the checker, of the page and of the bench, so that CPython and the browser
are held against the same expectations.
"""

from __future__ import annotations

from dataclasses import dataclass

type Given = dict[str, str | list[str]]
"""Answers as the widget sends them: an option, or the ticked ones of a list."""

SORE_AFTER_DEADLIFTS: Given = {
    "nerve": ["none"],
    "body": ["none"],
    "unwell": ["none"],
    "injury": "no",
    "history": ["none"],
    "lately": ["none"],
    "age": "18_49",
    "risks": ["none"],
    "where": "low_back",
    "leg": ["none"],
    "severity": "mild",
    "night": "eases",
    "exercise": ["deadlift"],
    "feel": "tired_tight_achy",
    "finish": "yes",
    "start": "during_or_after",
    "how_long": "to_3_days",
    "course": "better",
    "trend": ["none"],
    "daily": "no",
    "spread": "no",
}


@dataclass(frozen=True)
class Story:
    """One reader: what they answer, and what they must be told."""

    name: str
    answers: Given
    state: str
    outcome: str | None
    rules: tuple[str, ...]


def _but(**answers: str | list[str]) -> Given:
    return SORE_AFTER_DEADLIFTS | answers


STORIES = (
    Story("normal soreness after deadlifts", _but(), "complete", "normal", ("N1",)),
    Story("felt in pull-ups", _but(exercise=["pull_up"]), "complete", "change_routine", ("C1",)),
    Story(
        "sharp and cannot finish",
        _but(feel="sharp", finish="no"),
        "complete",
        "book_pt",
        ("P4", "C3"),
    ),
    Story(
        "soreness growing over weeks",
        _but(how_long="1_4_weeks", trend=["stronger", "longer"]),
        "complete",
        "book_pt",
        ("P5", "P6", "P11", "C2"),
    ),
    Story("new saddle numbness", {"nerve": ["saddle"]}, "complete", "emergency", ("E1",)),
    Story(
        "dark urine after a hard workout",
        {"nerve": ["none"], "body": ["dark_pee"]},
        "complete",
        "emergency",
        ("E10",),
    ),
    Story("skipped questions", {"nerve": ["none"]}, "incomplete", None, ()),
)
