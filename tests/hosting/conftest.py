"""The clinic's site, hosted, and browsers that keep what they are given."""

import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.engines import launch_chromium, persistent
from tests.hosting.host import RECIPE, Host, nginx, plain
from tests.webkit import Context, WebKit


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


@pytest.fixture
def chromium_page(playwright: Playwright) -> Iterator[Page]:
    """For what only Chromium's developer tools can set."""
    with launch_chromium(playwright) as browser:
        yield browser.new_page()


@pytest.fixture
def own(clinic: Path, tmp_path: Path) -> Path:
    """A copy of the clinic's site that the test may change."""
    return Path(shutil.copytree(clinic, tmp_path / "site"))


@pytest.fixture
def host(own: Path) -> Iterator[Host]:
    with plain(own) as host:
        yield host


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def address(clinic: Path, tmp_path: Path, free_port: int) -> Iterator[str]:
    """The site as nginx serves it with every header: beside them each page's own policy holds, which
    is all that there is where no nginx is installed."""
    if RECIPE:
        with nginx(clinic, tmp_path, free_port) as url:
            yield url
    else:
        with plain(clinic) as host:
            yield host.url


@pytest.fixture
def start_browser(
    request: pytest.FixtureRequest, browser: Browser | WebKit, tmp_path: Path
) -> Iterator[Callable[[], BrowserContext | Context]]:
    """Start the browser, each time with what it kept the last time."""
    started: list[BrowserContext | Context] = []
    profile = tmp_path / "profile"

    def start() -> BrowserContext | Context:
        for context in started:
            context.close()
        if isinstance(browser, WebKit):
            started[:] = [browser.new_context(profile)]
        else:
            playwright = request.getfixturevalue("playwright")
            started[:] = [persistent(playwright, browser.browser_type.name, profile)]
        return started[0]

    yield start
    for context in started:
        context.close()
