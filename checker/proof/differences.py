"""Two versions decided over the same answers: whose outcome differs, and whom one version cannot be given."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from oxidd.bcdd import BCDDFunction as Function

from ..conditions import at_least, given
from ..engine import Answers
from ..model import Checker, Question
from . import descriptions
from .decision import Decision
from .universe import MILDEST, AllAnswers
from .variable_order import ordered
from .versions import Version


@dataclass(frozen=True)
class Group:
    """The people whose outcome or advice changes alike.

    ``conditions``: everyone in the group has given the answers of one of them, unless ``more``
    tells that these are not all. ``example`` is one of the people, with the mildest answers."""

    before: str
    after: str
    lowered: bool
    count: int
    conditions: tuple[descriptions.Signs, ...]
    more: bool
    example: Answers


@dataclass(frozen=True)
class Part:
    """Of the combinations that lead to an outcome of one version, those ``apart``: the other version
    cannot be given them."""

    outcome: str
    apart: int
    all: int


def paired(old: Version, new: Version) -> Pair:
    """Both, over the answers to all that either asks."""
    order = ordered(new.checker, old.checker)
    answers = AllAnswers(_merged(old.checker, new.checker), order)
    return Pair(answers, *_decisions(old, new, answers))


def _merged(old: Checker, new: Checker) -> Iterator[Question]:
    """The questions and options of both."""
    for question in new.questions.values():
        known = {option.id for option in question.options}
        former = old.questions.get(question.id, question)
        removed = tuple(option for option in former.options if option.id not in known)
        multiple = question.multiple or former.multiple
        yield replace(question, options=(*question.options, *removed), multiple=multiple)
    for id, question in old.questions.items():
        if id not in new.questions:
            yield question


def structure(old: Checker, new: Checker) -> Iterator[str]:
    """Every question that the versions do not ask alike."""
    for id, question in {**new.questions, **old.questions}.items():
        if id not in old.questions:
            yield f"{id}: asked in the new version only, the old one does not hear it"
        elif id not in new.questions:
            yield f"{id}: asked in the old version only, the new one does not hear it"
        else:
            yield from _options_apart(question, new.questions[id])


def _options_apart(old: Question, new: Question) -> Iterator[str]:
    """The answers that only one version knows, and whom that leaves out."""
    known = {option.id for option in old.options} & {option.id for option in new.options}
    apart = [
        f"only the {name} version knows {', '.join(ids)}"
        for name, question in (("old", old), ("new", new))
        if (ids := [option.id for option in question.options if option.id not in known])
    ]
    if apart and not any(o.reassuring and o.id in known for o in (*old.options, *new.options)):
        apart.append("only signs can be compared, for no reassuring answer is known to both")
    if old.multiple != new.multiple:
        apart.append("only one tick can be compared, for one version takes a single answer")
    if apart:
        yield f"{new.id}: {'; '.join(apart)}"


class _Heard:
    """What one version hears of the answers: none to a question that only the other one asks."""

    def __init__(self, version: Version, answers: AllAnswers, disputed: Collection[str]) -> None:
        self.version, self.answers, self.disputed = version, answers, disputed
        self.true, self.false = answers.true, answers.false

    def given(self, question: str, option: str) -> Function:
        given = self.answers.given(question, option)
        return given & self._asked(question) if question in self.disputed else given

    def blank(self, question: str) -> Function:
        blank = self.answers.blank(question)
        return blank | ~self._asked(question) if question in self.disputed else blank

    def _asked(self, question: str) -> Function:
        asked: Function = self.version.engine.asked(self.version.checker.questions[question], self)
        return asked


def _decisions(old: Version, new: Version, answers: AllAnswers) -> Iterator[Decision]:
    asked = [
        {id: version.engine.asked(question, answers) for id, question in questions.items()}
        for version in (old, new)
        for questions in (version.checker.questions,)
    ]
    disputed = {id for id in asked[0].keys() & asked[1].keys() if asked[0][id] != asked[1][id]}
    for version in (old, new):
        heard = _Heard(version, answers, disputed)
        yield Decision(version.checker, answers, heard, version.engine)


class Pair:
    """Two decisions over the same answers."""

    def __init__(self, answers: AllAnswers, old: Decision, new: Decision) -> None:
        self.answers, self.old, self.new = answers, old, new
        known = self._known(old, new) & self._known(new, old)
        self.partial = answers.valid & known & self._one_choice(old) & self._one_choice(new)
        self.shared = self.partial & self._answered(old, new)

    def _known(self, here: Decision, there: Decision) -> Function:
        """Where no option is given that only this version knows, in a question that both have."""
        value = self.answers.true
        for id in here.checker.questions.keys() & there.checker.questions.keys():
            known = {option.id for option in there.checker.questions[id].options}
            for option in here.checker.questions[id].options:
                if option.id not in known:
                    value = value & ~self.answers.given(id, option.id)
        return value

    def _one_choice(self, here: Decision) -> Function:
        """Where no single choice of this version has two answers, though the other takes a list."""
        value = self.answers.true
        for id, question in here.checker.questions.items():
            if self.answers.questions[id].multiple and not question.multiple:
                options = [given(id, option.id) for option in self.answers.questions[id].options]
                value = value & ~at_least(2, *options).over(self.answers)
        return value

    def _answered(self, *versions: Decision) -> Function:
        """Where everything that any of these versions asks is answered, and nothing else."""
        value = self.answers.true
        for id in self.answers.questions:
            asked = self.answers.false
            for version in versions:
                asked = asked | version.asked.get(id, self.answers.false)
            blank = self.answers.blank(id)
            value = value & ((asked & ~blank) | (~asked & blank))
        return value

    def parts(self, here: Decision, there: Decision) -> Iterator[Part]:
        """By outcome, from the highest, the combinations of one version: those that the other cannot
        be given, and all."""
        own = self.answers.valid & self._answered(here) & self._heard_by(here)
        own = own & self._one_choice(here)
        apart = own & ~(self._known(here, there) & self._one_choice(there))
        for outcome, exactly in reversed([*zip(here.checker.ladder, here.exactly, strict=True)]):
            count = self.answers.count
            yield Part(outcome.id, count(apart & exactly), count(own & exactly))

    def _heard_by(self, here: Decision) -> Function:
        """Where no answer is given that this version does not know."""
        value = self.answers.true
        for question, option in self.answers.options():
            own = here.checker.questions.get(question.id)
            if own is None or option.id not in {known.id for known in own.options}:
                value = value & ~self.answers.given(question.id, option.id)
        return value

    def groups(self) -> Iterator[Group]:
        """Changed outcomes; and, where the outcome stays, changed advice."""
        height = {**self.old.checker.levels, **self.new.checker.levels}
        same = self.answers.false
        highest_first = reversed([*zip(self.old.checker.ladder, self.old.exactly, strict=True)])
        for before, from_ in highest_first:
            for after, to in zip(self.new.checker.ladder, self.new.exactly, strict=True):
                if before.id == after.id:
                    same = same | (from_ & to)
                elif height[after.id] < height[before.id]:
                    lost = _reaches(self.old, before.id) & ~_reaches(self.new, before.id)
                    yield from self._group(before.id, after.id, from_ & to, lost, lowered=True)
                else:
                    gained = _reaches(self.new, after.id) & ~_reaches(self.old, after.id)
                    yield from self._group(before.id, after.id, from_ & to, gained, lowered=False)
        for flag in {**self.old.flags, **self.new.flags}:
            had, has = (d.flags.get(flag, self.answers.false) for d in (self.old, self.new))
            advice, none = f"advice {flag}", "no such advice"
            yield from self._group(advice, none, same & had & ~has, had & ~has, lowered=True)
            yield from self._group(none, advice, same & has & ~had, has & ~had, lowered=False)

    def _group(
        self, before: str, after: str, where: Function, cause: Function, *, lowered: bool
    ) -> Iterator[Group]:
        people = self.shared & where
        if people != self.answers.false:
            conditions, more = descriptions.conditions(self.answers, people, self.partial & cause)
            yield Group(
                before=before,
                after=after,
                lowered=lowered,
                count=self.answers.count(people),
                conditions=conditions,
                more=more,
                example=self.answers.lightest(people, MILDEST),
            )


def _reaches(d: Decision, outcome: str) -> Function:
    """Where the outcome is this one or a higher one; nowhere, if the version does not know it."""
    level = d.checker.levels.get(outcome)
    return d.answers.false if level is None else d.at_least[level]
