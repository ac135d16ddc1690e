"""All answers at once: a universe whose values are sets of answers, kept as decision diagrams.

Every option is one variable: ticked or not. A question is blank where none of its options is
ticked. For the host only: the browser never sees ``dd``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from math import inf
from typing import cast

from dd import autoref, bdd
from dd.autoref import Function

from ..engine import Answers
from ..model import Option, Question


@dataclass(frozen=True)
class Cost:
    """What makes answers heavy when the lightest are sought: every tick, and how bad it is."""

    tick: int
    worse: int


SHORTEST = Cost(tick=100, worse=1)
MILDEST = Cost(tick=1, worse=100)


class AllAnswers:
    """The set of all answers to these questions; every value is a set of answers in it."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self.questions = {question.id: question for question in questions}
        self._bdd = _Diagrams()
        self._bdd.configure(reordering=False)
        self._given: dict[tuple[str, str], Function] = {}
        self._touched: dict[Function, set[str]] = {}
        self._answering: dict[tuple[Function, str, frozenset[str]], Function] = {}
        for question, option in self.options():
            self._bdd.declare(_variable(question.id, option.id))
            variable = self._bdd.var(_variable(question.id, option.id))
            self._given[question.id, option.id] = variable
        self.true, self.false = self._bdd.true, self._bdd.false
        self._blank = {id: ~self.any_of(id) for id in self.questions}
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
        for question in reversed(self.questions.values()):
            value = fits(question) & value
        return value

    def _one_answer(self, question: Question) -> Function:
        """Where a single choice has at most one answer, and an exclusive option stands alone."""
        return self._alone(question, lambda option: option.exclusive or not question.multiple)

    def _one_choice(self, question: Question) -> Function:
        """The same, but "none of these" may be ticked beside a symptom."""
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
        return int(self._bdd.count(where, len(self._given)))

    def answering(self, where: Function, question: str, options: Collection[str]) -> Function:
        """The answers to the other questions that, with exactly these options, are in the set."""
        key = where, question, frozenset(options)
        if key not in self._answering:
            ticks = {
                _variable(question, option.id): option.id in options
                for option in self.questions[question].options
            }
            self._answering[key] = self._bdd.let(ticks, where)
        return self._answering[key]

    def ticking(self, where: Function, question: str, option: str, *, ticked: bool) -> Function:
        """The other ticks that, with this option ticked or not, are in the set."""
        return self._bdd.let({_variable(question, option): ticked}, where)

    def with_some_answer(self, where: Function, question: str) -> Function:
        """The answers to the other questions that some answer to this one brings into the set."""
        fits = self._one_answer(self.questions[question]) & ~self.blank(question) & where
        return self._bdd.exist(self._variables(question), fits)

    def touches(self, where: Function, question: str) -> bool:
        """Whether the answer to this question makes any difference to being in the set."""
        if where not in self._touched:
            self._touched[where] = {_named(name)[0] for name in self._bdd.support(where)}
        return question in self._touched[where]

    def grows(self, where: Function) -> bool:
        """Whether ticking more never leaves the set."""
        seen: set[Function] = set()
        below = [where]
        while below:
            node = below.pop()
            if node not in seen and node not in (self.true, self.false):
                seen.add(node)
                without, ticked = _without_and_with(node)
                if not without <= ticked:
                    return False
                below += [without, ticked]
        return True

    def alike(self, where: Function, question: str, one: str, other: str) -> bool:
        """Whether it makes no difference which of two options is ticked, or whether both are."""
        without_one = self.ticking(where, question, one, ticked=False)
        with_one = self.ticking(where, question, one, ticked=True)
        only_one = self.ticking(with_one, question, other, ticked=False)
        only_other = self.ticking(without_one, question, other, ticked=True)
        both = self.ticking(with_one, question, other, ticked=True)
        return bool(only_one == only_other == both)

    def _variables(self, question: str) -> set[str]:
        return {_variable(question, option.id) for option in self.questions[question].options}

    def holds(self, where: Function, answers: Answers) -> bool:
        """Whether these very answers are in the set."""
        while where not in (self.true, self.false):
            question, option = _first(where)
            where = _without_and_with(where)[option in answers.get(question, ())]
        return bool(where == self.true)

    def lightest(self, where: Function, cost: Cost = SHORTEST) -> Answers:
        """The answers in the set that cost the least: by default, those with the fewest ticks.

        Raises ``LookupError`` when the set is empty."""
        if where == self.false:
            raise LookupError("the set holds no answers")
        weights: dict[int, float] = {int(self.true): 0, int(self.false): inf}
        self._weigh(where, cost, weights)
        answers: dict[str, frozenset[str]] = {}
        while where != self.true:
            question, option = _first(where)
            without, ticked = _without_and_with(where)
            if weights[int(without)] == weights[int(where)]:
                where = without
            else:
                answers[question] = answers.get(question, frozenset()) | {option}
                where = ticked
        return answers

    def _weigh(self, where: Function, cost: Cost, weights: dict[int, float]) -> float:
        """The weight of the lightest answers in the set."""
        if int(where) not in weights:
            question, option = _first(where)
            without, ticked = _without_and_with(where)
            tick = cost.tick + cost.worse * self.questions[question].option(option).worse
            weights[int(where)] = min(
                self._weigh(without, cost, weights), tick + self._weigh(ticked, cost, weights)
            )
        return weights[int(where)]

    def fingerprint(self, where: Function) -> str:
        """The set in one line, the same for equal sets however they were written."""
        names: dict[int, int] = {}
        return ";".join(self._lines(where, names)) + f"|{names.get(int(where), int(where))}"

    def _lines(self, where: Function, names: dict[int, int]) -> Iterator[str]:
        """A line for every node below, children first."""
        if where in (self.true, self.false) or int(where) in names:
            return
        children = []
        for child in _without_and_with(where):
            yield from self._lines(child, names)
            children.append(names.get(int(child), int(child)))
        names[int(where)] = len(names) + 2
        yield f"{where.var}:{children[0]},{children[1]}"


def _without_and_with(where: Function) -> tuple[Function, Function]:
    """What remains of the set without its first option ticked, and with it."""
    low, high = cast("Function", where.low), cast("Function", where.high)
    return (~low, ~high) if where.negated else (low, high)


class _Nodes(bdd.BDD):
    """The nodes of the diagrams, left to Python to free.

    ``dd`` would first take them apart one by one, which lasts as long as the proof's longest step,
    and would cry out where an exception on its way up still holds a set."""

    def __del__(self) -> None:
        pass

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__


class _Diagrams(autoref.BDD):
    def __init__(self) -> None:
        self._bdd = _Nodes()
        self.vars = self._bdd.vars


def _variable(question: str, option: str) -> str:
    return f"{question}.{option}"


def _first(where: Function) -> list[str]:
    """The question and the option of the first variable that the set depends on."""
    return _named(cast("str", where.var))


def _named(variable: str) -> list[str]:
    return variable.split(".", 1)
