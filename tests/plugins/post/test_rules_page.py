"""The clinician's page: made from the checker at every build."""

import re
import shutil

import pytest

from checker.lower_back import CHECKER
from checker.proof import digest
from plugins.selfcheck.post import rules_page
from tests.conftest import Site
from tests.plugins import knee

PAGE = """
Title: How this check works
Slug: how

Before the rules.

::: selfcheck-rules knee
"""


@pytest.fixture(scope="module")
def pages(built_once, tmp_path_factory) -> Site:
    """The small site with a page of its rules in three languages; only to be read."""
    folder = tmp_path_factory.mktemp("rules")
    shutil.copytree(built_once.folder, folder, dirs_exist_ok=True)
    site = Site(folder)
    for language in ("en", "es", "de"):
        page = PAGE.replace("Slug: how", f"Slug: how-{language}\nLang: {language}")
        site.write(f"content/pages/{language}.md", page)
    site.set(PAGE_LANG_SAVE_AS="pages/{slug}.html")
    site.build()
    return site


@pytest.fixture
def page(pages) -> str:
    return pages.page("pages/how-en.html")


def test_the_page_has_every_rule_question_and_source(page):
    """A clinician can read all of it without opening the code."""
    for rule in ("E1", "D1", "D2", "D3", "N1"):
        assert f'id="knee-rule-{rule}"' in page
    assert "Did you fall from a height?" in page
    assert "Our own cautious choice (judgement)" in page


def test_what_the_page_names_can_be_followed(page):
    """A rule leads to the answers that it reads, an answer to its rules, and both into the picture: by
    links alone."""
    linked = set(re.findall(r'href="#([^"]+)"', page))
    for place in ("answer-signs.locks", "rule-D1", "flow-D1", "flow-signs.locks", "source-post"):
        assert f"knee-{place}" in linked
    ids = re.findall(r' id="([^"]+)"', page)
    assert linked <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_page_says_the_review_status_and_the_proof(page):
    """Nobody has signed; what was proved, and below it the digest that a signature is for."""
    assert "nobody has signed these rules" in page
    assert "All proved" in page
    signed = digest(knee.CHECKER)
    assert " ".join(signed[at : at + 8] for at in range(0, 64, 8)) in page


def test_what_has_no_words_in_a_language_is_marked_and_listed(pages):
    """A page of rules is built with what there is; a check in that language would stop the build."""
    german, spanish = pages.page("pages/how-de.html"), pages.page("pages/how-es.html")
    assert '<span lang="en">The outcomes</span>' in german
    assert '<li lang="en">The outcomes</li>' in german
    assert "Los resultados" in spanish
    assert '<span lang="en">A knee that locks</span>' in spanish
    assert '<li lang="en">A knee that locks</li>' in spanish


def test_the_page_is_no_check(page):
    """It starts nothing in the browser and needs no marked sentence."""
    assert "<form" not in page
    assert "widget.js" not in page


def test_rules_and_check_share_a_page(built):
    """Whichever stands first, each brings its own stylesheet once, and the check its script."""
    built.edit(
        "content/knee.md", "::: selfcheck knee", "::: selfcheck-rules knee\n\n::: selfcheck knee"
    )
    built.build()
    html = built.page("knee.html")
    for file in ("/selfcheck.css", "/rules.css", "/widget.js"):
        assert len(re.findall(rf'(?:href|src)="[^"]*{file}"', html)) == 1, file


def test_a_change_of_a_rule_changes_the_page(built):
    """The page cannot go stale."""
    built.write("content/pages/how.md", PAGE)
    built.build()
    built.edit("knee.py", 'Rule("D3", "doctor"', 'Rule("D4", "doctor"')
    built.build()
    assert 'id="knee-rule-D4"' in built.page("pages/how.html")


def test_each_answer_is_told_with_its_rules():
    """Of the lower back: fever alone is U1, and with other answers E9."""
    effects = rules_page.effects(CHECKER)
    assert [rule.id for rule in effects["unwell", "fever"]] == ["E9", "U1"]
    assert ("nerve", "none") not in effects


def test_the_pages_lead_where_their_answers_can():
    """The last page can lead to help today, but no higher; the first to a doctor or
    higher."""
    found = {page: [o.id for o in to] for page, to in rules_page.leads_to(CHECKER).items()}
    assert found["signs"] == ["emergency", "urgent", "see_doctor"]
    assert found["course"] == ["urgent", "see_doctor", "book_pt", "change_routine"]


def test_answers_that_do_the_same_are_told_together_where_there_are_many():
    """The exercises in five rows; the answers of a short list each in their own."""
    told = {id: rules_page.answers(CHECKER, it) for id, it in CHECKER.questions.items()}
    assert len(told["exercise"]) == 5
    assert sum(len(row.options) for row in told["exercise"]) == len(
        CHECKER.questions["exercise"].options
    )
    assert all(len(row.options) == 1 for row in told["severity"])
