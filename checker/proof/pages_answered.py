"""How far readers get: the pages they answer before the outcome is decided."""

from __future__ import annotations

from dataclasses import dataclass

from oxidd.bcdd import BCDDFunction as Function

from .. import engine
from ..model import Page
from .decision import Decision


@dataclass(frozen=True)
class Pages:
    """How many pages readers answer: the fewest, the median reader's, the most."""

    fewest: int
    median: int
    most: int

    def __str__(self) -> str:
        return f"{self.fewest} / {self.median} / {self.most}"


class Reader:
    """Readers who answer all they are asked, at the moment when they come to some page.

    Of the answers that they have in mind, they have given those to the questions asked so far."""

    def __init__(self, d: Decision) -> None:
        self.d = d
        self.true, self.false = d.answers.true, d.answers.false
        self.answered: dict[str, Function] = {}

    def given(self, question: str, option: str) -> Function:
        return self.d.answers.given(question, option) & self.has_answered(question)

    def blank(self, question: str) -> Function:
        return self.d.answers.blank(question) | ~self.has_answered(question)

    def has_answered(self, question: str) -> Function:
        return self.answered.get(question, self.false)

    def come_to(self, page: Page) -> Function:
        """Answer the page. Where any of its questions is asked, and still matters."""
        mattering = self._mattering(page)
        turned = self.false
        for question in page.questions:
            asked = engine.asked(question, self) & mattering[question.id]
            self.answered[question.id] = asked
            turned = turned | asked
        return turned

    def _mattering(self, page: Page) -> dict[str, Function]:
        so_far = Decision(self.d.checker, self.d.answers, self)
        mattering = dict.fromkeys((question.id for question in page.questions), self.false)
        for level, exactly in enumerate(so_far.exactly[:-1]):
            for question in page.questions:
                matters = engine.matters(so_far.possible, question, level)
                mattering[question.id] = mattering[question.id] | (exactly & matters)
        return mattering


def pages_answered(d: Decision) -> list[Function]:
    """By number of pages: where readers answer so many before the outcome is decided."""
    reader = Reader(d)
    at_least = [d.complete] + [d.answers.false] * (len(d.checker.pages) + 1)
    for page in d.checker.pages:
        turned = reader.come_to(page)
        for n in range(len(d.checker.pages), 0, -1):
            at_least[n] = at_least[n] | (at_least[n - 1] & turned)
    return [at_least[n] & ~at_least[n + 1] for n in range(len(at_least) - 1)]


def spread(d: Decision, by_pages: list[Function], where: Function) -> Pages:
    """The pages that these readers answer. Raises ``ValueError`` when there are none."""
    counts = [d.answers.count(pages & where) for pages in by_pages]
    reached = [n for n, count in enumerate(counts) if count]
    middle = next(n for n in reached if 2 * sum(counts[: n + 1]) >= sum(counts))
    return Pages(min(reached), middle, max(reached))
