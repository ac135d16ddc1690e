"""Every file that Python runs from is checked in the browser before it runs."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.hosting.host import Host
from tests.reader import Reader
from tests.stories import STORIES

SADDLE = next(story for story in STORIES if story.name == "new saddle numbness")
RUNTIME = ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "library.zip", "*.whl"]


def flip(own: Path, name: str) -> str:
    """Change one bit in the middle of each file of this name; the last one's path below the site."""
    for file in sorted((own / "selfcheck").rglob(name)):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    return file.relative_to(own).as_posix()


def test_damaged_snapshots_are_refused_and_python_is_started_in_full(
    own: Path, host: Host, page: Page
):
    """The answer is right, and it comes from Pyodide's own files."""
    flip(own, "snapshot-*.wasm")
    reader = Reader(page, f"{host.url}/lower-back.html").open()
    assert reader.told(SADDLE.answers) == SADDLE.outcome
    assert any(path.endswith("pyodide.asm.wasm") for path in host.seen), host.seen


@pytest.mark.parametrize("name", RUNTIME)
def test_a_damaged_file_of_the_runtime_is_refused_and_said(
    own: Path, host: Host, page: Page, name: str
):
    """With the snapshots damaged too there is no Python left: the reader is told, the guide stands."""
    flip(own, "snapshot-*.wasm")
    damaged = flip(own, name)
    reader = Reader(page, f"{host.url}/lower-back.html").open()
    reader.tick("nerve", "saddle")
    reader.wait_for("failure")
    assert reader.find(".selfcheck-guide").is_visible()
    assert damaged in host.seen
    reader.wait_until_said(f"{damaged}: not as the build made it")


def test_a_damaged_file_that_is_mended_runs_at_the_next_try(own: Path, host: Host, page: Page):
    """Try again starts anew."""
    flip(own, "snapshot-*.wasm")
    flip(own, "library.zip")
    reader = Reader(page, f"{host.url}/lower-back.html").open()
    reader.tick("nerve", "saddle")
    reader.wait_for("failure")
    flip(own, "library.zip")
    reader.act("retry")
    reader.wait_for("outcome")
    assert reader.outcome() == "emergency"
