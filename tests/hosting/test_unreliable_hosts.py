"""Hosts, and what stands between: they alter pages, fail, stall, or are not the clinic's at all."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.engines import not_firefox
from tests.hosting.host import Alteration, Answer, Host, as_it_is, injected, plain
from tests.hosting.offline import (
    KEEPS,
    KEPT,
    KEPT_TEXT,
    POST,
    SAID,
    answers,
    keep_check,
    publish,
    until,
)  # fmt: skip

LOGIN = b"<!doctype html><title>Free Wi-Fi</title><h1>Log in to the Wi-Fi</h1>"


def minified(path: str, content: bytes | None) -> Answer | None:
    """A proxy that takes out what browsers do not need: line breaks, and some quotes."""
    if content is None or not path.endswith(".html"):
        return None
    html = content.replace(b"\n", b" ").replace(
        b'type="application/json"', b"type=application/json"
    )
    return Answer(html.replace(b"</body>", b"").replace(b"</html>", b""))


def broken(_path: str, _content: bytes | None) -> Answer:
    return Answer(b"<h1>Bad gateway</h1>", 502, {"Content-Type": "text/html"})


def forbidden(_path: str, _content: bytes | None) -> Answer:
    return Answer(b"<h1>Not from here</h1>", 403, {"Content-Type": "text/html"})


def portal(_path: str, _content: bytes | None) -> Answer:
    """Any address answers 200, also that of the service worker."""
    return Answer(LOGIN, 200, {"Content-Type": "text/html"})


def missing_portal(path: str, _content: bytes | None) -> Answer:
    """The same, but that pages are said not to be there."""
    status = 404 if path.endswith(".html") else 200
    return Answer(LOGIN, status, {"Content-Type": "text/html"})


def redirecting_portal(_path: str, _content: bytes | None) -> Answer:
    """Whatever is asked for is elsewhere: `.invalid` is nowhere."""
    return Answer(b"", 302, {"Location": "http://login.invalid/"})


def stalled(path: str, content: bytes | None) -> Answer | None:
    """Half of the page comes, then nothing."""
    half = (content or b"")[: len(content or b"") // 2]
    return Answer(half, ends="stalls") if path.endswith(".html") else None


def cut(path: str, content: bytes | None) -> Answer | None:
    return Answer((content or b"")[:2000], ends="breaks") if path.endswith(".html") else None


@not_firefox
@pytest.mark.parametrize("host_alters", [injected, minified])
def test_a_page_that_a_host_has_altered_is_kept_as_it_came(
    own: Path, host: Host, page: Page, host_alters: Alteration
):
    """The check answers, offline too, and a second visit does not load all again."""
    publish(own)
    host.altered = host_alters
    keep_check(page, host)
    host.seen.clear()
    assert answers(page, host)
    assert not any("snapshot-small" in path for path in host.seen), host.seen
    host.stop()
    assert answers(page, host)
    host.start()


FAILURES = [broken, forbidden, portal, missing_portal, redirecting_portal, stalled, cut]
HALF_PAGES = [portal, stalled, cut]
IN_ENGINES = [("chromium", FAILURES), ("firefox", [cut]), ("webkit", HALF_PAGES)]
"""Every failure in one engine; what differs elsewhere is how a half page ends."""


@pytest.mark.parametrize(("browser", "failures"), IN_ENGINES, indirect=["browser"])
def test_a_kept_page_is_shown_rather_than_a_failure(
    own: Path, host: Host, page: Page, failures: list[Alteration]
):
    """Neither an error, nor a stranger's page, nor a blank screen; and nothing of it is kept."""
    publish(own)
    keep_check(page, host)
    for fails in failures:
        host.altered = fails
        assert answers(page, host), fails
        page.wait_for_function(SAID)
        page.goto(f"{host.url}/{POST}?from=a-friend")
        assert "Log in" not in page.locator("h1").inner_text(), fails
        host.altered = as_it_is
        assert "Log in" not in page.evaluate(KEPT_TEXT), fails
        assert answers(page, host), fails


@not_firefox
def test_a_picture_that_came_as_a_login_page_is_not_kept(own: Path, host: Host, page: Page):
    """It came with status 200 and the name of a picture; the right one is kept the next time."""
    (own / "images").mkdir(exist_ok=True)
    (own / "images" / "back.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    listed = own / "contact.html"
    html = listed.read_text()
    listed.write_text(html.replace("</main>", "<img src='images/back.svg' alt=''></main>"))
    publish(own)
    host.changed["images/back.svg"] = Answer(LOGIN)
    keep_check(page, host)
    page.goto(f"{host.url}/contact.html")
    page.wait_for_function("() => document.images[document.images.length - 1].complete")
    assert "images/back.svg" not in page.evaluate(KEPT)
    assert "Log in" not in page.evaluate(KEPT_TEXT)
    host.changed.clear()
    page.goto(f"{host.url}/contact.html")
    until(page, KEEPS, ["images/back.svg", "contact.html"])


def varying(path: str, content: bytes | None) -> Answer | None:
    """Firefox takes no service worker that is sent so, and then promises nothing."""
    if content is None or path == "sw.js":
        return None
    return Answer(content, headers={"Vary": "*"})


def test_a_host_that_says_its_files_vary_by_everything_is_kept_too(
    own: Path, host: Host, page: Page
):
    """`Vary: *` forbids a browser's cache to keep an answer; ours knows what varies: nothing."""
    publish(own)
    host.altered = varying
    keep_check(page, host)
    host.stop()
    assert answers(page, host)
    host.start()


@pytest.mark.parametrize(
    ("browser", "path"),
    [("chromium", ""), ("chromium", "/clinic"), ("webkit", "/clinic")],
    indirect=["browser"],
)
def test_a_page_is_found_at_every_address_that_hosts_give_it(own: Path, page: Page, path: str):
    """With and without `.html`, a last slash or a query; at a domain's root or below a path."""
    publish(own, SELFCHECK_OFFLINE_PAGES=["index.html", "es/index.html"])
    with plain(own, path) as host:
        keep_check(page, host)
        keep_check(page, host, f"es/{POST}")
        until(page, KEEPS, [f"{path}/es/index.html".lstrip("/")])
        page.goto(f"{host.url}/es")
        assert page.url == f"{host.url}/es/", "as the host has it"
        host.stop()
        for address in ("lower-back.html?from=mail", "lower-back", "lower-back/", "es/lower-back"):
            assert answers(page, host, address), address
        for address, language in (("", "en"), ("?a=b", "en"), ("es", "es"), ("es/", "es")):
            page.goto(f"{host.url}/{address}")
            assert page.locator("html").get_attribute("lang") == language
            size = "() => getComputedStyle(document.querySelector('h1')).fontSize"
            assert page.evaluate(size) != "32px", "the page has its style"


def test_a_page_that_is_not_kept_says_so_with_those_that_are(own: Path, host: Host, page: Page):
    """In the site's own words, in each of its languages, with links that lead on."""
    publish(own)
    keep_check(page, host)
    until(page, KEEPS, ["contact.html"])
    host.stop()
    page.goto(f"{host.url}/first-visit.html")
    assert page.locator("h1").all_inner_texts() == ["No network", "Sin conexión"]
    links = page.locator("section[lang=en] li a").all_inner_texts()
    assert links == ["Is it OK to feel your lower back when you work out?", "Contact"]
    assert page.locator("section[lang=es] li").count() == 0, "no Spanish page is kept"
    page.locator("section[lang=en] li a", has_text="lower back").click()
    page.locator(".selfcheck").wait_for()
    host.start()
