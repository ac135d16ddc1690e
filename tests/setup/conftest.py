"""A small site of its own, built by the project's Makefile and packages."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SETTINGS = """
import os
SITENAME = "A small site"
SITEURL = "https://site.example"
TIMEZONE = "UTC"
PATH = "content"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["stopper"] if "STOP_AT" in os.environ else []
"""

STOPPER = """
'''Ends the build with the signal STOP_BY at the moment STOP_AT.'''
import os, signal
from pelican import signals

def stop(*_):
    os.kill(os.getpid(), getattr(signal, os.environ["STOP_BY"]))

def register():
    getattr(signals, os.environ["STOP_AT"]).connect(stop)
"""


@dataclass(frozen=True)
class Site:
    folder: Path

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def write(self, title: str, date: str = "2026-01-01") -> None:
        post = f"Title: {title}\nSlug: post\nDate: {date}\n\nHello.\n"
        (self.folder / "content" / "post.md").write_text(post)

    def make(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["make", *words],
            cwd=self.folder,
            env=outside_make() | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def pages(self) -> dict[str, bytes]:
        files = (path for path in self.output.rglob("*") if path.is_file())
        return {str(path.relative_to(self.output)): path.read_bytes() for path in files}


def outside_make() -> dict[str, str]:
    """The environment without what the outer `make test` says to inner makes."""
    said = ("MAKE", "BASEPYTHON")
    return {name: value for name, value in os.environ.items() if not name.startswith(said)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The set-up's files in a folder of their own, as a fresh clone has them."""
    for name in (
        "Makefile",
        "requirements.txt",
        "package.json",
        "package-lock.json",
        "pyproject.toml",
    ):
        shutil.copy2(ROOT / name, tmp_path)
    shutil.copytree(ROOT / ".make", tmp_path / ".make")
    return tmp_path


@pytest.fixture
def site(folder: Path) -> Site:
    """A site with one post, with its packages in place, not yet built."""
    for name in (".venv", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "content").mkdir()
    (folder / "plugins").mkdir()
    (folder / "plugins" / "stopper.py").write_text(STOPPER)
    for name in ("checker", "plugins/selfcheck"):  # `make publish` needs the plugin's cache
        (folder / name).symlink_to(ROOT / name)
    (folder / "pelican.conf.py").write_text(SETTINGS)
    site = Site(folder)
    site.write("First")
    return site
