"""The clinician's page: made from the checker at every build."""

import re

import pytest

from checker.conditions import all_of, any_of, given
from checker.lower_back import CHECKER
from plugins.selfcheck.post import rules_page

PAGE = """
Title: How this check works
Slug: how

Before the rules.

::: selfcheck-rules knee
"""


@pytest.fixture
def page(built) -> str:
    built.write("content/pages/how.md", PAGE)
    built.build()
    return built.page("pages/how.html")


def test_the_page_has_every_rule_question_and_source(page):
    """A clinician can read all of it without opening the code."""
    for rule in ("E1", "D1", "D2", "D3", "N1"):
        assert f'id="rule-{rule}"' in page
    assert "signs is locks" in page
    assert "Did you fall from a height?" in page
    assert "Our own cautious choice (judgement)" in page


def test_a_hint_stands_beside_what_it_narrows(built):
    """Of a question and of an option: it is part of what a clinician signs."""
    built.write("content/pages/how.md", PAGE)
    built.edit(
        "knee.py", "            multiple=True,", '            multiple=True, hint="New ones.",'
    )
    built.edit("knee.py", '"It locks"', '"It locks", "Not a click."')
    built.build()
    page = built.page("pages/how.html")
    assert "Do you have any of these? (check all that apply) New ones." in page
    assert "It locks (Not a click.)" in page


def test_the_page_says_the_review_status_and_the_proof(page):
    """Nobody has signed; what was proved stands as the terminal prints it."""
    assert "nobody has signed these rules" in page
    assert "I1   proved" in page
    assert "All proved" in page


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


@pytest.mark.usefixtures("page")
def test_a_change_of_a_rule_changes_the_page(built):
    """The page cannot go stale."""
    built.edit("knee.py", 'Rule("D3", "doctor"', 'Rule("D4", "doctor"')
    built.build()
    assert 'id="rule-D4"' in built.page("pages/how.html")


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


def test_a_long_list_is_told_by_what_it_leaves_out():
    """Whatever the reader did, but for those who did nothing."""
    options = [option.id for option in CHECKER.questions["exercise"].options]
    options.remove("not_exercise")
    told = rules_page.in_words(CHECKER, given("exercise", *options))
    assert told == "exercise is anything but not_exercise"


def test_a_condition_within_another_stands_in_brackets():
    """ "And" and "or" cannot run together: the page is what a clinician signs."""
    severe, sudden = given("severity", "severe"), given("start", "sudden")
    old, wide = given("age", "65_plus"), given("history", "aneurysm")
    told = rules_page.in_words(CHECKER, all_of(severe, sudden, any_of(old, wide)))
    assert told == (
        "severity is severe; and start is sudden; and (age is 65_plus; or history is aneurysm)"
    )
