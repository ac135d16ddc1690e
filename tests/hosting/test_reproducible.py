"""Anyone who builds the same commit gets the same bytes."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.scratch

FETCHED = ("pyodide", "esbuild")
"""Of the cache: what came from npm. All else is made anew."""


def build(folder: Path, epoch: int) -> dict[str, str]:
    """Publish the commit's files in a folder of their own; each file's digest."""
    folder.mkdir(parents=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.split("\0")[:-1]:
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            # with its time: make would set up anew what looks older
            shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    # a copy: whenever npm lays node_modules anew, it first empties what a link leads to
    shutil.copytree(ROOT / "node_modules", folder / "node_modules", symlinks=True)
    for name in FETCHED:
        shutil.copytree(ROOT / ".cache" / name, folder / ".cache" / name)
    done = subprocess.run(
        ["make", "html"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        | {"SOURCE_DATE_EPOCH": str(epoch), "TZ": "Asia/Tokyo" if epoch % 2 else "UTC"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    output = folder / "output"
    return {
        file.relative_to(output).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(output.rglob("*"))
        if file.is_file()
    }


def test_two_builds_on_two_paths_at_two_times_are_the_same_bytes(tmp_path: Path):
    """Nothing of the building machine, its paths, its clock or its zone is in the site."""
    one = build(tmp_path / "one", 1_700_000_000)
    two = build(tmp_path / "a longer path" / "two", 1_800_000_001)
    assert one == two
    pages = [file for file in (tmp_path / "one" / "output").rglob("*") if file.is_file()]
    assert [file for file in pages if str(tmp_path).encode() in file.read_bytes()] == []
