"""All answers at once: a universe whose values are sets of answers, kept as decision diagrams.

Every option is one variable: ticked or not. A question is blank where none of its options is
ticked. For the host only: the browser never sees the library of diagrams.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import cast

from oxidd.bcdd import BCDDFunction as Function
from oxidd.bcdd import BCDDManager
from oxidd.util import BooleanOperator

from ..engine import Answers
from ..model import Option, Question


@dataclass(frozen=True)
class Cost:
    """What makes answers heavy when the lightest are sought: every tick, and how bad it is."""

    tick: int
    worse: int


SHORTEST = Cost(tick=100, worse=1)
MILDEST = Cost(tick=1, worse=100)


NODES = 1 << 24
"""The nodes that all diagrams together may have: 16 bytes each, taken as they are needed."""

REMEMBERED = 1 << 12
"""The results for each option that the library remembers, lest it compute them again."""


class AllAnswers:
    """The set of all answers to these questions; every value is a set of answers in it."""

    def __init__(self, questions: Iterable[Question], order: Sequence[str] = ()) -> None:
        """``order`` is that of the questions in the diagrams: by default, that of asking."""
        self.questions = {question.id: question for question in questions}
        self._order = [self.questions[id] for id in order or self.questions]
        options = [(question, option) for question in self._order for option in question.options]
        self._variables = [(question.id, option.id) for question, option in options]
        self._worse = [option.worse for _, option in options]
        diagrams = BCDDManager(NODES, REMEMBERED * len(self._variables), threads=1)
        diagrams.add_vars(len(self._variables))
        self.true, self.false = diagrams.true(), diagrams.false()
        self._given = {name: diagrams.var(n) for n, name in enumerate(self._variables)}
        self._cubes: dict[tuple[str, frozenset[str]], Function] = {}
        self._blank = {id: self._exactly(id, frozenset()) for id in self.questions}
        self._all = {
            id: self._exactly(id, frozenset(option.id for option in question.options))
            for id, question in self.questions.items()
        }
        self.valid = self._every(self._one_answer)
        self.loose = self._every(self._one_choice)

    def options(self) -> Iterator[tuple[Question, Option]]:
        for question in self.questions.values():
            for option in question.options:
                yield question, option

    def given(self, question: str, option: str) -> Function:
        """Where this option was given."""
        return self._given[question, option]

    def blank(self, question: str) -> Function:
        """Where this question has no answer at all."""
        return self._blank[question]

    def any_of(self, question: str, options: Collection[str] | None = None) -> Function:
        """Where any of these options was given; without ``options``, any answer at all."""
        value = self.false
        for option in reversed(self.questions[question].options):
            if options is None or option.id in options:
                value = self._given[question, option.id] | value
        return value

    def _every(self, fits: Callable[[Question], Function]) -> Function:
        value = self.true
        for question in reversed(self._order):
            value = fits(question) & value
        return value

    def _one_answer(self, question: Question) -> Function:
        """Where a single choice has at most one answer, and an exclusive option stands alone."""
        return self._alone(question, lambda option: option.exclusive or not question.multiple)

    def _one_choice(self, question: Question) -> Function:
        """The same, but "none of these" may be ticked beside a sign."""
        return self._alone(question, lambda _: not question.multiple)

    def _alone(self, question: Question, lonely: Callable[[Option], bool]) -> Function:
        """Where an option that must stand alone does so."""
        nothing = shared = self.true
        single = self.false
        for option in reversed(question.options):
            ticked = self._given[question.id, option.id]
            if lonely(option):
                single = (ticked & nothing) | (~ticked & single)
                shared = ~ticked & shared
            else:
                single = ~ticked & single
            nothing = ~ticked & nothing
        return shared | single

    def count(self, where: Function) -> int:
        """How many answer combinations the set holds."""
        return where.sat_count(len(self._variables))

    def answering(self, where: Function, question: str, options: Collection[str]) -> Function:
        """The answers to the other questions that, with exactly these options, are in the set."""
        fits = self._exactly(question, frozenset(options))
        return self._where(where, fits, self._all[question])

    def _exactly(self, question: str, options: frozenset[str]) -> Function:
        """Where these options of the question are ticked, and no other one."""
        if (question, options) not in self._cubes:
            value = self.true
            for option in reversed(self.questions[question].options):
                ticked = self._given[question, option.id]
                value = (ticked if option.id in options else ~ticked) & value
            self._cubes[question, options] = value
        return self._cubes[question, options]

    def ticking(self, where: Function, question: str, option: str, *, ticked: bool) -> Function:
        """The other ticks that, with this option ticked or not, are in the set."""
        tick = self._given[question, option]
        return self._where(where, tick if ticked else ~tick, tick)

    def with_some_answer(self, where: Function, question: str) -> Function:
        """The answers to the other questions that some answer to this one brings into the set."""
        fits = self._one_answer(self.questions[question]) & ~self.blank(question)
        return self._where(where, fits, self._all[question])

    def touches(self, where: Function, question: str) -> bool:
        """Whether the answer to this question makes any difference to being in the set."""
        return bool(where.exists(self._all[question]) != where)

    def _where(self, where: Function, fits: Function, variables: Function) -> Function:
        """The set without these variables, as it is where they fit."""
        return where.apply_exists(BooleanOperator.AND, fits, variables)

    def grows(self, where: Function) -> bool:
        """Whether ticking more never leaves the set."""
        return all(
            (without & ~ticked) == self.false
            for _, without, ticked in map(self._split, self._nodes(where))
        )

    def alike(self, where: Function, question: str, one: str, other: str) -> bool:
        """Whether it makes no difference which of two options is ticked, or whether both are."""
        without_one = self.ticking(where, question, one, ticked=False)
        with_one = self.ticking(where, question, one, ticked=True)
        only_one = self.ticking(with_one, question, other, ticked=False)
        only_other = self.ticking(without_one, question, other, ticked=True)
        both = self.ticking(with_one, question, other, ticked=True)
        return bool(only_one == only_other == both)

    def holds(self, where: Function, answers: Answers) -> bool:
        """Whether these very answers are in the set."""
        while (variable := where.node_var()) is not None:
            question, option = self._variables[variable]
            ticked = option in answers.get(question, ())
            where = cast("Function", where.cofactor_true() if ticked else where.cofactor_false())
        return bool(where == self.true)

    def lightest(self, where: Function, cost: Cost = SHORTEST) -> Answers:
        """The answers in the set that cost the least: by default, those with the fewest ticks.

        Raises ``LookupError`` when the set is empty."""
        if where == self.false:
            raise LookupError("the set holds no answers")
        weights = self._weights(where, cost)
        answers: dict[str, frozenset[str]] = {}
        while where != self.true:
            variable, without, ticked = self._split(where)
            if weights[without] == weights[where]:
                where = without
            else:
                question, option = self._variables[variable]
                answers[question] = answers.get(question, frozenset()) | {option}
                where = ticked
        return answers

    def _weights(self, where: Function, cost: Cost) -> dict[Function, float]:
        """For every node, the weight of the lightest answers in its set."""
        weights: dict[Function, float] = {self.true: 0, self.false: inf}
        for node in self._nodes(where):
            variable, without, ticked = self._split(node)
            tick = cost.tick + cost.worse * self._worse[variable]
            weights[node] = min(weights[without], tick + weights[ticked])
        return weights

    def fingerprint(self, where: Function) -> str:
        """The set in one line, the same for equal sets however they were written."""
        names = {self.false: 0, self.true: 1}
        lines = []
        for node in self._nodes(where):
            variable, without, ticked = self._split(node)
            question, option = self._variables[variable]
            lines.append(f"{question}.{option}:{names[without]},{names[ticked]}")
            names[node] = len(names)
        return ";".join(lines) + f"|{names[where]}"

    def _nodes(self, where: Function) -> list[Function]:
        """Every node of a diagram, each after those below it."""
        found: dict[Function, int] = {}
        below = [where]
        while below:
            node = below.pop()
            level = node.node_level()
            if level is not None and node not in found:
                found[node] = level
                below += node.cofactors() or ()
        return sorted(found, key=lambda node: -found[node])

    def _split(self, where: Function) -> tuple[int, Function, Function]:
        """The first variable that the set depends on, and what remains without it and with it."""
        variable, cofactors = where.node_var(), where.cofactors()
        assert variable is not None, "all answers, or none: nothing to split"
        assert cofactors is not None
        ticked, without = cofactors
        return variable, without, ticked
