"""Requests to hold two Pythons against each other, as the widget writes them: witnesses, random answers, and mistakes."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from checker.lower_back import CHECKER
from checker.proof import witnesses
from plugins.selfcheck.checks.sample_requests import any_request, request

CASES = Path(__file__).parents[1] / "checker" / "cases"
PIECES = ['"', "{", "}", "[", "]", ":", ",", "null", "true", "1e9", "\\u00", "none", "é", " "]


def of_every_case() -> Iterator[str]:
    """The contract's cases and the real stories, whose outcomes CPython is held to."""
    for file in ("rules", "stories"):
        for case in json.loads((CASES / f"{file}.json").read_text(encoding="utf-8")):
            given = case["answers"].items()
            yield request(CHECKER, {id: [it] if isinstance(it, str) else it for id, it in given})


def of_every_region() -> Iterator[str]:
    """One request from every region of the decision."""
    yield from (request(CHECKER, answers) for answers in witnesses(CHECKER))


def at_random(count: int, seed: int) -> Iterator[str]:
    """Any answers to any of the questions, on any page."""
    chance = Random(seed)
    yield from (any_request(CHECKER, chance) for _ in range(count))


def malformed(count: int, seed: int) -> Iterator[str]:
    """Requests with a mistake in them."""
    chance = Random(seed)
    yield from (spoilt(asked, chance) for asked in at_random(count, seed + 1))


def spoilt(asked: str, chance: Random) -> str:
    """A request of which a piece is lost, doubled, or replaced at a random place."""
    at = chance.randrange(len(asked))
    return asked[:at] + chance.choice(PIECES) + asked[at + chance.randrange(4) :]


def comparable(response: str) -> str:
    """Less where JSON is broken: Pythons see the same break at different places."""
    return re.sub(r"(?<=not JSON: ).*?(?=\. Write)", "…", response)
