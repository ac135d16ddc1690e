"""The posts' lists of signs, held against the rules.

A list item names in an attribute that readers do not see which rules it puts into words:

    - Fever, or chills that make you shiver
      {: data-rules="U1.fever" }

An answer that is enough for a rule by itself is named with the rule, ``E8.chest``; a rule's name
alone, ``U8``, stands for the answers that are enough only together.
"""

import re
from dataclasses import dataclass

import pytest
from markdown import Markdown

from checker.conditions import Given
from checker.lower_back import CHECKER
from checker.model import Rule
from tests.conftest import ROOT

from .markup import Element, read

LANGUAGES = pytest.mark.parametrize("folder", ["", "es/"])
SECTIONS = {"call-911": "emergency", "today": "urgent"}
"""The headings of the lists, and where every rule that belongs below them leads."""
LISTS = [
    ("back-pain-emergency.md", "call-911"),
    ("back-pain-emergency.md", "today"),
    ("lower-back.md", "call-911"),
]


@dataclass(frozen=True)
class Only:
    """A person who gave this answer and no other."""

    answer: Given
    true = True
    false = False

    def given(self, question: str, option: str) -> bool:
        return self.answer == Given(question, option)

    def blank(self, question: str) -> bool:
        return question != self.answer.question


def enough(rule: Rule) -> set[Given]:
    """The answers that are enough for a rule by themselves."""
    return {answer for answer in rule.when.literals() if rule.when.over(Only(answer))}


def signs(rule: Rule) -> set[str]:
    """What a list must name of a rule."""
    alone = {f"{rule.id}.{answer.option}" for answer in enough(rule)}
    together = set(rule.when.literals()) - enough(rule)
    return alone | ({rule.id} if together else set())


def items(path: str) -> dict[str, list[Element]]:
    """The list items of a post or page, by the id of the heading of their section."""
    source = (ROOT / "content" / path).read_text(encoding="utf-8")
    html = Markdown(extensions=["attr_list", "meta", "toc"]).convert(source)
    sections: dict[str, list[Element]] = {"": []}
    for element in read(html).elements:
        if element.tag == "h2":
            sections[element.attrs["id"]] = []
        elif element.tag == "li":
            list(sections.values())[-1].append(element)
    return sections


def marks(item: Element) -> list[str]:
    """The rules that an item says it names."""
    return item.attrs.get("data-rules", "").split()


def stems(text: str) -> set[str]:
    """The words of a text that mean something, without their endings."""
    return {word[:4] for word in re.findall(r"[a-z0-9]{3,}", text.lower())} - {
        "the", "and", "you", "your", "are", "not", "can", "that", "with", "has", "have", "was", "but"
    }  # fmt: skip


@LANGUAGES
@pytest.mark.parametrize(("post", "section"), LISTS)
def test_a_list_names_every_sign_of_its_rules_and_no_other(folder, post, section):
    """Each rule that leads there is named, with each answer that is enough; nothing else is."""
    named = {mark for item in items(folder + post)[section] for mark in marks(item)}
    rules = [rule for rule in CHECKER.rules if rule.floor == SECTIONS[section]]
    assert named == set().union(*map(signs, rules))


@LANGUAGES
@pytest.mark.parametrize(("post", "section"), LISTS)
def test_every_item_of_a_list_names_a_rule(folder, post, section):
    """No sign stands in a list that no rule knows."""
    assert [item.text for item in items(folder + post)[section] if not marks(item)] == []


def test_signs_stand_only_in_lists_that_are_held_against_the_rules():
    """A marked item anywhere else would be compared with nothing."""
    held = {(folder + post, section) for folder in ("", "es/") for post, section in LISTS}
    content = ROOT / "content"
    marked = {
        (path, section)
        for path in (str(file.relative_to(content)) for file in content.rglob("*.md"))
        for section, found in items(path).items()
        if any(marks(item) for item in found)
    }
    assert marked == held


@pytest.mark.parametrize(("post", "section"), LISTS)
def test_both_languages_name_the_same_signs_in_the_same_order(post, section):
    """Item by item, the translation is marked like the English."""
    english, spanish = items(post)[section], items(f"es/{post}")[section]
    assert [marks(item) for item in spanish] == [marks(item) for item in english]


def wordings(mark: str) -> list[str]:
    """How the check words the sign of a mark: an answer, or a rule of several answers."""
    id, _, option = mark.partition(".")
    (rule,) = (rule for rule in CHECKER.rules if rule.id == id)
    said = [
        CHECKER.questions[answer.question].option(option)
        for answer in enough(rule)
        if answer.option == option
    ]
    return [f"{answer.text} {answer.hint}" for answer in said] or [rule.text]


@pytest.mark.parametrize(("post", "section"), LISTS)
def test_an_item_says_the_sign_that_it_is_marked_with(post, section):
    """It shares words with the check's own for that sign, so that a mark is no slip of the pen."""
    unlike = [
        (mark, item.text)
        for item in items(post)[section]
        for mark in marks(item)
        if not any(stems(item.text) & stems(wording) for wording in wordings(mark))
    ]
    assert unlike == []


def test_the_built_pages_carry_the_marks(published):
    """They reach the page as attributes: what is held against the rules is what readers get."""
    for folder in ("", "es/"):
        for post in {post for post, _ in LISTS}:
            page = published.page(folder + post.replace(".md", ".html"))
            built = [e.attrs["data-rules"] for e in page.all("li") if "data-rules" in e.attrs]
            written = [" ".join(marks(i)) for found in items(folder + post).values() for i in found]
            assert built == [mark for mark in written if mark]
