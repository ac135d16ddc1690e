"""Hold the small snapshot against CPython: how many requests it answers, and how many it does not.

``python -m tests.fuzz output 20000 2000``: of each checker of the site so many requests by chance, a tenth
of it with a mistake, a quarter that no widget would make, and all requests of so many readers' ways. An answer that differs ends it."""

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import batched
from pathlib import Path
from random import Random

from pelican.settings import read_settings

from checker import bridge
from checker.model import Checker
from plugins.selfcheck.checks.sample_requests import any_request, way
from plugins.selfcheck.snapshot import build
from plugins.selfcheck.tools import run
from tests.browser.requests import comparable, spoilt

SEED = 20261126

KEYS = ("answers", "page", "answers ", "", "else", "__class__", "é\u2028", "\u0000")
SCALARS: tuple[object, ...] = (
    None, True, False, 0, -1, 10**30, 0.1, 1e300, float("nan"), float("inf"), "", "none", "/check", "😀", "x" * 300,
)  # fmt: skip


def main(output: Path, requests: int, ways: int) -> None:
    """Print a line for each kind of request."""
    (snapshot,) = output.glob("selfcheck/snapshot-small-*.wasm")
    for path in read_settings("pelican.conf.py")["SELFCHECK_CHECKERS"].values():
        checker, chance = bridge.load(path), Random(SEED)
        by_chance = [any_request(checker, chance) for _ in range(requests)]
        kinds = {
            "by chance": by_chance,
            "with a mistake": [spoilt(asked, chance) for asked in by_chance[::10]],
            "that no widget makes": [hostile(checker, chance) for _ in range(requests // 4)],
            f"on {ways} ways": (asked for _ in range(ways) for asked in way(checker, chance)),
        }
        for kind, asked in kinds.items():
            print(f"{path}, requests {kind}: {counted(snapshot, path, checker, asked)}", flush=True)


def hostile(checker: Checker, chance: Random) -> str:
    """What no widget would send: any JSON, of the checker's names and of others, often broken."""
    text = json.dumps(_object(checker, chance, 4), ensure_ascii=chance.random() < 0.5)
    for _ in range(chance.choice((0, 0, 0, 1, 3))):
        text = spoilt(text, chance) or " "
    if chance.random() < 0.1:
        text = text.replace(
            '"answers": {', '"answers": {' + '"a": 1, ' * chance.choice((2, 9000)), 1
        )
    return text


def _object(checker: Checker, chance: Random, depth: int) -> dict[str, object]:
    names = [*KEYS, "answers", "answers", "page", *checker.questions]
    keys = chance.sample(names, chance.randint(0, 4))
    return {key: _value(key, checker, chance, depth) for key in keys}


def _value(key: str, checker: Checker, chance: Random, depth: int) -> object:
    """One that may stand there, in half of all cases."""
    question = checker.questions.get(key)
    if question and chance.random() < 0.5:
        return [chance.choice(question.options).id] if question.multiple else question.options[0].id
    if depth and chance.random() < 0.6:
        inner = _object(checker, chance, depth - 1)
        return inner if key == "answers" or chance.random() < 0.5 else [*inner.values()]
    return chance.choice(SCALARS)


def counted(snapshot: Path, path: str, checker: Checker, requests: Iterable[str]) -> str:
    """How many were asked, and of these how many trapped."""
    asked = trapped = 0
    for batch in batched(requests, 2000):
        for request, answer in zip(batch, answers(snapshot, path, batch), strict=True):
            right = bridge.respond(checker, request)
            if answer is not None and comparable(answer) != comparable(right):
                sys.exit(f"{request}\nis answered\n{answer}\ninstead of\n{right}")
            asked, trapped = asked + 1, trapped + (answer is None)
    return f"{asked} asked, {asked - trapped} answered as CPython does, {trapped} trapped, 0 wrong"


def answers(snapshot: Path, path: str, requests: Iterable[str]) -> Iterator[str | None]:
    """Of the snapshot, under Node."""
    questions = json.dumps([f"{path}\n{request}" for request in requests])
    said = run(build.ROOM / "ask_snapshot.mjs", snapshot, "0", given=questions)
    yield from json.loads(said)["answers"]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
