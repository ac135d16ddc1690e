"""A checker's modules as a wheel, compiled to bytecode for the pinned Pyodide."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from .. import runtime
from ..tools import fingerprint, made_once, source_digest
from .sources import Sources


@dataclass(frozen=True)
class Bundle:
    """A compiled checker: its file, its content-hashed name, and what its modules import anywhere of
    Python's library."""

    file: Path
    name: str
    imports: tuple[str, ...]


def build(name: str, path: str, sources: Sources, cache: Path) -> Bundle:
    """Compile the checker at an import path, unless the cache has it.

    Raises ``BuildError`` when it imports what the browser does not have."""

    def make(folder: Path) -> None:
        from . import wheel  # here, for it takes longer to load than most builds take

        folder.mkdir()
        file = folder / f"{name}.whl"
        pyodide = runtime.fetch(cache)
        needed = wheel.compile_wheel(name, path, sources, pyodide, file, folder.parent)
        (folder / "imports.json").write_text(json.dumps(needed))

    folder = made_once(cache / "selfcheck" / f"{name}-{key(path, sources)}", make)
    file = folder / f"{name}.whl"
    imports = json.loads((folder / "imports.json").read_text())
    return Bundle(file, f"{name}-{fingerprint(file)}.whl", tuple(imports))


def key(path: str, sources: Sources) -> str:
    """What changes with anything that the checker is made of."""
    tools = [metadata.version(tool) for tool in ("wheel", "pyodide-build")]
    compiler = source_digest(runtime.__name__, runtime.pinned().version)
    modules = [(module, fingerprint(file)) for module, file in sources.modules.items()]
    return source_digest(__package__, path, compiler, tools, modules)
