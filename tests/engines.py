"""Three browsers: the system's own, else Playwright's; and how they are started."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from .webkit import WebKit, webkit_is_here

ENGINES = ["chromium", "firefox", "webkit"]

not_firefox = pytest.mark.parametrize("browser", ["chromium", "webkit"], indirect=True)
"""For what the page or its worker decides and the engine has little say in: the two that differ most."""

OF_ONE_USE: dict[str, dict[str, Any]] = {
    "chromium": {"args": ["--js-flags=--liftoff-only"]},
    "firefox": {"firefox_user_prefs": {"javascript.options.wasm_optimizingjit": False}},
    "webkit": {"optimizes": False},
}
"""Without the second compiler that each engine has for what runs for long, and what WebKit does for
a graphics card that is not there: all cores would be busy for what a test does once.
tests/browser/test_parity.py asks the engines as readers have them."""

UNSEEN = [
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    *("Translate", "OptimizationHints", "MediaRouter", "GlobalMediaControls", "HttpsUpgrades"),
]
"""What is around the page in Chromium. The first two are a process and two pages for each window, a
third of a short test's work; the others are of Playwright's own list, which ours takes the place of."""


def launch(engine: str, request: pytest.FixtureRequest, **options: Any) -> Browser | WebKit:
    """The browser, with options of its own driver."""
    if engine == "webkit":
        if not webkit_is_here():
            pytest.skip("this system has no WebKitGTK driver")
        return WebKit(**options)
    start = launch_firefox if engine == "firefox" else launch_chromium
    return start(request.getfixturevalue("playwright"), **options)


def launch_chromium(playwright: Playwright, args: Sequence[str] = (), **options: Any) -> Browser:
    return playwright.chromium.launch(**chromium(*args), **options)


def chromium(*args: str) -> dict[str, Any]:
    unseen = f"--disable-features={','.join(UNSEEN)}"
    return {"executable_path": shutil.which("chromium"), "args": [unseen, *args]}


def launch_firefox(playwright: Playwright, **options: Any) -> Browser:
    """The system's Firefox speaks WebDriver BiDi, which Playwright knows by this channel."""
    return playwright.firefox.launch(**firefox(), **options)


def firefox() -> dict[str, Any]:
    system = shutil.which("firefox-esr") or shutil.which("firefox")
    return {"executable_path": system, "channel": "moz-firefox" if system else None}


def persistent(
    playwright: Playwright, engine: str, profile: Path, restores: bool = False
) -> BrowserContext:
    """A browser with what it kept the last time; one that ``restores`` its tabs, where it can."""
    if engine == "chromium":
        return playwright.chromium.launch_persistent_context(
            profile, **chromium(*["--restore-last-session"] * restores)
        )
    interval: dict[str, str | float | bool] = {"browser.sessionstore.interval": 200}  # ms
    return playwright.firefox.launch_persistent_context(  # it writes down its tabs at once
        profile, **firefox(), firefox_user_prefs=interval
    )
