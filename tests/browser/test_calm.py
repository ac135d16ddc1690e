"""While Python starts the page stays calm: nothing moves, nothing blocks.

Measured in Chromium by what it records itself: layout shifts by the Layout Instability API, and
work of the page's main thread by a trace, in CPU time, so that a busy machine does not count.
Firefox records neither.
"""

import json
from typing import Any

import pytest

pytestmark = pytest.mark.parametrize("browser", ["chromium"], indirect=True)

POST = "lower-back.html"
LONGEST = 50_000  # microseconds: a longer task is felt

OBSERVE = """
window.shifts = [];
const unasked = (list) => list.getEntries().filter(({ hadRecentInput }) => !hadRecentInput);
new PerformanceObserver((list) => window.shifts.push(...unasked(list).map(({ value }) => value)))
  .observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_shifts_while_the_page_gets_ready(start_reader, clinic, width):
    """Cumulative Layout Shift is 0: loading, the check's opening, Python's start, the notice that it is kept."""
    reader = start_reader(clinic, POST, viewport={"width": width, "height": 800})
    reader.page.add_init_script(OBSERVE)
    reader.look().press(reader.find(".selfcheck-start").first)
    reader.find(".selfcheck-offline", has_text="no signal").wait_for()
    assert "layout-shift" in reader.page.evaluate("PerformanceObserver.supportedEntryTypes")
    assert reader.page.evaluate("window.shifts") == []


def test_no_long_task_on_the_main_thread_while_python_starts(start_reader, clinic, tmp_path):
    """From interest to ready, no task of the page takes 50 ms: Python starts in a worker."""
    reader = start_reader(clinic, POST, service_workers="block").look()
    browser, page = reader.page.context.browser, reader.page
    file, categories = tmp_path / "trace.json", ["toplevel", "blink.user_timing"]
    browser.start_tracing(page=page, path=file, categories=categories)
    reader.find(".selfcheck-title").hover()
    reader.wait_until_ready()
    browser.stop_tracing()
    events = json.loads(file.read_text())["traceEvents"]
    tasks = of_the_page(events)
    assert len(tasks) > 10, "the trace must have seen the page at work"
    assert [task for task in tasks if task["tdur"] > LONGEST] == []


def of_the_page(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tasks of the thread on which the page set its marks."""
    (thread,) = {(e["pid"], e["tid"]) for e in events if e["name"] == "selfcheck:ready"}
    tasks = (e for e in events if (e["pid"], e["tid"]) == thread and "tdur" in e)
    return [task for task in tasks if task["name"] == "ThreadControllerImpl::RunTask"]


def test_the_whole_form_is_there_before_any_script(start_reader, clinic):
    """The questions can be read and ticked from the first paint."""
    reader = start_reader(clinic, POST, service_workers="block")
    with reader.server.holding("widget.js"):
        reader.open(until="commit")
        reader.tick("nerve", "none")
        assert reader.find("fieldset[data-question=body]").is_visible()
        assert reader.find(".selfcheck-progress").inner_text() == "Step 1 of 5"
