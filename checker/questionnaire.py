"""A questionnaire with its rules, as data: what an author writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from .conditions import Condition

CARDS = ("non-urgent", "urgent", "immediate")
"""The kinds of care card, from the calmest to the most urgent."""


@dataclass(frozen=True)
class Option:
    """One answer. ``worse`` orders the answers of a question, 0 being the best: of two with the same
    number neither is worse than the other. The proof holds the rules against this order.

    ``reassuring``: with only such answers the outcome is the lowest one. ``exclusive``: in a list it
    stands alone, as "none of these" does. ``unsure``: the reader does not know."""

    id: str
    text: str
    hint: str = ""
    worse: int = 2
    reassuring: bool = False
    exclusive: bool = False
    unsure: bool = False


@dataclass(frozen=True)
class Question:
    """One question: a single choice, or with ``multiple`` a list to check all that apply.

    ``when`` says in which answers it is asked; without it, always. ``usual`` are the options of a long
    list that are shown at once: the others stand behind them, to be found by typing. A ``picture``, an SVG file in ``pictures/`` beside the module, can be clicked
    instead. ``certain``: everybody knows the answer, so that no option says "not sure"."""

    id: str
    text: str
    options: tuple[Option, ...]
    hint: str = ""
    multiple: bool = False
    usual: tuple[str, ...] = ()
    picture: str = ""
    when: Condition | None = None
    certain: bool = False

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

    ``card`` is ``non-urgent``, ``urgent`` or ``immediate``. ``contact`` is the heading over the ways to reach the site's owner,
    and ``contact_note`` a line below it; without a heading the outcome shows none. After ``say`` stand
    the answers that led here, for whoever is called. After ``again`` days the reader should do the check
    once more: 0 is never."""

    id: str
    title: str
    card: str
    within: str
    do: tuple[Line, ...]
    avoid: tuple[str, ...]
    watch: tuple[str, ...]
    flags: tuple[str, ...] = ()
    contact: str = ""
    contact_note: str = ""
    say: str = ""
    again: int = 0
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
    """A statement that the post makes; ``needs_rule`` when a rule must rest on it."""

    id: str
    text: str
    needs_rule: bool = True


READ = ("stored", "second-hand", "memory", "post", "judgement")


@dataclass(frozen=True)
class Source:
    """A publication. ``read`` tells how the author knows it: ``stored`` (read in
    stored material), ``second-hand``, ``memory``; ``post`` is the post itself, whose sentences are
    cited as claims, and ``judgement`` the author's own choice, with no publication behind it."""

    id: str
    title: str
    read: str
    url: str = ""


@dataclass(frozen=True)
class Rule:
    """Where the condition holds, the outcome does not fall below ``floor``.

    ``text`` names the sign in the reader's words: it stands in the guide and as the reason. ``either``:
    it lists several signs, of which one is enough, so that a reader is told their own answers instead."""

    id: str
    floor: str
    when: Condition
    text: str
    sources: tuple[str, ...]
    claims: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    either: bool = False


@dataclass(frozen=True)
class Reassurance:
    """Why the lowest outcome was given: not a rule, but the absence of every floor."""

    id: str
    text: str
    sources: tuple[str, ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Review:
    """A reviewer's signature under the meaning of the rules, whose digest it keeps.

    ``on`` is a date, YYYY-MM-DD; ``void`` tells that the meaning has changed since."""

    by: str
    credentials: str
    on: str
    digest: str
    void: bool = False


@dataclass(frozen=True)
class Questionnaire:
    """One questionnaire with its rules, as written; the ladder stands from low to high.

    ``urgent`` is the outcome from which on a verdict is told although answers are missing: the
    highest one, unless named. ``safety_net`` is the heading over the signs of the highest outcome,
    which stand on every result; ``gravest`` says the worst of them in a sentence, behind which results that are
    not urgent fold them. ``offer`` holds the beginnings of words by which the texts name what
    the site itself offers, such as "book": the proof keeps it below other help. Without an
    ``emergency_number`` no button calls one. ``unreviewed`` is said until somebody has signed, in the
    place of plainer words. ``lang`` is the language of the texts, such as ``de`` or ``pt-BR``."""

    id: str
    version: str
    title: str
    disclaimer: str
    audience: str
    ladder: tuple[Outcome, ...]
    safety_net: str
    pages: tuple[Page, ...]
    rules: tuple[Rule, ...]
    reassurance: Reassurance
    sources: tuple[Source, ...]
    flags: tuple[Flag, ...] = ()
    claims: tuple[Claim, ...] = ()
    open_points: tuple[str, ...] = ()
    urgent: str = ""
    gravest: str = ""
    offer: tuple[str, ...] = ()
    emergency_number: str = ""
    unreviewed: str = ""
    lang: str = "en"
    review: Review | None = field(default=None, compare=False)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its id, in the order of asking."""
        return {question.id: question for page in self.pages for question in page.questions}

    @cached_property
    def levels(self) -> dict[str, int]:
        """The level of every outcome by its id: 0 is the lowest."""
        return {outcome.id: level for level, outcome in enumerate(self.ladder)}

    @cached_property
    def told_from(self) -> int:
        """The level from which on a verdict is told although answers are missing."""
        return self.levels[self.urgent] if self.urgent else len(self.ladder) - 1

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
