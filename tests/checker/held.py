"""A checker held against the contract."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from checker.conditions import Condition, Given
from checker.model import Checker
from tests.checker import contract

type Signs = frozenset[frozenset[str]]
"""The smallest sets of answers, ``question.option``, for which a condition holds."""


def signs(condition: Condition) -> Signs:
    """The smallest sets of answers for which the condition holds, however it is written."""
    if isinstance(condition, Given):
        return frozenset({frozenset({f"{condition.question}.{condition.option}"})})
    enough = set()
    for chosen in combinations([signs(part) for part in condition.conditions], condition.n):
        enough |= _all(chosen)
    return frozenset(s for s in enough if not any(other < s for other in enough))


def _all(parts: tuple[Signs, ...]) -> set[frozenset[str]]:
    together = {frozenset[str]()}
    for part in parts:
        together = {before | more for before in together for more in part}
    return together


def expected_signs() -> dict[str, Signs]:
    """By rule, what the contract says that it fires for."""
    expected: dict[str, set[frozenset[str]]] = {}
    for question, options in contract.ANSWERS.items():
        for option, rule in options.items():
            if rule:
                expected.setdefault(rule, set()).add(frozenset({f"{question}.{option}"}))
    for rule, together in contract.TOGETHER.items():
        expected.setdefault(rule, set()).update(map(frozenset, together))
    return {rule: frozenset(sets) for rule, sets in expected.items()}


def differences(checker: Checker) -> Iterator[str]:
    """Every difference between the checker's rules and the contract."""
    expected = expected_signs()
    found = {rule.id: signs(rule.when) for rule in checker.rules}
    for id in expected.keys() | found.keys():
        for missing in expected.get(id, frozenset()) - found.get(id, frozenset()):
            yield f"{id} does not fire for {sorted(missing)}"
        for surplus in found.get(id, frozenset()) - expected.get(id, frozenset()):
            yield f"{id} fires for {sorted(surplus)}"
    for rule in checker.rules:
        if rule.floor != contract.FLOORS[rule.id[0]]:
            yield f"{rule.id} leads to {rule.floor}"
