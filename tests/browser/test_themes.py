"""Every state of the check in themes that know nothing of it, light and dark: contrast and layout.

The check is walked through once, on a page without a theme. In each state the page is dressed in one theme
after the other: Pelican's own, and style sheets in ``themes/`` that imitate what public themes do to posts.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pelican
import pytest
from playwright.sync_api import Page

from .states import STATES, walk
from .test_states import AXE

IMITATED = Path(__file__).parent / "themes"
NOTMYIDEA = Path(pelican.__file__).parent / "themes" / "notmyidea" / "static" / "css"
IMPORT = re.compile(r"@import[^;]*;")


def sheet(*files: Path) -> str:
    """Style sheets as one, without what they import."""
    return "\n".join(IMPORT.sub("", file.read_text(encoding="utf-8")) for file in files)


THEMES = {
    "simple": "",
    "notmyidea": sheet(NOTMYIDEA / "reset.css", NOTMYIDEA / "typogrify.css", NOTMYIDEA / "main.css"),
} | {file.stem: sheet(file) for file in sorted(IMITATED.glob("*.css"))}
"""The style sheet of each theme, by its name; Pelican's ``simple`` has none."""

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")

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

CONTRAST = """
async () => {
  const { violations, incomplete } = await axe.run(".selfcheck", { runOnly: ["color-contrast"] });
  return [...violations, ...incomplete].flatMap(({ nodes }) => nodes)
    .map(({ target, any }) => `${target.join(" ")}: ${any[0].message}`);
}
"""

LAYOUT = """
() => {
  const found = [];
  const all = (selector) => [...document.querySelectorAll(selector)].filter((it) => it.checkVisibility());
  const box = (it) => it.getBoundingClientRect();
  const expect = (holds, it, words) => holds || found.push(`${it.tagName}.${it.className}: ${words}`);
  const textOf = (it) => {
    const range = document.createRange();
    range.selectNodeContents(it);
    return range.getBoundingClientRect();
  };
  for (const it of all(".selfcheck-button")) {
    const { width, height } = box(it);
    expect(height >= 44, it, `${height} px high`);
    expect(width >= textOf(it).width + 16, it, `${width} px wide`);
    expect(textOf(it).height < 30, it, "broken into lines");
  }
  for (const it of all(".selfcheck-input")) {
    const { width, height } = box(it);
    expect(Math.min(width, height) >= 24, it, `${width} by ${height} px`);
    expect(getComputedStyle(it).opacity === "1" && box(it).left >= 0, it, "out of sight");
  }
  for (const it of all(".selfcheck-label")) expect(parseFloat(getComputedStyle(it).fontSize) >= 15, it, "small");
  const column = (part, whole) => all(part).forEach((it) => {
    const [own, whole_] = [box(it).width, box(it.closest(whole)).width];
    expect(own >= 0.9 * whole_, it, `${own} of ${whole_} px`);
  });
  column(".selfcheck", ".selfcheck-place");
  column(".selfcheck-card", ".selfcheck-app");
  column(".selfcheck-question", ".selfcheck-form");
  for (const it of all(".selfcheck")) expect(box(it).width >= 270, it, `${box(it).width} px wide`);
  for (const it of all(".selfcheck *")) {
    expect(box(it).right <= innerWidth + 1, it, "wider than the screen");
    const drawn = [getComputedStyle(it, "::after").content, getComputedStyle(it, "::before").content];
    expect(it.matches("q, .selfcheck-signs li") || drawn.every((it) => it === "none"), it, "has something drawn");
  }
  return found;
}
"""


def examine(page: Page, state: str) -> Iterator[str]:
    """Dress the page in each theme, and tell what is wrong; leave it as wide as it was."""
    page.evaluate(UNDRESS)
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"() => {{ {AXE} }}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for theme, css in THEMES.items():
            page.evaluate("css => window.theme.replaceSync(css)", css)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                wrong = page.evaluate(LAYOUT) if state != "print" else []
                if width == WIDTHS[0]:
                    wrong += page.evaluate(CONTRAST)
                yield from (f"{state}, {theme}, {scheme}, {width} px: {it}" for it in wrong)
    page.evaluate("window.theme.replaceSync('')")


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_every_state_can_be_read_and_used_in_any_theme(start_walk):
    """Enough contrast, targets for a finger, nothing squeezed and nothing wider than the screen."""
    reader = start_walk("lower-back.html")
    seen, wrong = [], []
    for state in walk(reader):
        seen.append(state)
        wrong += examine(reader.page, state)
    assert seen == STATES
    assert not wrong, "\n".join(wrong)
