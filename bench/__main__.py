"""Measure the check side by side with its peers: `make bench`, or `python -m bench --help`.

In every round each contender is visited in turn, in fresh profiles. A ratio is that of two visits
of the same round; printed are medians, and the spread from the smallest to the largest. Times end
when the page has the verdict and start at navigation, or, for those with a worker, at `new Worker()`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from plugins.selfcheck.runtime import pinned

from . import after_boot, results
from .browsers import BROWSERS
from .contenders import HERE, ROOT, lay
from .report import tables
from .server import FAST_4G, LOOPBACK, SLOW_4G, Server
from .visits import Visits

CACHE = ROOT / ".cache" / "bench"


def main() -> None:
    options = read_options()
    CACHE.mkdir(parents=True, exist_ok=True)
    laid = lay(CACHE / "root", options.beside)
    names = [n for n in laid if not options.only or n in {"plain", *options.only}]
    server = Server(CACHE / "root", CACHE / "compressed")
    clicks: list[dict[str, Any]] = []
    with sync_playwright() as playwright, server.running():
        visits = Visits(playwright, server)
        visits.once(options.browsers[0], names)
        for visits.round in range(1, options.rounds + 1):
            say(f"round {visits.round} of {options.rounds}, load {os.getloadavg()[0]:.1f}")
            for browser in options.browsers:
                links = options.links if browser == options.browsers[0] else []
                for name in names:
                    say(f"  {browser}, {name}")
                    visits.of(browser, name, links, offline=options.offline)
                if options.clicks:
                    say(f"  {browser}, clicks after the boot")
                    with server.visit(LOOPBACK):
                        post = f"{server.address}/site/lower-back.html"
                        last = visits.round == options.rounds
                        clicks.append(after_boot.measure(playwright, browser, post, growth=last))
    report(visits, clicks)


def read_options() -> argparse.Namespace:
    links = {link.name: link for link in (FAST_4G, SLOW_4G)}
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="visits of each kind (default: 9)")
    parser.add_argument("--browsers", nargs="+", choices=BROWSERS, default=list(BROWSERS))
    parser.add_argument("--only", nargs="+", default=[], help="these contenders, beside plain")
    beside = "a folder with another build of the site, such as `make pyodide` makes: as `other`"
    parser.add_argument("--beside", type=Path, help=beside)
    slow = "links to measure, in the first browser: slow ones make all alike (default: both)"
    parser.add_argument("--links", nargs="*", choices=links, default=list(links), help=slow)
    parser.add_argument("--no-offline", dest="offline", action="store_false")
    parser.add_argument("--no-clicks", dest="clicks", action="store_false")
    options = parser.parse_args()
    options.links = [links[name] for name in options.links]
    return options


def report(visits: Visits, clicks: list[dict[str, Any]]) -> None:
    """Print the tables, and write them with every figure to ``bench/results/``."""
    now = datetime.now(UTC)
    record = {
        "date": now.isoformat(timespec="seconds"),
        "versions": visits.versions | {"python": platform.python_version()} | peers(),
        "rounds": visits.round,
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
        "visits": [asdict(visit) for visit in visits.done],
        "after the boot": clicks,
    }
    text = heading(record) + tables(visits.done, clicks)
    file = results.write(f"{now:%Y-%m-%d-%H%M}", record)
    file.with_suffix(".md").write_text(text + "\n")
    say(text)
    say(f"\nWritten to {file.relative_to(ROOT)} and .md")


def heading(record: dict[str, Any]) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in record["versions"].items())
    load = " ".join(f"{value:.1f}" for value in record["load"])
    return (
        f"{record['date']}, n = {record['rounds']}, {record['cores']} cores, "
        f"load at the end {load}\n{versions}\n\n"
    )


def peers() -> dict[str, str]:
    locked = json.loads((HERE / "package.json").read_text())["dependencies"]
    return {"pyodide": pinned().version} | locked


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
