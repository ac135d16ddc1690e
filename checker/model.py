"""A checker as data: one questionnaire with its rules, checked when it is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from .conditions import Condition

ID = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
"""The characters of an id: it ends up in selectors, addresses and names of JavaScript's objects."""


class CheckerError(Exception):
    """A checker that contradicts itself; the message says where, what and the remedy."""


@dataclass(frozen=True)
class Option:
    """One answer. ``worse`` orders the answers of a question, 0 being the best: of two with the same
    number neither is worse than the other. The proof holds the rules against this order."""

    id: str
    text: str
    hint: str = ""
    worse: int = 2
    reassuring: bool = False
    exclusive: bool = False


@dataclass(frozen=True)
class Question:
    """One question: a single choice, or with ``multiple`` a list to check all that apply.

    ``when`` says in which answers it is asked; without it, always. ``searchable`` options can be
    found by typing; a ``picture``, named as the widget names it, can be clicked instead."""

    id: str
    text: str
    options: tuple[Option, ...]
    hint: str = ""
    multiple: bool = False
    searchable: bool = False
    picture: str = ""
    when: Condition | None = None

    def option(self, id: str) -> Option:
        return next(option for option in self.options if option.id == id)


@dataclass(frozen=True)
class Page:
    """Related questions, shown together."""

    id: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Line:
    """One line of what to do. ``when`` says for which answers it stands; without it, always.

    It only words an outcome: a worse answer may change the wording, such as that of a pain that no
    exercise brings on. Advice that must never be lost is a ``Flag``."""

    text: str
    when: Condition | None = None


@dataclass(frozen=True)
class Outcome:
    """One rung of the ladder: what to do, within what time, what to avoid, what to watch for.

    ``card`` is the kind of care card: ``non-urgent``, ``urgent`` or ``immediate``."""

    id: str
    title: str
    card: str
    within: str
    do: tuple[Line, ...]
    avoid: tuple[str, ...]
    watch: tuple[str, ...]
    flags: tuple[str, ...] = ()
    contact: bool = True
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Flag:
    """Advice that stands beside the outcome and only grows: a worse answer never takes it away.

    ``first`` puts it beside the outcome's title, above everything else on the card."""

    id: str
    text: str
    first: bool = False
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """A statement that the clinic's post makes; ``needs_rule`` when a rule must rest on it."""

    id: str
    text: str
    needs_rule: bool = True


@dataclass(frozen=True)
class Source:
    """A publication. ``read`` tells how we know it: ``stored`` (read in stored material),
    ``second-hand``, ``memory``, or ``judgement`` when it is nobody's but ours."""

    id: str
    title: str
    read: str
    url: str = ""


@dataclass(frozen=True)
class Rule:
    """Where the condition holds, the outcome does not fall below ``floor``.

    ``text`` names the sign in the reader's words: it stands in the guide and as the reason."""

    id: str
    floor: str
    when: Condition
    text: str
    sources: tuple[str, ...]
    claims: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reassurance:
    """Why the lowest outcome was given: not a rule, but the absence of every floor."""

    id: str
    text: str
    sources: tuple[str, ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Review:
    """A clinician's signature under the meaning of the rules, whose digest it keeps.

    ``on`` is a date, YYYY-MM-DD; ``void`` tells that the meaning has changed since."""

    by: str
    credentials: str
    on: str
    digest: str
    void: bool = False


@dataclass(frozen=True)
class Checker:
    """One questionnaire with its rules; the ladder stands from low to high. ``lang`` is the language
    that its texts are written in, such as ``de`` or ``pt-BR``.

    Raises ``CheckerError`` when anything in it names a thing that is not there."""

    id: str
    version: str
    title: str
    disclaimer: str
    audience: str
    ladder: tuple[Outcome, ...]
    flags: tuple[Flag, ...]
    pages: tuple[Page, ...]
    rules: tuple[Rule, ...]
    reassurance: Reassurance
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    open_points: tuple[str, ...] = ()
    urgent: str = "urgent"
    emergency_number: str = ""
    lang: str = "en"
    review: Review | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        for problem in _problems(self):
            raise CheckerError(f"checker {self.id!r}: {problem}")

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its id, in the order of asking."""
        return {question.id: question for page in self.pages for question in page.questions}

    @cached_property
    def levels(self) -> dict[str, int]:
        """The level of every outcome by its id: 0 is the lowest."""
        return {outcome.id: level for level, outcome in enumerate(self.ladder)}

    @property
    def explanations(self) -> tuple[Rule | Reassurance, ...]:
        """All that can be the reason for an outcome."""
        return (*self.rules, self.reassurance)

    def level(self, rule: Rule) -> int:
        return self.levels[rule.floor]

    @cached_property
    def opens(self) -> dict[str, frozenset[str]]:
        """For every question, itself and the questions that an answer to it can open."""
        opened = {id: {id} for id in self.questions}
        for question in reversed(list(self.questions.values())):
            for literal in question.when.literals() if question.when else ():
                opened[literal.question] |= opened[question.id]
        return {id: frozenset(ids) for id, ids in opened.items()}

    @cached_property
    def touching(self) -> dict[str, tuple[Rule, ...]]:
        """For every question, the rules that speak of it or of one that an answer to it opens."""
        spoken_of = {
            rule.id: {literal.question for literal in rule.when.literals()} for rule in self.rules
        }
        return {
            id: tuple(rule for rule in self.rules if spoken_of[rule.id] & opened)
            for id, opened in self.opens.items()
        }


def _problems(checker: Checker) -> Iterator[str]:
    """Everything in the checker that names a thing that is not there, or cannot be named."""
    for kind, item in _named(checker):
        yield from _unusable(kind, item.id)
    yield from _twice("page", checker.pages)
    yield from _twice("question", [q for page in checker.pages for q in page.questions])
    for kind in ("ladder", "flags", "rules", "claims", "sources"):
        yield from _twice(kind, getattr(checker, kind))
    for question in checker.questions.values():
        yield from _twice(f"option of question {question.id!r}", question.options)
    for where, when in _conditions(checker):
        yield from _unknown_literals(checker, where, when)
    for question in checker.questions.values():
        yield from _asked_too_late(checker, question)
    yield from _miscited(checker)


def _miscited(checker: Checker) -> Iterator[str]:
    for rule in checker.rules:
        yield from _unknown(f"rule {rule.id}", "outcome", [rule.floor], checker.levels)
    for where, cites in _citing(checker):
        for kind in ("claims", "sources", "flags"):
            known = [item.id for item in getattr(checker, kind)]
            yield from _unknown(where, kind.removesuffix("s"), getattr(cites, kind, ()), known)
    for reason in checker.explanations:
        if not reason.sources:
            yield f"rule {reason.id} cites no source. Name one, or 'judgement'."


def _conditions(checker: Checker) -> Iterator[tuple[str, Condition]]:
    for question in checker.questions.values():
        if question.when:
            yield f"question {question.id!r}", question.when
    for rule in checker.rules:
        yield f"rule {rule.id}", rule.when
    for outcome in checker.ladder:
        for line in outcome.do:
            if line.when:
                yield f"outcome {outcome.id!r}", line.when


def _citing(checker: Checker) -> Iterator[tuple[str, Rule | Reassurance | Outcome | Flag]]:
    for reason in checker.explanations:
        yield f"rule {reason.id}", reason
    for outcome in checker.ladder:
        yield f"outcome {outcome.id!r}", outcome
    for flag in checker.flags:
        yield f"flag {flag.id!r}", flag


def _unknown_literals(checker: Checker, where: str, when: Condition) -> Iterator[str]:
    for literal in when.literals():
        yield from _unknown(where, "question", [literal.question], checker.questions)
        if literal.question in checker.questions:
            options = [option.id for option in checker.questions[literal.question].options]
            kind = f"option of question {literal.question!r}"
            yield from _unknown(where, kind, [literal.option], options)


def _asked_too_late(checker: Checker, question: Question) -> Iterator[str]:
    order = list(checker.questions)
    for literal in question.when.literals() if question.when else ():
        if order.index(literal.question) >= order.index(question.id):
            yield (
                f"question {question.id!r} waits for {literal.question!r}, which is asked after "
                f"it. Move {literal.question!r} before it."
            )


def _named(checker: Checker) -> Iterator[tuple[str, Any]]:
    """Everything that has an id, the checker itself too."""
    yield "checker", checker
    for kind in ("page", "flag", "rule", "claim", "source"):
        yield from ((kind, item) for item in getattr(checker, f"{kind}s"))
    yield from (("outcome", outcome) for outcome in checker.ladder)
    yield "rule", checker.reassurance
    for question in checker.questions.values():
        yield "question", question
        yield from ((f"option of question {question.id!r}", option) for option in question.options)


def _unusable(kind: str, id: str) -> Iterator[str]:
    """JavaScript keeps the order of an object's names, but for numbers, and has ``__proto__``."""
    if not set(id) <= ID or id.strip("0123456789") == "" or id.startswith("_"):
        yield (
            f"{kind} {id!r} is no id. Write letters (a-z, A-Z), digits, '-' and '_'; not digits "
            "alone, and not '_' first."
        )


def _twice(kind: str, items: Iterable[Page | Question | Option]) -> Iterator[str]:
    seen = set()
    for item in items:
        if item.id in seen:
            yield f"{kind} {item.id!r} stands twice. Rename or remove one."
        seen.add(item.id)


def _unknown(where: str, kind: str, named: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    for name in set(named) - set(known):
        yield f"{where} names {kind} {name!r}, which does not exist. {did_you_mean(name, known)}"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The remedy for a mistyped name: the nearest one that exists, and all of them."""
    import difflib  # here, for only authors make such mistakes: the browser never loads it

    near = difflib.get_close_matches(name, known, 1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    return f"{hint}Available: {', '.join(known) or 'none'}."


def texts(item: object) -> Iterator[str]:
    """Every text of a checker that a reader can see, in its order, for translation."""
    shown = {"title", "text", "hint", "within", "do", "avoid", "watch", "disclaimer", "audience"}
    if isinstance(item, Claim) or (isinstance(item, Source) and item.read != "judgement"):
        return  # the post's own words, and titles of publications
    for attribute in fields(item):  # type: ignore[arg-type]
        value = getattr(item, attribute.name)
        for part in value if isinstance(value, tuple) else (value,):
            if attribute.name in shown and isinstance(part, str) and part:
                yield part
            elif hasattr(part, "__dataclass_fields__"):
                yield from texts(part)
