"""The pinned Pyodide: fetched once from npm, verified at every build."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pelican.log import console

from ..errors import BuildError
from ..tools import integrity, made_once, unpacked

PYODIDE = "0.29.5"
PYTHON = (3, 13)
"""The Python inside: bytecode of any other is refused."""

FILES = {
    "pyodide.mjs": "sha256-UQyhQwUjABj1DED7gb5nOv1oCA5wzncz/M5mAN1qFxQ=",
    "pyodide.asm.js": "sha256-NWxC9p4WlTl+nYZwvTwuZ4JIzeduGL2uFzHoSFN7R9c=",
    "pyodide.asm.wasm": "sha256-VDCaWiz9dXsfD9vJCTySUD97NBUAEQMp2TJIcYORJxg=",
    "python_stdlib.zip": "sha256-gx/R5TUIS5cvh8ajUnXePSNu/VFm9ed86JSXcQY15zw=",
    "pyodide-lock.json": "sha256-FNLC26EBJ3mZ4XE15lPY8VOJrRQ39T6uITvww83/cj0=",
}
"""What is used of the package, with the integrity of each file."""

SHIPPED = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm")
"""What the reader's browser gets of it, besides a standard library made for the checkers."""

NOTICE = f"""\
The files in this folder are Pyodide {PYODIDE}, which contains CPython; the snapshot beside this
folder was made from them by pelican-selfcheck.
Pyodide: Mozilla Public License 2.0, https://mozilla.org/MPL/2.0/
Its source code: https://github.com/pyodide/pyodide/tree/{PYODIDE}
CPython: PSF License Agreement, https://docs.python.org/3.13/license.html
"""


def fetch(cache: Path) -> Path:
    """The folder of the verified runtime files, fetched if it is not in the cache.

    Raises ``BuildError`` when npm cannot fetch it or a file does not match its pinned sha256."""
    folder = made_once(cache / "pyodide" / PYODIDE, _fetch)
    for name, pinned in FILES.items():
        file = folder / name
        if not file.exists() or integrity(file) != pinned:
            raise BuildError(
                f"selfcheck: {name} does not match its pinned sha256. Delete {folder.parent} and "
                "build again."
            )
    return folder


def _fetch(folder: Path) -> None:
    console.print(f"selfcheck: fetching Pyodide {PYODIDE} (5 MB, once) …")
    with unpacked(f"pyodide@{PYODIDE}", folder.parent) as package:
        for file in package.iterdir():
            if file.name not in FILES:
                file.unlink()
        package.rename(folder)


def shipped(source: Path, library: Path) -> dict[str, Path]:
    """What the browser loads of Pyodide, with this standard library: by the path at which it is
    served, in a folder that is named by its content."""
    key = hashlib.sha256("".join([*FILES.values(), integrity(library)]).encode()).hexdigest()[:16]
    files = (*(source / name for name in SHIPPED), library)
    return {f"pyodide-{PYODIDE}-{key}/{file.name}": file for file in files}
