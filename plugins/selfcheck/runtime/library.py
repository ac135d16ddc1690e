"""Pyodide's standard library, less what the checkers do not import, compiled to bytecode.

With it the browser starts Pyodide by documented options only: this is what always works.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
import zipfile
from collections.abc import Collection
from importlib.resources import as_file, files
from pathlib import Path

from pelican.log import console

from . import node
from .bundle import Bundle
from .cache import made_once
from .errors import BuildError
from .runtime import FILES, PYTHON

INSIDE = "/lib/python313.zip"
"""Where Pyodide puts its library: tracebacks name the files there."""


def build(runtime: Path, bundles: Collection[Bundle], cache: Path) -> Path:
    """The library for these checkers as a zip, made unless the cache has it.

    ``runtime`` is the folder of the verified Pyodide. Raises ``BuildError`` when this Python
    compiles for another Python than Pyodide's.
    """
    imports = sorted({name for bundle in bundles for name in bundle.imports})

    def compile_needed(file: Path) -> None:
        console.print("selfcheck: compiling Python's standard library (some seconds, once) …")
        needed = _needed(runtime, imports, next(iter(bundles)).file)
        _compile(runtime / "python_stdlib.zip", needed, file.parent / "source")
        _pack(file.parent / "source", file)

    return made_once(
        cache / "selfcheck" / f"library-{_key(imports)}" / "library.zip", compile_needed
    )


def _key(imports: list[str]) -> str:
    key = f"{sys.version} {node.VERSION} {FILES} {imports}".encode()
    return hashlib.sha256(key + node.sources() + Path(__file__).read_bytes()).hexdigest()[:32]


def _needed(runtime: Path, imports: list[str], bundle: Path) -> list[str]:
    """The files of the library that a started Pyodide has imported, and these imports."""
    try:
        with as_file(files(__package__) / "scripts" / "imports.py") as script:
            said = node.run("imports.mjs", runtime, script, bundle, given=json.dumps(imports))
    except node.NodeError as error:
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
