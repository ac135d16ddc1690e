"""The browsers that are measured, each visit in a profile of its own, and what they occupy."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import psutil
from playwright.sync_api import BrowserContext, Playwright

from tests.webkit import Context, WebKit, webkit_is_here

QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]


def chromium(playwright: Playwright, profile: Path) -> BrowserContext:
    return playwright.chromium.launch_persistent_context(
        profile, executable_path=shutil.which("chromium"), args=QUIET
    )


def firefox(playwright: Playwright, profile: Path) -> BrowserContext:
    """The system's Firefox speaks WebDriver BiDi, which Playwright knows by this channel."""
    system = shutil.which("firefox-esr") or shutil.which("firefox")
    return playwright.firefox.launch_persistent_context(
        profile, executable_path=system, channel="moz-firefox" if system else None
    )


def webkit(_: Playwright, profile: Path) -> Context:
    return _webkit().new_context(profile)


@cache
def _webkit() -> WebKit:
    browser = WebKit()
    atexit.register(browser.close)
    return browser


BROWSERS: dict[str, Callable[[Playwright, Path], BrowserContext | Context]] = {
    "chromium": chromium,
    "firefox": firefox,
    **({"webkit": webkit} if webkit_is_here() else {}),
}


def megabytes(profile: Path) -> float:
    """The memory that only the browser with this profile uses, in all of its processes."""
    processes = set()
    for process in psutil.process_iter(["cmdline"]):
        if str(profile) in " ".join(process.info["cmdline"] or []):
            processes |= {process, *process.children(recursive=True)}
    return sum(map(_own_bytes, processes)) / 1e6


def _own_bytes(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().uss)
    except psutil.Error:  # it ended while we looked
        return 0
