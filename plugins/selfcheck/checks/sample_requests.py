"""A sample of what a reader's browser asks a checker, with the right answers."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

from checker import bridge
from checker.model import Checker, Question

SIZE = 400
"""Requests by chance asked of each checker."""


def sample(path: str, checker: Checker, size: int = SIZE) -> Iterator[tuple[str, str]]:
    """Questions, each the checker's import path and a request as the widget makes it, and what
    this Python answers. The same at every call: what is made from them is the same as well."""
    requests = (*_any_answers(checker, size), *_each_answer(checker), *_malformed(checker))
    for request in requests:
        yield f"{path}\n{request}", bridge.respond(checker, request)


def _any_answers(checker: Checker, size: int) -> Iterator[str]:
    """Requests with any answers, on any page."""
    chance = random.Random(0)  # noqa: S311 - not a secret
    pages = [None, *(page.id for page in checker.pages)]
    for _ in range(size):
        answered, calm = chance.choice((chance.random(), 1)), chance.choice((0, 0.9, 0.97, 1))
        answers = {
            question.id: _any_answer(question, chance, reassuring=chance.random() < calm)
            for question in checker.questions.values()
            if chance.random() < answered
        }
        yield json.dumps({"answers": answers, "page": chance.choice(pages)})


def _each_answer(checker: Checker) -> Iterator[str]:
    """Each option alone, and on its page beside answers that are calm."""
    calm = {
        question.id: [option.id] if question.multiple else option.id
        for question in checker.questions.values()
        for option in question.options
        if option.reassuring
    }
    for page in checker.pages:
        for question in page.questions:
            for option in question.options:
                answer = {question.id: [option.id] if question.multiple else option.id}
                yield json.dumps({"answers": answer, "page": None})
                yield json.dumps({"answers": calm | answer, "page": page.id})


def _any_answer(question: Question, chance: random.Random, *, reassuring: bool) -> str | list[str]:
    options = [option.id for option in question.options if option.reassuring or not reassuring]
    if question.multiple:
        return chance.sample(options, chance.randint(1, len(options)))
    return chance.choice(options)


def _malformed(checker: Checker) -> Iterator[str]:
    """Requests that the widget never makes, one for each way in which answers can be wrong."""
    question = next(iter(checker.questions))
    wrong = ("", "[", "[]", "1", '"', "{}", '{"answers": []}', '{"answers": {}, "else": 1}')
    yield from (*wrong, "[" * 2000, '{"answers": {"?": "?"}}')
    for answer in ('"?"', '["?"]', "[1]", "null", "true", "1.5", "{}", '"?", "?": 1', "[[]]"):
        yield f'{{"answers": {{"{question}": {answer}}}}}'
    yield f'{{"answers": {{"{question}": [], "{question}": []}}}}'
