"""Requests to hold two Pythons against each other: witnesses, random answers, and mistakes."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

from checker.lower_back import CHECKER
from checker.proof import witnesses

CASES = Path(__file__).parents[1] / "checker" / "cases"
PAGES = [None, *(page.id for page in CHECKER.pages)]
PIECES = ['"', "{", "}", "[", "]", ":", ",", "null", "true", "1e9", "\\u00", "none", "é", " "]


def of_every_case() -> Iterator[str]:
    """The contract's cases and the real stories, whose outcomes CPython is held to."""
    for file in ("rules", "stories"):
        cases = json.loads((CASES / f"{file}.json").read_text(encoding="utf-8"))
        yield from (_request(case["answers"], None) for case in cases)


def of_every_region() -> Iterator[str]:
    """One request from every region of the decision."""
    for answers in witnesses(CHECKER):
        yield _request({id: _given(id, sorted(options)) for id, options in answers.items()}, None)


def at_random(count: int, seed: int) -> Iterator[str]:
    """Any answers to any of the questions; some readers are calm, lest all be emergencies."""
    chance = random.Random(seed)
    for _ in range(count):
        answered, calm = chance.random() + 0.3, chance.choice((0, 0.9, 0.97, 1))
        answers = {
            id: _any(question, chance, chance.random() < calm)
            for id, question in CHECKER.questions.items()
            if chance.random() < answered
        }
        yield _request(answers, chance.choice(PAGES))


def malformed(count: int, seed: int) -> Iterator[str]:
    """Requests with a piece lost, doubled, or put in at a random place."""
    chance = random.Random(seed)
    for request in at_random(count, seed + 1):
        at = chance.randrange(len(request))
        yield request[:at] + chance.choice(PIECES) + request[at + chance.randrange(4) :]


def _any(question, chance, reassuring):
    ids = [o.id for o in question.options if o.reassuring or not reassuring]
    return _given(question.id, chance.sample(ids, chance.randint(1, len(ids))))


def _given(question: str, options: list[str]) -> str | list[str]:
    return options if CHECKER.questions[question].multiple else options[0]


def _request(answers: dict, page: str | None) -> str:
    return json.dumps({"answers": answers, "page": page})
