"""The picture of a checker: its questions on the left, its rules by their outcomes on the right.

What a reader follows, a question, an answer or a rule, has a group of its own: it lies over the picture
and shows while the address names it. So nothing of it needs a script."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from checker.model import Checker, Outcome, Question, Reassurance, Rule

STEP = 27
"""From row to row: as far as the middles of two targets must be apart."""
HEAD = 48
"""Above the rows: what is followed, in up to three lines."""
LINE = 13
LETTER = 7
MIDDLE = 46
RIGHT = 190


@dataclass(frozen=True)
class Box:
    """A box, by its left upper corner."""

    x: float
    y: float
    width: float
    height: float = STEP - 6

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def outline(self) -> str:
        return f"M{self.x:g} {self.y:g}h{self.width:g}v{self.height:g}h-{self.width:g}z"


@dataclass(frozen=True)
class Title:
    """Lines of a text, by the base of the first."""

    x: float
    y: float
    lines: tuple[str, ...]
    card: str = ""


def under(checker: Checker, outcome: Outcome) -> list[Rule | Reassurance]:
    """What leads to an outcome: its rules, or that there is none."""
    if outcome == checker.ladder[0]:
        return [checker.reassurance]
    return [rule for rule in checker.rules if rule.floor == outcome.id]


@dataclass(frozen=True)
class Flow:
    """A checker's picture, in the language of ``say``."""

    checker: Checker
    say: Callable[[str], str]

    @cached_property
    def left(self) -> float:
        """How wide the column of questions is: no id is broken."""
        return 12 + LETTER * max(len(id) for id in self.checker.questions)

    @property
    def right(self) -> float:
        return self.left + MIDDLE

    @property
    def width(self) -> float:
        return self.right + RIGHT

    @cached_property
    def height(self) -> float:
        boxes = [*self.questions.values(), *self.rules.values()]
        return max(box.y + box.height for box in boxes) + 6

    @cached_property
    def _column(self) -> tuple[list[Title], dict[str, Box]]:
        titles, boxes, y = [], {}, float(HEAD)
        for page in self.checker.pages:
            titles.append(Title(0, y + LINE, self._lines(page.title, self.left)))
            y += LINE * len(titles[-1].lines) + 8
            for question in page.questions:
                boxes[question.id] = Box(1, y, self.left - 2)
                y += STEP
        return titles, boxes

    @property
    def pages(self) -> list[Title]:
        return self._column[0]

    @property
    def questions(self) -> dict[str, Box]:
        return self._column[1]

    @cached_property
    def _blocks(self) -> tuple[dict[str, Title], dict[str, Box]]:
        """The rules of each outcome in rows below its title, the most urgent outcome first."""
        titles, boxes, y = {}, {}, float(HEAD)
        for outcome in reversed(self.checker.ladder):
            lines = self._lines(outcome.title, RIGHT)
            titles[outcome.id] = Title(self.right, y + LINE, lines, outcome.card)
            y += LINE * len(lines) + 10
            rules = [rule.id for rule in under(self.checker, outcome)]
            for at, id in enumerate(rules):
                row, place = divmod(at, self._a_row)
                x = self.right + place * (self._chip + 4)
                boxes[id] = Box(x, y + row * STEP, self._chip)
            y += STEP * -(-len(rules) // self._a_row)
        return titles, boxes

    @property
    def outcomes(self) -> dict[str, Title]:
        return self._blocks[0]

    @property
    def rules(self) -> dict[str, Box]:
        return self._blocks[1]

    def _lines(self, text: str, width: float) -> tuple[str, ...]:
        return tuple(textwrap.wrap(self.say(text), int(width / LETTER)))

    @cached_property
    def _chip(self) -> float:
        return max(34, 10 + LETTER * max(len(rule.id) for rule in self.checker.explanations))

    @property
    def _a_row(self) -> int:
        return max(1, int((RIGHT + 4) // (self._chip + 4)))

    def ways(self) -> str:
        """What can lead where, before anything is followed: from each question to outcomes."""
        return "".join(
            self._curve(box, self.outcomes[floor].y - 4, self.right - 4)
            for id, box in self.questions.items()
            for floor in dict.fromkeys(rule.floor for rule in self._speaking_of(id))
        )

    def read_by(self, question: Question) -> list[str]:
        """The rules that read a question."""
        return [rule.id for rule in self._speaking_of(question.id)]

    def _speaking_of(self, question: str) -> list[Rule]:
        return [rule for rule in self.checker.rules if question in self.reads(rule)]

    def reads(self, rule: Rule | Reassurance) -> list[str]:
        """The questions that a rule reads, in the order of asking."""
        read = {it.question for it in rule.when.literals()} if isinstance(rule, Rule) else set()
        return [id for id in self.checker.questions if id in read]

    def ways_between(self, questions: list[str], rules: list[str]) -> str:
        """From each question to each rule: along the gap above its row, and down to it."""
        return "".join(
            self._way(self.questions[it], self.rules[id]) for it in questions for id in rules
        )

    def outlines(self, questions: list[str], rules: list[str]) -> str:
        boxes = [*(self.questions[id] for id in questions), *(self.rules[id] for id in rules)]
        return "".join(box.outline for box in boxes)

    def _way(self, question: Box, rule: Box) -> str:
        curve = self._curve(question, rule.y - 3, self.right)
        return f"{curve}H{rule.x + rule.width / 2:g}v3"

    def _curve(self, start: Box, y: float, x: float) -> str:
        middle = self.left + MIDDLE / 2
        return f"M{self.left:g} {start.middle:g}C{middle:g} {start.middle:g} {middle:g} {y:g} {x:g} {y:g}"

    def caption(self, text: str) -> list[str]:
        """What is followed, in lines that fit above the picture."""
        return textwrap.wrap(text, int(self.width / LETTER), max_lines=3, placeholder=" …")
