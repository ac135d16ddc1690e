"""Every state of the check in themes that know nothing of it, light and dark: contrast and layout.

The check is walked through once, on a page without a theme. In each state the page is dressed in one theme
after the other: Pelican's own, and style sheets in ``themes/`` that imitate what public themes do to posts.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pelican
import pytest
from playwright.sync_api import Page

from .altered import widget_of
from .states import STATES, walk

HERE = Path(__file__).parent
NOTMYIDEA = Path(pelican.__file__).parent / "themes" / "notmyidea" / "static" / "css"
IMPORT = re.compile(r"@import[^;]*;")


def sheet(*files: Path) -> str:
    """Style sheets as one, without what they import."""
    return "\n".join(IMPORT.sub("", file.read_text(encoding="utf-8")) for file in files)


THEMES = {
    "simple": "",
    "notmyidea": sheet(
        NOTMYIDEA / "reset.css", NOTMYIDEA / "typogrify.css", NOTMYIDEA / "main.css"
    ),
} | {file.stem: sheet(file) for file in sorted((HERE / "themes").glob("*.css"))}
"""The style sheet of each theme, by its name; Pelican's ``simple`` has none."""

WIDTHS = (360, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

UNDRESS = """
() => {
  if (window.theme) return;
  document.querySelectorAll("link[href*='site.css'], meta[name=color-scheme]").forEach((it) => it.remove());
  document.querySelector("main").id = "content";
  document.querySelector("article.post").className = "hentry";
  document.querySelector(".post__text").className = "entry-content post-content article-content";
  window.theme = new CSSStyleSheet();
  document.adoptedStyleSheets = [window.theme];
}
"""
"""Take the clinic's look away, and give the post the names by which public themes know a post."""

DRESS = "css => window.theme.replaceSync(css)"
HIDE = """
() => document.querySelectorAll(".selfcheck-guide, .post-content > :not(.selfcheck-place), footer")
  .forEach((it) => it.toggleAttribute("hidden", true))
"""
LOOK = (HERE / "look.js").read_text(encoding="utf-8")


def examine(page: Page, state: str) -> Iterator[str]:
    """Dress the page in each theme, and tell what is wrong; leave it without a theme.

    Each theme is seen at both widths and in both schemes, by two looks: colours do not depend on the width
    nor boxes on the scheme. Every other theme has the pairs the other way round."""
    page.evaluate(UNDRESS)
    if state != STATES[0]:
        page.evaluate(HIDE)  # seen in the first state: the browser has less to lay out
    widths = list(WIDTHS)
    for theme, css in THEMES.items():
        page.evaluate(DRESS, css)
        for width, scheme in zip(widths, SCHEMES, strict=True):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            where = f"{state}, {theme}, {scheme}, {width} px"
            yield from (f"{where}: {wrong}" for wrong in page.evaluate(LOOK))
        widths.reverse()
    page.evaluate(DRESS, "")


in_chromium = pytest.mark.parametrize("browser", ["chromium"], indirect=True)


@in_chromium
def test_every_state_can_be_read_and_used_in_any_theme(start_walk):
    """Enough contrast, targets for a finger, nothing squeezed and nothing beyond the screen."""
    reader = start_walk("lower-back.html")
    on_paper = "print"  # which has no screen's width, no dark, and is not touched
    found = {s: list(examine(reader.page, s)) for s in walk(reader) if s != on_paper}
    assert {*found, on_paper} == set(STATES)
    wrong = [line for lines in found.values() for line in lines]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("browser", ["firefox", "webkit"], indirect=True)
def test_the_first_page_can_be_read_and_used_in_any_theme(start_walk):
    """The same in the other browsers, in one window: they take back a theme's rules as Chromium does."""
    page = start_walk("lower-back.html").open().page
    page.evaluate(UNDRESS)
    for theme, css in THEMES.items():
        page.evaluate(DRESS, css)
        assert (theme, page.evaluate(LOOK)) == (theme, [])


@in_chromium
def test_what_a_theme_says_of_the_checks_colours_wins(start_reader, clinic):
    """Wherever it sets a custom property, by a selector as plain as any; and the nearest wins."""
    reader = start_reader(clinic, "lower-back.html").open()
    reader.page.evaluate(UNDRESS)
    title = reader.find(".selfcheck-title")
    for place in (":root", "body", ".selfcheck"):
        colour = f"rgb(1, 2, {len(place)})"
        reader.page.evaluate(DRESS, f"{place} {{ --selfcheck-text: {colour} }}")
        assert title.evaluate("it => getComputedStyle(it).color") == colour, place


@in_chromium
def test_a_theme_reaches_into_the_check_by_the_layer_alone(start_reader, clinic):
    """A rule outside of a layer is taken back; the same in the widget's own layer holds."""
    reader = start_reader(clinic, "lower-back.html").open()
    reader.page.evaluate(UNDRESS)
    rule = "#content .selfcheck .selfcheck-button { border-radius: 99px }"
    for css, radius in {rule: "8px", f"@layer selfcheck {{ {rule} }}": "99px"}.items():
        reader.page.evaluate(DRESS, css)
        button = reader.find(".selfcheck-continue")
        assert button.evaluate("it => getComputedStyle(it).borderRadius") == radius, css


@in_chromium
def test_where_layers_are_unknown_the_check_can_be_read(start_reader, clinic):
    """A browser that leaves out the whole look shows dark letters on white, and only what is asked."""
    reader = start_reader(clinic, "lower-back.html", color_scheme="dark")
    styles = (widget_of(clinic) / "selfcheck.css").read_bytes()
    reader.server.changed["selfcheck.css"] = styles.replace(b"layer", b"unknown")
    reader.open().page.evaluate(UNDRESS)
    reader.page.evaluate(DRESS, THEMES["always_dark"])
    shown = reader.find(".selfcheck :is(h2, h3, h4, p, legend, label, li):visible")
    colours = shown.evaluate_all(
        "all => all.map((it) => [getComputedStyle(it).color, getComputedStyle(it).backgroundColor])"
    )
    assert {tuple(pair) for pair in colours} == {("rgb(29, 43, 51)", "rgb(255, 255, 255)")}
    assert reader.find(".selfcheck-page:visible").count() == 1
