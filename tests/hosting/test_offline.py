"""The service worker: what was visited works without a network, and never two builds at once."""

import threading
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from plugins.selfcheck.offline import service_worker
from tests.hosting.host import Host
from tests.reader import Reader
from tests.stories import STORIES

POST = "lower-back.html"
SADDLE = next(story for story in STORIES if story.name == "new saddle numbness")
SETTINGS = {
    "SELFCHECK_OFFLINE": True,
    "SELFCHECK_OFFLINE_PAGES": ["contact.html"],
    "SELFCHECK_OUTPUT_PATH": "selfcheck",
}

UPDATED = """async () => {
  const registration = await navigator.serviceWorker.ready;
  let worker = null;
  for (let tries = 0; tries < 5 && !worker; tries++) { // one may join a look of before the change
    await registration.update();
    worker = registration.installing ?? registration.waiting;
  }
  if (!worker) return "no other";
  while (worker.state === "installing") {
    await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
  }
  return worker.state;
}"""
CACHES = "async () => (await caches.keys()).filter((name) => name.startsWith('selfcheck-'))"
UNTIL_CACHES = f"""async (count) => {{
  while ((await ({CACHES})()).length !== count) await new Promise(requestAnimationFrame);
}}"""
UNTIL_UNREGISTERED = """async () => {
  while (await navigator.serviceWorker.getRegistration()) await new Promise(requestAnimationFrame);
}"""
KEPT = """async () => {
  const paths = [];
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) paths.push(url);
  return paths;
}"""


def publish(site: Path, **settings: object) -> None:
    """Write the service worker of what the site is now."""
    pages = [site / POST, site / "es" / POST]
    service_worker.write_service_worker(site, pages, SETTINGS | settings, "theme")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def publish_anew(site: Path) -> None:
    """The same site with another title and another look."""
    change(site / POST, "</h1>", " (new)</h1>")
    change(site / POST, "site.css?", "site.css?new-")
    change(site / "theme" / "css" / "site.css", ":root", "h1 { color: rgb(1, 2, 3); }\n:root")
    publish(site)


def is_new(page: Page) -> tuple[bool, bool]:
    """Whether the page's words, and its look, are those of the new build."""
    heading = page.locator("h1")
    colour = heading.evaluate("(it) => getComputedStyle(it).color")
    return "(new)" in heading.inner_text(), colour == "rgb(1, 2, 3)"


def visit(page: Page, host: Host) -> Reader:
    return Reader(page, f"{host.url}/{POST}").open()


def keep_check(page: Page, host: Host) -> None:
    """Visit the post and open its check; the page then says that it works without a network."""
    reader = visit(page, host)
    reader.tick("nerve", "none")
    reader.find(".selfcheck-offline:not(:empty)").wait_for()


def test_what_was_visited_works_with_the_server_gone_and_the_browser_restarted(
    own: Path, host: Host, start_browser: Callable[[], BrowserContext]
):
    """The post and its check, a listed page, and a page that was only visited."""
    publish(own)
    page = start_browser().new_page()
    keep_check(page, host)
    page.goto(f"{host.url}/first-visit.html")
    page.locator("h1").wait_for()
    host.stop()
    page = start_browser().new_page()
    assert visit(page, host).told(SADDLE.answers) == SADDLE.outcome
    for path in ("first-visit.html", "contact.html"):
        page.goto(f"{host.url}/{path}")
        page.locator("h1").wait_for()
    host.start()


def test_that_it_works_without_a_network_is_said_only_when_it_is_true(
    own: Path, host: Host, page: Page
):
    """When the line appears, all that the check needs is kept; before, nothing is said."""
    publish(own)
    page.goto(f"{host.url}/{POST}")
    assert page.locator(".selfcheck-offline").inner_text() == ""
    keep_check(page, host)
    kept = page.evaluate(KEPT)
    for file in ("snapshot-*.wasm", "widget-*/worker.js", "widget-*/restore.js"):
        path = next((own / "selfcheck").glob(file)).relative_to(own).as_posix()
        assert f"{host.url}/{path}" in kept


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
    page.wait_for_function("() => document.querySelector('.selfcheck-offline').textContent")


def test_keeping_the_check_fetches_nothing_twice(own: Path, host: Host, page: Page):
    """The snapshot that Python was started from is the one that is kept."""
    publish(own)
    keep_check(page, host)
    snapshots = [path for path in host.seen if "snapshot-" in path]
    assert len(snapshots) == 1, host.seen


def test_a_new_build_is_read_at_once_and_whole(own: Path, host: Host, page: Page):
    """Words and look come from the same build, with a network and without."""
    publish(own)
    keep_check(page, host)
    publish_anew(own)
    page.goto(f"{host.url}/{POST}")
    assert is_new(page) == (True, True)
    host.stop()
    page.goto(f"{host.url}/{POST}")
    assert is_new(page) in [(True, True), (False, False)]
    host.start()


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
    page.evaluate(UNTIL_CACHES, 1)
    assert page.evaluate(CACHES) != former
    host.stop()
    reader = visit(page, host)
    assert is_new(page) == (True, True)
    assert reader.told(SADDLE.answers) == SADDLE.outcome
    host.start()


def test_an_interrupted_download_changes_nothing_and_goes_on_where_it_broke_off(
    own: Path, host: Host, page: Page
):
    """The old build stays whole; the next try asks only for what is not there yet."""
    publish(own)
    keep_check(page, host)
    for name in ("search", "site"):
        change(own / "theme" / "js" / f"{name}.js", '"use strict";', '"use strict"; // new')
    publish_anew(own)
    host.changed["theme/js/site.js"] = None
    assert page.evaluate(UPDATED) == "redundant"
    host.changed.clear()
    host.seen.clear()
    assert page.evaluate(UPDATED) == "installed"
    fetched = [path for path in host.seen if path != "sw.js"]
    assert fetched == ["theme/js/site.js"]


def test_a_file_of_another_build_is_not_kept(own: Path, host: Host, page: Page):
    """While a site is being copied to its host, half of it is old: nothing of that is kept."""
    publish(own)
    keep_check(page, host)
    publish_anew(own)
    host.changed["theme/css/site.css"] = b"body { color: red }"
    assert page.evaluate(UPDATED) == "redundant"
    host.stop()
    page.goto(f"{host.url}/{POST}")
    assert is_new(page) == (False, False)
    host.start()


def test_the_clinic_can_switch_it_off(own: Path, host: Host, page: Page):
    """Nothing stays in the browser, and the site works online."""
    publish(own)
    keep_check(page, host)
    change(own / POST, "data-service-worker", "data-no-service-worker")
    publish(own, SELFCHECK_OFFLINE=False)
    page.evaluate("async () => (await navigator.serviceWorker.ready).update()")
    page.evaluate(UNTIL_CACHES, 0)
    assert visit(page, host).told(SADDLE.answers) == SADDLE.outcome
    assert page.evaluate(CACHES) == []
    page.evaluate(UNTIL_UNREGISTERED)


def test_without_room_the_site_works_online(own: Path, host: Host, chromium_page: Page):
    """The browser gives no storage: the check answers, and nothing is promised."""
    publish(own)
    page = chromium_page
    devtools = page.context.new_cdp_session(page)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": host.url, "quotaSize": 300_000})
    reader = visit(page, host)
    assert reader.told(SADDLE.answers) == SADDLE.outcome
    assert reader.find(".selfcheck-offline").inner_text() == ""
    page.goto(f"{host.url}/contact.html")
    page.locator("h1").wait_for()


def test_who_saves_data_is_sent_nothing_unasked(own: Path, host: Host, chromium_page: Page):
    """Only the page itself; the check comes when it is opened, once."""
    publish(own)
    page = chromium_page
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})
    reader = visit(page, host)
    reader.find(".selfcheck-app").scroll_into_view_if_needed()
    reader.find(".selfcheck-guide").scroll_into_view_if_needed()
    reader.find(".selfcheck-continue:enabled").wait_for()
    unasked = [path for path in host.seen if path.endswith((".wasm", ".whl", ".zip", "sw.js"))]
    assert unasked == []
    assert reader.told(SADDLE.answers) == SADDLE.outcome
    assert len([path for path in host.seen if path.endswith(".wasm")]) == 1
