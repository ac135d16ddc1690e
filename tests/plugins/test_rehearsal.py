"""Before a site takes its place, what readers would start is asked: damage that a cache vouches for is found
by what it answers."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from plugins.selfcheck.tools import made_once
from tests.conftest import FETCHED, PELICAN, ROOT


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """What builds have made, to be damaged."""
    for name in (*FETCHED, "selfcheck"):
        shutil.copytree(ROOT / ".cache" / name, tmp_path / "cache" / name, copy_function=os.link)
    return tmp_path / "cache"


def forge(cache: Path, path: str, old: bytes, new: bytes) -> None:
    """In all files of this path one thing stands for another, and their entries vouch for it."""
    files = [file for file in cache.glob(path) if old in file.read_bytes()]
    assert files, path
    for file in files:
        content = file.read_bytes()
        file.unlink()  # it is a link
        file.write_bytes(content.replace(old, new))
        entry = file.parent.rename(file.parent.with_name("aside"))
        made_once(file.parent.with_name(file.parent.name.partition("@")[0]), entry.rename)


@pytest.mark.usefixtures("clinic")
def test_a_snapshot_that_answers_otherwise_is_not_published(cache, tmp_path):
    """A bit was flipped, and the cache has a digest that fits: the build ends with both answers."""
    forge(cache, "selfcheck/snapshots-*@*/whole.wasm", b"tell_nerve", b"tell_nerwe")
    output, setting = tmp_path / "output", f'SELFCHECK_CACHE_PATH="{cache}"'
    done = subprocess.run(
        [
            PELICAN,
            "content",
            "-s",
            "pelican.conf.py",
            "--fatal",
            "errors",
            "-o",
            output,
            "-e",
            setting,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("selfcheck: snapshot-whole-")
    assert "tell_nerve" in line
    assert "tell_nerwe" in line
    assert not output.exists()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("selfcheck/library-*@*/library.zip", b"json/decoder", b"json/dekoder"),
        ("selfcheck/scripts-*@*/worker.js", b".question)", b".questiom)"),
    ],
    ids=["Pyodide in full", "standalone file"],
)
def test_what_does_not_answer_is_not_published(built, cache, path, old, new):
    """What a browser asks where a snapshot fails, and what a reader takes along: the former site stays."""
    before = built.output()
    forge(cache, path, old, new)
    built.set(SELFCHECK_CACHE_PATH=str(cache))
    done = built.try_to_build()
    assert done.returncode != 0
    assert "of the finished site does not answer" in done.stderr
    assert built.output() == before
