"""Measure the check side by side with its peers: `make bench`, or `python -m bench --help`.

Every figure is the median of visits in fresh profiles, the contenders taking turns; the spread is
from the smallest to the largest. Times end when the page has the verdict and start at navigation,
or, for those with a worker, at `new Worker()`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from .layout import HERE, ROOT, lay
from .server import FAST_4G, LOOPBACK, SLOW_4G, Link, Server

CACHE = ROOT / ".cache" / "bench"
OUTCOME = "emergency"
WORKERS = ("plain", "selfcheck", "selfcheck-full")
"""Those that run Python in a worker; only they are measured without a network."""

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


BROWSERS = {"chromium": chromium, "firefox": firefox}


class Bench:
    """One run: every visit's figures, by browser, contender and kind of visit."""

    def __init__(self, playwright: Playwright, server: Server) -> None:
        self.playwright, self.server = playwright, server
        self.visits: list[dict[str, object]] = []
        self.versions: dict[str, str] = {}

    def prepare(self, browser: str, names: list[str]) -> None:
        """One visit each that is not measured: the server compresses what it is asked for."""
        for name in names:
            self._in_profile(browser, name, [("", LOOPBACK, "")])

    def round(self, browser: str, name: str, links: list[Link], *, offline: bool) -> None:
        """One contender's visits, each in a profile of its own."""
        self._in_profile(browser, name, [("cold", LOOPBACK, ""), ("warm", LOOPBACK, "")])
        for link in links:
            self._in_profile(browser, name, [(link.name, link, "")])
        if offline and name in WORKERS:
            keeping = [("", LOOPBACK, "?keep"), ("", LOOPBACK, "?keep")]
            self._in_profile(browser, name, [*keeping, ("offline", None, "?keep")])

    def _in_profile(
        self, browser: str, name: str, visits: list[tuple[str, Link | None, str]]
    ) -> None:
        profile = Path(tempfile.mkdtemp(prefix="selfcheck-bench-"))
        try:
            for kind, link, query in visits:
                self._visit(browser, profile, name, kind, link, query)
        finally:
            shutil.rmtree(profile, ignore_errors=True)

    def _visit(
        self, browser: str, profile: Path, name: str, kind: str, link: Link | None, query: str
    ) -> None:
        """Start the browser, open the page, wait for the verdict, stop the browser."""
        context = BROWSERS[browser](self.playwright, profile)
        if context.browser:
            self.versions[browser] = context.browser.version
        self.server.closed = link is None
        with self.server.visit(link or LOOPBACK) as traffic:
            page = context.pages[0] if context.pages else context.new_page()
            page.goto(f"{self.server.address}/{name}/{query}", wait_until="commit")
            page.wait_for_selector("html[data-outcome]", state="attached", timeout=180_000)
            if query:
                page.evaluate("navigator.serviceWorker.ready.then(() => {})")
            told = page.evaluate("({ ...document.documentElement.dataset })")
        context.close()
        if told["outcome"] != OUTCOME:
            raise SystemExit(f"bench: {name} says {told['outcome']!r}, not {OUTCOME!r}")
        if kind:
            self.visits.append(
                {
                    "browser": browser,
                    "contender": name,
                    "visit": kind,
                    "navigation": float(told["navigation"]),
                    "worker": float(told["worker"]),
                    "requests": traffic.requests,
                    "raw": traffic.raw,
                    "sent": traffic.sent,
                }
            )


def main() -> None:
    options = read_options()
    CACHE.mkdir(parents=True, exist_ok=True)
    names = [n for n in lay(CACHE / "root") if not options.only or n in {"plain", *options.only}]
    server = Server(CACHE / "root", CACHE / "compressed")
    with sync_playwright() as playwright, server.running():
        bench = Bench(playwright, server)
        bench.prepare(options.browsers[0], names)
        for number in range(options.rounds):
            say(f"round {number + 1} of {options.rounds}, load {os.getloadavg()[0]:.1f}")
            for browser in options.browsers:
                for name in names:
                    say(f"  {browser}, {name}")
                    bench.round(browser, name, options.links, offline=options.offline)
    report(bench, names, options)


def read_options() -> argparse.Namespace:
    links = {link.name: link for link in (FAST_4G, SLOW_4G)}
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="visits of each kind (default: 9)")
    parser.add_argument("--browsers", nargs="+", choices=BROWSERS, default=list(BROWSERS))
    parser.add_argument("--only", nargs="+", default=[], help="these contenders, beside plain")
    parser.add_argument("--links", nargs="*", choices=links, default=list(links))
    parser.add_argument("--no-offline", dest="offline", action="store_false")
    options = parser.parse_args()
    options.links = [links[name] for name in options.links]
    return options


def report(bench: Bench, names: list[str], options: argparse.Namespace) -> None:
    """Print the table, and write it with every figure to ``bench/results/``."""
    kinds = list(dict.fromkeys(str(visit["visit"]) for visit in bench.visits))
    lines = [table(bench, browser, kinds, names) for browser in options.browsers]
    text = "\n\n".join([*lines, sizes(bench, names)])
    now = datetime.now(UTC)
    record = {
        "date": now.isoformat(timespec="seconds"),
        "versions": bench.versions | {"python": platform.python_version()} | peers(),
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
        "visits": bench.visits,
    }
    target = HERE / "results" / f"{now:%Y-%m-%d-%H%M}"
    target.parent.mkdir(exist_ok=True)
    target.with_suffix(".json").write_text(json.dumps(record, indent=1) + "\n")
    target.with_suffix(".md").write_text(heading(record) + text + "\n")
    say(heading(record) + text)
    say(f"\nWritten to {target.relative_to(ROOT)}.md and .json")


def heading(record: dict[str, object]) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in record["versions"].items())
    load = " ".join(f"{value:.1f}" for value in record["load"])
    return f"{record['date']}, {record['cores']} cores, load at the end {load}\n{versions}\n\n"


def peers() -> dict[str, str]:
    locked = json.loads((HERE / "package.json").read_text())["dependencies"]
    return {"pyodide": "0.29.5"} | locked


def table(bench: Bench, browser: str, kinds: list[str], names: list[str]) -> str:
    """Medians in ms with their ratio to plain and their spread: from navigation, then worker."""
    rows = []
    for clock in ("navigation", "worker"):
        rows += [
            f"| {browser}: {clock} to verdict | {' | '.join(kinds)} |",
            "|---" * (len(kinds) + 1) + "|",
        ]
        for name in names:
            if clock == "worker" and name not in WORKERS:
                continue
            cells = [cell(bench, browser, name, kind, clock) for kind in kinds]
            rows.append(f"| {name} | {' | '.join(cells)} |")
        rows.append("")
    return "\n".join(rows)


def cell(bench: Bench, browser: str, name: str, kind: str, clock: str) -> str:
    mine, plain = (figures(bench, browser, n, kind, clock) for n in (name, "plain"))
    if not mine:
        return "–"
    median = statistics.median(mine)
    ratio = median / statistics.median(plain)
    return f"{ratio:.2f} · {median:.0f} ({min(mine):.0f}–{max(mine):.0f})"


def figures(bench: Bench, browser: str, name: str, kind: str, what: str) -> list[float]:
    wanted = (browser, name, kind)
    return [v[what] for v in bench.visits if (v["browser"], v["contender"], v["visit"]) == wanted]


def sizes(bench: Bench, names: list[str]) -> str:
    """What a first visit fetches."""
    first = {v["contender"]: v for v in reversed(bench.visits) if v["visit"] == "cold"}
    rows = ["| first visit | requests | MB | MB, brotli | of plain |", "|---|---|---|---|---|"]
    for name in names:
        visit, plain = first[name], first["plain"]
        raw, sent = visit["raw"] / 1e6, visit["sent"] / 1e6
        ratio = visit["sent"] / plain["sent"]
        rows.append(f"| {name} | {visit['requests']} | {raw:.2f} | {sent:.2f} | {ratio:.2f} |")
    return "\n".join(rows)


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
