"""Every state of the page, one after the other, as readers come upon them."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.reader import Reader
from tests.stories import SORE_AFTER_DEADLIFTS

LONGEST = SORE_AFTER_DEADLIFTS | {
    "exercise": ["other"],
    "moves": ["bend"],
    "how_long": "over_3_months",
    "morning": ["none"],
}

CHANGES = {
    "outcome-normal": ("course", "how_long", "to_3_days"),
    "outcome-change_routine": ("workout", "exercise", "pull_up"),
    "outcome-see_doctor": ("now", "night", "constant"),
    "outcome-urgent": ("signs", "unwell", "fever"),
    "outcome-emergency": ("signs", "nerve", "saddle"),
}
"""From one outcome to the next: the page, the question and the answer that is changed."""

PAGES = ["signs", "health", "pregnancy", "now", "workout", "course"]
"""By their ids; ``pregnancy`` is the page ``health`` of a pregnant reader."""
STATES = ["start", *PAGES, "error", "so-far", "outcome-book_pt", *CHANGES, "print", "failure"]


def walk(reader: Reader) -> Iterator[str]:
    """Bring the page into each state and name it. The reader's service workers must be blocked."""
    reader.look()
    yield "start"
    reader.open()
    yield "signs"
    reader.go_on()
    yield "error"
    reader.tick("unwell", "fever")
    reader.find(".selfcheck-sofar").wait_for()
    yield "so-far"
    reader.tick("unwell", "none")
    yield from _pages(reader)
    yield from _outcomes(reader)
    if isinstance(reader.page, Page):  # WebKit prints nothing for a driver
        yield from _on_paper(reader)
    yield from _failure(reader)


def _pages(reader: Reader) -> Iterator[str]:
    while (screen := reader.screen()) != "outcome":
        if screen == "health":
            yield from _pregnancy(reader)
        reader.answer_page(LONGEST)
        if screen != "signs":
            yield screen
        reader.go_on()
        assert not reader.complaints(), reader.complaints()


def _pregnancy(reader: Reader) -> Iterator[str]:
    """The page on which a pregnant reader is asked one question more."""
    reader.tick("history", "pregnant")
    reader.find("[data-question=pregnancy_warning]").wait_for()
    yield "pregnancy"
    reader.tick("history", "none")
    reader.tick("pregnancy_warning", "none")


def _outcomes(reader: Reader) -> Iterator[str]:
    yield "outcome-book_pt"
    for state, (page, question, option) in CHANGES.items():
        reader.change(page)
        reader.wait_for(page)
        reader.tick(question, option)
        while state != "outcome-emergency" and reader.go_on() != "outcome":
            pass
        reader.wait_for("outcome")
        yield state


def _on_paper(reader: Reader) -> Iterator[str]:
    reader.page.evaluate("window.print = () => {}")
    reader.find("[data-slot=date]").evaluate("it => { it.textContent = 'today'; }")
    reader.act("print")
    reader.page.emulate_media(media="print")
    yield "print"
    reader.page.emulate_media(media="screen")


def _failure(reader: Reader) -> Iterator[str]:
    reader.trouble_expected = True
    reader.server.broken.add("worker.js")
    reader.open()
    reader.tick("nerve", "none")
    reader.wait_for("failure")
    yield "failure"
