"""After the boot: how soon a click has its outcome, and whether many checks take more memory.

Measured on the clinic's own post. Beside the click stands what the browser
takes on this machine to paint one changed character of the same page.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright

from tests.webkit import Page as Tab

from .browsers import BROWSERS, megabytes

CLICKS = 50
"""Outcomes in one round."""

CHECKS = 10_000
"""Questions asked of Python at a time, to see whether memory grows."""

TIMES = 12
"""So often: browsers clear up after some ten thousand questions, so memory swings."""

ANSWERS = {
    "nerve": ["none"],
    "body": ["none"],
    "unwell": ["none"],
    "injury": ["no"],
    "history": ["none"],
    "lately": ["none"],
    "age": ["18_49"],
    "risks": ["none"],
    "where": ["low_back"],
    "leg": ["none"],
    "severity": ["mild"],
    "night": ["eases"],
    "exercise": ["deadlift"],
    "feel": ["tired_tight_achy"],
    "finish": ["yes"],
    "start": ["during_or_after"],
    "how_long": ["to_3_days"],
    "course": ["better"],
    "trend": ["none"],
    "daily": ["no"],
    "spread": ["no"],
}
"""Sore after deadlifts: the longest way, and the outcome with the most words."""

LONG_TASKS = """
window.longTasks = [];
if (PerformanceObserver.supportedEntryTypes.includes("longtask")) {
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries()))
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
const settled = () => new Promise((resolve) => setTimeout(resolve, 100));
"""
"""A reader who has pressed one button does not find the next one within a tenth of a second."""

FILL_IN = f"""
async (answers) => {{
  {IN_PAGE}
  const outcome = told();
  const done = () => widget.querySelector(".selfcheck-result[data-outcome]");
  const screen = () => done() ? null : widget.querySelector(".selfcheck-page:not([hidden])").dataset.page;
  while (!done()) {{
    const page = screen();
    for (const fieldset of widget.querySelectorAll(".selfcheck-page:not([hidden]) fieldset:not([hidden])")) {{
      const {{ question }} = fieldset.dataset;
      for (const option of answers[question]) {{
        press(`[name="${{question}}"][value="${{option}}"]:not(:checked)`);
        await painted(); // no reader ticks two boxes within a frame
      }}
    }}
    press(".selfcheck-continue");
    while (screen() === page) await painted();
  }}
  await outcome;
}}
"""

CLICK = f"""
async (clicks) => {{
  {IN_PAGE}
  const times = [];
  while (times.length < clicks) {{
    press("[data-action=change]");
    await settled();
    const outcome = told();
    const started = performance.now();
    press(".selfcheck-continue");
    await outcome;
    widget.getBoundingClientRect(); // laid out
    const ready = performance.now() - started;
    await painted();
    times.push({{ ready, painted: performance.now() - started }});
  }}
  return times;
}}
"""

FRAME = f"""
async (frames) => {{
  {IN_PAGE}
  const times = [];
  while (times.length < frames) {{
    await settled();
    const started = performance.now();
    document.querySelector("h1").append(".");
    await painted();
    times.push(performance.now() - started);
  }}
  return times;
}}
"""

BLOCKED = """
() => {
  const [{ startTime }] = performance.getEntriesByName("selfcheck:ready");
  return window.longTasks.map((task) => ({ ms: task.duration, booted: task.startTime >= startTime }));
}
"""

ASK = """
async (checks) => {
  const section = document.querySelector(".selfcheck");
  const { PythonWorker, configOf } = await import(
    new URL("python-worker.js", new URL(section.dataset.worker, document.baseURI)));
  window.engine ??= new PythonWorker(configOf([section]));
  window.engine.start();
  for (let done = 0; done < checks; done++) {
    await window.engine.ask("lower-back", { answers: { nerve: ["none"] }, page: null });
  }
}
"""


def measure(playwright: Playwright, browser: str, address: str, *, growth: bool) -> dict[str, Any]:
    """One browser's figures: milliseconds from click to outcome, tasks that blocked the page for more
    than 50 ms, and, if asked for, its memory over many checks."""
    with tempfile.TemporaryDirectory(prefix="selfcheck-bench-") as profile:
        context = BROWSERS[browser](playwright, Path(profile))
        page = context.pages[0] if context.pages else context.new_page()
        page.add_init_script(LONG_TASKS)
        page.goto(address)
        page.evaluate(FILL_IN, ANSWERS)
        clicks = page.evaluate(CLICK, CLICKS)
        long_tasks = page.evaluate(BLOCKED)
        frames = page.evaluate(FRAME, CLICKS)
        found = {"browser": browser, "clicks": clicks, "long tasks": long_tasks, "frames": frames}
        if growth:
            found["growth"] = _growth(page, Path(profile))
        context.close()
    return found


def _growth(page: Page | Tab, profile: Path) -> list[float]:
    """The browser's megabytes, each time that so many checks more are done."""
    used = []
    for _ in range(TIMES):
        page.evaluate(ASK, CHECKS)
        used.append(round(megabytes(profile), 1))
    return used
