"""A verdict in words: what the page and the terminal both say of it, and of the answers behind it."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from .conditions import AtLeast, Condition, Given
from .engine import Answers, Person, Verdict
from .model import Checker, Page, Question

WIDTH = 80

ALL, ANY = 0, 1
HOW_MANY = {ALL: "all of these:", ANY: "any of these:"}

UNREVIEWED = "Not yet reviewed: nobody has signed these rules."


def emergency_list(checker: Checker) -> tuple[str, ...]:
    """The signs of the highest outcome, which stand on every result."""
    highest = checker.ladder[-1].id
    return tuple(rule.text for rule in checker.rules if rule.floor == highest)


def can_end(checker: Checker, page: Page) -> bool:
    """Whether one answer on the page can lead to the highest outcome, which interrupts."""
    highest = [rule for rule in checker.rules if rule.floor == checker.ladder[-1].id]
    alone = (
        Person({question.id: frozenset({option.id})})
        for question in page.questions
        for option in question.options
    )
    return any(rule.when.over(person) for person in alone for rule in highest)


def review_line(checker: Checker) -> str:
    """Who reviewed the rules and when, or plainly that nobody has."""
    if checker.review is None:
        return checker.unreviewed or UNREVIEWED
    review = checker.review
    signed = f"by {review.by}, {review.credentials}, on {review.on}"
    if review.void:
        return f"Not reviewed any more: signed {signed}, but the rules have changed since."
    return f"Reviewed {signed}."


def outcome_text(checker: Checker, verdict: Verdict) -> str:
    """The outcome in words: what the site's care card says.

    Raises ``ValueError`` for an incomplete verdict: it must not be taken for the lowest one."""
    if verdict.level is None:
        raise ValueError("the answers are incomplete: there is no outcome to tell")
    outcome = checker.ladder[verdict.level]
    more = {*verdict.flags} - {*outcome.flags}  # the outcome says its own in its own words
    flags = [flag for flag in checker.flags if flag.id in more]
    lines = [line.text for line in verdict.do]
    blocks = [
        f"\n== {outcome.title} ==",
        *(wrap(flag.text) for flag in flags if flag.first),
        _to_say(checker, verdict, outcome.say),
        outcome.within,
        bullets("What to do", (*lines, *(flag.text for flag in flags if not flag.first))),
        bullets("What to avoid", outcome.avoid),
        bullets("Get more help if", outcome.watch),
        bullets("Why", tuple(reason.rule.text for reason in verdict.reasons)),
        bullets(checker.safety_net, emergency_list(checker)),
        wrap(checker.disclaimer),
        review_line(checker),
    ]
    return "\n\n".join(block for block in blocks if block)


def _to_say(checker: Checker, verdict: Verdict, say: str) -> str:
    """The answers that led to the outcome, for whoever is called; nothing where there is nobody."""
    because = dict.fromkeys(
        given
        for reason in verdict.reasons
        if reason.floor == verdict.outcome
        for given in reason.because
    )
    options = [checker.questions[given.question].option(given.option) for given in because]
    return wrap(f"{say} {'; '.join(o.text for o in options if not o.unsure)}") if say else ""


def answers(checker: Checker, given: Answers) -> str:
    """Answers in the questionnaire's own words, a line each."""
    return _told(checker.questions, given) or "    (nothing answered)"


def telling(questions: Mapping[str, Question], given: Answers) -> str:
    """The answers that are signs, in the questionnaire's own words, a line each."""
    signs = {
        id: options
        for id, options in given.items()
        if any(questions[id].option(option).worse for option in options)
    }
    return _told(questions, signs) or "    (no sign at all)"


def _told(questions: Mapping[str, Question], given: Answers) -> str:
    return "\n".join(
        wrap(f"{question.text} -> {labels(question, given[id])}", "      ", "    ")
        for id, question in questions.items()
        if given.get(id)
    )


def labels(question: Question, options: Collection[str]) -> str:
    """The options as the questionnaire words them, in its order."""
    return "; ".join(option.text for option in question.options if option.id in options)


def condition_text(questions: Mapping[str, Question], condition: Condition, indent: str) -> str:
    """A condition as an outline: a line for each part, and its own parts further in."""
    lines = _outline(questions, condition)
    return "\n".join(
        wrap(text, indent + "  " * (depth + 1), indent + "  " * depth) for depth, text in lines
    )


def _outline(questions: Mapping[str, Question], condition: Condition) -> Iterator[tuple[int, str]]:
    """Lines, each with its depth."""
    if isinstance(condition, Given):
        yield 0, choice(questions[condition.question], (condition.option,))
        return
    parts = [*_parts(condition)]
    choices = _choices(parts) if _kind(condition) == ANY else {}
    lines = [[(0, choice(questions[id], options))] for id, options in choices.items()]
    lines += [
        [*_outline(questions, part)] for part in parts if not (choices and isinstance(part, Given))
    ]
    if len(lines) > 1:
        yield 0, HOW_MANY.get(_kind(condition), f"at least {condition.n} of these:")
    for depth, text in chain.from_iterable(lines):
        yield depth + (len(lines) > 1), text


def _kind(condition: AtLeast) -> int:
    """How many of its parts must hold."""
    return ALL if condition.n == len(condition.conditions) else condition.n


def _parts(condition: AtLeast) -> Iterator[Condition]:
    """The parts of a condition; of a part that binds its own parts alike, those."""
    alike = _kind(condition) in HOW_MANY
    for part in condition.conditions:
        if alike and isinstance(part, AtLeast) and _kind(part) == _kind(condition):
            yield from _parts(part)
        else:
            yield part


def _choices(parts: Iterable[Condition]) -> dict[str, list[str]]:
    """The options of each question, any of which will do."""
    found: dict[str, list[str]] = {}
    for part in parts:
        if isinstance(part, Given):
            found.setdefault(part.question, []).append(part.option)
    return found


def choice(question: Question, options: Collection[str]) -> str:
    """Any of these options, as the questionnaire words them."""
    if len(options) == 1:
        return f"{question.id}: {labels(question, options)}"
    others = [option.id for option in question.options if option.id not in options]
    if 0 < len(others) < 3 < len(options):
        return f"{question.id}, any answer but: {labels(question, others)}"
    return f"{question.id}, any of: {labels(question, options)}"


def bullets(title: str, items: tuple[str, ...]) -> str:
    return "\n".join([f"{title}:", *(wrap(f"- {i}", "  ") for i in items)]) if items else ""


def wrap(text: str, indent: str = "", first: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=indent)
