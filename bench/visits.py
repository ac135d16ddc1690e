"""Visits to a page of a contender, each in a profile of its own, and what they cost."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.webkit import Context
from tests.webkit import Page as Tab

from .browsers import BROWSERS, megabytes
from .contenders import FILES
from .server import LOOPBACK, Link, Server, Traffic

OUTCOME = "emergency"
WORKERS = ("plain", "selfcheck", "selfcheck-full", "other", "other-full")
"""Those that run Python in a worker; only they are measured without a network."""
LINKED = (*WORKERS, "surveyjs")
"""Those that are measured on slow links."""
HEAVY = ("stlite", "marimo")
"""Those whose visits take so long that they are only measured cold."""

ANSWER_AT_ONCE = f"""
document.addEventListener("DOMContentLoaded", () => {{
  document.querySelector('[name="nerve"][value="saddle"]').click();
}});
document.addEventListener("selfcheck:result", ({{ detail: {{ outcome }} }}) => {{
  const now = performance.now();
  const started = performance.getEntriesByName("selfcheck:boot")[0].startTime;
  if (outcome !== "{OUTCOME}") return;
  Object.assign(document.documentElement.dataset, {{ outcome, navigation: now, worker: now - started }});
}});
"""
"""A reader of the clinic's real post who has the most serious sign."""


@dataclass(frozen=True)
class Visit:
    """Times in milliseconds; bytes as they are on the disk and as they were sent."""

    browser: str
    contender: str
    kind: str
    round: int
    navigation: float
    worker: float
    megabytes: float
    traffic: Traffic


@dataclass
class Visits:
    """All visits of one run."""

    playwright: Playwright
    server: Server
    round: int = 0
    done: list[Visit] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)

    def of(self, browser: str, name: str, links: list[Link], *, offline: bool) -> None:
        """One contender's visits of a round, the cold ones each in a fresh profile."""
        if name in FILES:
            with self._profile() as profile:
                self._visit_file(browser, profile, name)
            return
        with self._profile() as profile:
            self._visit(browser, profile, name, "cold")
            if name not in HEAVY:
                self._visit(browser, profile, name, "warm")
        for link in links if name in LINKED else ():
            with self._profile() as profile:
                self._visit(browser, profile, name, link.name, link)
        if offline and name in WORKERS:
            steps: tuple[tuple[str, Link | None], ...] = (
                ("", LOOPBACK), ("", LOOPBACK), ("offline", None),
            )  # fmt: skip
            with self._profile() as profile:
                for kind, way in steps:
                    self._visit(browser, profile, name, kind, way, "?keep")

    def once(self, browser: str, names: list[str]) -> None:
        """One visit each that does not count: the server compresses what it is asked for. The
        check's own big files before: it waits for no server that stands still."""
        for file in sorted((self.server.folder / "site").rglob("*.wasm")):
            self.server.encoded(file)
        for name in names:
            if name not in FILES:
                with self._profile() as profile:
                    self._visit(browser, profile, name, "")

    @contextmanager
    def _profile(self) -> Iterator[Path]:
        profile = Path(tempfile.mkdtemp(prefix="selfcheck-bench-"))
        try:
            yield profile
        finally:
            shutil.rmtree(profile, ignore_errors=True)

    def _visit(
        self,
        browser: str,
        profile: Path,
        name: str,
        kind: str,
        link: Link | None = LOOPBACK,
        query: str = "",
    ) -> None:
        """Over this link; without a link the server is closed. Without a kind it does not count."""
        with self._browser(browser, profile) as context, self.server.visit(link) as traffic:
            page = _page(context)
            page.goto(f"{self.server.address}/{name}/{query}", wait_until="commit")
            self._note(page, browser, profile, name, kind, traffic)
            if query:
                page.evaluate("navigator.serviceWorker.ready.then(() => {})")

    def _visit_file(self, browser: str, profile: Path, name: str) -> None:
        with self._browser(browser, profile) as context:
            page = _page(context)
            page.add_init_script(ANSWER_AT_ONCE)
            page.goto((self.server.folder / FILES[name]).as_uri(), wait_until="commit")
            self._note(page, browser, profile, name, "cold", Traffic())

    @contextmanager
    def _browser(self, browser: str, profile: Path) -> Iterator[BrowserContext | Context]:
        context = BROWSERS[browser](self.playwright, profile)
        if context.browser:
            self.versions[browser] = context.browser.version
        yield context
        context.close()

    def _note(
        self, page: Page | Tab, browser: str, profile: Path, name: str, kind: str, traffic: Traffic
    ) -> None:
        """Wait for the verdict. Raises SystemExit for another than the right one."""
        page.set_default_timeout(180_000)
        page.locator("html[data-outcome]").wait_for(state="attached")
        told = page.evaluate("({ ...document.documentElement.dataset })")
        if told["outcome"] != OUTCOME:
            raise SystemExit(f"bench: {name} says {told['outcome']!r}, not {OUTCOME!r}")
        if kind:
            times = float(told["navigation"]), float(told["worker"])
            used = megabytes(profile) if kind == "cold" else 0
            self.done.append(Visit(browser, name, kind, self.round, *times, used, traffic))


def _page(context: BrowserContext | Context) -> Page | Tab:
    return context.pages[0] if context.pages else context.new_page()
