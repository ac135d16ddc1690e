"""A condition as a reviewer reads it: by questions and answers, with as few lists in lists as it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .conditions import AllOf, AnyOf, AtLeast, Condition, Given
from .model import Option, Question

type Questions = Mapping[str, Question]


@dataclass(frozen=True)
class Asked:
    """Any of these answers to a question was given; with ``but``, any answer but these."""

    question: Question
    options: tuple[Option, ...]
    but: bool = False


@dataclass(frozen=True)
class Together:
    """At least ``n`` of these parts hold."""

    n: int
    parts: tuple[Asked | Together, ...]

    @property
    def all(self) -> bool:
        return self.n == len(self.parts)


def outline(questions: Questions, condition: Condition) -> Asked | Together:
    """The same condition: any-of in any-of and all-of in all-of are one list."""
    if isinstance(condition, Given):
        return _asked(questions, [condition])
    if isinstance(condition, AnyOf):
        parts = [*_any_of(questions, _level(condition))]
    else:
        parts = [outline(questions, part) for part in _level(condition)]
    if len(parts) == 1:
        return parts[0]
    return Together(len(parts) if isinstance(condition, AllOf) else condition.n, tuple(parts))


def _level(condition: AtLeast) -> Iterator[Condition]:
    """The parts of a condition, and in the place of an any-of in an any-of, or an all-of in an all-of, its parts."""
    for part in condition.conditions:
        if isinstance(part, AnyOf | AllOf) and type(part) is type(condition):
            yield from _level(part)
        else:
            yield part


def _any_of(questions: Questions, parts: Iterable[Condition]) -> Iterator[Asked | Together]:
    """The answers by their questions, then what is more than an answer."""
    answers: dict[str, list[Given]] = {}
    others = []
    for part in parts:
        if isinstance(part, Given):
            answers.setdefault(part.question, []).append(part)
        else:
            others.append(part)
    yield from (_asked(questions, given) for given in answers.values())
    yield from (outline(questions, part) for part in others)


def _asked(questions: Questions, given: list[Given]) -> Asked:
    """A long list is told by what it leaves out."""
    question = questions[given[0].question]
    named = {it.option for it in given}
    options = tuple(option for option in question.options if option.id in named)
    others = tuple(option for option in question.options if option.id not in named)
    if 0 < len(others) < 3 < len(options):
        return Asked(question, others, but=True)
    return Asked(question, options)
