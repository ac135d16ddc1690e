"""The reader's answers as text: copied, shared, or at least shown selected."""

import pytest

from tests.stories import SORE_AFTER_DEADLIFTS

REFUSED = (
    "This browser does not let the page do that. Your answers stand below, selected: copy them "
    "from there."
)
NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });"
"""What a page finds that came over plain http."""

REFUSING = """
if (globalThis.Clipboard) // only secure pages have one, and this runs in others too
  Clipboard.prototype.writeText = async () => { throw new DOMException("no", "NotAllowedError"); };
"""
CANCELLED = """
navigator.share = async () => { throw new DOMException("the reader closed it", "AbortError"); };
"""
NOT_SHARING = """
navigator.share = async () => { throw new DOMException("no", "NotAllowedError"); };
"""

SELECTED = """
() => {
  const field = document.querySelector(".selfcheck-result .selfcheck-summary");
  return field.value.slice(field.selectionStart, field.selectionEnd);
}
"""


def finish(start_reader, clinic, script: str):
    reader = start_reader(clinic, "lower-back.html")
    reader.page.add_init_script(script)
    reader.open()
    assert reader.told(SORE_AFTER_DEADLIFTS) == "normal"
    return reader


@pytest.mark.parametrize("browser", ["chromium", "webkit"], indirect=True)
@pytest.mark.parametrize(
    ("script", "action"),
    [(NO_CLIPBOARD, "copy"), (REFUSING, "copy"), (NOT_SHARING, "share")],
    ids=["no clipboard", "refused", "not shared"],
)
def test_where_the_browser_refuses_the_text_is_offered_selected(
    start_reader, clinic, script: str, action: str
):
    """Nothing fails in silence: the reader gets the answers in a field, selected, and is told."""
    reader = finish(start_reader, clinic, script)
    reader.act(action)
    reader.find(".selfcheck-result .selfcheck-status", has_text=REFUSED).wait_for()
    text = reader.page.evaluate(SELECTED)
    assert "This sounds like normal workout soreness" in text
    assert "How bad is it now? Mild" in text
    assert text.startswith("The Physical Therapy Clinic, ")
    assert "version 0.2" in text


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)  # the others print for real
def test_on_paper_the_card_has_the_whole_sheet(start_reader, clinic):
    """Whatever columns the page has on a screen."""
    reader = finish(start_reader, clinic, "window.print = () => {};")
    reader.act("print")
    reader.page.emulate_media(media="print")
    card, sheet = reader.page.evaluate(
        "[document.querySelector('.selfcheck-card').offsetWidth, document.body.offsetWidth]"
    )
    assert card == sheet > 1000


@pytest.mark.parametrize("browser", ["chromium", "webkit"], indirect=True)
def test_who_closes_the_share_sheet_is_told_nothing(start_reader, clinic):
    """They know."""
    reader = finish(start_reader, clinic, CANCELLED)
    reader.act("share")
    assert reader.find(".selfcheck-result .selfcheck-status").inner_text() == ""
    assert not reader.find(".selfcheck-result .selfcheck-summary").is_visible()
