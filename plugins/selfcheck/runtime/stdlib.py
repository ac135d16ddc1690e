"""Pyodide's standard library, less what the checkers do not import, compiled to bytecode.

With it the browser starts Pyodide by documented options only: this is what always works.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import zipfile
from collections.abc import Collection
from importlib.resources import as_file, files
from pathlib import Path

from pelican.log import console

from ..errors import BuildError
from ..tools import NODE_VERSION, NodeError, made_once, run, source_digest
from .pyodide import PYTHON

INSIDE = "/lib/python313.zip"
"""Where Pyodide puts its library: tracebacks name the files there."""


def trim(pyodide: Path, imports: Collection[str], wheel: Path, cache: Path) -> Path:
    """The library for programs with these imports as a zip, made unless the cache has it.

    ``pyodide`` is the folder of the verified runtime, ``wheel`` any of the programs: to unpack it
    needs imports of its own. Raises ``BuildError`` when this Python compiles for another Python
    than Pyodide's.
    """
    imports = sorted(imports)

    def compile_needed(file: Path) -> None:
        console.print("selfcheck: compiling Python's standard library (some seconds, once) …")
        needed = _needed(pyodide, imports, wheel)
        _compile(pyodide / "python_stdlib.zip", needed, file.parent / "source")
        _pack(file.parent / "source", file)

    key = source_digest(__package__, sys.version, NODE_VERSION, imports)
    return made_once(cache / "selfcheck" / f"library-{key}" / "library.zip", compile_needed)


def _needed(pyodide: Path, imports: Collection[str], wheel: Path) -> list[str]:
    """The files of the library that a started Pyodide has imported, and these imports."""
    room = files(__package__)
    try:
        with as_file(room / "python_imports.py") as script:
            said = run(
                room / "python_imports.mjs", pyodide, script, wheel, given=json.dumps(imports)
            )
    except NodeError as error:
        raise BuildError(
            f"selfcheck: Pyodide does not start with the checkers' imports ({error}). Import only "
            "what the browser has, or set up again: make clean html."
        ) from None
    found = json.loads(said)
    if found["magic"] != importlib.util.MAGIC_NUMBER.hex():
        raise BuildError(
            f"selfcheck: this Python {sys.version.split()[0]} does not write the bytecode that the "
            f"pinned Pyodide runs. Build with Python {'.'.join(map(str, PYTHON))}."
        )
    return list(found["library"])


def _compile(library: Path, needed: list[str], target: Path) -> None:
    with zipfile.ZipFile(library) as archive:
        archive.extractall(target, needed)
    subprocess.run(
        [
            *(sys.executable, "-X", "no_debug_ranges", "-m", "compileall", "-q", "-b"),
            *("--invalidation-mode", "unchecked-hash", "-s", target, "-p", INSIDE, target),
        ],
        check=True,
        env={},
    )


def _pack(source: Path, target: Path) -> None:
    """Sorted and dated 1980-01-01: the same sources give the same bytes."""
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(source.rglob("*.pyc")):
            entry = zipfile.ZipInfo(file.relative_to(source).as_posix())
            archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED, 9)
