"""The proof: every invariant over every combination of answers there is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from oxidd.util import DDMemoryError

from ..engine import Answers
from ..model import Checker, CheckerError, Question
from ..words import wrap
from . import invariants
from .decision import Decision
from .pages_answered import Pages, pages_answered, spread
from .universe import AllAnswers
from .variable_order import ordered, widest


@dataclass(frozen=True)
class Line:
    """One invariant, and every way in which it is broken: none when it is proved."""

    id: str
    claim: str
    problems: tuple[str, ...]
    remedy: str


@dataclass(frozen=True)
class Proof:
    """What was proved, and over how much.

    ``count`` is the number of complete answer combinations: every asked question answered, and no
    other. ``told_apart`` counts options that every rule treats alike as one. ``titles``, ``pages``
    and ``by_outcome`` go by outcome, from the lowest."""

    checker: str
    version: str
    count: int
    told_apart: int
    titles: dict[str, str]
    by_outcome: dict[str, int]
    pages: dict[str, Pages]
    lines: tuple[Line, ...]
    seconds: float

    @property
    def failures(self) -> tuple[str, ...]:
        """Every violation, with its counterexample in words; empty when all is proved."""
        return tuple(
            f"{self.checker}: {line.id} ({line.claim}) does not hold: {problem}\n{line.remedy}"
            for line in self.lines
            for problem in line.problems
        )

    @property
    def kept(self) -> list[invariants.Kept]:
        """Every invariant, by its number."""
        here = [
            invariants.Kept(line.id, "BROKEN" if line.problems else "proved", line.claim)
            for line in self.lines
        ]
        return sorted([*here, *invariants.ELSEWHERE], key=lambda kept: int(kept.id[1:]))

    def __str__(self) -> str:
        """The proof as the CLI prints it."""
        return "\n".join(_lines(self))


def prove(checker: Checker) -> Proof:
    """Prove the invariants over all answers.

    Raises ``CheckerError`` when there is no room for the diagrams."""
    try:
        return _prove(checker)
    except DDMemoryError:
        raise CheckerError(
            f"checker {checker.id!r} is too large to be proved: {len(checker.questions)} questions "
            "meet in too many rules that lie far apart. Rules that tie the most together: "
            f"{', '.join(widest(checker)[:5])}. Let them speak of fewer questions, or part the "
            "questionnaire."
        ) from None


def _prove(checker: Checker) -> Proof:
    started = time.perf_counter()
    d = _decision(checker)
    by_outcome = {
        outcome.id: d.complete & where
        for outcome, where in zip(checker.ladder, d.exactly, strict=True)
    }
    by_pages = pages_answered(d)
    return Proof(
        checker=checker.id,
        version=checker.version,
        count=d.answers.count(d.complete),
        told_apart=_told_apart(d),
        titles={outcome.id: outcome.title for outcome in checker.ladder},
        by_outcome={id: d.answers.count(where) for id, where in by_outcome.items()},
        pages={id: spread(d, by_pages, at) for id, at in by_outcome.items() if not d.never(at)},
        lines=tuple(
            Line(invariant.id, invariant.claim, tuple(invariant.broken(d)), invariant.remedy)
            for invariant in invariants.INVARIANTS
        ),
        seconds=time.perf_counter() - started,
    )


def witnesses(checker: Checker) -> Iterator[Answers]:
    """Answers from every region of the decision, to hold another evaluation against this one: each
    outcome, each rule where it alone decides, each level where asking goes on."""
    return invariants.witnesses(_decision(checker))


def _decision(checker: Checker) -> Decision:
    return Decision(checker, AllAnswers(checker.questions.values(), ordered(checker)))


def _told_apart(d: Decision) -> int:
    """How many combinations there are when options that every rule treats alike count as one."""
    one_of_each = d.complete
    for question in d.checker.questions.values():
        for option in _alike(d, question) if question.multiple else ():
            one_of_each = one_of_each & ~d.answers.given(question.id, option)
    return d.answers.count(one_of_each)


def _alike(d: Decision, question: Question) -> Iterator[str]:
    """The options that nothing tells apart from an earlier one, though both may be given."""
    decided = [*d.rules.values(), *d.asked.values()]
    touching = [where for where in decided if d.answers.touches(where, question.id)]
    distinct: list[str] = []
    for option in question.options:
        if not option.exclusive and any(
            all(d.answers.alike(where, question.id, option.id, other) for where in touching)
            for other in distinct
        ):
            yield option.id
        elif not option.exclusive:
            distinct.append(option.id)


def _lines(proof: Proof) -> Iterator[str]:
    broken = [line.id for line in proof.lines if line.problems]
    yield f"{proof.checker} {proof.version}: {_holds(broken)}\n"
    yield "What readers are told, and how many pages they answer (fewest / median / most)"
    width = max(map(len, proof.titles.values()))
    for id, title in reversed(proof.titles.items()):
        yield f"  {id:<16}{title:<{width}}   {proof.pages.get(id, 'nobody')}"
    yield "\nWhat holds, whatever they answer"
    for kept in proof.kept:
        yield wrap("  {:<4} {:<9}  {}".format(*kept), " " * 18)
    for line in proof.lines:
        yield from (f"\n{line.id}: {problem}" for problem in line.problems)
        yield from [line.remedy] * bool(line.problems)
    yield from _counts(proof)
    yield f"\n{'Not proved' if broken else 'All proved'} in {proof.seconds:.2f} s"


def _holds(broken: list[str]) -> str:
    return f"NOT PROVED ({', '.join(broken)})" if broken else "proved for whoever answers it"


def _counts(proof: Proof) -> Iterator[str]:
    yield "\nOver how many different sets of answers"
    width = len(f"{proof.count:,}")
    for id, count in reversed(proof.by_outcome.items()):
        yield f"  {id:<16}{count:>{width},}"
    yield f"  {'all':<16}{proof.count:>{width},}"
    yield f"  ({proof.told_apart:,} when options that every rule treats alike count as one)"
