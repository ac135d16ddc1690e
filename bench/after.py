"""After the boot: how soon a click has its outcome, and whether many checks take more memory.

Measured on the clinic's own post, in Chromium and Firefox.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright

from .browsers import BROWSERS, megabytes

CLICKS = 50
"""Outcomes in one round."""

CHECKS = 10_000
"""Questions asked of Python, to see whether memory grows."""

ANSWERS = {
    "nerve": ["none"],
    "body": ["none"],
    "injury": ["no"],
    "history": ["none"],
    "age": ["18_64"],
    "where": ["low_back"],
    "leg": ["no"],
    "severity": ["mild"],
    "night": ["eases"],
    "exercise": ["deadlift"],
    "feel": ["tired_tight_achy"],
    "finish": ["yes"],
    "start": ["during_or_after"],
    "how_long": ["to_3_days"],
    "trend": ["none"],
    "daily": ["no"],
    "spread": ["no"],
}
"""Sore after deadlifts: the longest way, and the outcome with the most words."""

LONG_TASKS = """
window.longTasks = [];
if (PerformanceObserver.supportedEntryTypes.includes("longtask")) {
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((it) => it.duration)))
    .observe({ type: "longtask", buffered: true });
}
"""

IN_PAGE = """
const widget = document.querySelector(".selfcheck");
const press = (selector) => widget.querySelector(selector).click();
const painted = () =>
  new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  }));
const told = () =>
  new Promise((resolve) => document.addEventListener("selfcheck:result", resolve, { once: true }));
"""

FILL_IN = f"""
async (answers) => {{
  {IN_PAGE}
  const screen = () => widget.querySelector(".selfcheck-page:not([hidden])").dataset.page;
  while (screen() !== "check") {{
    const page = screen();
    for (const fieldset of widget.querySelectorAll(".selfcheck-page:not([hidden]) fieldset:not([hidden])")) {{
      const {{ question }} = fieldset.dataset;
      for (const option of answers[question]) press(`[name="${{question}}"][value="${{option}}"]:not(:checked)`);
    }}
    press("[type=submit]");
    while (screen() === page) await painted();
  }}
  const outcome = told();
  press("[type=submit]");
  await outcome;
}}
"""

CLICK = f"""
async (clicks) => {{
  {IN_PAGE}
  const times = [];
  while (times.length < clicks) {{
    press("[data-action=review]");
    await painted();
    const outcome = told();
    const started = performance.now();
    press("[type=submit]");
    await outcome;
    widget.getBoundingClientRect(); // laid out
    const ready = performance.now() - started;
    await painted();
    times.push({{ ready, painted: performance.now() - started }});
  }}
  return times;
}}
"""

ASK = """
async (checks) => {
  const section = document.querySelector(".selfcheck");
  const { Engine, filesOf } = await import(
    new URL("engine.js", new URL(section.dataset.worker, document.baseURI)));
  window.engine ??= new Engine(filesOf([section]));
  window.engine.start();
  for (let done = 0; done < checks; done++) {
    await window.engine.ask("lower-back", { answers: { nerve: ["none"] }, page: null });
  }
}
"""


def measure(playwright: Playwright, browser: str, address: str, *, growth: bool) -> dict[str, Any]:
    """One browser's figures: milliseconds from click to outcome, long tasks, and, if asked for, the
    megabytes that many checks add."""
    with tempfile.TemporaryDirectory(prefix="selfcheck-bench-") as profile:
        context = BROWSERS[browser](playwright, Path(profile))
        page = context.pages[0] if context.pages else context.new_page()
        page.add_init_script(LONG_TASKS)
        page.goto(address)
        page.evaluate(FILL_IN, ANSWERS)
        clicks = page.evaluate(CLICK, CLICKS)
        long_tasks = page.evaluate("window.longTasks")
        found = {"browser": browser, "clicks": clicks, "long tasks": long_tasks}
        if growth:
            found["growth"] = _growth(page, Path(profile))
        context.close()
    return found


def _growth(page: Page, profile: Path) -> float:
    """Megabytes that many checks add, in an engine that has answered as many before."""
    page.evaluate(ASK, CHECKS)
    before = megabytes(profile)
    page.evaluate(ASK, CHECKS)
    return megabytes(profile) - before
