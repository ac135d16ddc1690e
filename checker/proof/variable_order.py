"""In which order the diagrams ask the questions: those that meet in a rule stand together.

Nobody sees this order, but it decides whether a proof takes a second or an hour: a diagram remembers
every answer between the first and the last question of a rule. Each question moves to the middle of
the rules that speak of it, and the rules with it, again and again: the heuristic FORCE of
Aloul, Markov and Sakallah (GLSVLSI 2003).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from statistics import fmean

from ..model import Checker, Rule

ROUNDS = 100
"""Some are for the worse before they are for the better: the best of all is taken."""

type Meeting = Collection[str]
"""The questions that one condition speaks of."""


def ordered(*checkers: Checker) -> tuple[str, ...]:
    """The ids of all their questions, each near those that it meets."""
    order = tuple(dict.fromkeys(id for checker in checkers for id in checker.questions))
    meetings = [
        meeting for checker in checkers for meeting in _meetings(checker) if len(meeting) > 1
    ]
    orders = [order]
    for _ in range(ROUNDS):
        orders.append(_nearer(orders[-1], meetings))
    return min(orders, key=lambda order: _width(order, meetings))


def widest(checker: Checker) -> list[str]:
    """The rules whose questions stand furthest apart, the widest first."""
    place = {id: n for n, id in enumerate(ordered(checker))}

    def span(rule: Rule) -> int:
        places = [place[literal.question] for literal in rule.when.literals()]
        return max(places) - min(places)

    return [rule.id for rule in sorted(checker.rules, key=span, reverse=True)]


def _meetings(checker: Checker) -> list[Meeting]:
    """By rule, and by question that others open."""
    rules = [{literal.question for literal in rule.when.literals()} for rule in checker.rules]
    opened = [
        {question.id, *(literal.question for literal in question.when.literals())}
        for question in checker.questions.values()
        if question.when
    ]
    return [*rules, *opened]


def _nearer(order: Sequence[str], meetings: Sequence[Meeting]) -> tuple[str, ...]:
    place = {id: float(n) for n, id in enumerate(order)}
    pulls: dict[str, list[float]] = {id: [] for id in order}
    for meeting in meetings:
        middle = fmean(place[id] for id in meeting)
        for id in meeting:
            pulls[id].append(middle)
    return tuple(sorted(order, key=lambda id: fmean(pulls[id]) if pulls[id] else place[id]))


def _width(order: Sequence[str], meetings: Sequence[Meeting]) -> float:
    """About how large a diagram grows: at each place it remembers the questions before it that meet
    one behind it, and doubles for each."""
    place = {id: n for n, id in enumerate(order)}
    last: dict[str, int] = {}
    for meeting in meetings:
        end = max(place[id] for id in meeting)
        for id in meeting:
            last[id] = max(last.get(id, 0), end)
    remembered = [sum(place[id] <= n < last[id] for id in last) for n in range(len(order))]
    return sum(2.0**open for open in remembered)
