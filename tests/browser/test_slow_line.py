"""A slow line: it may take as long as it needs; what stands still is given up, and the reader is told."""

import re
import shutil
from pathlib import Path

import pytest

from tests.browser.altered import alter
from tests.engines import not_firefox

PAGE = "lower-back.html"


@pytest.fixture
def hasty(clinic: Path, tmp_path: Path) -> Path:
    """A copy of the clinic's site whose patience is short, so that a line of seconds is a slow one."""
    own = Path(shutil.copytree(clinic, tmp_path / "site"))
    alter(own, "arrival.js", "STANDSTILL = 10_000", "STANDSTILL = 3000")
    alter(own, "messages.js", "SILENCE = 15", "SILENCE = 5")
    alter(own, "questionnaire.js", "LONG = 5000", "LONG = 500")
    return own


def snapshots(site: Path) -> list[str]:
    """The small one and the whole one."""
    return sorted(file.name for file in (site / "selfcheck").glob("snapshot-*.wasm"))


@not_firefox
def test_a_slow_line_is_waited_for_and_the_reader_is_told(start_reader, hasty):
    """It takes much longer than the patience; the answer comes from the snapshot, and nothing else."""
    reader = start_reader(hasty, PAGE, service_workers="block")
    reader.server.slow[snapshots(hasty)[0]] = 10
    reader.open()
    reader.tick("nerve", "saddle")
    loading = reader.find(".selfcheck-form > .selfcheck-status", has_text="Still loading")
    loading.wait_for()
    said = loading.inner_text()
    assert re.fullmatch(
        r"Still loading: \d?0 % has arrived\. The list below gives the same advice\.", said
    ), said
    reader.wait_for("outcome")
    assert reader.outcome() == "emergency"
    assert not any("-whole-" in path for path in reader.server.paths())


def test_a_file_that_stands_still_is_done_without(start_reader, hasty):
    """Half of the small snapshot, then nothing: the whole one starts."""
    reader = start_reader(hasty, PAGE, service_workers="block")
    reader.server.stuck.add(snapshots(hasty)[0])
    reader.open()
    reader.tick("nerve", "saddle")
    reader.wait_for("outcome")
    assert any("-whole-" in path for path in reader.server.paths())


@not_firefox
def test_a_line_that_stands_still_is_told(start_reader, hasty):
    """Nothing more arrives of anything: the failure is said, the guide stands."""
    reader = start_reader(hasty, PAGE, service_workers="block")
    reader.trouble_expected = True
    reader.server.stuck |= {*snapshots(hasty), "pyodide.asm.wasm"}
    reader.open()
    reader.tick("nerve", "saddle")
    reader.wait_for("failure")
    assert reader.find(".selfcheck-guide").is_visible()
