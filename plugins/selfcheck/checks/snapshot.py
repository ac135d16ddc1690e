"""The checkers of a site in one snapshot: the Python that answers its readers at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pelican.log import console

from .. import snapshot
from ..runtime import glue
from ..tools import NODE_VERSION, integrity, made_once, source_digest
from .load import Check
from .sample_requests import sample


@dataclass(frozen=True)
class Snapshots:
    """Two files with one interface: what answers need, and all that there is."""

    small: Path
    whole: Path


def frozen(pyodide: Path, library: Path, checks: Collection[Check], cache: Path) -> Snapshots:
    """STUB until the small snapshot is there: the whole one is the small one under another name."""
    small = _frozen(pyodide, library, checks, cache)

    def append(file: Path) -> None:
        file.write_bytes(small.read_bytes() + b"\0\6\5whole")

    return Snapshots(small, made_once(small.with_suffix(".whole.wasm"), append))


def _frozen(pyodide: Path, library: Path, checks: Collection[Check], cache: Path) -> Path:
    """The snapshot of these checkers, made unless the cache has it.

    ``pyodide`` is the folder of the runtime, ``library`` its compiled standard library. Raises
    ``SnapshotError``."""

    def make(file: Path) -> None:
        console.print("selfcheck: freezing a started Python (some seconds, once) …")
        file.write_bytes(snapshot.freeze(pyodide, library, program(checks), file.parent))

    made_from = (glue(pyodide), pyodide / "pyodide.asm.wasm", library)
    key = source_digest(
        snapshot.__name__,
        source_digest(__package__, NODE_VERSION),
        [integrity(file) for file in made_from],
        [(check.path, check.bundle.name) for check in checks],
    )
    return made_once(cache / "selfcheck" / f"snapshot-{key}.wasm", make)


def program(checks: Collection[Check]) -> snapshot.Program:
    """The checkers behind the one function that the browser asks, with a sample of each."""
    return snapshot.Program(
        function="checker.bridge:answer",
        wheels=tuple(check.bundle.file for check in checks),
        uses=("json", "_json"),
        sample=[pair for check in checks for pair in sample(check.path, check.checker)],
    )
