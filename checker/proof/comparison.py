"""What a change of rules means for people: whose outcome changes, from what to what, and how many.

A person answers everything that either version asks; each version hears the answers to its own
questions. Answers that only one version knows have no counterpart, and are counted apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from oxidd.bcdd import BCDDFunction as Function

from .. import words
from ..engine import Answers
from ..model import Checker, Question, texts
from . import descriptions
from .decision import Decision
from .universe import MILDEST, AllAnswers
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
class Comparison:
    """Two versions: ``count`` combinations compared, and the ``groups`` that change, lowered first.

    ``only_old`` and ``only_new``: by outcome, the combinations that the other version cannot be
    given. ``texts``: how many texts for readers stand in one version only."""

    old: str
    new: str
    questions: dict[str, Question]
    count: int
    groups: tuple[Group, ...]
    structure: tuple[str, ...]
    only_old: dict[str, int]
    only_new: dict[str, int]
    texts: int

    def __str__(self) -> str:
        """The comparison as the CLI prints it."""
        return "\n".join(_lines(self))


def compare(old: Version, new: Version) -> Comparison:
    """Compare over every combination of answers."""
    answers = AllAnswers(_merged(old.checker, new.checker))
    pair = _Pair(answers, *_decisions(old, new, answers))
    old_texts, new_texts = set(texts(old.checker)), set(texts(new.checker))
    return Comparison(
        old=old.name,
        new=new.name,
        questions=answers.questions,
        count=answers.count(pair.shared),
        groups=tuple(sorted(pair.groups(), key=lambda group: not group.lowered)),
        structure=tuple(_structure(old.checker, new.checker)),
        only_old=pair.only_in(pair.old, pair.new),
        only_new=pair.only_in(pair.new, pair.old),
        texts=len(old_texts ^ new_texts),
    )


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


def _structure(old: Checker, new: Checker) -> Iterator[str]:
    """What can be answered in one version only."""
    for change, here, there in (("removed", old, new), ("added", new, old)):
        for id, question in here.questions.items():
            if id not in there.questions:
                yield f"{change} question {id}: {question.text}"
                continue
            known = {option.id for option in there.questions[id].options}
            for option in question.options:
                if option.id not in known:
                    yield f"{change} option {id}.{option.id}: {option.text}"


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


class _Pair:
    """Two decisions over the same answers."""

    def __init__(self, answers: AllAnswers, old: Decision, new: Decision) -> None:
        self.answers, self.old, self.new = answers, old, new
        self.partial = answers.valid & self._known(old, new) & self._known(new, old)
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

    def only_in(self, here: Decision, there: Decision) -> dict[str, int]:
        """By outcome, the combinations of one version that the other cannot be given."""
        foreign = self.answers.true
        for question, option in self.answers.options():
            own = here.checker.questions.get(question.id)
            if own is None or option.id not in {known.id for known in own.options}:
                foreign = foreign & ~self.answers.given(question.id, option.id)
        where = self.answers.valid & self._answered(here) & foreign & ~self._known(here, there)
        counts = {
            outcome.id: self.answers.count(where & exactly)
            for outcome, exactly in zip(here.checker.ladder, here.exactly, strict=True)
        }
        return {id: count for id, count in counts.items() if count}

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


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"{comparison.old} -> {comparison.new}: {comparison.count:,} answer combinations compared"
    if not comparison.groups and not comparison.structure:
        yield "no difference" + (", but in words" if comparison.texts else "")
    yield from comparison.structure
    for version, counts in (("old", comparison.only_old), ("new", comparison.only_new)):
        for outcome, count in counts.items():
            yield f"only in the {version} version: {count:,} combinations, {outcome}"
    for group in comparison.groups:
        yield from _group_lines(comparison, group)
    if comparison.texts:
        yield f"\n{comparison.texts} texts for readers stand in one version only"


def _group_lines(comparison: Comparison, group: Group) -> Iterator[str]:
    mark = "LOWERED" if group.lowered else "raised"
    yield f"\n{mark}: {group.before} -> {group.after}, {group.count:,} combinations"
    for number, condition in enumerate(group.conditions):
        start = "or" if number else "if"
        yield words.wrap(f"{start} {descriptions.words(condition)}", "     ", "  ")
    if group.more:
        yield "  or other answers"
    yield "  for example, all else reassuring:"
    yield words.telling(comparison.questions, group.example)
