"""The content security policy: it is on everywhere, and nothing on the site needs more."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.engines import not_firefox
from tests.hosting.host import ROOT
from tests.hosting.watch import Watch
from tests.reader import Reader
from tests.stories import SORE_AFTER_DEADLIFTS, STORIES

POST = "lower-back.html"

OUTCOMES = {story.outcome: story.answers for story in STORIES if story.state == "complete"} | {
    "see_doctor": SORE_AFTER_DEADLIFTS | {"night": "constant"},
    "urgent": SORE_AFTER_DEADLIFTS | {"leg": ["weak"]},
}


def pages(site: Path) -> list[Path]:
    """Without the standalone files, which have a policy of their own."""
    return [file for file in sorted(site.rglob("*.html")) if "selfcheck" not in file.parts]


def policy_of(page: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found, page[:1000]
    return found[1].replace("&#39;", "'")


def test_every_page_carries_the_policy_before_anything_that_it_governs(clinic: Path):
    """Only the character set stands before it."""
    for file in pages(clinic):
        head = file.read_text(encoding="utf-8").partition("<head>")[2].split()
        assert head[:2] == ["<meta", 'charset="utf-8">'], file
        assert head[3].startswith('http-equiv="Content-Security-Policy"'), file


def test_the_policy_has_no_word_that_would_let_a_stranger_in(clinic: Path):
    """No inline script or style, no eval, no other host."""
    policy = policy_of((clinic / POST).read_text(encoding="utf-8"))
    assert "'unsafe-inline'" not in policy
    assert "'unsafe-eval'" not in policy
    assert "http" not in policy.replace("http-equiv", "")
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy


@pytest.mark.parametrize("recipe", ["nginx.conf", "_headers"])
def test_a_recipe_says_what_the_pages_say(clinic: Path, recipe: str):
    """Besides the form's address, which only pages need, and what only headers can say."""
    text = (ROOT / "docs" / "hosting" / recipe).read_text()
    said = re.search(r"""Content-Security-Policy:? "?(default-src[^"\n]*)""", text)[1]
    page = policy_of((clinic / POST).read_text(encoding="utf-8")).split("; ")
    form = [rule for rule in page if rule.startswith("form-action")]
    assert len(form) == 1
    assert set(said.split("; ")) ^ set(page) == {*form, "frame-ancestors 'none'"}


@not_firefox
def test_no_page_of_the_site_meets_the_policy(clinic: Path, address: str, page: Page):
    """Every page is opened; nothing is refused, nothing is asked of another site."""
    watch = Watch(page, address)
    for file in pages(clinic):
        page.goto(f"{address}/{file.relative_to(clinic).as_posix()}")
        assert watch.complaints == [], file


@not_firefox
def test_the_search_works_under_the_policy(address: str, page: Page):
    """Its library, its index and its results."""
    watch = Watch(page, address)
    page.goto(f"{address}/search.html")
    page.locator("[type=search]").fill("deadlift")
    page.locator("[data-search-results] li").first.wait_for()
    assert watch.complaints == []


@not_firefox  # it opens its real dialog when the walk prints, and hears nothing more
def test_every_state_of_the_check_works_under_the_policy(address: str, page: Page):
    """Every outcome, the errors, the list, the picture, the summary, and all ways back."""
    watch = Watch(page, address)
    if isinstance(page, Page):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader = Reader(page, f"{address}/{POST}").open()
    reader.go_on()
    assert reader.complaints()
    for outcome, answers in OUTCOMES.items():
        assert reader.told(answers) == outcome
        reader.act("copy")
        reader.find(".selfcheck-result [data-copied]:not(:empty)").wait_for()
        reader.act("print")
        reader.act("restart")
    assert watch.complaints == []


@not_firefox
def test_the_other_language_works_under_the_policy(address: str, page: Page):
    """The Spanish check, from its own folder."""
    watch = Watch(page, address)
    reader = Reader(page, f"{address}/es/{POST}").open()
    assert reader.told(SORE_AFTER_DEADLIFTS) == "normal"
    assert watch.complaints == []


@not_firefox
def test_what_the_policy_refuses_is_seen_by_these_tests(own: Path, host, page: Page):
    """A style attribute, which the policy forbids, is reported."""
    post = own / POST
    post.write_text(post.read_text().replace("<main", '<main style="color: red"'))
    watch = Watch(page, host.url)
    page.goto(f"{host.url}/{POST}")
    assert any("style" in complaint for complaint in watch.complaints), watch.complaints
