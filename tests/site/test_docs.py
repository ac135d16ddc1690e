"""The pages that are made from the code keep up with it."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

SETTINGS = "settings_table.py"


def made(root: Path, script: str = SETTINGS) -> subprocess.CompletedProcess[str]:
    """What `make docs` runs, in a project of this folder."""
    return subprocess.run(
        [sys.executable, root / ".make" / script], capture_output=True, text=True, check=False
    )


def test_the_reference_of_a_checker_is_what_the_code_says():
    """Every part with its fields, the conditions, and every invariant with its remedy."""
    done = made(ROOT, "reference.py")
    assert done.returncode == 0, done.stderr
    assert (ROOT / "docs" / "reference.md").read_text() == done.stdout, "run 'make docs'"
    for words in ("### Rule", "| `safety_net` |", "`at_least(n: int, ", "| I13 | what the site"):
        assert words in done.stdout


def test_the_page_of_settings_is_what_the_settings_say():
    """Every setting of the site and of the plugin, described where it is defined."""
    done = made(ROOT)
    assert done.returncode == 0, done.stderr
    assert (ROOT / "docs" / "settings.md").read_text() == done.stdout, "run 'make docs'"
    assert "| `form_endpoint` |" in done.stdout
    assert "| `SELFCHECK_OFFLINE` |" in done.stdout


def test_a_setting_without_a_description_is_named(tmp_path):
    """It stops the page from being made, with the file, the setting and what to write."""
    for folder in ("checker", "plugins", "theme", ".make"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    text = (ROOT / "pelican.conf.py").read_text()
    (tmp_path / "pelican.conf.py").write_text(f"{text}\nBOOKING = 'https://book.example'\n")
    done = made(tmp_path)
    assert done.returncode != 0
    assert "pelican.conf.py: BOOKING is not described. Write '#: …' above it." in done.stderr
