"""Anyone who builds the same commit gets the same bytes, with any Python."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import FETCHED, ROOT
from tests.pythons import PYTHONS, find_python
from tests.setup.conftest import outside_make


def commit_in(folder: Path) -> Path:
    """What is or will be committed, in a folder of its own."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for name in FETCHED:
        shutil.copytree(ROOT / ".cache" / name, folder / ".cache" / name)
    return folder


def digests(output: Path) -> dict[str, str]:
    files = sorted(path for path in output.rglob("*") if path.is_file())
    return {
        file.relative_to(output).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }


@pytest.mark.scratch
def test_another_python_on_another_path_at_another_time_makes_the_same_bytes(
    clinic: Path, tmp_path: Path
):
    """Nothing of the building machine, its Python, paths, clock or zone is in the site."""
    this = f"python3.{sys.version_info.minor}"
    other = next(filter(find_python, (name for name in PYTHONS if name != this)), "")
    folder = commit_in(tmp_path / "a longer päth")
    environment = {"SOURCE_DATE_EPOCH": "1800000001", "TZ": "Asia/Tokyo", "BASEPYTHON": other}
    done = subprocess.run(
        ["make", "html"],
        cwd=folder,
        env=outside_make() | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert digests(folder / "output") == digests(clinic)
    files = [path for path in clinic.rglob("*") if path.is_file()]
    assert [file for file in files if str(ROOT).encode() in file.read_bytes()] == []
