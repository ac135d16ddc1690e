"""Small real sites built by real Pelican, the clinic's own site, a server, and browsers."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Playwright, sync_playwright

from .browser.server import Server
from .engines import ENGINES, OF_ONE_USE, launch
from .reader import Reader
from .webkit import WebKit

ROOT = Path(__file__).resolve().parents[1]
PELICAN = Path(sys.executable).with_name("pelican")

FETCHED = ("pyodide", "esbuild")
"""Of the cache: what came from npm. All else a test makes anew."""

POSTS = {"en": "lower-back.html", "es": "es/lower-back.html"}
"""The clinic's post with the check, by language."""

SETTINGS = f"""
SITENAME = "A small site"
SITEURL = "https://site.example"
TIMEZONE = "UTC"
PATH = "content"
PLUGIN_PATHS = [{str(ROOT / "plugins")!r}]
PLUGINS = ["selfcheck"]
SELFCHECK_CHECKERS = {{"knee": "knee:CHECKER"}}
SELFCHECK_CACHE_PATH = {str(ROOT / ".cache")!r}
SELFCHECK_SNAPSHOT = False  # takes seconds to make; the clinic's own site has one
"""

POST = """
Title: Is your knee sore?
Date: 2026-01-01
Slug: knee

[A knee may be sore the day after squats.]{#K1} [See a doctor with a knee that locks.]{#K2}

::: selfcheck knee

After the check.
"""


@dataclass(frozen=True)
class Site:
    """A site in a folder of its own, with its settings, its posts and its checker."""

    folder: Path

    def write(self, path: str, text: str) -> Path:
        """Write a file of the site, its folders included."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.lstrip("\n"), encoding="utf-8")
        return file

    def set(self, **settings: object) -> None:
        """Add settings to those of the site."""
        with (self.folder / "pelican.conf.py").open("a") as file:
            file.writelines(f"{name} = {value!r}\n" for name, value in settings.items())

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace what stands in a file of the site, once."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def try_to_build(self, pelican: Path = PELICAN) -> subprocess.CompletedProcess[str]:
        """Run the plain command of the documentation, in the site's folder."""
        return subprocess.run(
            [pelican, "content", "-s", "pelican.conf.py", "--fatal", "errors"],
            cwd=self.folder,
            env=os.environ
            | {
                "PYTHONPATH": str(ROOT),
                "COLUMNS": "400",
                # a checker edited twice within a second looks unchanged to Python's own cache
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def build(self) -> None:
        """Build the site, which must succeed."""
        done = self.try_to_build()
        assert done.returncode == 0, done.stdout + done.stderr

    def output(self) -> dict[str, bytes]:
        """Every file of the built site, by its path."""
        output = self.folder / "output"
        files = (path for path in output.rglob("*") if path.is_file())
        return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}

    def page(self, path: str) -> str:
        """One page of the built site."""
        return (self.folder / "output" / path).read_text(encoding="utf-8")


def new_site(folder: Path) -> Site:
    """One post with a check of the knee, in Pelican's own theme; not yet built."""
    site = Site(folder)
    site.write("pelican.conf.py", SETTINGS)
    site.write("content/knee.md", POST)
    shutil.copy(ROOT / "tests" / "plugins" / "knee.py", folder)
    return site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small site of the test's own, not yet built."""
    return new_site(tmp_path)


@pytest.fixture
def site_of_two(site: Site) -> Site:
    """The small site with a second check in its post, of the hip with claims of its own; not yet built."""
    hip = (site.folder / "knee.py").read_text().replace('id="knee"', 'id="hip"').replace('"K', '"H')
    site.write("hip.py", hip)
    site.set(SELFCHECK_CHECKERS={"knee": "knee:CHECKER", "hip": "hip:CHECKER"})
    claims = "[A hip may be sore.]{#H1} [See a doctor with a hip that locks.]{#H2}"
    site.edit("content/knee.md", "After", f"{claims}\n\n::: selfcheck hip\n\nAfter")
    return site


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site as it is after a build; only to be read."""
    site = new_site(tmp_path_factory.mktemp("site"))
    site.build()
    return site


@pytest.fixture
def built(built_once: Site, tmp_path: Path) -> Site:
    """A built small site of the test's own."""
    shutil.copytree(built_once.folder, tmp_path, dirs_exist_ok=True)
    return Site(tmp_path)


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The clinic's own site, built once for all processes of the tests; only to be read."""
    if worker_id == "master":
        return build_clinic(tmp_path_factory.mktemp("clinic"))
    shared = tmp_path_factory.getbasetemp().parent / "clinic"
    with FileLock(f"{shared}.lock"):
        return shared if shared.exists() else build_clinic(shared)


def build_clinic(output: Path) -> Path:
    done = subprocess.run(
        [PELICAN, "content", "-s", "pelican.conf.py", "--fatal", "errors", "-o", output],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return output


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session", params=ENGINES)
def browser(request: pytest.FixtureRequest) -> Iterator[Browser | WebKit]:
    """Each browser, one after the other: the system's own, else Playwright's."""
    browser = launch(request.param, request, **OF_ONE_USE[request.param])
    yield browser
    browser.close()


@pytest.fixture
def start_reader(browser: Browser) -> Iterator[Callable[..., Reader]]:
    """Open a page of a built site as a reader: `start_reader(output, "lower-back.html")`.

    At the end of the test the page must not have raised or reported any error, unless the test
    has said that it expects one.
    """
    readers = []
    with ExitStack() as stack:

        def start(output: Path, path: str, hand: str = "page", **context: Any) -> Reader:
            server = stack.enter_context(Server(output).running())
            page = stack.enter_context(browser.new_context(**context)).new_page()
            readers.append(Reader(page, f"{server.address}/{path}", server, hand))
            return readers[-1]

        yield start
        troubles = [reader.troubles for reader in readers if not reader.trouble_expected]
    assert not any(troubles), troubles


@pytest.fixture(scope="module")
def start_walk(browser: Browser, clinic: Path) -> Iterator[Callable[[str], Reader]]:
    """Open a page of the clinic's site for all tests of a module, without a service worker."""
    with ExitStack() as stack:

        def start(path: str) -> Reader:
            server = stack.enter_context(Server(clinic).running())
            context = browser.new_context(service_workers="block")
            page = stack.enter_context(context).new_page()
            return Reader(page, f"{server.address}/{path}", server)

        yield start


def pytest_addoption(parser: pytest.Parser) -> None:
    words = "write what a screen reader hears into tests/browser/snapshots/"
    parser.addoption("--write-snapshots", action="store_true", help=words)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser: `make quick` leaves it out."""
    for item in items:
        if {"browser", "playwright"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


@pytest.fixture
def write_snapshots(request: pytest.FixtureRequest) -> bool:
    return request.config.getoption("--write-snapshots")


@pytest.fixture
def reader(start_reader: Callable[..., Reader], clinic: Path) -> Reader:
    """A reader who has opened the clinic's post."""
    return start_reader(clinic, "lower-back.html").open()
