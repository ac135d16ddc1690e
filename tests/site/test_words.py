"""What the posts may not say, and how plainly they say the rest."""

import re

import pytest
import textstat

from tests.conftest import ROOT

SOURCES = sorted((ROOT / "content").rglob("*.md"))
ENGLISH = [path for path in SOURCES if "es" not in path.relative_to(ROOT / "content").parts]
FORBIDDEN = re.compile(
    r"red flag|bandera roja|\bcleared\b|treatment plan|your risk|you (do not |don't )?have a "
    r"(tear|hernia|strain|disc)|(it is|you are) safe\b|no pain,? no gain|push through|agujetas",
    re.IGNORECASE,
)


def prose(source) -> str:
    """The sentences of a post, without its head, marks, tables and sources."""
    text = source.read_text().split("\n\n", 1)[1].split("## Sources")[0]
    text = re.sub(r"!\[[^]]*\]\([^)]*\)|^(#|\||:::|\[TOC|  \{:).*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\[([^]]+)\](\([^)]*\)|\{[^}]*\})", r"\1", text)
    return re.sub(r"^- (.*[^.])$", r"\1.", text, flags=re.MULTILINE)


def name(source) -> str:
    return str(source.relative_to(ROOT / "content"))


@pytest.mark.parametrize("source", SOURCES, ids=name)
def test_no_post_diagnoses_or_promises(source):
    """Neither a diagnosis, nor a promise of safety, nor words that frighten or push."""
    assert FORBIDDEN.findall(source.read_text()) == []


@pytest.mark.parametrize("source", ENGLISH, ids=name)
def test_posts_are_read_with_six_years_of_school(source):
    """Flesch-Kincaid grade 6 at most."""
    assert textstat.flesch_kincaid_grade(prose(source)) <= 6


@pytest.mark.parametrize("source", SOURCES, ids=name)
def test_posts_about_health_name_their_sources(source):
    """Every post ends with its sources."""
    if source.parent.name != "pages":
        assert re.search(r"^## (Sources|Fuentes)$", source.read_text(), re.MULTILINE)
