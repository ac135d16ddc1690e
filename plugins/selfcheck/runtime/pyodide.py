"""The pinned Pyodide: fetched once from npm, verified at every build."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pelican.log import console

from ..errors import BuildError
from ..tools import integrity, made_once, unpacked


@dataclass(frozen=True)
class Release:
    """A Pyodide on npm: its version, and the integrity of each file that is used of it."""

    version: str
    files: Mapping[str, str]

    @property
    def shipped(self) -> list[str]:
        """What the reader's browser gets of it, besides a standard library made for the checkers."""
        return [name for name in self.files if name.startswith("pyodide.")]


PINNED = Release(
    "0.29.5",
    {
        "pyodide.mjs": "sha256-UQyhQwUjABj1DED7gb5nOv1oCA5wzncz/M5mAN1qFxQ=",
        "pyodide.asm.js": "sha256-NWxC9p4WlTl+nYZwvTwuZ4JIzeduGL2uFzHoSFN7R9c=",
        "pyodide.asm.wasm": "sha256-VDCaWiz9dXsfD9vJCTySUD97NBUAEQMp2TJIcYORJxg=",
        "python_stdlib.zip": "sha256-gx/R5TUIS5cvh8ajUnXePSNu/VFm9ed86JSXcQY15zw=",
        "pyodide-lock.json": "sha256-FNLC26EBJ3mZ4XE15lPY8VOJrRQ39T6uITvww83/cj0=",
    },
)
"""The one that everything is made with and runs on."""


def pinned() -> Release:
    """Asked for at each use: `make pyodide` puts another in its place."""
    return PINNED


def fetch(cache: Path) -> Path:
    """The folder of the verified runtime files, fetched if it is not in the cache.

    Raises ``BuildError`` when npm cannot fetch it or a file does not match its pinned sha256."""
    return made_once(cache / "pyodide" / PINNED.version, _fetch, lambda it: not _others(it))


def _others(folder: Path) -> list[str]:
    """The files that are not the pinned ones."""
    files = {name: folder / name for name in PINNED.files}
    return [
        name
        for name, file in files.items()
        if not file.exists() or integrity(file) != PINNED.files[name]
    ]


def _fetch(folder: Path) -> None:
    console.print(f"selfcheck: fetching Pyodide {PINNED.version} (5 MB, once) …")
    with unpacked(f"pyodide@{PINNED.version}", folder.parent) as package:
        for file in package.iterdir():
            if file.name not in PINNED.files:
                file.unlink()
        if others := _others(package):
            raise BuildError(
                f"selfcheck: {', '.join(others)} of npm's pyodide {PINNED.version}: not what is pinned. Ask "
                "who runs your npm registry."
            )
        package.rename(folder)


def abi(source: Path) -> str:
    """Of the fetched Pyodide, which refuses to start with a list of packages for another one."""
    lock = json.loads((source / "pyodide-lock.json").read_text(encoding="utf-8"))
    return str(lock["info"]["abi_version"])


def glue(source: Path) -> Path:
    """The script that instantiates the interpreter; how it ends depends on the version."""
    (script,) = (path for path in source.glob("pyodide.asm.*") if path.suffix != ".wasm")
    return script


def shipped(source: Path, library: Path) -> dict[str, Path]:
    """What the browser loads of Pyodide, with this standard library: by the path at which it is
    served, in a folder that is named by its content."""
    made_from = "".join([*PINNED.files.values(), integrity(library)])
    key = hashlib.sha256(made_from.encode()).hexdigest()[:16]
    files = (*(source / name for name in PINNED.shipped), library)
    return {f"pyodide-{PINNED.version}-{key}/{file.name}": file for file in files}
