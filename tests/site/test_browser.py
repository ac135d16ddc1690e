"""The site in a real browser, opened from its folder as from a USB stick."""

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


@pytest.mark.parametrize("path", [*PAGES, "rules.html"])
def test_no_page_scrolls_sideways_on_the_smallest_phone(open_page, path):
    """320 px wide, which is also 1280 px at 400% zoom."""
    page = open_page(path, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_barrier(open_page, path, scheme):
    """axe-core's rules for WCAG 2.2 AA and its best practices, in light and dark."""
    assert barriers(open_page(path, scheme=scheme)) == []


def barriers(page) -> list[tuple[str, list[str]]]:
    """What axe-core finds: each rule, with the elements that break it."""
    page.evaluate(AXE)
    violations = page.evaluate("axe.run().then((result) => result.violations)")
    return [(v["id"], [node["html"] for node in v["nodes"]]) for v in violations]


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


@pytest.mark.parametrize("width", [360, 1280])
def test_print_leaves_the_text_only(open_page, width):
    """On paper there is the post, without menus, buttons, tags and lists of other posts."""
    page = open_page("first-visit.html", width=width)
    page.emulate_media(media="print")
    assert page.get_by_role("heading", level=1).is_visible()
    for part in (".site-nav", ".post__footer", ".post-aside"):
        assert not page.locator(part).is_visible(), part


TORN = """(height) => {
  for (const it of document.querySelectorAll("*")) {
    if (getComputedStyle(it).breakBefore === "page") it.style.breakBefore = "column";
  }
  const sheets = { width: "720px", height: `${height}px`, columns: "720px", columnGap: 0, columnFill: "auto" };
  Object.assign(document.body.style, sheets);
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((it) => it.checkVisibility());
  const parts = (it) => [...it.getClientRects()];
  const next = (it) => it.nextElementSibling ?? next(it.parentElement);
  const follower = (it) => (parts(next(it)).length > 0 ? next(it) : follower(next(it)));
  const isLeft = (it) => {
    const [own, then] = [parts(it).at(-1), parts(follower(it))[0]];
    return then.left > own.right || then.left < own.left - 2 || then.top < own.top;
  };
  const whole = shown(".selfcheck-rules-rule, .selfcheck-rules-card, .selfcheck-flow, figure, .selfcheck-signs li");
  const torn = whole.filter((it) => parts(it).length > 1);
  const left = shown("main :is(h2, h3, h4)").filter((it) => !it.closest("summary") && isLeft(it));
  return [...torn, ...left].map((it) => it.textContent);
}"""
"""What a sheet of paper of this height tears, and the headings that it leaves at its end. Sheets are the
browser's own columns here: they break as its pages do, and can be measured."""


@pytest.mark.parametrize("folder", ["", "es/"])
@pytest.mark.parametrize("path", ["rules.html", "lower-back.html"])
def test_paper_tears_no_card_and_ends_with_no_heading(open_page, folder, path):
    """Whatever the sheet's height: a rule stands whole, and a heading with what it heads."""
    for height in (880, 930, 960, 1000, 1050):
        page = open_page(folder + path)
        page.emulate_media(media="print")
        assert page.evaluate(TORN, height) == [], height


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


@pytest.mark.parametrize("path", ["how-this-check-works.html", "es/how-this-check-works.html"])
def test_how_the_check_works_is_told_in_two_screens(open_page, path):
    """Of a phone: readers who want to know it get it, and clinicians the rules on a page of their own."""
    page = open_page(path)
    assert page.locator(".post").bounding_box()["height"] <= 1480
    page.get_by_role("main").locator("a[href*='rules.html']").click()
    assert page.locator(".selfcheck-rules").is_visible()


def test_a_rule_is_found_by_its_link_whatever_is_folded_or_filtered(open_page):
    """On a phone a link opens the fold that it leads into; what is looked for is shown, and no more."""
    page = open_page("rules.html")
    fever, book = page.locator("#lower-back-rule-U1"), page.locator("#lower-back-rule-P4")
    assert not fever.is_visible()
    page.goto(f"{page.url}#lower-back-rule-U1")
    assert (fever.is_visible(), book.is_visible()) == (True, False)
    page.get_by_role("radio", name="book_pt").check()
    assert (fever.is_visible(), book.is_visible()) == (True, True)
    assert not page.locator("#lower-back-rule-U2").is_visible()
    fever.get_by_role("link", name="Follow U1 in the picture").click()
    assert page.locator("#lower-back-flow-U1").is_visible()
    assert not page.locator("#lower-back-flow-U2").is_visible()


def test_questions_and_rules_stand_beside_each_other_on_a_wide_screen(open_page):
    """What is followed in one comes into view, and the other stays; so do the contents. There axe sees all of
    it."""
    page = open_page("rules.html", width=1280)
    page.goto(f"{page.url}#lower-back-question-severity")
    page.locator("#lower-back-question-severity").get_by_role("link", name="U6").first.click()
    for place in ("question-severity", "rule-U6"):
        assert 0 < page.locator(f"#lower-back-{place}").bounding_box()["y"] < 400, place
    assert page.get_by_role("navigation", name="The rules: contents").bounding_box()["y"] >= 0
    assert barriers(page) == []


def test_the_rules_are_printed_whole_to_be_signed(open_page):
    """Whatever is folded or filtered on the screen; with the digest that a signature is for."""
    page = open_page("rules.html")
    page.get_by_role("radio", name="emergency").check()
    page.emulate_media(media="print")
    shown = "its => its.every((it) => it.checkVisibility())"
    assert page.locator(".selfcheck-rules :is([data-level], dd)").evaluate_all(shown)
    assert not page.locator(".selfcheck-rules-contents").is_visible()
    assert not page.get_by_role("radio").first.is_visible()
