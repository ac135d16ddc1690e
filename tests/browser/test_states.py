"""Every state of the page: what a screen reader hears, what axe finds, what fits a small screen.

`make snapshots` writes what is heard into ``snapshots/``; look at the difference in review.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.conftest import POSTS, ROOT

from .states import STATES, walk

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
SNAPSHOTS = Path(__file__).parent / "snapshots"
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
SMALL: ViewportSize = {"width": 320, "height": 640}
ZOOMED: ViewportSize = {"width": 320, "height": 256}
"""A window of 1280 by 1024 px at 400 %."""

CHANGING = re.compile(r"(?<=/standalone-)[0-9a-f]{16}|(?<=\?body=).*")
"""What is another with every build or day: a file's name, and the text message with its date."""

VIOLATIONS = """
async (options) => (await axe.run(document, options)).violations.map(
  ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)
"""

TOO_WIDE = """
() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")]
    .filter((it) => it.getBoundingClientRect().right > innerWidth + 1)
    .map((it) => `${it.tagName}.${it.className}`)
"""

pytestmark = pytest.mark.parametrize("browser", ["chromium"], indirect=True)


CONTRAST = {"runOnly": ["color-contrast"]}
"""The one rule for which it matters that a page is dark."""


def everything_in(state: str) -> dict:
    """On paper there is only the outcome, below the title that it has on the page."""
    return {"rules": {"page-has-heading-one": {"enabled": state != "print"}}}


@dataclass
class Findings:
    """What was found in one state of the page."""

    heard: str
    violations: dict[str, list[str]] = field(default_factory=dict)
    too_wide: dict[str, list[str]] = field(default_factory=dict)


def examine(page: Page, state: str) -> Findings:
    """Look at the page in its state, and leave it as it was."""
    heard = page.locator(".selfcheck-app").aria_snapshot()
    findings = Findings(CHANGING.sub("…", heard))
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"() => {{ {AXE} }}")
    schemes: dict[Literal["light", "dark"], Any] = {"light": everything_in(state), "dark": CONTRAST}
    for scheme, options in schemes.items():
        page.emulate_media(color_scheme=scheme)
        findings.violations[scheme] = page.evaluate(VIOLATIONS, options)
    for name, size in {"320 px": SMALL, "400 %": ZOOMED}.items():
        page.set_viewport_size(size)
        findings.too_wide[name] = page.evaluate(TOO_WIDE)
    page.set_viewport_size(DESKTOP)
    return findings


@pytest.fixture(scope="module", params=POSTS)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def found(start_walk, language: str) -> dict[str, Findings]:
    """The findings of one walk through all states."""
    reader = start_walk(POSTS[language])
    return {state: examine(reader.page, state) for state in walk(reader)}


def test_axe_finds_nothing(found):
    """No violation of its rules, in light; none of contrast in dark."""
    assert {state: it.violations for state, it in found.items()} == in_every_state("light", "dark")


def test_nothing_has_to_be_scrolled_sideways(found):
    """On a screen of 320 px, and in a window of 1280 px at 400 %."""
    assert {state: it.too_wide for state, it in found.items()} == in_every_state("320 px", "400 %")


def in_every_state(*looks: str) -> dict[str, dict[str, list[str]]]:
    """That nothing was found, however it was looked at."""
    return {state: {look: [] for look in looks} for state in STATES}


def test_a_screen_reader_hears_what_it_heard(found, language, write_snapshots):
    """The accessibility tree of each state is as it was when it was last looked at."""
    for state in STATES:
        file = SNAPSHOTS / language / f"{state}.yaml"
        if write_snapshots:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(found[state].heard + "\n", encoding="utf-8")
        assert file.exists(), "run 'make snapshots' and look at what it wrote"
        assert found[state].heard + "\n" == file.read_text(encoding="utf-8"), state
