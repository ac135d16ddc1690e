"""The clinic's own site, built once by real Pelican, and small sites to make mistakes in."""

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from tests.conftest import PELICAN, ROOT, SETTINGS, Site
from tests.engines import launch_chromium

from .markup import Markup, read

ADDRESS = "https://clinic.example"
LANGUAGES = {"en": "", "es": "es/"}


@dataclass(frozen=True)
class Published:
    """The clinic's site as it would be published."""

    output: Path

    def page(self, path: str) -> Markup:
        return read((self.output / path).read_text(encoding="utf-8"))

    def pages(self) -> dict[str, Markup]:
        """Every page, by its path below the output; a standalone file is no page of the site."""
        taken = self.output / "selfcheck"
        files = [f for f in sorted(self.output.rglob("*.html")) if not f.is_relative_to(taken)]
        return {str(file.relative_to(self.output)): self.page(str(file)) for file in files}


def publish(settings: Path, output: Path) -> Published:
    """Build the clinic's site with real Pelican; even a warning is a failure."""
    done = subprocess.run(
        [PELICAN, "content", "-s", settings, "-o", output, "--fatal", "warnings"],
        cwd=ROOT,
        env=os.environ | {"SITEURL": ADDRESS},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return Published(output)


@pytest.fixture(scope="session")
def published(tmp_path_factory) -> Published:
    """The clinic's site, built once."""
    return publish(ROOT / "pelican.conf.py", tmp_path_factory.mktemp("published"))


@pytest.fixture
def publish_with(tmp_path) -> Callable[[str], Published]:
    """Build the clinic's site with some of the clinic's own settings changed by lines of Python."""

    def build(changes: str) -> Published:
        conf = (ROOT / "pelican.conf.py").read_text().replace("__file__", repr(str(ROOT / "x")))
        settings = tmp_path / "changed.py"
        clinic, mark, rest = conf.partition("# --- Where the site lives")
        assert mark, "what follows is made from the clinic's settings"
        settings.write_text(f"{clinic}{changes}\n{mark}{rest}")
        return publish(settings, tmp_path / "output")

    return build


@pytest.fixture
def small_site(tmp_path) -> Callable[..., Site]:
    """Start a small site in Pelican's own theme that uses the plugins named."""

    def start(*plugins: str, **settings: object) -> Site:
        site = Site(tmp_path)
        site.write("pelican.conf.py", SETTINGS)
        site.set(PLUGINS=list(plugins), DEFAULT_LANG="en", CACHE_PATH="cache", **settings)
        return site

    return start


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium: what the theme needs is the same in every browser."""
    chromium = launch_chromium(playwright)
    yield chromium
    chromium.close()
