"""A date in the reader's own calendar, to do the check again."""

import pytest

from tests.stories import SORE_AFTER_DEADLIFTS

pytestmark = pytest.mark.parametrize("browser", ["chromium"], indirect=True)


def test_the_reminder_is_of_the_right_day_and_tells_no_answer(start_reader, clinic):
    """Three days on where the reader is, over the end of a month; whole days, folded as calendars ask."""
    reader = start_reader(
        clinic, "es/lower-back.html", service_workers="block", timezone_id="Pacific/Kiritimati"
    )
    reader.page.clock.set_fixed_time("2026-02-26T20:00:00Z")  # there it is the 27th already
    reader.open()
    assert reader.told(SORE_AFTER_DEADLIFTS) == "normal"
    with reader.page.expect_download() as saved:
        reader.act("remind")
    text = saved.value.path().read_bytes().decode()
    assert saved.value.suggested_filename == "check-again.ics"
    lines = text.replace("\r\n ", "").split("\r\n")
    assert "DTSTART;VALUE=DATE:20260302" in lines
    assert "SUMMARY:Haga otra vez el cuestionario: Preguntas sobre su espalda" in lines
    assert f"URL:{reader.address}" in lines
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "normal" not in text
