"""What to ask next, and the assessment. The answers are the only state.

Everything that decides is written over a universe (see ``conditions``), so that the proof runs
these very lines over all answers at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .conditions import Given, Universe, Value
from .model import Checker, Line, Page, Question, Reassurance, Rule

type Answers = Mapping[str, frozenset[str]]
"""The options given, by question; a question that is missing or empty is blank."""


class Person:
    """The universe of one person's answers."""

    true = True
    false = False

    def __init__(self, answers: Answers) -> None:
        self.answers = answers

    def given(self, question: str, option: str) -> bool:
        return option in self.answers.get(question, ())

    def blank(self, question: str) -> bool:
        return not self.answers.get(question)


class Possible[V: Value]:
    """The worst that a universe can still become: blank questions count as every answer.

    As no rule knows "not", no completion of the answers reaches a higher level than this."""

    def __init__(self, checker: Checker, universe: Universe[V]) -> None:
        self.checker, self.universe = checker, universe
        self.true, self.false = universe.true, universe.false
        self._open: dict[str, V] = {}
        self._holds: dict[str, V] = {}

    def given(self, question: str, option: str) -> V:
        return self.universe.given(question, option) | self.open(question)

    def blank(self, question: str) -> V:
        return self.universe.blank(question)

    def open(self, question: str) -> V:
        """Where the question is blank and is asked, or may come to be asked."""
        if question not in self._open:
            may_be_asked = asked(self.checker.questions[question], self)
            self._open[question] = self.universe.blank(question) & may_be_asked
        return self._open[question]

    def holds(self, rule: Rule) -> V:
        """Where the rule fires, or may come to fire."""
        if rule.id not in self._holds:
            self._holds[rule.id] = rule.when.over(self)
        return self._holds[rule.id]


def asked[V: Value](question: Question, universe: Universe[V]) -> V:
    """Where the answers call for this question."""
    return question.when.over(universe) if question.when else universe.true


def stands[V: Value](line: Line, universe: Universe[V]) -> V:
    """Where the answers call for this line of an outcome."""
    return line.when.over(universe) if line.when else universe.true


def reaches[V: Value](checker: Checker, universe: Universe[V], level: int) -> V:
    """Where some rule keeps the outcome from falling below this level."""
    value = universe.false
    for rule in checker.rules:
        if checker.level(rule) >= level:
            value = value | rule.when.over(universe)
    return value


def raises[V: Value](checker: Checker, universe: Universe[V], flag: str) -> V:
    """Where some rule, or the outcome it leads to, calls for this advice."""
    value = universe.false
    for rule in checker.rules:
        if flag in rule.flags or flag in checker.ladder[checker.level(rule)].flags:
            value = value | rule.when.over(universe)
    return value


def missing[V: Value](checker: Checker, universe: Universe[V]) -> V:
    """Where a question that is asked has no answer."""
    value = universe.false
    for id, question in checker.questions.items():
        value = value | (asked(question, universe) & universe.blank(id))
    return value


def matters[V: Value](possible: Possible[V], question: Question, level: int) -> V:
    """Where the question may be asked, is blank, and can lift the outcome above this level."""
    value = possible.false
    for rule in possible.checker.touching[question.id]:
        if possible.checker.level(rule) > level:
            value = value | possible.holds(rule)
    return value & possible.open(question.id)


@dataclass(frozen=True)
class Reason:
    """A fired rule, with the answers of the person that made it fire."""

    rule: Rule | Reassurance
    floor: str
    because: tuple[Given, ...]


@dataclass(frozen=True)
class Verdict:
    """The assessment of one person's answers.

    ``state`` is ``complete`` when nothing can change the level any more. ``outcome`` and ``level``
    are None while the answers are incomplete and nothing urgent has been found. ``do`` are those
    lines of the outcome that stand for this person."""

    state: str
    outcome: str | None
    level: int | None
    do: tuple[Line, ...]
    flags: tuple[str, ...]
    reasons: tuple[Reason, ...]
    next: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """A page as this person sees it: the questions that are answered or still matter."""

    page: Page
    questions: tuple[Question, ...]


def assess(checker: Checker, answers: Answers) -> Verdict:
    """The verdict on one person's answers."""
    return Outlook(checker, answers).verdict()


def visible(checker: Checker, answers: Answers) -> Answers:
    """The answers without those to questions that the other answers no longer call for.

    For a form, in which such a question has vanished from the page. ``assess`` itself counts
    every answer it is given."""
    kept: dict[str, frozenset[str]] = {}
    for id, question in checker.questions.items():
        if id in answers and asked(question, Person(kept)):
            kept[id] = answers[id]
    return kept


class Outlook:
    """One person's answers, the level they have reached, and what they can still become."""

    def __init__(self, checker: Checker, answers: Answers) -> None:
        self.checker = checker
        self.person = Person(answers)
        self.possible = Possible(checker, self.person)
        self.level = _level(checker, self.person)

    def verdict(self) -> Verdict:
        """The level is the highest floor of the fired rules; never one that more answers could
        lift, unless help is urgent already."""
        checker, level = self.checker, self.level
        decided = _level(checker, self.possible) == level
        told = decided or level >= checker.told_from
        reasons = _reasons(checker, self.person)
        if decided and not reasons:
            reasons = (Reason(checker.reassurance, checker.ladder[0].id, ()),)
        return Verdict(
            state="complete" if decided else "incomplete",
            outcome=checker.ladder[level].id if told else None,
            level=level if told else None,
            do=self._do() if told else (),
            flags=_flags(checker, self.person),
            reasons=reasons,
            next=() if decided else self._next(),
        )

    def steps(self) -> tuple[Step, ...]:
        """The pages of this person's questionnaire so far, the next one included."""
        path = []
        for page in self.checker.pages:
            blank = self.unanswered(page)
            shown = tuple(q for q in page.questions if q in blank or self._answered(q))
            if shown:
                path.append(Step(page, shown))
            if blank:
                break
        return tuple(path)

    def pages_at_most(self) -> int:
        """How many pages this person's questionnaire can still come to have."""
        return sum(
            any(matters(self.possible, q, self.level) or self._answered(q) for q in page.questions)
            for page in self.checker.pages
        )

    def unanswered(self, page: Page) -> tuple[Question, ...]:
        """The questions of the page that this person must answer before going on."""
        return tuple(
            q
            for q in page.questions
            if asked(q, self.person) and matters(self.possible, q, self.level)
        )

    def _do(self) -> tuple[Line, ...]:
        lines = self.checker.ladder[self.level].do
        return tuple(line for line in lines if stands(line, self.person))

    def _answered(self, question: Question) -> bool:
        return asked(question, self.person) and not self.person.blank(question.id)

    def _next(self) -> tuple[str, ...]:
        for page in self.checker.pages:
            if questions := self.unanswered(page):
                return tuple(question.id for question in questions)
        raise AssertionError("undecided, yet nothing to ask: the proof excludes this")


def _level(checker: Checker, universe: Universe[bool]) -> int:
    return max(
        (checker.level(rule) for rule in checker.rules if rule.when.over(universe)), default=0
    )


def _reasons(checker: Checker, person: Person) -> tuple[Reason, ...]:
    fired = [rule for rule in checker.rules if rule.when.over(person)]
    fired.sort(key=checker.level, reverse=True)
    return tuple(
        Reason(
            rule,
            rule.floor,
            tuple(given for given in rule.when.literals() if given.over(person)),
        )
        for rule in fired
    )


def _flags(checker: Checker, person: Person) -> tuple[str, ...]:
    return tuple(flag.id for flag in checker.flags if raises(checker, person, flag.id))
