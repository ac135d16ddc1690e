"""A signature holds as long as the meaning does, and no longer."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module, invalidate_caches
from pathlib import Path

import pytest

from checker import bridge, sign_off, words
from checker.__main__ import main
from checker.conditions import all_of, any_of, given
from checker.lower_back import CHECKER
from checker.model import Checker, CheckerError, Line
from checker.proof import digest
from tests.checker.small import NUMB, RULES, SMALL, rule, with_lines, with_option, with_rules

MODULE = """
from dataclasses import replace
from tests.checker.small import SMALL
CHECKER = replace(SMALL, title="A small check")
"""


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a checker of its own, ``small_clinic:CHECKER``."""
    (tmp_path / "small_clinic.py").write_text(MODULE)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "small_clinic", raising=False)
    invalidate_caches()
    import_module("small_clinic")
    yield tmp_path
    sys.modules.pop("small_clinic", None)


PATH = "small_clinic:CHECKER"
SIGN = ("--by", "Ann Example", "--credentials", "PT, DPT", "--on", "2026-02-07")


@pytest.mark.parametrize(
    "same",
    [
        replace(SMALL, version="2"),
        replace(SMALL, rules=tuple(reversed(RULES))),
        replace(SMALL, open_points=("Is this right?",)),
        with_rules(
            E2=rule(
                "E2", "emergency", all_of(given("pain", "much"), any_of(given("numb", "fever")))
            )
        ),
    ],
    ids=["version", "order of rules", "open points", "written differently"],
)
def test_a_refactoring_keeps_the_digest(same: Checker):
    """What readers meet and get is the same."""
    assert digest(same) == digest(SMALL)


@pytest.mark.parametrize(
    "other",
    [
        with_rules(P1=None),
        with_rules(P1=rule("P1", "urgent", given("pain", "some", "unsure"))),
        with_rules(P1=rule("P1", "book", given("pain", "some"))),
        with_lines("change", Line("Do it.", given("sport", "press"))),
        with_rules(P1=replace(RULES[3], text="Because it hurts")),
        with_rules(P1=replace(RULES[3], id="P9")),
        with_option(NUMB, replace(NUMB.options[0], text="Numb in the saddle area")),
        with_option(NUMB, replace(NUMB.options[1], exclusive=True)),
        replace(SMALL, disclaimer="This is not a diagnosis!"),
        replace(SMALL, pages=tuple(reversed(SMALL.pages[:2])) + SMALL.pages[2:]),
        replace(SMALL, sources=(replace(SMALL.sources[0], title="Theirs"),)),
        replace(SMALL, ladder=(replace(SMALL.ladder[0], within="Later."), *SMALL.ladder[1:])),
    ],
)
def test_any_change_of_meaning_changes_the_digest(other: Checker):
    """Rules, floors, texts, sources, what is asked and when."""
    assert digest(other) != digest(SMALL)


def test_a_line_for_the_same_people_keeps_the_digest():
    """However its condition is written."""
    one, other = given("sport", "press", "lift"), any_of(given("sport", "lift", "press"))
    lines = [with_lines("change", Line("Do it.", when)) for when in (one, other)]
    assert digest(lines[0]) == digest(lines[1])


def test_the_digest_is_the_same_every_time():
    """Nothing of this run is in it."""
    assert digest(SMALL) == digest(SMALL)
    assert len(digest(SMALL)) == 64


def test_nobody_has_signed_the_lower_back_rules():
    """We do not sign: no record is part of the project."""
    assert not sign_off.record_path("checker.lower_back:CHECKER").exists()
    assert CHECKER.review is None
    assert "No clinician has signed this check yet" in words.review_line(CHECKER)


def test_signing_writes_a_record_that_every_outcome_names(clinic, capsys):
    """Who, with what credentials, when; in what show prints too."""
    assert main(["sign", PATH, *SIGN]) == 0
    record = json.loads((clinic / "small_clinic.review.json").read_text())
    assert record == {
        "by": "Ann Example",
        "credentials": "PT, DPT",
        "on": "2026-02-07",
        "digest": digest(SMALL),
    }
    assert main(["show", PATH]) == 0
    assert "Reviewed by Ann Example, PT, DPT, on 2026-02-07." in capsys.readouterr().out


def test_a_change_of_the_rules_voids_the_signature(clinic, capsys):
    """And says so, wherever the review is named."""
    main(["sign", PATH, *SIGN])
    (clinic / "small_clinic.py").write_text(MODULE.replace("A small check", "A check"))
    sys.modules.pop("small_clinic")
    invalidate_caches()
    main(["show", PATH])
    shown = capsys.readouterr().out
    assert "signed by Ann Example, PT, DPT, on 2026-02-07, but the rules have changed" in shown
    assert "Reviewed by" not in shown


@pytest.mark.usefixtures("clinic")
def test_without_a_record_a_checker_stays_as_it_is():
    """Not reviewed, and said so."""
    assert sign_off.reviewed(SMALL, PATH) is SMALL


@pytest.mark.parametrize("record", ["", "{}", "[]", '{"by": "Ann"}', '{"by": 1, "on": 2, "x": 3}'])
def test_a_broken_record_is_an_error_with_a_remedy(clinic, record):
    """Half a record is no review."""
    (clinic / "small_clinic.review.json").write_text(record)
    with pytest.raises(
        CheckerError, match=r"small_clinic.review.json: no review record .* Sign again"
    ):
        sign_off.reviewed(bridge.load(PATH), PATH)


@pytest.mark.parametrize(
    ("by", "credentials", "on", "message"),
    [
        (" ", "PT", "2026-02-07", "A review needs a name and credentials"),
        ("Ann", "", "2026-02-07", "A review needs a name and credentials"),
        ("Ann", "PT", "Feb 7", "--on Feb 7: no date. Write it as YYYY-MM-DD."),
    ],
)
def test_a_signature_says_who_and_when(clinic, by, credentials, on, message):
    """Otherwise nothing is written."""
    with pytest.raises(CheckerError, match=message):
        sign_off.sign(SMALL, PATH, by, credentials, on)
    assert not (clinic / "small_clinic.review.json").exists()


def test_rules_that_are_not_proved_cannot_be_signed(clinic):
    """The counterexample comes instead of a record."""
    with pytest.raises(CheckerError, match="Not signed, for the rules are not proved"):
        sign_off.sign(with_rules(C1=None), PATH, "Ann", "PT", "2026-02-07")
    assert not (clinic / "small_clinic.review.json").exists()


def test_a_signature_is_not_put_among_installed_packages(clinic, monkeypatch, capsys):
    """The next installation would take it away: a module of the site's own can be signed instead."""
    installed = clinic / "site-packages"
    installed.mkdir()
    (clinic / "small_clinic.py").rename(installed / "small_clinic.py")
    sys.modules.pop("small_clinic")
    monkeypatch.syspath_prepend(str(installed))
    invalidate_caches()
    assert main(["sign", PATH, *SIGN]) != 0
    said = capsys.readouterr().err
    assert "`from small_clinic import CHECKER`" in said
    assert [file.name for file in installed.glob("*.json")] == []
