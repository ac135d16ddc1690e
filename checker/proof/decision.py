"""What a checker decides, as sets of answers: the engine's own functions over all answers.

The proof, the comparison and the digest of the meaning all read the checker through this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from types import ModuleType

from oxidd.bcdd import BCDDFunction as Function

from .. import engine
from ..conditions import Universe
from ..model import Checker, Rule
from .universe import AllAnswers


class Decision:
    """Levels, advice flags and asked questions of a checker, over a universe of answers.

    ``engine`` is another one only when an older version of the checker brings its own."""

    def __init__(
        self,
        checker: Checker,
        answers: AllAnswers,
        view: Universe[Function] | None = None,
        engine: ModuleType = engine,
    ) -> None:
        self.checker, self.answers, self.engine = checker, answers, engine
        self.view: Universe[Function] = view or answers
        self.top = len(checker.ladder) - 1
        self.asked = {
            id: engine.asked(question, self.view) for id, question in checker.questions.items()
        }

    @cached_property
    def at_least(self) -> list[Function]:
        """By level: where the outcome is this one or a higher one."""
        return self._at_least(self.view)

    @cached_property
    def could_be(self) -> list[Function]:
        """By level: where the outcome is, or could still become, this one or a higher one."""
        return self._at_least(self.possible)

    def _at_least(self, view: Universe[Function]) -> list[Function]:
        reached = [
            self.engine.reaches(self.checker, view, level) for level in range(1, self.top + 1)
        ]
        return [self.answers.true, *reached, self.answers.false]

    @cached_property
    def possible(self) -> engine.Possible[Function]:
        """The worst that the answers can still become."""
        possible: engine.Possible[Function] = self.engine.Possible(self.checker, self.view)
        return possible

    @cached_property
    def exactly(self) -> list[Function]:
        """By level: where the outcome is this one so far."""
        return [self.at_least[n] & ~self.at_least[n + 1] for n in range(self.top + 1)]

    @cached_property
    def decided(self) -> list[Function]:
        """By level: where the outcome is this one, and asking has stopped."""
        return [self.at_least[n] & ~self.could_be[n + 1] for n in range(self.top + 1)]

    def undecided(self, level: int) -> Function:
        """Where the outcome is this one so far, and asking goes on."""
        return self.answers.valid & self.exactly[level] & self.could_be[level + 1]

    @cached_property
    def flags(self) -> dict[str, Function]:
        """By advice flag: where it is raised."""
        return {
            flag.id: self.engine.raises(self.checker, self.view, flag.id)
            for flag in self.checker.flags
        }

    @cached_property
    def rules(self) -> dict[str, Function]:
        """By rule: where it fires."""
        return {rule.id: rule.when.over(self.view) for rule in self.checker.rules}

    def rule(self, id: str) -> Rule:
        return next(rule for rule in self.checker.rules if rule.id == id)

    @cached_property
    def decisive(self) -> dict[str, Function]:
        """By rule: where it fires and no other leads as far."""
        return dict(pair for level in range(self.top + 1) for pair in self._decisive(level))

    def _decisive(self, level: int) -> Iterator[tuple[str, Function]]:
        rules = [rule.id for rule in self.checker.rules if self.checker.level(rule) == level]
        # by the number of rules from the end: where these lead as far
        later = [self.at_least[level + 1]]
        for id in reversed(rules):
            later.append(later[-1] | self.rules[id])
        earlier = self.answers.false
        for left, id in enumerate(rules, 1):
            yield id, self.rules[id] & ~(earlier | later[-1 - left])
            earlier = earlier | self.rules[id]

    def raised_by(self, rules: Iterable[Rule], flag: str) -> Function:
        """Where one of these rules raises the flag, by itself or by the outcome it leads to."""
        value = self.answers.false
        for rule in rules:
            outcome = self.checker.ladder[self.checker.level(rule)]
            if flag in (*rule.flags, *outcome.flags):
                value = value | self.rules[rule.id]
        return value

    def never(self, where: Function) -> bool:
        """Whether no complete combination of answers is there."""
        return bool((self.complete & where) == self.answers.false)

    @cached_property
    def complete(self) -> Function:
        """Where every question that is asked is answered, and no other."""
        value = self.answers.valid
        for id, asked in self.asked.items():
            blank = self.answers.blank(id)
            value = value & ((asked & ~blank) | (~asked & blank))
        return value

    @cached_property
    def reassured(self) -> dict[str, Function]:
        """By question: where it is answered, and only with answers declared reassuring."""
        return {
            id: ~self.answers.blank(id)
            & ~self.answers.any_of(id, [o.id for o in question.options if not o.reassuring])
            for id, question in self.checker.questions.items()
        }


class AskedOnly:
    """The same answers, without those to questions that are not asked."""

    def __init__(self, checker: Checker, answers: AllAnswers, engine: ModuleType = engine) -> None:
        self.checker, self.answers, self.engine = checker, answers, engine
        self.true, self.false = answers.true, answers.false
        self._asked: dict[str, Function] = {}

    def given(self, question: str, option: str) -> Function:
        return self.answers.given(question, option) & self.asked(question)

    def blank(self, question: str) -> Function:
        return self.answers.blank(question) | ~self.asked(question)

    def asked(self, question: str) -> Function:
        if question not in self._asked:
            self._asked[question] = self.engine.asked(self.checker.questions[question], self)
        return self._asked[question]
