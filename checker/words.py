"""A verdict in words: what the page and the terminal both say of it, and of the answers behind it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from .conditions import Condition
from .engine import Answers, Person, Verdict
from .model import Checker, Page, Question
from .outline import Asked, Together, outline

WIDTH = 80

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


def labels(question: Question, options: frozenset[str]) -> str:
    """The options as the questionnaire words them, in its order."""
    return "; ".join(option.text for option in question.options if option.id in options)


def condition_text(questions: Mapping[str, Question], condition: Condition, indent: str) -> str:
    """A condition as an outline: a line for each part, and its own parts further in."""
    return "\n".join(
        wrap(text, indent + "  " * (depth + 1), indent + "  " * depth)
        for depth, text in _lines(outline(questions, condition))
    )


def _lines(part: Asked | Together) -> Iterator[tuple[int, str]]:
    """Each with its depth."""
    if isinstance(part, Asked):
        yield 0, choice(part)
        return
    yield 0, _how_many(part)
    for inner in part.parts:
        yield from ((depth + 1, text) for depth, text in _lines(inner))


def _how_many(part: Together) -> str:
    if part.all:
        return "all of these:"
    return "any of these:" if part.n == 1 else f"at least {part.n} of these:"


def choice(asked: Asked) -> str:
    """Any of these answers, as the questionnaire words them."""
    how = ", any answer but" if asked.but else ", any of" if len(asked.options) > 1 else ""
    return f"{asked.question.id}{how}: {'; '.join(option.text for option in asked.options)}"


def bullets(title: str, items: tuple[str, ...]) -> str:
    return "\n".join([f"{title}:", *(wrap(f"- {i}", "  ") for i in items)]) if items else ""


def wrap(text: str, indent: str = "", first: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=indent)
