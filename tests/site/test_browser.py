"""The site in a real browser, opened from its folder as from a USB stick."""

import json

import pytest

from tests.conftest import ROOT

PAGES = [
    "index.html",
    "lower-back.html",
    "how-long-soreness-lasts.html",
    "archives.html",
    "category/training.html",
    "tags.html",
    "author/jesse-lewis.html",
    "contact.html",
    "privacy.html",
    "search.html",
    "es/index.html",
    "es/back-pain-emergency.html",
]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()


@pytest.fixture
def open_page(published, browser):
    """Open a page of the site from its file, at a width and in a colour scheme."""
    contexts = []

    def open_(path: str, *, width: int = 360, scheme: str = "light"):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
        )
        contexts.append(context)
        page = context.new_page()
        page.goto((published.output / path).as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_on_the_smallest_phone(open_page, path):
    """320 px wide, which is also 1280 px at 400% zoom."""
    page = open_page(path, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_barrier(open_page, path, scheme):
    """axe-core's rules for WCAG 2.2 AA and its best practices, in light and dark."""
    page = open_page(path, scheme=scheme)
    page.evaluate(AXE)
    violations = page.evaluate("axe.run().then((result) => result.violations)")
    found = [(v["id"], [node["html"] for node in v["nodes"]]) for v in violations]
    assert violations == [], json.dumps(found, indent=1)


@pytest.mark.parametrize(
    ("path", "words", "title"),
    [
        ("search.html", "deadl", "Is it OK to feel your lower back when you work out?"),
        ("search.html", "medicines", "Your first visit: what to bring and what we ask"),
        ("es/search.html", "recuperacion rutina", "¿Cuánto debe durar el dolor muscular?"),
    ],
)
def test_search_finds_a_post_without_a_server(open_page, path, words, title):
    """Beginnings of words and words without their accents are found."""
    page = open_page(path)
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("main").get_by_role("link", name=title).wait_for()
    assert page.get_by_role("status").inner_text()[0].isdigit()


def test_search_says_when_nothing_is_found(open_page):
    """The count is a live region, in words."""
    page = open_page("search.html")
    page.get_by_role("searchbox").fill("xylophone")
    assert page.get_by_role("status").inner_text() == "Nothing found. Try another word."


def test_a_result_leads_to_its_post(open_page):
    """The link of a result opens the post."""
    page = open_page("es/search.html")
    page.get_by_role("searchbox").fill("emergencia")
    page.get_by_role("main").get_by_role("link", name="Cuándo el dolor").click()
    assert page.url.endswith("/es/back-pain-emergency.html")


def test_sharing_is_offered_only_where_the_system_can(open_page):
    """Without a share sheet there is no button; with one, it gets the page's title and address."""
    page = open_page("first-visit.html")
    assert page.locator("[data-share]").is_visible() == page.evaluate("Boolean(navigator.share)")
    page.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    page.reload()
    page.get_by_role("button", name="Share").click()
    shared = page.evaluate("window.shared")
    assert shared["title"].startswith("Your first visit")
    assert shared["url"] == page.url


def test_a_sentence_that_a_link_names_is_highlighted(open_page):
    """The target of a link to a claim looks unlike the sentences around it."""
    page = open_page("lower-back.html")
    ground = "(id) => getComputedStyle(document.getElementById(id)).backgroundColor"
    before = page.evaluate(ground, "S18")
    page.goto(f"{page.url}#S18")
    assert page.evaluate(ground, "S18") != before
    assert page.evaluate(ground, "S19") == before


def test_print_leaves_the_text_only(open_page):
    """On paper there is the post, without menus, buttons and lists of other posts."""
    page = open_page("first-visit.html")
    page.emulate_media(media="print")
    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.locator(".site-nav").is_visible()
    assert not page.locator(".actions").is_visible()
    assert not page.locator(".post-aside").is_visible()


def test_nothing_of_the_runtime_is_fetched_by_reading(published, browser):
    """Reading asks for no file of the check's runtime and sets no cookie."""
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("index.html", "first-visit.html", "contact.html"):
        page.goto((published.output / path).as_uri())
    assert [url for url in asked if "pyodide" in url or url.endswith((".wasm", ".whl"))] == []
    assert page.context.cookies() == []
    page.close()


def test_the_other_language_opens_at_the_place_that_is_being_read(open_page):
    """A reader at the check who changes the language is at the check again."""
    page = open_page("lower-back.html")
    page.evaluate(
        "document.querySelector('#selfcheck-lower-back').scrollIntoView({behavior: 'instant'})"
    )
    page.evaluate("document.querySelector('.language-switch').click()")
    page.wait_for_url("**/es/lower-back.html#selfcheck-lower-back")
    assert page.locator("#selfcheck-lower-back").evaluate("it => it.matches(':target')")
