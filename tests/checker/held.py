"""A checker held against the contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations, product

from checker.conditions import Condition, Given
from checker.model import Checker
from tests.checker import contract

type Signs = frozenset[frozenset[str]]
"""The smallest sets of answers, ``question.option``, for which a condition holds."""


@cache
def signs(condition: Condition) -> Signs:
    """The smallest sets of answers for which the condition holds, however it is written."""
    if isinstance(condition, Given):
        return frozenset({frozenset({f"{condition.question}.{condition.option}"})})
    enough: set[frozenset[str]] = set()
    for chosen in combinations([signs(part) for part in condition.conditions], condition.n):
        enough.update(frozenset[str]().union(*parts) for parts in product(*chosen))
    return _smallest(enough)


def _smallest(enough: Iterable[frozenset[str]]) -> Signs:
    found: set[frozenset[str]] = set()
    for answers in sorted(enough, key=len):
        if not any(smaller <= answers for smaller in found):
            found.add(answers)
    return frozenset(found)


@cache
def expected_signs() -> dict[str, Signs]:
    """By rule, what the contract says that it fires for."""
    expected: dict[str, set[frozenset[str]]] = {}
    for question, options in contract.ANSWERS.items():
        for option, rules in options.items():
            for rule in rules.split():
                expected.setdefault(rule, set()).add(frozenset({f"{question}.{option}"}))
    for rule, conjunctions in contract.TOGETHER.items():
        for lists in conjunctions:
            expected.setdefault(rule, set()).update(map(frozenset, product(*lists)))
    return {rule: _smallest(sets) for rule, sets in expected.items()}


def differences(checker: Checker) -> Iterator[str]:
    """Every difference between the checker's rules and the contract."""
    expected = expected_signs()
    found = {rule.id: signs(rule.when) for rule in checker.rules}
    for id in sorted(expected.keys() | found.keys()):
        for missing in expected.get(id, frozenset()) - found.get(id, frozenset()):
            yield f"{id} does not fire for {sorted(missing)}"
        for surplus in found.get(id, frozenset()) - expected.get(id, frozenset()):
            yield f"{id} fires for {sorted(surplus)}"
    for rule in checker.rules:
        if rule.floor != contract.FLOORS[rule.id[0]]:
            yield f"{rule.id} leads to {rule.floor}"
