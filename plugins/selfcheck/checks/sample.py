"""The checkers of a site as its reader's browser meets them, and a sample of what it asks them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass

from checker import bridge
from checker.model import Checker, Question

from .bundle import Bundle


@dataclass(frozen=True)
class Part:
    """A checker, the import path that gives it, and the bundle with its modules."""

    checker: Checker
    path: str
    bundle: Bundle

    def answer(self, line: str) -> str:
        """What this Python responds to a line of the sample."""
        return bridge.respond(self.checker, line.partition("\n")[2])


def sample(name: str, part: Part, size: int) -> Iterator[str]:
    """Lines, each the checker's name and a request as the widget makes it: any answers, any page.

    The same at every call: what is made from them is the same as well.
    """
    chance = random.Random(0)  # noqa: S311 - not a secret
    pages = [None, "check", *(page.id for page in part.checker.pages)]
    for _ in range(size):
        answered, calm = chance.choice((chance.random(), 1)), chance.choice((0, 0.9, 0.97, 1))
        answers = {
            question.id: _any_answer(question, chance, reassuring=chance.random() < calm)
            for question in part.checker.questions.values()
            if chance.random() < answered
        }
        yield f"{name}\n{json.dumps({'answers': answers, 'page': chance.choice(pages)})}"
    yield from (f"{name}\n{request}" for request in _malformed(part.checker))


def _malformed(checker: Checker) -> Iterator[str]:
    """Requests that the widget never makes, one for each way in which answers can be wrong."""
    question = next(iter(checker.questions))
    wrong = ("", "[", "[]", "1", '"', "{}", '{"answers": []}', '{"answers": {}, "else": 1}')
    yield from (*wrong, "[" * 2000, '{"answers": {"?": "?"}}')
    for answer in ('"?"', '["?"]', "[1]", "null", "true", "1.5", "{}", '"?", "?": 1', "[[]]"):
        yield f'{{"answers": {{"{question}": {answer}}}}}'
    yield f'{{"answers": {{"{question}": [], "{question}": []}}}}'


def _any_answer(question: Question, chance: random.Random, *, reassuring: bool) -> str | list[str]:
    options = [option.id for option in question.options if option.reassuring or not reassuring]
    if question.multiple:
        return chance.sample(options, chance.randint(1, len(options)))
    return chance.choice(options)
