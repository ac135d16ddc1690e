"""The reviewer's page: every question, outcome and rule of a checker, made anew at every build."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.conditions import Condition, Given
from checker.model import Checker, Outcome, Page, Question, Rule
from checker.words import review_line

from ..checks import Check
from .templates import template

ROW = 64
"""The height of a row of the diagram; a box is 44 high and 150 wide."""


@dataclass(frozen=True)
class Box:
    """A box of the diagram, by the middle of its left edge, in the units of its view box."""

    x: float
    y: float
    lines: list[str]
    kind: str


@dataclass(frozen=True)
class Diagram:
    """The pages, what they can lead to, and an arrow for each: (from, to)."""

    height: int
    boxes: list[Box]
    arrows: list[tuple[Box, Box]]


def render(check: Check, stylesheet: str, cache: Path) -> str:
    """The rules; with ``stylesheet``, its address, also the link to it."""
    checker = check.checker
    return template("rules.html", cache).render(
        checker=checker,
        stylesheet=stylesheet,
        proof=check.proof,
        review_line=review_line(checker),
        diagram=draw(checker),
        effects=effects(checker),
        leads_to=leads_to(checker),
        in_words=lambda condition: in_words(checker, condition),
        read={source.id: source.read for source in checker.sources},
    )


def in_words(checker: Checker, condition: Condition) -> str:
    """A condition as a reviewer reads it, by the ids of questions and options."""
    if isinstance(condition, Given):
        return f"{condition.question} is {condition.option}"
    questions = {literal.question for literal in condition.literals()}
    if condition.n == 1 and len(questions) == 1:
        return _one_of(checker.questions[questions.pop()], list(condition.literals()))
    parts = [_in_brackets(in_words(checker, part)) for part in condition.conditions]
    if condition.n == len(parts):
        return "; and ".join(parts)
    return "; or ".join(parts) if condition.n == 1 else f"{condition.n} of: {'; '.join(parts)}"


def _in_brackets(part: str) -> str:
    """A part that has parts itself, lest "and" and "or" run together."""
    return f"({part})" if "; " in part else part


def _one_of(question: Question, literals: list[Given]) -> str:
    options = [literal.option for literal in literals]
    others = [option.id for option in question.options if option.id not in options]
    if len(others) < 3 < len(options):
        return f"{question.id} is anything but {' or '.join(others)}"
    return f"{question.id} is {' or '.join(options)}"


def effects(checker: Checker) -> dict[tuple[str, str], list[Rule]]:
    """For every option, as (question, option), the rules that speak of it."""
    found: dict[tuple[str, str], list[Rule]] = {}
    for rule in checker.rules:
        for given in dict.fromkeys(rule.when.literals()):
            found.setdefault((given.question, given.option), []).append(rule)
    return found


def leads_to(checker: Checker) -> dict[str, list[Outcome]]:
    """For every page, the outcomes that an answer on it can lead to, the most urgent first."""
    levels: dict[str, set[int]] = {page.id: set() for page in checker.pages}
    page_of = {question.id: page.id for page in checker.pages for question in page.questions}
    for rule in checker.rules:
        for literal in rule.when.literals():
            levels[page_of[literal.question]].add(checker.level(rule))
    return {
        page: [checker.ladder[level] for level in sorted(found, reverse=True)]
        for page, found in levels.items()
    }


def draw(checker: Checker) -> Diagram:
    """The pages on the left, in the order of asking; the outcomes on the right."""
    height = ROW * max(len(checker.pages), len(checker.ladder))
    pages = _column(checker.pages, 0, height)
    ends = _column(checker.ladder[::-1], 210, height)
    arrows = [
        (pages[page], ends[outcome.id])
        for page, outcomes in leads_to(checker).items()
        for outcome in outcomes
    ]
    return Diagram(height, [*pages.values(), *ends.values()], arrows)


def _column(items: Sequence[Page | Outcome], x: int, height: int) -> dict[str, Box]:
    """Boxes below one another, spread over the height."""
    step = height / len(items)
    return {
        item.id: Box(
            x, (row + 0.5) * step, textwrap.wrap(item.title, 22), getattr(item, "card", "page")
        )
        for row, item in enumerate(items)
    }
