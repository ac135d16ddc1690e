"""Leaving the page and coming back: by Back, after hours, by a reload, on a shared computer."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Playwright

from tests.browser.server import Server
from tests.engines import ENGINES, OF_ONE_USE, launch, persistent
from tests.reader import Reader
from tests.stories import SORE_AFTER_DEADLIFTS

LISTEN = """
addEventListener("pageshow", ({ persisted }) => {
  const now = Date.now; // so many minutes have passed
  Date.now = () => now() + (window.minutes ?? 0) * 60_000;
  if (persisted) fetch("/came-back");
});
"""


@pytest.fixture(scope="module", params=ENGINES)
def browser(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A browser that gives a page back as it was left; Playwright's Chromium has to be told."""
    of_chromium = {"ignore_default_args": ["--disable-back-forward-cache"]}
    options = of_chromium if request.param == "chromium" else {}
    browser = launch(request.param, request, **OF_ONE_USE[request.param], **options)
    yield browser
    browser.close()


@pytest.fixture
def beginner(browser: Any, clinic: Path) -> Iterator[Reader]:
    """A reader who has opened the post."""
    with Server(clinic).running() as server, browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(LISTEN)
        yield Reader(page, f"{server.address}/lower-back.html", server).open()


@pytest.fixture
def reader(beginner: Reader) -> Reader:
    """A reader who has gone through the check, and is about to leave the page."""
    assert beginner.told(SORE_AFTER_DEADLIFTS) == "normal"
    return beginner


@pytest.fixture
def alarmed(beginner: Reader) -> Reader:
    """A reader whose first answer has ended the check."""
    beginner.tick("nerve", "saddle")
    beginner.wait_for("outcome")
    return beginner


def leave_and_come_back(reader: Reader, minutes: int = 0) -> None:
    """To another page of the site, and back by the browser's Back, which kept the page."""
    reader.page.evaluate("minutes => { window.minutes = minutes; }", minutes)
    reader.page.goto(f"{reader.server.address}/contact.html")
    reader.page.evaluate("() => { setTimeout(() => history.back(), 0); }")
    reader.server.wait_for(
        "came-back"
    )  # WebKit's driver hangs when it asks a page that is put aside
    settle = "() => new Promise((resolve) => { setTimeout(resolve, 50); })"
    try:
        reader.page.evaluate(settle)
    except Error:  # the page has told the server before the browser told its driver
        reader.page.evaluate(settle)


def press(reader: Reader, action: str) -> None:
    """By the page itself: Playwright loses its hold of a page that Firefox gave back."""
    click = "action => document.querySelector(`[data-action=${action}]`).click()"
    reader.page.evaluate(click, action)


def test_back_gives_the_answers_back_with_the_outcome(reader):
    """Every tick stands, the outcome stands, the list of answers is not blank, and it goes on."""
    given = reader.given()
    leave_and_come_back(reader)
    assert reader.outcome() == "normal"
    assert reader.given() == given
    answers = reader.find(".selfcheck-answer-text").evaluate_all(
        "all => all.map(it => it.textContent)"
    )
    assert len(answers) == len(SORE_AFTER_DEADLIFTS)
    assert all(answers)
    press(reader, "change")
    reader.wait_for("signs")
    reader.page.evaluate("() => document.querySelector('.selfcheck-continue').click()")
    reader.wait_for("outcome")
    assert len(reader.verdicts()) == 2, "Python answers as before"


def test_within_ten_minutes_the_check_goes_on(alarmed):
    """Whoever looked something up finds what they left."""
    leave_and_come_back(alarmed, minutes=9)
    assert alarmed.outcome() == "emergency"


def test_after_ten_minutes_the_check_starts_afresh(alarmed):
    """By then it may be another person: no tick, no outcome, the first page."""
    leave_and_come_back(alarmed, minutes=11)
    assert alarmed.screen() == "signs"
    assert alarmed.outcome() is None
    assert alarmed.given() == {}
    assert "ten minutes on another page" in alarmed.find(".selfcheck").inner_text()


def test_after_start_again_neither_back_nor_forward_shows_an_answer(reader):
    """The next person at the same computer goes through the history, and finds nothing."""
    press(reader, "restart")
    reader.wait_for("signs")
    for step in (-1, -1, 1, -3, 2):
        reader.page.evaluate("step => { history.go(step); }", step)
        reader.page.evaluate("() => new Promise((resolve) => { setTimeout(resolve, 100); })")
        assert (reader.screen(), reader.given(), reader.outcome()) == ("signs", {}, None)


def test_the_history_tells_nothing_of_the_way(reader):
    """Its entries hold a random mark: no answer, no question, no screen, and no other address."""
    state = reader.page.evaluate("history.state")
    assert list(state) == ["selfcheck"]
    assert state["selfcheck"].isalnum()
    assert reader.page.evaluate("location.hash") == "#selfcheck-lower-back"


@pytest.mark.parametrize(
    "engine", ["chromium", "firefox"]
)  # in WebKit it is up to the app around it
def test_what_the_browser_keeps_of_a_tab_holds_no_answer(
    engine: str, playwright: Playwright, clinic: Path, tmp_path: Path
):
    """Its session file has the page, but no question, no answer and no screen; nothing is ticked when
    the tab is opened again (Firefox opens none while it is driven)."""
    with Server(clinic).running() as server:
        address = f"{server.address}/lower-back.html"
        with persistent(playwright, engine, tmp_path, restores=True) as context:
            reader = Reader(context.new_page(), address, server).open()
            assert reader.told(SORE_AFTER_DEADLIFTS) == "normal"
            end = time.monotonic() + 60
            while not any(holds(file, "lower-back.html") for file in kept_in(tmp_path)):
                assert time.monotonic() < end, "the browser keeps no session"
                reader.page.evaluate(
                    "() => new Promise((resolve) => { setTimeout(resolve, 200); })"
                )
        kept = kept_in(tmp_path)
        for word in ("severity", "how_long", "to_3_days", "exercise", "deadlift", "/outcome"):
            assert not any(holds(file, word) for file in kept), word
        with persistent(playwright, engine, tmp_path, restores=True) as context:
            again = [page for page in context.pages if page.url.startswith(address)]
            assert len(again) == (engine == "chromium")
            for page in again:
                reader = Reader(page, address, server)
                reader.find(".selfcheck-continue:enabled").wait_for()
                assert (reader.screen(), reader.given(), reader.outcome()) == ("signs", {}, None)


def kept_in(profile: Path) -> list[bytes]:
    """What the browser's session files hold."""
    names = ("ession", "recovery")
    return [
        text_of(file) for file in profile.rglob("*") if any(name in file.name for name in names)
    ]


def text_of(file: Path) -> bytes:
    """What a file holds; Firefox packs its own as one block of LZ4 behind a head of 12 bytes."""
    content = file.read_bytes() if file.is_file() else b""
    return unpacked(content[12:]) if content.startswith(b"mozLz40") else content


def unpacked(block: bytes) -> bytes:
    """https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md"""
    text, at = bytearray(), 0

    def length(start: int) -> int:
        nonlocal at
        size = start
        while start == 15 and (size - 15) % 255 == 0:
            size, at = size + block[at], at + 1
            if block[at - 1] < 255:
                break
        return size

    while at < len(block):
        token, at = block[at], at + 1
        literals = length(token >> 4)
        text += block[at : at + literals]
        at += literals
        if at < len(block):
            back, at = int.from_bytes(block[at : at + 2], "little"), at + 2
            for _ in range(length(token & 15) + 4):
                text.append(text[-back])
    return bytes(text)


def holds(file: bytes, word: str) -> bool:
    """Also where it is stored as UTF-16."""
    return word.encode() in file or word.encode("utf-16-le") in file
