"""Each kind of file of the site, served with each kind of fault: the right outcome, or a word that there is none."""

import gzip
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.altered import alter, widget_of
from tests.browser.server import Handler, Server
from tests.engines import ENGINES
from tests.reader import Reader

PAGE = "lower-back.html"
LOGIN = b"<!DOCTYPE html><title>Log in</title><h1>Log in</h1>"

type Fault = Callable[[Handler, bytes], None]


def stalled(handler: Handler, file: bytes) -> None:
    """Half of it, then nothing."""
    handler.answer(file[: len(file) // 2], length=len(file))
    handler.wfile.flush()
    handler.server.released.wait(timeout=60)


def flipped(handler: Handler, file: bytes) -> None:
    half = len(file) // 2
    handler.answer(file[:half] + bytes([file[half] ^ 0x40]) + file[half + 1 :])


FAULTS: dict[str, Fault] = {
    "flipped": flipped,
    "cut": lambda handler, file: handler.answer(file[: len(file) // 2]),
    "zeroed": lambda handler, file: handler.answer(bytes(len(file))),
    "missing": lambda handler, _: handler.send_error(404),
    "error": lambda handler, _: handler.send_error(500),
    "a page": lambda handler, _: handler.answer(LOGIN, kind="text/html"),
    "wrong type": lambda handler, file: handler.answer(file, kind="text/plain"),
    "damaged gzip": lambda handler, file: handler.answer(gzip.compress(file)[:-9], encoding="gzip"),
    "stalled": stalled,
}

DONE_WITHOUT = ["site.css", "site.js", "selfcheck.css", "offline.js", "option-search.js"]
DONE_WITHOUT += ["picture.js", "snapshot-small-*.wasm", "snapshot-whole-*.wasm"]
"""A check works without these."""

NEEDED = ["widget.js", "python-worker.js", "result.js", "worker.js", "restore.js"]
IN_FULL = ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "library.zip", "lower-back-*.whl"]
"""What Pyodide in full starts from: needed where no snapshot comes."""

ALL = bool(os.environ.get("SELFCHECK_FAULTS"))
"""Each fault of each kind in each browser: 480 visits; else 18."""

KINDS = [*DONE_WITHOUT, *NEEDED, *IN_FULL]

BEGIN = """() => {
  if (!document.querySelector("[name=nerve][value=saddle]")) return false;
  document.querySelector(".selfcheck-start").click();
  document.querySelector("[name=nerve][value=saddle]").click();
  return true;
}"""

TOLD = """() => {
  const { outcome } = document.querySelector(".selfcheck-result").dataset;
  const seen = (it) => document.querySelector(it)?.checkVisibility({ visibilityProperty: true });
  return outcome ?? ([".selfcheck-asleep", ".selfcheck-failure"].some(seen) && "nothing");
}"""


@pytest.fixture(scope="module")
def hasty(clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the clinic's site that waits seconds for less long."""
    site = Path(shutil.copytree(clinic, tmp_path_factory.mktemp("hasty") / "site"))
    alter(site, "arrival.js", "STANDSTILL = 10_000", "STANDSTILL = 1500")
    alter(site, "messages.js", "SILENCE = 15", "SILENCE = 5")
    style = widget_of(site) / "selfcheck.css"
    style.write_text(style.read_text().replace("selfcheck-patience 5s", "selfcheck-patience 2s"))
    return site


def path_of(site: Path, kind: str) -> Path:
    return next(path for path in sorted(site.rglob(kind)) if path.is_file())


def told(browser, site: Path, kind: str, fault: str) -> str:
    """The outcome that a reader with an emergency is told, or nothing."""
    with Server(site).running() as server, browser.new_context(service_workers="block") as context:
        if kind in IN_FULL:
            server.broken |= {path.name for path in (site / "selfcheck").glob("snapshot-*")}
        if kind.startswith("snapshot-whole"):
            server.broken.add(path_of(site, "snapshot-small-*.wasm").name)
        server.faults[path_of(site, kind).name] = FAULTS[fault]
        page = context.new_page()
        reader = Reader(page, f"{server.address}/{PAGE}", server).look("commit")
        reader.page.wait_for_function(BEGIN)
        sought = TOLD if kind not in DONE_WITHOUT else TOLD.replace('"nothing"', "null")
        page.wait_for_function(sought)
        return page.evaluate(TOLD)


def test_a_fault_never_changes_the_advice(browser, hasty: Path):
    """In each browser a third of the kinds of files, each with another fault; all of each if asked for."""
    engine = browser.browser_type.name if isinstance(browser, Browser) else "webkit"
    for turn, kind in enumerate(KINDS):
        if not ALL and turn % 3 != ENGINES.index(engine):
            continue
        for fault in FAULTS if ALL else [list(FAULTS)[turn * 2 % len(FAULTS)]]:
            if fault == "stalled" and kind.endswith(".css"):
                continue  # no browser shows or runs anything before it has the styles
            outcome = told(browser, hasty, kind, fault)
            assert outcome in {"emergency", "nothing"}, f"{kind}, {fault}"
            assert outcome == "emergency" or kind not in DONE_WITHOUT, f"{kind}, {fault}"
