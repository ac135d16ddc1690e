"""The page of all settings keeps up with the settings."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

TABLE = Path(".make", "settings_table.py")


def made(root: Path) -> subprocess.CompletedProcess[str]:
    """What `make docs` runs, in a project of this folder."""
    return subprocess.run(
        [sys.executable, root / TABLE], capture_output=True, text=True, check=False
    )


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
