"""The numbers and names of the check that posts and pages repeat."""

import re

import pytest
from babel.messages.pofile import read_po

from checker.lower_back import CHECKER
from checker.model import texts
from tests.conftest import ROOT

from .test_signs import items
from .test_words import ENGLISH, name, prose

CATALOG = ROOT / "checker" / "locale" / "es" / "LC_MESSAGES" / "lower_back.po"
WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
SPAN = re.compile(rf"\b(\d+|{'|'.join(WORDS)}) (day|week|month)s?\b", re.IGNORECASE)


def spans(text: str) -> set[tuple[str, str]]:
    """The times that a text names, such as ("3", "day")."""
    found = {(number.lower(), unit.lower()) for number, unit in SPAN.findall(text)}
    return {(str(WORDS.index(n) + 1) if n in WORDS else n, unit) for n, unit in found}


def spanish(text: str) -> str:
    """What the check says for this in Spanish."""
    with CATALOG.open("rb") as lines:
        return str(read_po(lines, locale="es")[text].string)


@pytest.mark.parametrize("source", ENGLISH, ids=name)
def test_posts_name_no_days_that_the_check_does_not_know(source):
    """One scheme of days everywhere: what the cards, questions and rules say."""
    known = set().union(*map(spans, texts(CHECKER)))
    assert spans(prose(source)) <= known


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("pages/how-this-check-works.md", "{} questions on {} pages"),
        ("es/pages/how-this-check-works.md", "{} preguntas en {} páginas"),
    ],
)
def test_the_page_about_the_check_counts_its_questions(page, words):
    """How many questions there are, on how many pages."""
    source = (ROOT / "content" / page).read_text()
    assert words.format(len(CHECKER.questions), len(CHECKER.pages)) in source


def test_the_page_about_the_check_lists_its_results():
    """By their titles, in their order."""
    sections = items("pages/how-this-check-works.md")
    said = {heading: [item.text for item in found] for heading, found in sections.items()}
    assert said["the-six-results"] == [outcome.title for outcome in CHECKER.ladder]


def test_the_spanish_page_does_so_in_the_words_of_the_spanish_check():
    """By the titles of the check's own translation."""
    sections = items("es/pages/how-this-check-works.md")
    said = {heading: [item.text for item in found] for heading, found in sections.items()}
    assert said["los-seis-resultados"] == [spanish(outcome.title) for outcome in CHECKER.ladder]
