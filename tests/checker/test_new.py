"""From nothing to a check: `python -m checker new NAME`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from checker.new import EXAMPLES
from tests.conftest import ROOT


def _run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("like", EXAMPLES)
def test_what_is_written_is_proved_and_passes_its_own_test(tmp_path, like):
    """A module, a post with the directive, and a test; the settings to add are told."""
    done = _run(tmp_path, "checker", "new", "my-check", "--like", like)
    assert done.returncode == 0, done.stderr
    assert 'SELFCHECK_CHECKERS = {"my-check": "my_check:CHECKER"}' in done.stdout
    post = (tmp_path / "content" / "my-check.md").read_text()
    assert "\n::: selfcheck my-check\n" in post
    assert "\nSlug: my-check\n" in post
    assert "All proved" in _run(tmp_path, "checker", "prove", "my-check").stdout
    tested = _run(tmp_path, "pytest", "-q", "-p", "no:cacheprovider")
    assert "2 passed" in tested.stdout, tested.stdout


def test_what_is_there_is_never_written_over(tmp_path):
    """Nothing is written then, not even what was missing."""
    (tmp_path / "ankle.py").write_text("mine")
    done = _run(tmp_path, "checker", "new", "ankle")
    assert (done.returncode, done.stderr) == (
        2,
        "ankle.py: there already. Take another name, or remove what is there.\n",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["ankle.py"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("my ankle", "no name for a checker"),
        ("1st", "no name for a checker"),
        ("fuß", "no name for a checker"),
        ("class", "no name for a checker"),
        ("json", "Python has a module json already"),
        ("checker", "Python has a module checker already"),
    ],
)
def test_a_name_that_no_module_can_have_is_told(tmp_path, name, told):
    """Nor one that would hide a module of Python or of ours."""
    done = _run(tmp_path, "checker", "new", name)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{name}: {told}"), done.stderr
