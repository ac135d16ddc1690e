"""The closed vocabulary of rules: everything a rule can say about answers.

A condition is evaluated over a *universe*, which tells for every option what it is worth that
this option was given. For one person's answers the worth is a boolean; for all possible answers
it is a node of a decision diagram. Both know ``&`` and ``|``, so the lines that answer a reader
are the lines that are proved.

There is no "not": nobody can write a rule by which a worse answer lowers the urgency.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, Self


class Value(Protocol):
    """What a universe deals in: booleans, or nodes of a decision diagram."""

    def __and__(self, other: Self, /) -> Self: ...
    def __or__(self, other: Self, /) -> Self: ...


class Universe[V: Value](Protocol):
    """One person's answers, or the set of all possible answers."""

    true: V
    false: V

    def given(self, question: str, option: str) -> V:
        """Where this option was given as an answer."""

    def blank(self, question: str) -> V:
        """Where this question has no answer at all."""


@dataclass(frozen=True)
class Given:
    """This answer was given."""

    question: str
    option: str

    def over[V: Value](self, universe: Universe[V]) -> V:
        return universe.given(self.question, self.option)

    def literals(self) -> Iterator[Given]:
        yield self


@dataclass(frozen=True)
class AtLeast:
    """At least ``n`` of these conditions hold."""

    n: int
    conditions: tuple[Condition, ...]

    def over[V: Value](self, universe: Universe[V]) -> V:
        # reached[k]: where at least k of the conditions seen so far hold
        reached = [universe.true] + [universe.false] * self.n
        for condition in self.conditions:
            holds = condition.over(universe)
            for k in range(self.n, 0, -1):
                reached[k] = reached[k] | (reached[k - 1] & holds)
        return reached[self.n]

    def literals(self) -> Iterator[Given]:
        for condition in self.conditions:
            yield from condition.literals()


@dataclass(frozen=True)
class AllOf(AtLeast):
    """All of these conditions hold."""

    def __init__(self, conditions: tuple[Condition, ...]) -> None:
        super().__init__(len(conditions), conditions)


@dataclass(frozen=True)
class AnyOf(AtLeast):
    """Any of these conditions holds."""

    def __init__(self, conditions: tuple[Condition, ...]) -> None:
        super().__init__(1, conditions)


type Condition = Given | AtLeast


def given(question: str, *options: str) -> Condition:
    """Any of these options of the question was given."""
    literals = tuple(Given(question, option) for option in options)
    return literals[0] if len(literals) == 1 else AnyOf(literals)


def all_of(*conditions: Condition) -> AllOf:
    """All of these conditions hold."""
    return AllOf(conditions)


def any_of(*conditions: Condition) -> AnyOf:
    """Any of these conditions holds."""
    return AnyOf(conditions)


def at_least(n: int, *conditions: Condition) -> AtLeast:
    """At least ``n`` of these conditions hold."""
    return AtLeast(n, conditions)
