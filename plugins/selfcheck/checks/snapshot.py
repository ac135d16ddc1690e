"""The checkers of a site in one snapshot: the Python that answers its readers at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from pelican.log import console

from .. import snapshot
from ..runtime import glue
from ..tools import NODE_VERSION, integrity, made_once, source_digest
from .load import Check
from .sample_requests import others, sample


@dataclass(frozen=True)
class Snapshots:
    """Two files for the browser: the small one is asked first, the whole one what that has not."""

    small: Path
    whole: Path


def frozen(pyodide: Path, library: Path, checks: Collection[Check], cache: Path) -> Snapshots:
    """The snapshots of these checkers, made unless the cache has them.

    ``pyodide`` is the folder of the runtime, ``library`` its compiled standard library. Raises
    ``SnapshotError``."""

    def make(folder: Path) -> None:
        console.print("selfcheck: freezing a started Python (half a minute, once) …")
        asked = program(checks, folder.parent)
        made = snapshot.freeze(pyodide, library, asked, folder.parent)
        console.print(
            f"selfcheck: of {len(asked.others)} other requests {made.trapped} need more than the "
            "small snapshot"
        )
        folder.mkdir()
        (folder / "small.wasm").write_bytes(made.small)
        (folder / "whole.wasm").write_bytes(made.whole)

    made_from = (glue(pyodide), pyodide / "pyodide.asm.wasm", library)
    key = source_digest(
        snapshot.__name__,
        source_digest(__package__, NODE_VERSION),
        [integrity(file) for file in made_from],
        [(check.path, check.bundle.name) for check in checks],
    )
    folder = made_once(cache / "selfcheck" / f"snapshots-{key}", make)
    return Snapshots(folder / "small.wasm", folder / "whole.wasm")


def program(checks: Collection[Check], scratch: Path) -> snapshot.Program:
    """The checkers behind the one function that the browser asks, with a sample of each."""
    return snapshot.Program(
        function="checker.bridge:answer",
        modules=_together([check.bundle.file for check in checks], scratch / "modules.zip"),
        uses=("json", "_json"),
        sample=[pair for check in checks for pair in sample(check.path, check.checker)],
        others=[pair for check in checks for pair in others(check.path, check.checker)],
    )


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
