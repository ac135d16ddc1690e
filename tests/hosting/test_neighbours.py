"""One origin, many sites and apps: the service worker is in nobody's way."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.engines import not_firefox
from tests.hosting.host import Answer, Host, plain
from tests.hosting.offline import (
    KEEPS,
    KEEPS_NONE,
    POST,
    UPDATE,
    answers,
    keep_check,
    publish,
    until,
)

pytestmark = not_firefox

APP = b"""<!doctype html><title>An app</title><h1>An app</h1>
<script src="script.js"></script><img src="picture.svg" alt="">
<script>fetch("data?fresh", { cache: "no-store" });</script>
"""
LINK = """(address) => {
  document.body.prepend(Object.assign(document.createElement("a"), { href: address, textContent: "to the app" }));
}"""
LOADED = "() => performance.getEntriesByType('resource').length >= 3"
TOLD = (
    *("Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest", "Sec-Fetch-User"),
    *("Referer", "Cookie", "Cache-Control", "Pragma", "Accept", "Origin"),
)
"""What an app learns of a request, and decides by."""


@pytest.fixture
def second(own: Path) -> Path:
    """Another site in a folder of the first one, with a worker of its own."""
    publish(own)
    second = own / "second"
    shutil.copytree(own, second, ignore=lambda *_: ["second"])
    publish(second)
    return second


@pytest.mark.usefixtures("second")
def test_two_sites_of_one_origin_keep_their_own(host: Host, page: Page):
    """Neither deletes nor uses what is the other's, as with a language in a folder of its own."""
    keep_check(page, host)
    until(page, KEEPS, ["contact.html"])
    keep_check(page, host, f"second/{POST}")
    until(page, KEEPS, ["contact.html", "second/contact.html"])
    host.stop()
    assert answers(page, host)
    assert answers(page, host, f"second/{POST}")
    host.start()


def test_the_kill_switch_of_one_site_leaves_the_other_alone(second: Path, host: Host, page: Page):
    """Also where the one lies in the other's folder."""
    keep_check(page, host)
    keep_check(page, host, f"second/{POST}")
    publish(second, SELFCHECK_OFFLINE=False)
    page.evaluate(UPDATE)
    until(page, KEEPS_NONE, "second/")
    host.stop()
    assert answers(page, host)
    host.start()


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[Host]:
    """Another site, whose page links to the app."""
    folder = tmp_path / "stranger"
    folder.mkdir()
    with plain(folder) as host:
        yield host


def app(path: str, _content: bytes | None) -> Answer | None:
    """An app beside the site, at any address of its own."""
    if not path.startswith("app/"):
        return None
    cookies = {"Set-Cookie": "who=me; SameSite=Strict; Path=/"}
    kind = {"app/script.js": "text/javascript", "app/": "text/html"}.get(path, "text/plain")
    return Answer(APP if path == "app/" else b"", headers=cookies | {"Content-Type": kind})


def told(page: Page, host: Host, stranger: Host) -> dict[str, set[tuple[str, ...]]]:
    """What the app is told: by a reader's visit, by a link of the site, by a stranger's link."""
    host.headers.clear()
    page.goto(f"{host.url}/app/")
    page.wait_for_function(LOADED)
    for link in (f"{host.url}/contact.html", f"{stranger.url}/link.html"):
        page.goto(link)
        page.evaluate(LINK, f"{host.url}/app/")
        page.locator("a", has_text="to the app").click()
        page.locator("h1", has_text="An app").wait_for()
        page.wait_for_function(LOADED)
    return {
        path: {tuple(said.get(name, "") for name in TOLD) for said in requests}
        for path, requests in host.headers.items()
        if path.startswith("app/")
    }


def test_an_app_beside_the_site_is_asked_as_without_a_worker(
    own: Path, host: Host, stranger: Host, page: Page
):
    """Site, mode, destination, referrer, cookies and cache are what the browser itself says."""
    publish(own)
    host.altered = app
    stranger.altered = lambda _path, _content: Answer(
        b"<!doctype html><p>", headers={"Content-Type": "text/html"}
    )
    page.goto(f"{host.url}/app/")
    without = told(page, host, stranger)
    keep_check(page, host)
    assert page.evaluate("() => Boolean(navigator.serviceWorker.controller)")
    assert told(page, host, stranger) == without
    assert len(without) == 4, without
