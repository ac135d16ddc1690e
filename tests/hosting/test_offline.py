"""The service worker: what was visited works without a network, and never two builds at once."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.engines import not_firefox
from tests.hosting.host import Alteration, Answer, Host, as_it_is, injected
from tests.hosting.offline import (
    CACHES,
    DAMAGE,
    HAS_CACHES,
    KEEPS,
    KEEPS_NONE,
    KEPT,
    POST,
    REMOVE,
    SADDLE,
    SAID,
    UNSAID,
    UPDATED,
    answers,
    change,
    hashes,
    is_new,
    keep_check,
    publish,
    publish_anew,
    until,
    visit,
)  # fmt: skip


def test_what_was_visited_works_with_the_server_gone_and_the_browser_restarted(
    own: Path, host: Host, start_browser: Callable[[], BrowserContext]
):
    """The post and its check, a listed page, and a second Python for what the first one cannot answer."""
    publish(own)
    page = start_browser().new_page()
    keep_check(page, host)
    until(page, KEEPS, ["contact.html"])
    host.stop()
    page = start_browser().new_page()
    assert answers(page, host)
    page.evaluate(DAMAGE, "snapshot-small-")
    assert answers(page, host)
    page.goto(f"{host.url}/contact.html")
    page.locator("[href^='tel:']").first.wait_for()
    host.start()


def test_that_it_works_without_a_network_is_said_only_when_it_is_true(
    own: Path, host: Host, page: Page
):
    """When the line appears, all that the check needs is kept; before, nothing is said."""
    publish(own)
    reader = visit(page, host)
    assert page.locator(".selfcheck-offline").inner_text() == ""
    reader.tick("nerve", "none")
    page.wait_for_function(SAID)
    kept = page.evaluate(KEPT)
    for file in ("snapshot-small-*", "widget-*/worker.js", "widget-*/restore.js"):
        path = next((own / "selfcheck").glob(file)).relative_to(own).as_posix()
        assert path in kept


def test_a_check_that_answers_before_offline_use_has_come_is_kept_too(
    own: Path, host: Host, page: Page
):
    """Python may have started when the script that keeps it arrives."""
    publish(own)
    script = next((own / "selfcheck").glob("widget-*/offline.js")).relative_to(own).as_posix()
    host.held[script] = threading.Event()
    reader = visit(page, host)
    assert reader.told(SADDLE.answers) == SADDLE.outcome
    host.held[script].set()
    page.wait_for_function(SAID)


in_webkit = pytest.mark.parametrize("browser", ["webkit"], indirect=True)
"""It writes over files that it is reading from, and breaks down: the others were not seen to."""

FRAMES = """async ([address, times]) => {
  let shown = 0;
  for (let time = 0; time < times; time++) {
    const frames = Array.from({ length: 20 }, () => document.createElement("iframe"));
    const loaded = frames.map((frame) => new Promise((resolve) => { frame.onload = resolve; }));
    frames.forEach((frame, at) => { frame.src = `${address}?${at}`; });
    document.body.replaceChildren(...frames);
    await Promise.all(loaded);
    shown += frames.filter((frame) => frame.contentDocument.querySelector("[href^='tel:']")).length;
  }
  return shown;
}"""


@in_webkit
def test_a_page_may_be_read_and_kept_at_the_same_time(own: Path, host: Host, page: Page):
    """Many tabs of a page are opened at once: each reads what was kept, and keeps what has come."""
    publish(own)
    (own / "frames.html").write_text("<!doctype html><title>Frames</title><body></body>")
    keep_check(page, host)
    page.goto(f"{host.url}/frames.html")
    assert page.evaluate(FRAMES, [f"{host.url}/contact.html", 8]) == 20 * 8
    assert answers(page, host)


ASKED_OFTEN = """async (times) => {
  const { active } = await navigator.serviceWorker.ready;
  const told = new Promise((resolve) => {
    navigator.serviceWorker.addEventListener("message", () => --times || resolve());
  });
  for (let time = times; time > 0; time--) active.postMessage({ keep: true });
  await told;
}"""


@in_webkit
def test_what_is_missing_may_be_asked_for_many_times_at_once(own: Path, host: Host, page: Page):
    """Each time it is found missing, and put there; a page that has just been opened asks three times."""
    publish(own)
    keep_check(page, host)
    for _ in range(3):
        assert page.evaluate(REMOVE, "snapshot-small")
        page.evaluate(ASKED_OFTEN, 20)
    assert answers(page, host)


LOOKED_AT = "() => { document.dispatchEvent(new Event('visibilitychange')); }"


@not_firefox
@pytest.mark.parametrize("part", ["snapshot-", "/worker.js", "theme/css", "lower-back.html"])
def test_what_the_browser_has_removed_is_fetched_again_or_no_longer_promised(
    own: Path, host: Host, page: Page, part: str
):
    """Browsers make room as they like; the page asks whenever the reader comes back to it."""
    publish(own)
    keep_check(page, host)
    removed = page.evaluate(REMOVE, part)
    assert removed
    page.evaluate(LOOKED_AT)
    until(page, KEEPS, removed)
    page.wait_for_function(SAID)
    host.stop()
    page.evaluate(REMOVE, part)
    page.evaluate("async () => { await fetch('nothing').catch(() => {}); }")
    page.evaluate(LOOKED_AT)
    page.wait_for_function(UNSAID)
    host.start()


def test_nothing_is_promised_while_something_is_missing(own: Path, host: Host, page: Page):
    """A page that is opened again says so only after the worker has looked."""
    publish(own)
    keep_check(page, host)
    page.evaluate(REMOVE, "snapshot-")
    host.stop()
    reader = visit(page, host)
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    assert reader.find(".selfcheck-offline").inner_text() == ""
    host.start()


def test_the_first_visit_fetches_the_page_what_it_needs_and_a_handful(
    own: Path, host: Host, page: Page
):
    """Not the site: other posts with a check are kept once they are visited."""
    publish(own)
    keep_check(page, host)
    until(page, KEEPS, ["contact.html"])
    pages = {path for path in host.seen if path.endswith(".html")}
    assert pages == {POST, "contact.html"}
    needed = {path for path in host.seen if "/" in path}
    assert {path.partition("/")[0] for path in needed} == {"selfcheck", "theme"}


def test_keeping_the_check_fetches_nothing_twice(own: Path, host: Host, page: Page):
    """The snapshot that Python was started from is the one that is kept; the other comes once."""
    publish(own)
    keep_check(page, host)
    snapshots = [path for path in host.seen if "snapshot-" in path]
    assert sorted(snapshots) == sorted(hashes(own, "snapshot-*")), host.seen


@not_firefox
@pytest.mark.parametrize("host_alters", [as_it_is, injected])
def test_a_new_build_is_read_at_once_and_whole(
    own: Path, host: Host, page: Page, host_alters: Alteration
):
    """Words and look come from the same build, with a network and without, whatever the host does."""
    publish(own)
    host.altered = host_alters
    keep_check(page, host)
    publish_anew(own)
    page.goto(f"{host.url}/{POST}")
    assert is_new(page) == (True, True)
    host.stop()
    page.goto(f"{host.url}/{POST}")
    assert is_new(page) in [(True, True), (False, False)]
    host.start()


@pytest.mark.parametrize("browser", ["chromium", "firefox"], indirect=True)  # WebKit's has one tab
def test_two_tabs_of_two_builds_each_have_their_own(own: Path, host: Host, page: Page):
    """What an open page loads later is of its own build, whatever another tab shows meanwhile."""
    publish(own)
    keep_check(page, host)
    page.reload()
    publish_anew(own)
    newer = page.context.new_page()
    newer.goto(f"{host.url}/{POST}")
    assert is_new(newer) == (True, True)
    sheet = """async () => {
      const { href } = document.querySelector("link[rel=stylesheet][href*=site]");
      return (await (await fetch(href)).text()).includes("rgb(1, 2, 3)");
    }"""
    assert newer.evaluate(sheet)
    assert not page.evaluate(sheet)


def test_a_new_build_takes_over_when_no_page_of_the_old_one_is_open(
    own: Path, host: Host, page: Page
):
    """Until then the open page has what it started with; then only the new build is kept."""
    publish(own)
    keep_check(page, host)
    former = page.evaluate(CACHES)
    publish_anew(own)
    assert page.evaluate(UPDATED) == "installed"
    assert set(former) < set(page.evaluate(CACHES))
    page.close()
    page = page.context.new_page()
    page.goto(f"{host.url}/contact.html")
    until(page, HAS_CACHES, 1)
    assert page.evaluate(CACHES) != former
    host.stop()
    reader = visit(page, host)
    assert is_new(page) == (True, True)
    assert reader.told(SADDLE.answers) == SADDLE.outcome
    host.start()


@not_firefox
@pytest.mark.parametrize("network", ["stays", "goes at once"])
def test_a_check_that_was_opened_stays_at_hand_when_only_its_python_changes(
    own: Path, host: Host, page: Page, network: str
):
    """The new page comes with the new snapshot, or the former page stays with the former one."""
    publish(own)
    keep_check(page, host)
    former = next((own / "selfcheck").glob("snapshot-small-*.wasm"))
    new = former.rename(former.with_name("snapshot-small-0123456789abcdef.wasm"))
    change(own / POST, former.name, new.name)
    change(own / POST, "</h1>", " (new)</h1>")
    publish(own)
    page.goto(f"{host.url}/{POST}")
    assert is_new(page) == (True, False)
    if network == "stays":
        until(page, KEEPS, [f"selfcheck/{new.name}"])
    host.stop()
    assert answers(page, host)
    page.wait_for_function(SAID)
    host.start()


def test_an_interrupted_download_changes_nothing_and_goes_on_where_it_broke_off(
    own: Path, host: Host, page: Page
):
    """The old build stays whole; the next try asks only for what is not there yet."""
    publish(own)
    keep_check(page, host)
    change(own / "theme" / "js" / "site.js", '"use strict";', '"use strict"; // new')
    publish_anew(own)
    host.changed["theme/js/site.js"] = Answer(b"the beginning", ends="breaks")
    assert page.evaluate(UPDATED) == "redundant"
    host.changed.clear()
    host.seen.clear()
    assert page.evaluate(UPDATED) == "installed"
    files = [path for path in host.seen if path != "sw.js" and not path.endswith(".html")]
    assert files == ["theme/js/site.js"]


def test_a_file_of_another_build_is_not_kept(own: Path, host: Host, page: Page):
    """While a site is being copied to its host, half of it is old: nothing of that is kept."""
    publish(own)
    keep_check(page, host)
    publish_anew(own)
    host.changed["theme/css/site.css"] = Answer(b"body { color: red }")
    assert page.evaluate(UPDATED) == "redundant"
    host.stop()
    page.goto(f"{host.url}/{POST}")
    assert is_new(page) == (False, False)
    host.start()


@pytest.mark.parametrize("room", [1_000, 300_000])
def test_without_room_the_site_works_online(own: Path, host: Host, chromium_page: Page, room: int):
    """The browser gives no storage: the check answers, and nothing is promised."""
    publish(own)
    page = chromium_page
    devtools = page.context.new_cdp_session(page)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": host.url, "quotaSize": room})
    reader = visit(page, host)
    assert reader.told(SADDLE.answers) == SADDLE.outcome
    assert reader.find(".selfcheck-offline").inner_text() == ""
    page.goto(f"{host.url}/contact.html")
    page.locator("h1").wait_for()


def test_with_room_for_one_snapshot_the_check_works_without_a_network(
    own: Path, host: Host, chromium_page: Page
):
    """The whole one finds no room: what was promised for the small one stays true."""
    publish(own)
    page = chromium_page
    devtools = page.context.new_cdp_session(page)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": host.url, "quotaSize": 3_000_000})
    visit(page, host).tick("nerve", "none")
    page.wait_for_function(SAID)
    until(page, KEEPS, ["contact.html"])  # after which the whole one is fetched
    assert answers(page, host)
    host.stop()
    assert answers(page, host)
    assert page.evaluate(KEEPS_NONE, "snapshot-whole-")
    host.start()


def test_who_saves_data_is_sent_nothing_unasked(own: Path, host: Host, chromium_page: Page):
    """Only the page itself; the check comes when it is opened, once, and no second Python."""
    publish(own)
    page = chromium_page
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})
    reader = visit(page, host)
    reader.find(".selfcheck-app").scroll_into_view_if_needed()
    reader.find(".selfcheck-fold").scroll_into_view_if_needed()
    reader.find(".selfcheck-continue:enabled").wait_for()
    unasked = [path for path in host.seen if path.endswith((".wasm", ".whl", ".zip", "sw.js"))]
    assert unasked == []
    assert reader.told(SADDLE.answers) == SADDLE.outcome
    page.wait_for_function(SAID)
    until(page, KEEPS, ["contact.html"])  # after which the other would come
    page.goto(f"{host.url}/contact.html")
    assert len([path for path in host.seen if path.endswith(".wasm")]) == 1
