"""Pyodide's standard library, less what the checkers do not import, compiled to bytecode.

With it the browser starts Pyodide by documented options only: this is what always works.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from pelican.log import console

from ..errors import BuildError
from ..tools import NODE_VERSION, NodeError, made_once, source_digest
from .inside import compile_library
from .pyodide import pinned


def trim(pyodide: Path, imports: Collection[str], wheel: Path, cache: Path) -> Path:
    """The library for programs with these imports as a zip, made unless the cache has it.

    ``pyodide`` is the folder of the verified runtime, ``wheel`` any of the programs: to unpack it
    needs imports of its own. Raises ``BuildError`` when Pyodide cannot import one of them."""

    def make(folder: Path) -> None:
        console.print("selfcheck: compiling Python's standard library (some seconds, once) …")
        folder.mkdir()
        try:
            compile_library(pyodide, imports, wheel, folder)
        except NodeError as error:
            raise BuildError(
                f"selfcheck: Pyodide does not start with the checkers' imports ({error}). Import "
                "only what the browser has, or set up again: make clean html."
            ) from None

    key = source_digest(__package__, pinned().version, NODE_VERSION, sorted(imports))
    return made_once(cache / "selfcheck" / f"library-{key}", make) / "library.zip"
