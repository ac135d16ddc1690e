"""The tables of a run: medians of what each round gave, with the spread from least to most."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .visits import WORKERS, Visit

KINDS = ("cold", "warm", "Fast 4G", "Slow 4G", "offline")


def tables(visits: Sequence[Visit], after: Sequence[dict[str, Any]]) -> str:
    browsers = list(dict.fromkeys(visit.browser for visit in visits))
    parts = [times(visits, browser, clock) for browser in browsers for clock in CLOCKS]
    return "\n\n".join(
        [*parts, first_visits(visits), *(memory(visits, b) for b in browsers), *clicks(after)]
    )


CLOCKS: dict[str, Callable[[Visit], float]] = {
    "navigation": lambda visit: visit.navigation,
    "worker start": lambda visit: visit.worker,
}


def times(visits: Sequence[Visit], browser: str, clock: str) -> str:
    """Ratios to the plain page of the same round, and the medians in milliseconds."""
    of = [visit for visit in visits if visit.browser == browser]
    kinds = [kind for kind in KINDS if any(visit.kind == kind for visit in of)]
    names = list(dict.fromkeys(visit.contender for visit in of))
    shown = names if clock == "navigation" else [name for name in names if name in WORKERS]
    rows = [[name, *(cell(of, name, kind, CLOCKS[clock]) for kind in kinds)] for name in shown]
    return table([f"{browser}: {clock} to verdict", *kinds], rows)


def cell(visits: Iterable[Visit], name: str, kind: str, clock: Callable[[Visit], float]) -> str:
    of_kind = [visit for visit in visits if visit.kind == kind]
    mine = {visit.round: clock(visit) for visit in of_kind if visit.contender == name}
    plain = {visit.round: clock(visit) for visit in of_kind if visit.contender == "plain"}
    if not mine:
        return "–"
    ratios = [mine[number] / plain[number] for number in mine]
    spread = f"{min(ratios):.2f}–{max(ratios):.2f}"
    return f"{statistics.median(ratios):.2f} ({spread}) · {statistics.median(mine.values()):.0f} ms"


def first_visits(visits: Sequence[Visit]) -> str:
    """What a first visit fetches: the same at every visit."""
    first = {visit.contender: visit.traffic for visit in visits if visit.kind == "cold"}
    plain = first["plain"].sent
    rows = [
        [
            name,
            str(traffic.requests),
            *(f"{size / 1e6:.2f}" for size in (traffic.raw, traffic.sent)),
            f"{traffic.sent / plain:.2f}",
        ]
        for name, traffic in first.items()
        if traffic.requests
    ]
    return table(["first visit", "requests", "MB", "MB, brotli", "of plain"], rows)


def memory(visits: Sequence[Visit], browser: str) -> str:
    """The whole browser's own memory, once the verdict is there."""
    cold = [visit for visit in visits if (visit.browser, visit.kind) == (browser, "cold")]
    used = {
        name: [v.megabytes for v in cold if v.contender == name]
        for name in dict.fromkeys(v.contender for v in cold)
    }
    plain = statistics.median(used["plain"])
    rows = [
        [name, spread(sizes, "{:.0f}"), f"{statistics.median(sizes) / plain:.2f}"]
        for name, sizes in used.items()
    ]
    return table([f"{browser}: memory", "MB", "of plain"], rows)


AFTER = [
    "after the boot",
    "clicks",
    "to outcome laid out: median, p95",
    "to outcome painted: median, p95",
    "one character painted: median, p95",
    "longest task over 50 ms: before the boot, after",
    "MB after each 10,000 checks of 120,000: first half, second",
]


def clicks(after: Sequence[dict[str, Any]]) -> list[str]:
    """After the boot, on the clinic's post."""
    browsers = dict.fromkeys(found["browser"] for found in after)
    rows = [_after(name, [it for it in after if it["browser"] == name]) for name in browsers]
    return [table(AFTER, rows)] if rows else []


def _after(browser: str, rounds: Sequence[dict[str, Any]]) -> list[str]:
    times = [click for found in rounds for click in found["clicks"]]
    tasks = [task for found in rounds for task in found["long tasks"]]
    longest = [
        max((t["ms"] for t in tasks if t["booted"] is it), default=0) for it in (False, True)
    ]
    return [
        browser,
        str(len(times)),
        *(percentiles([click[key] for click in times]) for key in ("ready", "painted")),
        percentiles([frame for found in rounds for frame in found["frames"]]),
        "{:.0f}, {:.0f} ms".format(*longest) if browser == "chromium" else "not told",
        *(halves(found["growth"]) for found in rounds if "growth" in found),
    ]


def halves(values: Sequence[float]) -> str:
    """From least to most in each half: what grows is more in the second."""
    middle = len(values) // 2
    return ", ".join(f"{min(v):.0f}–{max(v):.0f}" for v in (values[:middle], values[middle:]))


def percentiles(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.1f}, {statistics.quantiles(values, n=20)[-1]:.1f} ms"


def spread(values: Sequence[float], form: str) -> str:
    middle, least, most = (form.format(of(values)) for of in (statistics.median, min, max))
    return f"{middle} ({least}–{most})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
