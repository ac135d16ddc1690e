"""What a reader's browser asks a checker: a sample of it, by construction and by chance.

A snapshot keeps what answers to the sample need. So each request is written as the widget writes it,
with one order of questions and of options: then what is asked may differ, and never how."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from checker import bridge
from checker.model import Checker, Question

Answers = Mapping[str, Collection[str]]
"""The options that are ticked, by question."""

Pairs = Iterator[tuple[str, str]]
"""Questions, each the checker's import path and a request, and what this Python answers."""


def sample(path: str, checker: Checker) -> Pairs:
    """What a snapshot is made by. The same at every call, and so is what is made from it."""
    chance = requests_by_chance(checker, seed=0, single=200, ways=4)
    told = (asked for asked, _ in known(checker))
    yield from questions(
        path, checker, chain(told, _by_construction(checker), _malformed(checker), chance)
    )


def others(path: str, checker: Checker) -> Pairs:
    """Of those that are no part of the sample some, to count what needs more than it."""
    yield from questions(path, checker, requests_by_chance(checker, seed=1, single=100, ways=2))


def known(checker: Checker) -> list[tuple[str, str | None]]:
    """A few short requests and their outcomes, by which a browser tells a Python that it cannot believe:
    the highest outcome first, then no answers, then the lowest outcome."""
    wanted = [checker.ladder[-1].id, None, checker.ladder[0].id]
    found: dict[str | None, str] = {}
    for asked in _short(checker):
        found.setdefault(json.loads(bridge.respond(checker, asked))["verdict"]["outcome"], asked)
        if found.keys() >= {*wanted}:
            break
    return [(found[outcome], outcome) for outcome in wanted if outcome in found]


def _short(checker: Checker) -> Iterator[str]:
    """No answers, calm ones, each answer alone, and where that is not enough, all there are."""
    asked = checker.questions.values()
    yield request(checker, {})
    yield request(checker, {question.id: [_calmest(question)] for question in asked})
    yield from (request(checker, {q.id: [option.id]}) for q in asked for option in q.options)
    yield request(checker, {q.id: [option.id for option in q.options] for q in asked})


def _calmest(question: Question) -> str:
    """The one that stands alone, if it reassures."""
    return max(question.options, key=lambda option: (option.reassuring, option.exclusive)).id


def covering(path: str, checker: Checker) -> Pairs:
    """Of the sample what leads to each rule and to each outcome, each as soon as it does."""
    left = {("rule", rule.id) for rule in checker.rules}
    left |= {("outcome", outcome.id) for outcome in checker.ladder}
    for question, right in chain(sample(path, checker), _witnessed(path, checker)):
        said = json.loads(right).get("verdict", {"outcome": None, "reasons": ()})
        led_to = {("rule", reason["rule"]) for reason in said["reasons"]}
        if new := left & (led_to | {("outcome", said["outcome"])}):
            yield question, right
            left -= new
        if not left:
            return


def _witnessed(path: str, checker: Checker) -> Pairs:
    """What chance may not hit upon: the proof knows where each rule alone decides."""
    from checker.proof import witnesses  # here, for it takes longer to load than most builds take

    yield from questions(path, checker, (request(checker, it) for it in witnesses(checker)))


def requests_by_chance(checker: Checker, seed: int, single: int, ways: int) -> Iterator[str]:
    """Single requests with any answers, and all requests of so many readers' ways."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    for _ in range(single):
        yield any_request(checker, chance)
    for _ in range(ways):
        yield from way(checker, chance)


def questions(path: str, checker: Checker, requests: Iterable[str]) -> Pairs:
    """Each request once."""
    for asked in dict.fromkeys(requests):
        yield f"{path}\n{asked}", bridge.respond(checker, asked)


def request(checker: Checker, answers: Answers, page: str | None = None) -> str:
    """As ``JSON.stringify`` gives it to the worker: questions and options as they stand on the page."""
    given = {}
    for id, question in checker.questions.items():
        if ticked := [option.id for option in question.options if option.id in answers.get(id, ())]:
            given[id] = ticked if question.multiple else ticked[0]
    return json.dumps({"answers": given, "page": page}, separators=(",", ":"))


def any_request(checker: Checker, chance: random.Random) -> str:
    """Any answers, on any page; some readers are calm, lest all be emergencies."""
    answered, calm = chance.choice((chance.random(), 1)), chance.choice((0, 0.9, 0.97, 1))
    answers = {
        id: _ticks(question, chance, calm)
        for id, question in checker.questions.items()
        if chance.random() < answered
    }
    return request(checker, answers, chance.choice(_screens(checker)))


def way(checker: Checker, chance: random.Random) -> Iterator[str]:
    """All that one reader's browser asks, page by page: at each tick, and ahead of Continue."""
    calm, given = chance.choice((0.9, 0.97, 1)), defaultdict[str, set[str]](set)
    screen: str | None = checker.pages[0].id
    while screen not in {None, bridge.OUTCOME}:
        yield (asked := request(checker, given, screen))
        reply = json.loads(bridge.respond(checker, asked))
        for id in reply["steps"].get(screen, ()):
            for option in _ticks(checker.questions[id], chance, calm):
                given[id].add(option)
                yield request(checker, given)
                yield (asked := request(checker, given, screen))
        screen = json.loads(bridge.respond(checker, asked))["screen"]


def _by_construction(checker: Checker) -> Iterator[str]:
    """Nothing, everything, and each option: alone, and on its page beside answers that are calm."""
    asked = checker.questions.values()
    calm = {it.id: {option.id for option in it.options if option.reassuring} for it in asked}
    every = {it.id: {option.id for option in it.options} for it in asked}
    for screen in _screens(checker):
        yield from (request(checker, answers, screen) for answers in ({}, calm, every))
    for page in checker.pages:
        for question in page.questions:
            for option in question.options:
                answer = {question.id: {option.id}}
                yield request(checker, answer)
                yield request(checker, calm | answer, page.id)


def _screens(checker: Checker) -> list[str | None]:
    return [None, *(page.id for page in checker.pages)]


def _ticks(question: Question, chance: random.Random, calm: float) -> list[str]:
    """What a reader ticks who is calm with this probability: at least one option."""
    reassuring = chance.random() < calm
    ids = [option.id for option in question.options if option.reassuring or not reassuring]
    return chance.sample(ids, chance.randint(1, len(ids)) if question.multiple else 1)


def _malformed(checker: Checker) -> Iterator[str]:
    """Requests that the widget never makes, one for each way in which answers can be wrong; and blanks,
    for whoever reads JSON counts characters, and small numbers lie side by side in Python's memory."""
    yield from (" " * size for size in range(0, 260, 4))
    question = next(iter(checker.questions))
    wrong = ("", "[", "[]", "1", '"', "{}", '{"answers": []}', '{"answers": {}, "else": 1}')
    yield from (*wrong, "[" * 2000, '{"answers": {"?": "?"}}')
    for answer in ('"?"', '["?"]', "[1]", "null", "true", "1.5", "{}", '"?", "?": 1', "[[]]"):
        yield f'{{"answers": {{"{question}": {answer}}}}}'
    yield f'{{"answers": {{"{question}": [], "{question}": []}}}}'
    yield from (f'{{"answers": {{}}, "page": {page}}}' for page in ("1", "true", "1.5", "[]", "{}"))
