"""A set of people told by the fewest answers that bring them there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import product

from oxidd.bcdd import BCDDFunction as Function

from .. import words
from ..engine import Answers
from ..model import Question
from ..outline import Asked
from .universe import AllAnswers

type Sign = tuple[str, tuple[str, ...]]
"""A question, and any of these options."""

type Signs = tuple[Sign, ...]
"""A condition: all of these."""

MOST_CONDITIONS = 6
MOST_OPTIONS = 4


def conditions(
    answers: AllAnswers, people: Function, cause: Function
) -> tuple[tuple[Signs, ...], bool]:
    """The fewest answers that are in the cause, until everyone among the people has given those
    of some condition; and whether some are left that have not, for lack of room."""
    found: list[Signs] = []
    left = cause
    while people != answers.false and len(found) < MOST_CONDITIONS:
        signs = _widened(answers, cause, answers.lightest(left))
        given = _given(answers, signs)
        if people & given != answers.false:
            found.append(signs)
        people, left = people & ~given, left & ~given
    return tuple(found), bool(people != answers.false)


def _given(answers: AllAnswers, signs: Signs) -> Function:
    value = answers.true
    for question, options in signs:
        value = value & answers.any_of(question, options)
    return value


def _widened(answers: AllAnswers, cause: Function, fewest: Answers) -> Signs:
    """The same condition with every option that may stand in the place of one of its own."""
    signs: list[Sign] = [
        (id, (option,)) for id, options in fewest.items() for option in sorted(options)
    ]
    for place, (id, _) in enumerate(signs):
        if sum(question == id for question, _ in signs) == 1:
            fits = partial(_fits, answers, cause, signs, place)
            options = [option.id for option in answers.questions[id].options]
            signs[place] = id, tuple(filter(fits, options))
    return tuple(signs)


def _fits(answers: AllAnswers, cause: Function, signs: list[Sign], place: int, option: str) -> bool:
    """Whether this option, in that place, is in the cause too, whatever stands in the others."""
    choices = [(option,) if n == place else options for n, (_, options) in enumerate(signs)]
    return all(answers.holds(cause, _chosen(signs, options)) for options in product(*choices))


def _chosen(signs: list[Sign], options: tuple[str, ...]) -> Answers:
    chosen: dict[str, frozenset[str]] = {}
    for (question, _), option in zip(signs, options, strict=True):
        chosen[question] = chosen.get(question, frozenset()) | {option}
    return chosen


def told(questions: Mapping[str, Question], signs: Signs) -> list[str]:
    """A condition in the questionnaire's words, a line for each answer."""
    return [_told(questions[id], options) for id, options in signs]


def _told(question: Question, options: tuple[str, ...]) -> str:
    more = f"; … ({len(options)} options)" if len(options) > MOST_OPTIONS else ""
    first = tuple(question.option(option) for option in options[:MOST_OPTIONS])
    return words.choice(Asked(question, first)) + more
