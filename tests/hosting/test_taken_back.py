"""What the clinic takes back goes from every reader at their next visit with a network."""

import threading
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.engines import not_firefox
from tests.hosting.host import Answer, Host
from tests.hosting.offline import (
    CACHES,
    HAS_CACHES,
    KEEPS,
    KEEPS_NONE,
    POST,
    SAID,
    UNREGISTERED,
    UPDATE,
    UPDATED,
    answers,
    change,
    is_new,
    keep_check,
    publish,
    publish_anew,
    until,
    visit,
)

pytestmark = not_firefox

WITHOUT_CHECK = (
    "<!doctype html><html lang=en><title>Back</title><h1>We think again</h1></body></html>"
)


def leave_and_return(page: Page, host: Host, path: str) -> Page:
    """As readers do: with no page of the site open in between, so that the new build takes over."""
    assert page.evaluate(UPDATED) == "installed"
    page.close()
    page = page.context.new_page()
    page.goto(f"{host.url}/{path}")
    until(page, HAS_CACHES, 1)
    return page


def test_a_check_that_left_its_post_is_not_shown_again(own: Path, host: Host, page: Page):
    """Online at once; and offline there is the post as it is now, or none."""
    publish(own)
    keep_check(page, host)
    (own / POST).write_text(WITHOUT_CHECK)
    publish(own, checks=(f"es/{POST}",))
    page.goto(f"{host.url}/{POST}")
    assert page.locator("h1").inner_text() == "We think again"
    page = leave_and_return(page, host, "contact.html")
    host.stop()
    page.goto(f"{host.url}/{POST}")
    assert page.locator(".selfcheck").count() == 0
    host.start()


def test_a_page_that_was_deleted_is_gone(own: Path, host: Host, page: Page):
    """The host's answer is shown, and the copy goes."""
    publish(own)
    keep_check(page, host)
    (own / POST).unlink()
    publish(own)
    page.goto(f"{host.url}/{POST}")
    assert page.locator(".selfcheck").count() == 0
    until(page, KEEPS_NONE, POST)
    host.stop()
    page.goto(f"{host.url}/{POST}")
    assert page.locator(".selfcheck").count() == 0
    host.start()


@pytest.mark.parametrize("how", ["switched off", "no check left"])
def test_offline_use_that_ends_leaves_nothing(own: Path, host: Host, page: Page, how: str):
    """The kill switch stands in place of the worker: by the setting, or with the last check."""
    publish(own)
    keep_check(page, host)
    if how == "switched off":
        change(own / POST, "data-service-worker", "data-no-service-worker")
        publish(own, SELFCHECK_OFFLINE=False)
    else:
        publish(own, checks=())
    page.evaluate(UPDATE)
    page.wait_for_function("() => document.querySelector('.selfcheck-offline').textContent === ''")
    until(page, HAS_CACHES, 0)
    if how == "switched off":
        assert answers(page, host)
        assert page.evaluate(CACHES) == []
        until(page, UNREGISTERED, None)


def test_a_plugin_that_was_removed_without_a_kill_switch_takes_its_copies_along(
    own: Path, host: Host, page: Page
):
    """No `sw.js` and a page without a record: the clinic's host says so, and the worker leaves."""
    publish(own)
    keep_check(page, host)
    (own / "sw.js").unlink()
    (own / POST).write_text(WITHOUT_CHECK)
    page.goto(f"{host.url}/{POST}")
    assert page.locator("h1").inner_text() == "We think again"
    until(page, HAS_CACHES, 0)
    host.stop()
    assert (
        page.evaluate(
            "() => fetch('theme/css/site.css', { cache: 'no-store' }).then(() => 'kept', () => 'gone')"
        )
        == "gone"
    )
    host.start()


def test_what_is_still_on_its_way_when_offline_use_ends_is_not_kept(
    own: Path, host: Host, page: Page
):
    """To put it away would make the cache anew, and nobody would come to remove it."""
    publish(own)
    host.held["contact.html"] = threading.Event()
    visit(page, host).tick("nerve", "none")
    page.wait_for_function(SAID)
    (own / "sw.js").unlink()
    (own / POST).write_text(WITHOUT_CHECK)
    page.goto(f"{host.url}/{POST}")
    until(page, HAS_CACHES, 0)
    host.held.pop("contact.html").set()
    page.evaluate("async () => { await fetch('contact.html'); await fetch('contact.html'); }")
    assert page.evaluate(CACHES) == []


def test_a_host_that_is_late_to_say_so_is_still_heard(own: Path, host: Host, page: Page):
    """The copy is shown after three seconds; when the page turns out to be withdrawn, it goes."""
    publish(own)
    keep_check(page, host)
    (own / POST).write_text(WITHOUT_CHECK)
    publish(own, checks=(f"es/{POST}",))
    host.held[POST] = threading.Event()
    visit(page, host).find(".selfcheck").wait_for()
    host.held.pop(POST).set()
    page.locator("h1", has_text="We think again").wait_for()


def test_an_older_build_that_is_published_again_is_what_readers_get(
    own: Path, host: Host, page: Page
):
    """A roll-back is a new build like any other: words, look and what is kept are the older one's."""
    publish(own)
    former = {path: (own / path).read_bytes() for path in (POST, "theme/css/site.css", "sw.js")}
    publish_anew(own)
    keep_check(page, host)
    assert is_new(page) == (True, True)
    for path, content in former.items():
        (own / path).write_bytes(content)
    publish(own)
    page.goto(f"{host.url}/{POST}")
    assert is_new(page) == (False, False)
    page = leave_and_return(page, host, "contact.html")
    until(page, KEEPS, [POST])
    host.stop()
    assert answers(page, host)
    assert is_new(page) == (False, False)
    host.start()


def test_a_moved_page_leads_to_its_new_address(own: Path, host: Host, page: Page):
    """A redirect of the host's own is followed, not taken for a stranger's."""
    publish(own)
    keep_check(page, host)
    host.changed[POST] = Answer(b"", 301, {"Location": "first-visit.html"})
    page.goto(f"{host.url}/{POST}")
    assert page.url == f"{host.url}/first-visit.html"
    assert page.locator(".selfcheck").count() == 0
