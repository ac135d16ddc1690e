"""What a newcomer meets: make's targets, and the search for Python 3.13."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT, outside_make


@pytest.fixture
def bare_path(tmp_path_factory) -> Path:
    """A folder with the few commands that every system has, and no Python."""
    folder = tmp_path_factory.mktemp("bin")
    for command in ("sh", "make", "awk", "cat"):
        (folder / command).symlink_to(shutil.which(command))
    return folder


def put_command(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def run(*command: str, cwd: Path, path: Path) -> subprocess.CompletedProcess[str]:
    environment = outside_make() | {"PATH": str(path)}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def test_make_alone_prints_the_help(folder, bare_path):
    """`make` without a target changes nothing and lists what it can do."""
    alone = run("make", cwd=folder, path=bare_path)
    asked = run("make", "help", cwd=folder, path=bare_path)
    assert alone.returncode == 0, alone.stderr
    assert alone.stdout == asked.stdout
    assert "make html " in alone.stdout


def test_what_the_documents_tell_to_make_can_be_made(folder, bare_path):
    """Every `make …` of README, CONTRIBUTING and docs is a target of the help."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    told = {
        target
        for page in pages
        for target in re.findall(r"(?:`|^ *|run: )make ([a-z]+)", page.read_text(), re.MULTILINE)
    }
    can = re.findall(r"^make (\w+)", run("make", cwd=folder, path=bare_path).stdout, re.MULTILINE)
    assert {"html", "test", "publish"} <= told <= set(can)


def test_without_python_3_13_one_line_says_what_to_install(folder, bare_path):
    """No Python 3.13 by any of the three ways: one line, no environment begun."""
    result = run("make", "html", cwd=folder, path=bare_path)
    lines = (result.stdout + result.stderr).splitlines()
    assert result.returncode != 0
    assert len(lines) == 1, lines
    assert "Python 3.13" in lines[0]
    assert "install" in lines[0]
    assert not (folder / ".venv").exists()


def test_a_python_that_refuses_to_start_is_passed_over(folder, bare_path):
    """pyenv's shim exists but fails where its version is not chosen: pyenv itself is asked."""
    put_command(
        bare_path, "python3.13", "echo 'pyenv: python3.13: command not found' >&2; exit 127"
    )
    put_command(bare_path, "pyenv", f"echo {sys.executable}")
    result = run(".make/find-python", cwd=folder, path=bare_path)
    assert result.stdout.strip() == sys.executable, result


def test_a_python_of_another_version_is_passed_over(folder, bare_path):
    """A command that is called python3.13 and is not leads to uv's."""
    put_command(bare_path, "python3.13", "exit 1")
    put_command(bare_path, "uv", f"echo {sys.executable}")
    result = run(".make/find-python", cwd=folder, path=bare_path)
    assert result.stdout.strip() == sys.executable, result


def test_ci_runs_make_test_and_nothing_else():
    """What CI runs is what a developer runs."""
    commands = (ROOT / ".ci" / "run").read_text().splitlines()[1:]
    assert commands == ["set -eu", 'cd "$(dirname "$0")/.."', "make test"]
