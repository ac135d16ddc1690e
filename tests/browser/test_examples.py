"""The example of phishing in a browser: a check of nobody's health, with no claims, no contact, no number."""

import shutil

import pytest

from tests.conftest import ROOT

CALM = {"asks": "nothing", "sender": "expected", "pressure": "calm", "done": "no"}


@pytest.fixture
def reader(site, start_reader):
    """A reader of a post of that check alone."""
    (site.folder / "content" / "knee.md").unlink()
    shutil.copy(ROOT / "checker" / "examples" / "phishing.md", site.folder / "content")
    checkers = {"phishing": "checker.examples.phishing:CHECKER"}
    site.set(SELFCHECK_CHECKERS=checkers, SITEURL="")
    site.build()
    return start_reader(site.folder / "output", "phishing.html", service_workers="block").open()


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_a_check_of_another_subject_says_nothing_of_medicine(reader):
    """From calm answers to the calmest outcome, and from two signs to the gravest, in its own words."""
    assert reader.answer(CALM) == "outcome"
    assert reader.outcome() == "ordinary"
    card = reader.find(".selfcheck-result").inner_text()
    assert "Treat it as phishing for any of these" in card
    assert "Not yet reviewed: nobody has signed these rules." in card
    reader.act("restart")
    reader.tick("pressure", "hurry", "threat")
    reader.wait_for("outcome")
    assert reader.outcome() == "phishing"
    page = reader.page.content().lower()
    assert [word for word in ("911", "clinic", "doctor", "tel:", "sms:") if word in page] == []
