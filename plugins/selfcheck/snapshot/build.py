"""From a program to its snapshot, made under Node from the pinned Pyodide.

The memory of a Python that has imported the program is the module's data; of the interpreter's
functions only those have a body that were called while it answered a sample, the others trap. A
trap, like any other exception, tells whoever asked to start Python in full and ask again: it costs
time, it cannot give another answer.

Cycles that an answer leaves behind are not collected: a program that makes them grows in the browser.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

from ..tools import NodeError, run
from .interpreter import Interpreter

STEP = 20
"""Of so many questions one is answered before the memory is saved: that fills Python's caches."""

MARGIN = 2 << 20
"""Bytes that must be free in the first heap, lest the first answers make it grow."""

ROOM = files(__package__)


class SnapshotError(Exception):
    """Why there can be no snapshot of a program."""


@dataclass(frozen=True)
class Program:
    """What is frozen: a function from text to text.

    ``function`` is its import path, ``package.module:name``; ``wheels`` hold its modules, and
    ``uses`` names those of the standard library that it needs once they are imported. ``sample``:
    questions with their right answers, which show what of Python an answer needs."""

    function: str
    wheels: tuple[Path, ...]
    uses: tuple[str, ...]
    sample: Sequence[tuple[str, str]]


def freeze(pyodide: Path, library: Path, program: Program, scratch: Path) -> bytes:
    """The snapshot, verified: it was restored and gave the sample's answers.

    ``pyodide`` is the folder of the runtime, ``library`` the zip of its standard library,
    ``scratch`` a folder to work in. Raises ``SnapshotError``."""
    whole = Interpreter.read((pyodide / "pyodide.asm.wasm").read_bytes())
    try:
        memory, state = _started(pyodide, library, program, scratch)
        called = _ask(whole.announcing().frozen(memory, state), program, scratch)
        snapshot = whole.trapping(called).frozen(memory, state)
        _ask(snapshot, program, scratch)
    except NodeError as error:
        raise SnapshotError(str(error)) from error
    return snapshot


def _started(
    pyodide: Path, library: Path, program: Program, scratch: Path
) -> tuple[bytes, dict[str, Any]]:
    """The memory of a Python that waits for a question, and what else it consists of."""
    warm = [question for question, _ in program.sample[::STEP]]
    given = {"function": program.function, "uses": program.uses, "warm": warm}
    modules = _together(program.wheels, scratch / "modules.zip")
    with as_file(ROOM / "run_in_pyodide.py") as script:
        paths = (pyodide, library, script, scratch, modules)
        run(ROOM / "freeze.mjs", *paths, given=json.dumps(given))
    memory = (scratch / "memory.bin").read_bytes()
    state = json.loads((scratch / "state.json").read_text())
    free = len(memory) - state["used"]
    if free < MARGIN:
        raise SnapshotError(f"the memory has {free} bytes free, fewer than {MARGIN}")
    return memory, state


def _together(wheels: Sequence[Path], made: Path) -> Path:
    """In one archive, as they would be installed in one folder: several may hold parts of one package.
    Nothing is packed, so that no host's zlib leaves a trace."""
    files: dict[str, bytes] = {}
    for wheel in wheels:
        with ZipFile(wheel) as archive:
            files |= {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(made, "w") as archive:
        for name, content in sorted(files.items()):
            archive.writestr(ZipInfo(name), content)
    return made


def _ask(snapshot: bytes, program: Program, scratch: Path) -> set[int]:
    """The functions that were called. Raises ``SnapshotError`` for an answer that differs."""
    file = scratch / "snapshot.wasm"
    file.write_bytes(snapshot)
    questions = [question for question, _ in program.sample]
    said = json.loads(run(ROOM / "ask_snapshot.mjs", file, given=json.dumps(questions)))
    for answer, (question, right) in zip(said["answers"], program.sample, strict=True):
        if answer != right:
            raise SnapshotError(
                f"asked {question[:200]!r}, it answers {answer[:200]!r} instead of {right[:200]!r}"
            )
    return set(said["called"])
