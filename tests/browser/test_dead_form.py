"""A form that nothing will ever answer says so, within seconds and without a script."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.altered import alter, widget_of
from tests.browser.server import Server
from tests.engines import ENGINES, not_firefox
from tests.reader import Reader

PAGE = "lower-back.html"
NOTE = "The check does not run here, or not yet. The list below gives the same advice."
OPTIONAL = {"offline.js", "option-search.js", "picture.js"}
"""What makes a check better, but is none of it."""


@pytest.fixture
def own(clinic: Path, tmp_path: Path) -> Path:
    """A copy of the clinic's site whose note does not wait for seconds."""
    own = Path(shutil.copytree(clinic, tmp_path / "site"))
    style = widget_of(own) / "selfcheck.css"
    text = style.read_text(encoding="utf-8")
    assert "selfcheck-patience 5s" in text
    style.write_text(text.replace("selfcheck-patience 5s", "selfcheck-patience 0.2s"))
    return own


def modules(site: Path) -> list[str]:
    """The scripts that the page itself asks for."""
    html = (site / PAGE).read_text(encoding="utf-8")
    return [file.name for file in widget_of(site).glob("*.js") if f"/{file.name}" in html]


def says_that_it_does_not_run(reader) -> bool:
    """The note stands over the button, and the list below is there."""
    note = reader.find(".selfcheck-asleep")
    reader.page.wait_for_function(
        "() => getComputedStyle(document.querySelector('.selfcheck-asleep')).visibility === 'visible'"
    )
    return note.inner_text() == NOTE and reader.find(".selfcheck-guide").is_visible()


def runs(reader) -> bool:
    reader.tick("nerve", "saddle")
    reader.wait_for("outcome")
    return reader.outcome() == "emergency"


def is_told(reader) -> None:
    """The reader gives an answer and is told that there will be none; the list stands."""
    reader.trouble_expected = True
    reader.open()
    reader.tick("nerve", "saddle")
    reader.wait_for("failure")
    assert reader.find(".selfcheck-guide").is_visible()


def damaged(file: bytes, damage: str) -> bytes | None:
    half = len(file) // 2
    flipped = file[:half] + bytes([file[half] ^ 1]) + file[half + 1 :]
    return {"missing": None, "cut": file[:half], "flipped": flipped}[damage]


DAMAGES = [("chromium", "missing"), ("chromium", "cut"), *((it, "flipped") for it in ENGINES)]


@pytest.mark.parametrize(("browser", "damage"), DAMAGES, indirect=["browser"])
def test_a_module_that_is_not_right_is_not_passed_over_in_silence(browser, own, damage: str):
    """Whichever of them it is, the reader is told, or the check does without it."""
    names = sorted(name for name in modules(own) if name != "worker.js")
    assert set(names) > OPTIONAL
    chromium = isinstance(browser, Browser) and browser.browser_type.name == "chromium"
    for name in names if chromium and damage == "flipped" else names[::4]:
        with (
            Server(own).running() as server,
            browser.new_context(service_workers="block") as context,
        ):
            server.changed[name] = damaged((widget_of(own) / name).read_bytes(), damage)
            reader = Reader(context.new_page(), f"{server.address}/{PAGE}", server).open()
            assert runs(reader) if name in OPTIONAL else says_that_it_does_not_run(reader), name


@pytest.mark.parametrize("browser", ["chromium", "firefox"], indirect=True)
@pytest.mark.parametrize("sandbox", ["", "allow-scripts"])
def test_a_frame_that_allows_no_scripts_or_no_origin(start_reader, own, sandbox: str):
    """Somebody shows the page in a sandboxed frame: there too the reader is told."""
    html = f'<!DOCTYPE html><iframe sandbox="{sandbox}" src="{PAGE}" width="800" height="600"></iframe>'
    (own / "frame.html").write_text(html, encoding="utf-8")
    reader = start_reader(own, PAGE, service_workers="block")
    reader.trouble_expected = True
    reader.server.policy = ""  # it forbids frames
    reader.page.goto(f"{reader.server.address}/frame.html")
    frame = reader.page.frames[1]
    if sandbox:
        frame.locator(".selfcheck-start").first.click()
    note = frame.locator("noscript p" if sandbox == "" else ".selfcheck-asleep")
    note.wait_for()
    assert "The list below gives the same advice." in note.inner_text()
    assert frame.locator(".selfcheck-guide").is_visible()


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_without_scripts_one_sentence_says_so(start_reader, own):
    """Also where a browser does not know the media feature that hides the form."""
    reader = start_reader(own, PAGE, java_script_enabled=False)
    reader.page.goto(reader.address)
    said = reader.find(".selfcheck noscript p:visible").all_inner_texts()
    assert said == ["This check needs JavaScript. The list below gives the same advice."]
    assert reader.find(".selfcheck-guide").is_visible()


def test_a_minifier_may_leave_out_what_is_a_default(start_reader, own):
    """`type=submit` is a button's default: without it the check runs all the same."""
    page = own / PAGE
    html = page.read_text(encoding="utf-8")
    assert ' type="submit"' in html
    page.write_text(html.replace(' type="submit"', ""), encoding="utf-8")
    reader = start_reader(own, PAGE, service_workers="block").open()
    assert reader.go_on() == "signs"
    assert reader.complaints()
    assert runs(reader)


def test_an_empty_worker_is_given_up(start_reader, own):
    """Status 200, and nothing in it: no word comes from it, and the reader is told."""
    alter(own, "messages.js", "SILENCE = 15", "SILENCE = 4")
    (widget_of(own) / "worker.js").write_bytes(b"")
    is_told(start_reader(own, PAGE, service_workers="block"))


HANGS = b"""
const post = self.postMessage.bind(self);
let silent = false;
self.postMessage = (message) => {
  if ("response" in message && message.response.includes('"saddle"')) silent = true;
  if (!silent) post(message);
};
"""
"""A worker that says nothing more once it is asked about a numb saddle."""


@not_firefox
@pytest.mark.parametrize("once", [True, False], ids=["once", "always"])
def test_a_worker_that_hangs_gets_a_successor(start_reader, own, once: bool):
    """Ready, and then no word: the question goes to the next step's; if the last hangs too, it is said."""
    alter(own, "messages.js", "SILENCE = 15", "SILENCE = 4")
    reader = start_reader(own, PAGE, service_workers="block")
    reader.trouble_expected = True
    reader.server.prefixes["worker.js"] = HANGS
    reader.open()
    reader.tick("unwell", "none")
    reader.page.evaluate(ANSWERED)
    if once:
        reader.server.prefixes.clear()
    reader.tick("nerve", "saddle")
    reader.wait_for("outcome" if once else "failure")
    reader.wait_until_said("selfcheck: no word from the worker")


ANSWERED = """
() => new Promise((resolve) => {
  const ready = () => performance.getEntriesByName("selfcheck:ready").length > 0;
  const next = () => (ready() ? setTimeout(resolve, 300) : setTimeout(next, 20));
  next();
})
"""


def test_a_wrong_type_of_the_runtime_does_no_harm(start_reader, own):
    """A host that does not know WebAssembly: Pyodide in full starts all the same."""
    for snapshot in (own / "selfcheck").glob("snapshot-*.wasm"):
        snapshot.unlink()
    reader = start_reader(own, PAGE, service_workers="block")
    reader.trouble_expected = True
    reader.server.types[".wasm"] = "text/plain"
    reader.open()
    assert runs(reader)


def test_a_browser_that_cannot_run_it_says_so_at_once(start_reader, own):
    """Without WebAssembly in the page nothing has to be tried."""
    reader = start_reader(own, PAGE, service_workers="block")
    reader.trouble_expected = True
    reader.page.add_init_script("delete globalThis.WebAssembly;")
    reader.open()
    reader.wait_for("failure")
    assert reader.find(".selfcheck-guide").is_visible()


def test_whatever_breaks_while_it_answers_is_told(start_reader, own):
    """The card's template is gone, as after a careless filter of the page: the failure is said."""
    page = own / PAGE
    html = page.read_text(encoding="utf-8")
    assert 'template data-card="emergency"' in html
    page.write_text(html.replace('template data-card="emergency"', 'template data-x="emergency"'))
    is_told(start_reader(own, PAGE, service_workers="block"))
