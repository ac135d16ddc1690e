"""From a program to its snapshots, made under Node from the pinned Pyodide.

Both start with the memory of a Python that has imported the program, and have of the interpreter
those functions that were called while it answered a sample. The small one has of the memory only
what was read meanwhile. Whatever else is called or read traps, and whoever asked asks another
Python: that costs time, it cannot give another answer.

Cycles that an answer leaves behind are not collected: a program that makes them grows in the browser.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path

from ..tools import NodeError, run
from .excerpt import Excerpt
from .guards import BLOCKS, REACH
from .instructions import UnknownInstruction
from .interpreter import Interpreter
from .state import State

STEP = 20
"""Of so many questions one is answered before the memory is saved: that fills Python's caches."""

MARGIN = 2 << 20
"""Bytes that must be free in the first heap, lest the first answers make it grow."""

ROOM = files(__package__)


type Pair = tuple[str, str]
"""A question and its right answer."""


class SnapshotError(Exception):
    """Why there can be no snapshot of a program."""


@dataclass(frozen=True)
class Program:
    """What is frozen: a function from text to text.

    ``function`` is its import path, ``package.module:name``; ``modules`` is an archive with its
    modules, and ``uses`` names those of the standard library that it needs once they are imported.
    ``sample``: questions with their right answers, which show what of Python an answer needs.
    ``others``: more of them, to count how many the small snapshot cannot answer."""

    function: str
    modules: Path
    uses: tuple[str, ...]
    sample: Sequence[Pair]
    others: Sequence[Pair] = ()


@dataclass(frozen=True)
class Snapshots:
    """Two modules that are asked in the same way: see ``restore.js``. ``trapped``: of the program's
    other questions so many need the whole one."""

    small: bytes
    whole: bytes
    trapped: int


def freeze(pyodide: Path, library: Path, program: Program, scratch: Path) -> Snapshots:
    """The snapshots, verified: each was restored and gave the sample's answers.

    ``pyodide`` is the folder of the runtime, ``library`` the zip of its standard library,
    ``scratch`` a folder to work in. Raises ``SnapshotError``."""
    interpreter = Interpreter((pyodide / "pyodide.asm.wasm").read_bytes())
    try:
        state, called = _started(interpreter, pyodide, library, program, scratch)
        excerpt = Excerpt(interpreter, called, state)
        ask = partial(_ask, file=scratch / "snapshot.wasm")
        failed, read = ask(excerpt.marking(), program.sample)
        _require_all(failed)
        small = excerpt.trapping(state.only(read))
        whole = excerpt.trapping(state.memory)
        _require_all(ask(small, program.sample)[0])
        _require_all(ask(whole, program.sample[::STEP])[0])  # its like answered all, marking
        failed, _ = ask(small, program.others)
        return Snapshots(small, whole, len(failed))
    except (NodeError, UnknownInstruction) as error:
        raise SnapshotError(str(error)) from error


def _started(
    interpreter: Interpreter, pyodide: Path, library: Path, program: Program, scratch: Path
) -> tuple[State, set[int]]:
    """A Python that waits for a question, and the functions that it calls to answer the sample."""
    questions = [question for question, _ in program.sample]
    given = {
        "function": program.function,
        "uses": program.uses,
        "warm": questions[::STEP],
        "sample": questions,
        "blocks": BLOCKS,
    }
    (scratch / "announcing.wasm").write_bytes(interpreter.announcing())
    with as_file(ROOM / "run_in_pyodide.py") as script:
        files = (pyodide, library, program.modules, script)
        run(ROOM / "freeze.mjs", *files, scratch, given=json.dumps(given))
    saved = json.loads((scratch / "state.json").read_text())
    called = set(saved.pop("called"))
    state = State((scratch / "memory.bin").read_bytes(), **saved)
    free = min(len(state.memory), REACH) - state.used
    if free < MARGIN:
        raise SnapshotError(f"the memory has {free} bytes free, fewer than {MARGIN}")
    return state, called


def _ask(snapshot: bytes, pairs: Sequence[Pair], file: Path) -> tuple[dict[str, str], bytes]:
    """Why which question was not answered, and the map afterwards.

    Raises ``SnapshotError`` for an answer that is not the right one."""
    file.write_bytes(snapshot)
    questions = json.dumps([question for question, _ in pairs])
    said = json.loads(run(ROOM / "ask_snapshot.mjs", file, str(BLOCKS), given=questions))
    for answer, (question, right) in zip(said["answers"], pairs, strict=True):
        if answer not in {None, right}:
            raise SnapshotError(
                f"asked {question[:200]!r}, it answers {answer[:200]!r} instead of {right[:200]!r}"
            )
    return said["failed"], b64decode(said["map"])


def _require_all(failed: Mapping[str, str]) -> None:
    for question, reason in failed.items():
        raise SnapshotError(f"asked {question[:200]!r}, it does not answer: {reason}")
