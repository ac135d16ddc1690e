"""The whole examples: each is proved, and says what its sources say."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from checker import engine
from checker.model import Checker, texts
from checker.new import EXAMPLES
from checker.proof import prove

ROOT = Path(__file__).resolve().parents[2]
WELL = {"signs": "none", "limits": "none", "steps": "both", "press": "none"}
CALM = {"asks": "nothing", "sender": "expected", "pressure": "calm", "done": "no"}
MEDICINE = ("doctor", "health", "pain", "clinic", "medic", "patient", "emergency", "911", "therap")


def _example(name: str) -> Checker:
    checker: Checker = import_module(f"checker.examples.{name}").CHECKER
    return checker


def _outcome(name: str, answers: dict[str, str]) -> str | None:
    given = {id: frozenset(options.split()) for id, options in answers.items()}
    return engine.assess(_example(name), given).outcome


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_proved(name):
    """Whoever starts from it starts with rules that hold."""
    assert prove(_example(name)).failures == ()


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({}, "sprain"),
        ({"steps": "once"}, "sprain"),  # able to bear weight at one of the two times
        ({"steps": "never"}, "xray"),
        ({"press": "outer"}, "xray"),  # the lateral malleolus
        ({"press": "inner"}, "xray"),  # the medial malleolus
        ({"press": "little_toe"}, "xray"),  # the base of the fifth metatarsal
        ({"press": "instep"}, "xray"),  # the navicular
        ({"limits": "child"}, "xray"),
        ({"limits": "pregnant"}, "xray"),
        ({"limits": "dulled"}, "xray"),
        ({"signs": "shape"}, "emergency"),
        ({"signs": "numb", "press": "outer"}, "emergency"),
        ({"signs": "unsure"}, "xray"),
        ({"press": "unsure"}, "xray"),
        ({"steps": "unsure"}, "xray"),
        ({"limits": "unsure"}, "xray"),
    ],
)
def test_the_ankle_is_judged_by_the_ottawa_rules(answers, outcome):
    """Four steps and five places, as Stiell et al. 1992 have them; the rest is caution."""
    assert _outcome("ankle", WELL | answers) == outcome


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({}, "ordinary"),
        ({"asks": "link"}, "ordinary"),  # a newsletter that one has asked for
        ({"asks": "link", "sender": "unexpected"}, "ask"),
        ({"asks": "money"}, "ask"),  # an invoice from somebody one knows, to another account
        ({"asks": "secret", "sender": "stranger"}, "phishing"),
        ({"asks": "file", "sender": "other_address"}, "phishing"),
        ({"asks": "link", "sender": "stranger", "pressure": "hurry"}, "phishing"),
        ({"pressure": "hurry threat"}, "phishing"),
        ({"done": "yes"}, "phishing"),
        ({"sender": "unsure"}, "ask"),
        ({"done": "unsure"}, "ask"),
    ],
)
def test_an_email_is_judged_by_what_it_wants_and_who_sent_it(answers, outcome):
    """A secret, money or a file for a stranger is phishing; what is unclear is asked about."""
    assert _outcome("phishing", CALM | answers) == outcome


def test_the_example_of_phishing_has_no_word_of_medicine():
    """A model for any subject: neither its texts nor its post speak of health."""
    post = (ROOT / "checker" / "examples" / "phishing.md").read_text(encoding="utf-8")
    said = " ".join([*texts(_example("phishing")), post]).lower()
    assert [word for word in MEDICINE if word in said] == []
