"""Every kind of path by every kind of hand: keyboard only, pointer, touch."""

import pytest

from tests.stories import SORE_AFTER_DEADLIFTS as SORE

EVERY_UNSURE = {
    question: ["unsure"] if isinstance(answer, list) else "unsure"
    for question, answer in (SORE | {"moves": ["unsure"], "morning": ["unsure"]}).items()
}

PATHS = {
    "emergency on the first page": ({"nerve": ["pee"]}, "emergency"),
    "urgent by a conjunction": (SORE | {"injury": "minor", "age": "65_plus"}, "urgent"),
    "normal through all pages": (SORE, "normal"),
    "pregnant": (SORE | {"history": ["pregnant"], "pregnancy_warning": ["none"]}, "see_doctor"),
    "another exercise": (SORE | {"exercise": ["other"], "moves": ["none"]}, "change_routine"),
    "over three months": (
        SORE | {"how_long": "over_3_months", "morning": ["eye_skin_bowel"]},
        "see_doctor",
    ),
    "unsure of everything": (EVERY_UNSURE, "urgent"),
}
"""Answers, and the outcome that the rules of the clinical contract give them."""


PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def follow(reader, path: str) -> None:
    """Go the path, and see that it ends where it must, the outcome's heading in focus."""
    answers, outcome = PATHS[path]
    reader.answer(answers)
    assert reader.outcome() == outcome
    assert reader.find(".selfcheck-result h3").evaluate("it => it === document.activeElement")


ELSEWHERE = [
    ("emergency on the first page", "keyboard"),
    ("normal through all pages", "keyboard"),
    ("urgent by a conjunction", "pointer"),
]
WAYS = [
    *(("chromium", path, hand) for path in PATHS for hand in ("pointer", "keyboard")),
    *((engine, path, hand) for engine in ("firefox", "webkit") for path, hand in ELSEWHERE),
]
"""Every path in one engine; what differs elsewhere is the hand."""


@pytest.mark.parametrize(("browser", "path", "hand"), WAYS, indirect=["browser"])
def test_every_path_leads_to_its_outcome(start_reader, clinic, path, hand):
    """The same outcome, whichever way the reader ticks and goes on."""
    follow(start_reader(clinic, "lower-back.html", hand=hand).open(), path)


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
@pytest.mark.parametrize("path", PATHS)
def test_every_path_can_be_gone_by_touch(start_reader, clinic, path):
    """On a phone; only Chromium can be told to be one: a touch in desktop Firefox is no click."""
    follow(start_reader(clinic, "lower-back.html", hand="touch", **PHONE).open(), path)
