"""The checkers of a site in one snapshot: it answers as this Python does."""

import json
import random
from pathlib import Path

import pytest

from checker import bridge
from plugins.selfcheck import runtime
from plugins.selfcheck.checks import Check, Snapshots, frozen, load
from plugins.selfcheck.checks.sample_requests import questions, request, requests_by_chance, sample
from plugins.selfcheck.snapshot import build
from plugins.selfcheck.tools import run
from tests.browser.requests import comparable
from tests.conftest import ROOT
from tests.fuzz import hostile

PATH = "checker.lower_back:CHECKER"
CACHE = ROOT / ".cache"


@pytest.fixture(scope="session")
def check() -> Check:
    """The lower-back checker, as a site has it."""
    return load("lower-back", PATH, CACHE)


def freeze(*checks: Check, cache: Path = CACHE) -> Snapshots:
    """The snapshots of these checkers, as a build makes them."""
    pyodide = runtime.fetch(CACHE)
    imports = {name for check in checks for name in check.bundle.imports}
    library = runtime.trim(pyodide, imports, checks[0].bundle.file, CACHE)
    return frozen(pyodide, library, checks, cache)


@pytest.fixture(scope="session")
def files(check) -> Snapshots:
    """The snapshots that a build has put into the cache."""
    return freeze(check)


def ask(file: Path, questions: list[str]) -> list[str | None]:
    """What a snapshot answers, under Node, by the code that the browser runs; nothing for a trap."""
    said = run(build.ROOM / "ask_snapshot.mjs", file, "0", given=json.dumps(questions))
    return json.loads(said)["answers"]


def test_the_small_one_answers_what_it_has_not_been_asked_before(check, files):
    """What a browser asks on readers' ways that are not in the sample, and in states by chance."""
    pairs = list(
        questions(
            PATH, check.checker, requests_by_chance(check.checker, seed=4, single=200, ways=2)
        )
    )
    assert ask(files.small, [question for question, _ in pairs]) == [right for _, right in pairs]


def test_requests_that_no_widget_makes_are_answered_by_the_whole_one(check, files):
    """Questions and options in any order: the small one is right, or does not answer."""
    chance = random.Random(4)
    known = check.checker.questions
    requests = []
    for _ in range(200):
        asked = chance.sample(list(known.values()), chance.randint(0, len(known)))
        given = {question.id: [chance.choice(question.options).id] for question in asked}
        answers = {id: ids if known[id].multiple else ids[0] for id, ids in given.items()}
        requests.append(json.dumps({"answers": answers, "page": None}))
    right = [bridge.respond(check.checker, request) for request in requests]
    asked = [f"{PATH}\n{request}" for request in requests]
    assert ask(files.whole, asked) == right
    for answer, expected in zip(ask(files.small, asked), right, strict=True):
        assert answer in {None, expected}


@pytest.mark.parametrize("name", ["small", "whole"])
def test_what_is_no_request_gets_the_one_right_answer_or_none(check, files, name):
    """200 of those by which the bridge is tried, the start of a command's 5,000: see `make fuzz`."""
    chance = random.Random(21)
    requests = [hostile(check.checker, chance) for _ in range(200)]
    answers = ask(getattr(files, name), [f"{PATH}\n{request}" for request in requests])
    right = [comparable(bridge.respond(check.checker, request)) for request in requests]
    given = [answer and comparable(answer) for answer in answers]
    assert [it for it in zip(given, right, strict=True) if it[0] not in {None, it[1]}] == []
    assert sum(answer is not None for answer in given) > 40


@pytest.mark.scratch
def test_two_checkers_share_their_snapshots(check, files, tmp_path, monkeypatch):
    """Each answers for itself, also with helpers; the second adds little more than its own rules."""
    monkeypatch.syspath_prepend(tmp_path)
    text = (ROOT / "tests" / "plugins" / "knee.py").read_text()
    (tmp_path / "helped_knee.py").write_text(f"from knee_parts.words import A\n{text}")
    (tmp_path / "knee_parts").mkdir()
    (tmp_path / "knee_parts" / "words.py").write_text("A = 1\n")
    knee = load("knee", "helped_knee:CHECKER", CACHE)
    both = freeze(knee, check, cache=tmp_path)  # of one package, checker, each has a part
    asked = [
        'helped_knee:CHECKER\n{"answers":{"fall":"yes"},"page":null}',
        f"{PATH}\n{request(check.checker, {})}",
    ]
    assert ask(both.small, asked) == [bridge.answer(question) for question in asked]
    assert both.small.stat().st_size < files.small.stat().st_size + 100_000


@pytest.mark.scratch
def test_a_checker_that_answers_otherwise_in_the_browser_stops_the_build(site):
    """The author reads why: no reader gets its answers, by whatever way Python would start."""
    site.set(SELFCHECK_SNAPSHOT=True)
    site.edit("knee.py", 'version="1"', 'version=__import__("sys").platform')
    done = site.try_to_build()
    assert done.returncode != 0
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("selfcheck: no snapshot: asked 'knee:CHECKER")
    assert "instead of" in line
    assert "set SELFCHECK_SNAPSHOT = False" in line
    assert site.output() == {}


def test_the_sample_is_the_same_at_every_call(check):
    """The snapshot's functions are chosen by it: it must not change from build to build."""
    assert list(sample(PATH, check.checker)) == list(sample(PATH, check.checker))
