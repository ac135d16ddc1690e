"""The image: a Python that has imported the checkers and waits for a question, as one wasm module.

Made under Node from the pinned Pyodide. Its memory is the module's data; of its functions only
those have a body that were called while it answered a sample, the others trap. A trap, like any
other exception, makes the worker start Pyodide in full and ask again: it costs time, it cannot
give another answer.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from pelican.log import console

from . import node
from .cache import made_once
from .frozen import Interpreter
from .integrity import integrity
from .runtime import FILES
from .sample import Part, sample

SAMPLE = 400
"""Requests asked of each checker, to learn which functions are needed and to verify the image."""

STEP = 20
"""Of so many requests one is answered before the memory is saved: that fills Python's caches."""

MARGIN = 2 << 20
"""Bytes that must be free in the first heap, lest the first answers make it grow."""


class ImageError(Exception):
    """Why there can be no image of these checkers."""


def build(runtime: Path, library: Path, parts: Mapping[str, Part], cache: Path) -> Path:
    """The image of these checkers, made unless the cache has it.

    ``runtime`` is the folder of the pinned Pyodide, ``library`` its compiled standard library.
    Raises ``ImageError``.
    """

    def freeze(file: Path) -> None:
        console.print("selfcheck: freezing a started Python (some seconds, once) …")
        file.write_bytes(make(runtime, library, parts, file.parent))

    return made_once(cache / "selfcheck" / f"image-{_key(library, parts)}.wasm", freeze)


def make(runtime: Path, library: Path, parts: Mapping[str, Part], scratch: Path) -> bytes:
    """The image, verified: it was restored and answered the sample as this Python does."""
    asked = [(part, line) for name, part in parts.items() for line in sample(name, part, SAMPLE)]
    lines = [line for _, line in asked]
    answers = [part.answer(line) for part, line in asked]
    given = {"checkers": {name: part.path for name, part in parts.items()}, "warm": lines[::STEP]}
    bundles = [part.bundle.file for part in parts.values()]
    whole = Interpreter.read((runtime / "pyodide.asm.wasm").read_bytes())
    try:
        with as_file(files(__package__) / "scripts" / "frozen.py") as script:
            node.run(
                "freeze.mjs", runtime, library, script, scratch, *bundles, given=json.dumps(given)
            )
        memory = (scratch / "memory.bin").read_bytes()
        state = json.loads((scratch / "state.json").read_text())
        _refuse_full(memory, state)
        called = _ask(whole.announcing().frozen(memory, state), lines, answers, scratch)
        image = whole.trapping(called).frozen(memory, state)
        _ask(image, lines, answers, scratch)
    except node.NodeError as error:
        raise ImageError(str(error)) from error
    return image


def _refuse_full(memory: bytes, state: dict[str, Any]) -> None:
    free = len(memory) - state["used"]
    if free < MARGIN:
        raise ImageError(f"the memory has {free} bytes free, fewer than {MARGIN}")


def _ask(image: bytes, lines: Sequence[str], answers: Sequence[str], scratch: Path) -> set[int]:
    """The functions that were called. Raises ``ImageError`` for an answer that differs."""
    file = scratch / "image.wasm"
    file.write_bytes(image)
    with as_file(files(__package__) / "static" / "image.js") as code:
        said = json.loads(node.run("ask.mjs", code, file, given=json.dumps(lines)))
    for line, answer, wanted in zip(lines, said["answers"], answers, strict=True):
        if answer != wanted:
            raise ImageError(
                f"asked {line[:200]!r}, it answers {answer[:200]!r} instead of {wanted[:200]!r}"
            )
    return set(said["called"])


def _key(library: Path, parts: Mapping[str, Part]) -> str:
    digest = hashlib.sha256(f"{node.VERSION} {FILES}".encode() + node.sources())
    for module in ("image.py", "sample.py", "frozen.py", "wasm.py", "static/image.js"):
        digest.update(files(__package__).joinpath(module).read_bytes())
    for name, part in parts.items():
        digest.update(f"{name} {part.path} {part.bundle.name}".encode())
    digest.update(integrity(library).encode())
    return digest.hexdigest()[:32]
