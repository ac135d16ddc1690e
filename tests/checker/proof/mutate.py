"""Every small way to get a rule wrong: dropped, floor lowered, an option dropped, all made any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.conditions import AtLeast, Condition, Given
from checker.model import Checker, Rule
from tests.checker.small import as_written


@dataclass(frozen=True)
class Mutant:
    """A checker with one rule changed, and the change in words."""

    kind: str
    rule: str
    checker: Checker


def mutants(checker: Checker) -> Iterator[Mutant]:
    for rule in checker.rules:
        yield Mutant("dropped", rule.id, _with(checker, rule, None))
        lower = checker.ladder[checker.level(rule) - 1].id
        yield Mutant("floor lowered", rule.id, _with(checker, rule, replace(rule, floor=lower)))
        for kind, changes in (("option dropped", _without_one), ("all made any", _weaker)):
            for when in changes(rule.when):
                yield Mutant(kind, rule.id, _with(checker, rule, replace(rule, when=when)))


def _with(checker: Checker, rule: Rule, other: Rule | None) -> Checker:
    rules = [other if old is rule else old for old in checker.rules]
    return as_written(checker, rules=tuple(kept for kept in rules if kept))


def _without_one(condition: Condition) -> Iterator[Condition]:
    """The condition without one of its options; one that has a single option is dropped whole."""
    if isinstance(condition, Given):
        return
    parts = condition.conditions
    for place, part in enumerate(parts):
        rest = parts[:place] + parts[place + 1 :]
        if isinstance(part, Given) and rest:
            yield AtLeast(min(condition.n, len(rest)), rest)
        for smaller in _without_one(part):
            yield AtLeast(condition.n, (*parts[:place], smaller, *parts[place + 1 :]))


def _weaker(condition: Condition) -> Iterator[Condition]:
    """The condition with one *all of*, or *at least n of*, weakened to *any of*."""
    if isinstance(condition, Given):
        return
    parts = condition.conditions
    if condition.n > 1:
        yield AtLeast(1, parts)
    for place, part in enumerate(parts):
        for weaker in _weaker(part):
            yield AtLeast(condition.n, (*parts[:place], weaker, *parts[place + 1 :]))
