"""What the tests of offline use have in common: a site that is published, kept and looked at."""

import base64
import hashlib
from pathlib import Path

from playwright.sync_api import Page

from checker.lower_back import CHECKER
from checker.translation import Translation, Words
from plugins.selfcheck import offline
from tests.hosting.host import Host
from tests.reader import Reader
from tests.stories import STORIES

POST = "lower-back.html"
SADDLE = next(story for story in STORIES if story.name == "new saddle numbness")
SETTINGS = {
    "SELFCHECK_OFFLINE": True,
    "SELFCHECK_OFFLINE_PAGES": ["contact.html"],
    "SELFCHECK_OUTPUT_PATH": "selfcheck",
    "SELFCHECK_CACHE_PATH": ".cache",
}
SAID = "() => document.querySelector('.selfcheck-offline').textContent !== ''"
UNSAID = "() => document.querySelector('.selfcheck-offline').textContent === ''"

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
UPDATE = """async () => {
  await (await navigator.serviceWorker.getRegistration()).update().catch(() => {}); // it may have left
}"""
CACHES = "async () => (await caches.keys()).filter((name) => name.startsWith('selfcheck '))"
HAS_CACHES = f"async (count) => (await ({CACHES})()).length === count"
UNREGISTERED = "async () => !(await navigator.serviceWorker.getRegistration())"
KEPT = """async () => {
  const paths = [];
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys())
      if (!url.includes("/guest/")) paths.push(url.replace(location.origin + "/", ""));
  return paths;
}"""
KEEPS = f"""async (paths) => {{
  const kept = await ({KEPT})();
  return paths.every((path) => kept.includes(path));
}}"""
KEEPS_SOME = f"async (part) => (await ({KEPT})()).some((path) => path.includes(part))"
KEEPS_NONE = f"async (part) => !(await ({KEPT})()).some((path) => path.includes(part))"
KEPT_TEXT = """async () => {
  let text = "";
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys())
      if (!request.url.endsWith(".wasm")) text += await (await cache.match(request)).text(); // megabytes
  }
  return text;
}"""
DAMAGE = f"""async (part) => {{
  for (const name of await caches.keys())
    for (const path of (await ({KEPT})()).filter((path) => path.includes(part))) {{
      const cache = await caches.open(name);
      await cache.delete(`/${{path}}`); // WebKit would write over what the service worker may be reading
      await cache.put(`/${{path}}`, new Response("damaged"));
    }}
}}"""
REMOVE = f"""async (part) => {{
  const removed = (await ({KEPT})()).filter((path) => `/${{path}}`.includes(part));
  for (const name of await caches.keys())
    for (const path of removed) await (await caches.open(name)).delete(`/${{path}}`);
  return removed;
}}"""


def until(page: Page, is_so: str, given: object) -> None:
    """Wait for what a page can only find out by waiting itself: Playwright awaits no promise here."""
    wait = f"""async (given) => {{
      const end = performance.now() + 25_000;
      while (!(await ({is_so})(given))) {{
        if (performance.now() > end) return false;
        await new Promise(requestAnimationFrame);
      }}
      return true;
    }}"""
    assert page.evaluate(wait, given), f"{is_so}: {given}"


def integrity(file: Path) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()


def hashes(site: Path, pattern: str) -> dict[str, str]:
    files = sorted((site / "selfcheck").glob(pattern))
    return {file.relative_to(site).as_posix(): integrity(file) for file in files}


def pages_of(site: Path, checks: list[str]) -> dict[Path, offline.Page]:
    kept = [hashes(site, it) for it in ("widget-*/*.js", "snapshot-small-*", "snapshot-whole-*")]
    pages = {
        file: offline.Page()
        for file in site.rglob("*.html")
        if "selfcheck" not in file.relative_to(site).parts
    }
    with_check = {
        site / path: offline.Page(words("es" if path.startswith("es/") else "en"), *kept)
        for path in checks
    }
    return pages | {file: page for file, page in with_check.items() if file in pages}


def words(language: str) -> Words:
    return Translation(CHECKER, "checker.lower_back:CHECKER", language).words()


def publish(site: Path, checks: tuple[str, ...] = (POST, f"es/{POST}"), **settings: object) -> None:
    """Write the service worker of what the site is now."""
    here = offline.Site(site, "", (site,))
    pages = pages_of(site, list(checks))
    offline.write_service_worker(here, pages, SETTINGS | settings, site / "theme")


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


def visit(page: Page, host: Host, path: str = POST) -> Reader:
    return Reader(page, f"{host.url}/{path}").open()


def keep_check(page: Page, host: Host, path: str = POST) -> Reader:
    """Visit the post and open its check; the page then says that it works without a network, and soon
    there is nothing more to be kept: a worker that is still at it gives way to no other."""
    reader = visit(page, host, path)
    reader.tick("nerve", "none")
    page.wait_for_function(SAID)
    until(page, KEEPS_SOME, "snapshot-whole-")
    return reader


def answers(page: Page, host: Host, path: str = POST) -> bool:
    """Whether the check at this address says what CPython says."""
    return visit(page, host, path).told(SADDLE.answers) == SADDLE.outcome
