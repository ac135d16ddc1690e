"""When Python starts: at the first sign of interest; on a line that is to be spared, at an answer."""

from collections.abc import Callable

import pytest

from tests.reader import Reader

POST = "lower-back.html"
TALL = {"width": 1280, "height": 8000}  # all of the page is in view: nothing has to be scrolled

STARTED = "() => performance.getEntriesByName('selfcheck:boot').length > 0"

IDLE = """
() => {
  const idle = window.requestIdleCallback ?? setTimeout; // WebKit has none
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() =>
    idle(() => idle(() => resolve())))));
}
"""
"""Seen and idle: whatever a sign of interest starts has been started."""


def point(reader: Reader) -> None:
    reader.find(".selfcheck-title").hover()


def focus(reader: Reader) -> None:
    reader.find(".selfcheck-start").first.focus()


def scroll(reader: Reader) -> None:
    reader.find(".selfcheck-app").evaluate("it => it.scrollIntoView({ block: 'center' })")


SIGNS = [(point, TALL), (focus, TALL), (scroll, {"width": 1280, "height": 800})]


@pytest.mark.parametrize(("sign", "viewport"), SIGNS, ids=["pointer", "focus", "scrolled to"])
def test_a_sign_of_interest_starts_python(
    start_reader, clinic, sign: Callable[[Reader], None], viewport
):
    """The pointer in the check, the focus in it, or the check in view while the page is idle."""
    reader = start_reader(clinic, POST, viewport=viewport).look()
    reader.page.evaluate(IDLE)
    assert not reader.page.evaluate(STARTED)
    sign(reader)
    reader.page.wait_for_function(STARTED)


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)  # Firefox tells no page of it
def test_a_reader_who_saves_data_gives_an_answer_first(start_reader, clinic):
    """No sign of interest costs them a byte of Python; their first answer does."""
    reader = start_reader(clinic, POST, service_workers="block")
    session = reader.page.context.new_cdp_session(reader.page)
    session.send("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})
    reader.open()
    assert reader.page.evaluate("navigator.connection.saveData")
    for sign in (scroll, point, focus):
        sign(reader)
    reader.page.evaluate(IDLE)
    assert not reader.page.evaluate(STARTED)
    assert not [path for path in reader.server.paths() if "snapshot-" in path]
    reader.tick("nerve", "none")
    reader.wait_until_ready()
