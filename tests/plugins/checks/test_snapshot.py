"""The checkers of a site in one snapshot: it answers as this Python does."""

import json
import random
from pathlib import Path

import pytest

from checker import bridge
from plugins.selfcheck import runtime
from plugins.selfcheck.checks import Check, frozen, load
from plugins.selfcheck.checks.sample_requests import sample
from plugins.selfcheck.snapshot import build
from plugins.selfcheck.tools import run
from tests.conftest import ROOT

PATH = "checker.lower_back:CHECKER"
CACHE = ROOT / ".cache"


@pytest.fixture(scope="session")
def check() -> Check:
    """The lower-back checker, as a site has it."""
    return load("lower-back", PATH, CACHE)


def freeze(*checks: Check, cache: Path = CACHE) -> Path:
    """The snapshot of these checkers, as a build makes it."""
    pyodide = runtime.fetch(CACHE)
    imports = {name for check in checks for name in check.bundle.imports}
    library = runtime.trim(pyodide, imports, checks[0].bundle.file, CACHE)
    return frozen(pyodide, library, checks, cache).small


@pytest.fixture(scope="session")
def file(check) -> Path:
    """The snapshot that a build has put into the cache."""
    return freeze(check)


def ask(file: Path, questions: list[str]) -> list[str]:
    """What the snapshot answers, under Node, by the code that the browser runs."""
    return json.loads(run(build.ROOM / "ask_snapshot.mjs", file, given=json.dumps(questions)))[
        "answers"
    ]


def test_it_answers_what_it_has_not_been_asked_before(check, file):
    """Four hundred random answer sets of another kind than the build's own sample."""
    chance = random.Random(4)
    questions = check.checker.questions
    requests = []
    for _ in range(400):
        asked = chance.sample(list(questions.values()), chance.randint(0, len(questions)))
        given = {question.id: [chance.choice(question.options).id] for question in asked}
        answers = {id: ids if questions[id].multiple else ids[0] for id, ids in given.items()}
        requests.append(json.dumps({"answers": answers, "page": None}))
    right = [bridge.respond(check.checker, request) for request in requests]
    assert ask(file, [f"{PATH}\n{request}" for request in requests]) == right


@pytest.mark.scratch
def test_two_checkers_share_one_snapshot(check, file, tmp_path, monkeypatch):
    """Each answers for itself, also with helpers; the second adds little more than its own rules."""
    monkeypatch.syspath_prepend(tmp_path)
    text = (ROOT / "tests" / "plugins" / "knee.py").read_text()
    (tmp_path / "helped_knee.py").write_text(f"from knee_parts.words import A\n{text}")
    (tmp_path / "knee_parts").mkdir()
    (tmp_path / "knee_parts" / "words.py").write_text("A = 1\n")
    knee = load("knee", "helped_knee:CHECKER", CACHE)
    both = freeze(knee, check, cache=tmp_path)  # of one package, checker, each has a part
    questions = [
        'helped_knee:CHECKER\n{"answers": {"fall": "yes"}, "page": null}',
        f'{PATH}\n{{"answers": {{}}}}',
    ]
    assert ask(both, questions) == [bridge.answer(question) for question in questions]
    assert both.stat().st_size < file.stat().st_size + 100_000


@pytest.mark.scratch
def test_a_site_whose_snapshot_fails_is_built_without(site):
    """A checker that answers otherwise in the browser gets no snapshot; the author reads why."""
    site.set(SELFCHECK_SNAPSHOT=True)
    site.edit("knee.py", 'version="1"', 'version=__import__("sys").platform')
    done = site.try_to_build()
    assert done.returncode == 0, done.stderr
    assert "selfcheck: no snapshot" in done.stdout
    assert "instead of" in done.stdout
    assert '"snapshot"' not in site.page("knee.html")


def test_the_sample_is_the_same_at_every_call(check):
    """The snapshot's functions are chosen by it: it must not change from build to build."""
    assert list(sample(PATH, check.checker, 50)) == list(sample(PATH, check.checker, 50))
