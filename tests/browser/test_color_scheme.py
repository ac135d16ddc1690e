"""Light or dark: as the page says of itself, or as the setting says of the check."""

import pytest

from .test_themes import UNDRESS

GROUND = """
([page, setting]) => {
  document.documentElement.style.colorScheme = page;
  const widget = document.querySelector(".selfcheck");
  widget.className = `selfcheck selfcheck--${setting}`;
  return getComputedStyle(widget).backgroundColor;
}
"""
SYSTEM = "() => matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'"
"""Asked of the browser, for Firefox's driver does not always set it."""

SCHEMES = {"rgb(255, 255, 255)": "light", "rgb(22, 33, 42)": "dark"}
"""Of the two grounds on which a check stands."""

EXPECTED = {
    ("", "auto"): "light",
    ("light", "auto"): "light",
    ("dark", "auto"): "dark",
    ("light dark", "auto"): "system",
    ("dark", "light"): "light",
    ("", "dark"): "dark",
    ("", "system"): "system",
}
"""By what the page declares, and the setting."""


def schemes(start_reader, clinic, system: str) -> tuple[dict, dict]:
    """What the check is in each case, and what it ought to be, for a reader with this system."""
    page = start_reader(clinic, "lower-back.html", color_scheme=system).open().page
    page.evaluate(UNDRESS)
    found = {case: SCHEMES[page.evaluate(GROUND, list(case))] for case in EXPECTED}
    follows = page.evaluate(SYSTEM)
    return found, {case: follows if it == "system" else it for case, it in EXPECTED.items()}


def test_the_check_is_as_light_or_dark_as_its_page(start_reader, clinic):
    """A dark system does not make a page dark that says nothing of it; a setting overrules the page."""
    found, expected = schemes(start_reader, clinic, "dark")
    assert found == expected


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_a_light_system_does_not_make_a_dark_page_light(start_reader, clinic):
    """The check is dark where the page is, and light where the page follows the reader's system."""
    found, expected = schemes(start_reader, clinic, "light")
    assert found == expected
    assert expected["light dark", "auto"] == "light"
