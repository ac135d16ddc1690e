"""Whatever becomes bytecode is compiled by the Python that runs it: Pyodide's own, under Node.

So the host's Python does not matter, nor its zlib: the same sources give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path

from ..tools import run

ROOM = files(__package__)
TOOLS = (
    "pyodide_build",
    "click",
    "packaging",
    "platformdirs",
    "rich",
    "markdown_it",
    "mdurl",
    "pygments",
)
"""What pyodide-build's compiler imports; all of it is pure Python."""


def compile_library(pyodide: Path, imports: Collection[str], wheel: Path, made: Path) -> None:
    """The library for these imports, into the folder ``made`` as ``library.zip``.

    Raises ``NodeError`` when Pyodide does not start, or one of the imports fails."""
    given = {"imports": sorted(imports), "wheel": f"/wheel/{wheel.name}"}
    _run("compile_library.py", pyodide, given, {"/wheel": wheel.parent, "/made": made})


@dataclass(frozen=True)
class Tried:
    """What happened in Pyodide: the modules of its library that were imported, and what failed there,
    each with its reason."""

    imported: list[str]
    failed: dict[str, str]


def try_and_compile(
    pyodide: Path, wheel: Path, path: str, statements: Collection[str], made: Path
) -> Tried:
    """A wheel of sources, which also lie in a folder ``sources`` beside it, as one of bytecode, if these
    imports succeed, and then that of the checker at ``path``.

    Raises ``NodeError``."""
    tools = {f"/tools/{number}": folder for number, folder in enumerate(_homes(TOOLS))}
    given = {
        "statements": list(dict.fromkeys(statements)),
        "path": path,
        "sources": "/wheel/sources",
        "tried": "/wheel/tried.json",
        "tools": list(tools),
        "wheel": f"/wheel/{wheel.name}",
        "made": f"/made/{made.name}",
    }
    folders = {**tools, "/wheel": wheel.parent, "/made": made.parent}
    _run("compile_wheel.py", pyodide, given, folders)
    return Tried(**json.loads((wheel.parent / "tried.json").read_text(encoding="utf-8")))


def _homes(packages: Collection[str]) -> list[Path]:
    """The folders that these packages lie in: usually one."""
    specs = [find_spec(package) for package in packages]
    folders = [spec.submodule_search_locations for spec in specs if spec]
    return list(dict.fromkeys(Path(next(iter(folder))).parent for folder in folders if folder))


def _run(script: str, pyodide: Path, given: object, folders: Mapping[str, Path]) -> None:
    mounted = {place: str(folder.absolute()) for place, folder in folders.items()}
    with as_file(ROOM / script) as file:
        text = json.dumps({"folders": mounted, "given": given})
        run(ROOM / "inside.mjs", pyodide, file, given=text)
