"""The reviewer's page: every question, outcome and rule of a checker, made anew at every build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pelican.contents import Content

from checker.model import Checker, Option, Outcome, Question, Rule
from checker.outline import outline

from ..checks import Check
from .flow import Flow, under
from .templates import template
from .translations import reviewers_words

LONG = 12
"""Of a list with more options, those that do the same are told together."""


@dataclass(frozen=True)
class Answers:
    """Answers to one question that do the same: the rules that speak of them, the questions that they
    open, and the levels that they can lead to."""

    options: tuple[Option, ...]
    rules: tuple[Rule, ...]
    opens: tuple[Question, ...]
    levels: frozenset[int]


def render(name: str, content: Content, check: Check, stylesheet: str, cache: Path) -> str:
    """The rules; with ``stylesheet``, its address, also the link to it."""
    checker = check.checker
    words = reviewers_words(content, check)
    return template("rules.html", cache).render(
        _=words,
        says=words.says,
        plain=words.plain,
        words=words,
        name=name,
        check=check,
        checker=checker,
        stylesheet=stylesheet,
        flow=Flow(checker, words.plain),
        outcomes=checker.ladder[::-1],
        under=lambda outcome: under(checker, outcome),
        leads_to=leads_to(checker),
        answers=lambda question: answers(checker, question),
        levels_of=lambda questions: levels_of(checker, questions),
        in_words=lambda condition: outline(checker.questions, condition),
        cited_by=lambda id: cited_by(checker, id),
        flags={flag.id: flag for flag in checker.flags},
        sources={source.id: source for source in checker.sources},
    )


def effects(checker: Checker) -> dict[tuple[str, str], list[Rule]]:
    """For every option, as (question, option), the rules that speak of it."""
    found: dict[tuple[str, str], list[Rule]] = {}
    for rule in checker.rules:
        for given in dict.fromkeys(rule.when.literals()):
            found.setdefault((given.question, given.option), []).append(rule)
    return found


def answers(checker: Checker, question: Question) -> list[Answers]:
    """A question's options with what each does; of a long list those that do the same together."""
    found = effects(checker)
    each = [_answer(checker, question, option, found) for option in question.options]
    if len(each) <= LONG:
        return each
    alike: dict[tuple[object, ...], Answers] = {}
    for it in each:
        does = (it.rules, it.opens, it.levels)
        options = alike[does].options if does in alike else ()
        alike[does] = replace(it, options=(*options, *it.options))
    return [*alike.values()]


def _answer(
    checker: Checker,
    question: Question,
    option: Option,
    found: Mapping[tuple[str, str], list[Rule]],
) -> Answers:
    rules = found.get((question.id, option.id), [])
    levels = frozenset(checker.level(rule) for rule in rules)
    opens = tuple(_opens(checker, question, option))
    return Answers((option,), tuple(rules), opens, levels | {0} if option.reassuring else levels)


def _opens(checker: Checker, question: Question, option: Option) -> Iterator[Question]:
    """The questions that are asked only after answers such as this one."""
    for other in checker.questions.values():
        literals = other.when.literals() if other.when else ()
        if any((it.question, it.option) == (question.id, option.id) for it in literals):
            yield other


def levels_of(checker: Checker, questions: Iterable[Question]) -> set[int]:
    """The levels that an answer to any of the questions can lead to."""
    return {it for question in questions for row in answers(checker, question) for it in row.levels}


def leads_to(checker: Checker) -> dict[str, list[Outcome]]:
    """For every page, the outcomes that an answer on it can lead to, the most urgent first."""
    return {
        page.id: [it for it in checker.ladder[:0:-1] if checker.levels[it.id] in levels]
        for page in checker.pages
        for levels in [levels_of(checker, page.questions)]
    }


def cited_by(checker: Checker, id: str) -> list[str]:
    """The rules that rest on a source, or on a claim of the post."""
    return [rule.id for rule in checker.explanations if id in (*rule.sources, *rule.claims)]
