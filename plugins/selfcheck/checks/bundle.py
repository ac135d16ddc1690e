"""A checker's modules as a wheel, compiled to bytecode for the pinned Pyodide."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from .. import runtime
from ..tools import fingerprint, made_once, source_digest


@dataclass(frozen=True)
class Bundle:
    """A compiled checker: its file, its content-hashed name, and all that its modules import
    anywhere."""

    file: Path
    name: str
    imports: tuple[str, ...]


def build(name: str, path: str, cache: Path) -> Bundle:
    """Compile the checker at an import path, unless the cache has it.

    Raises ``BuildError`` when it cannot be imported on its own or imports what the browser does
    not have."""

    def make(folder: Path) -> None:
        from . import wheel  # here, for it takes longer to load than most builds take

        sources = wheel.own_modules(name, path)
        folder.mkdir()
        wheel.compile_wheel(name, sources, runtime.fetch(cache), folder / f"{name}.whl")
        (folder / "imports.json").write_text(json.dumps(wheel.imports(sources)))

    folder = made_once(cache / "selfcheck" / f"{name}-{_digest(path)}", make)
    file = folder / f"{name}.whl"
    imports = json.loads((folder / "imports.json").read_text())
    return Bundle(file, f"{name}-{fingerprint(file)}.whl", tuple(imports))


def _digest(path: str) -> str:
    """Of all that the checker can be made of: only an import tells which modules it needs."""
    tools = [metadata.version(tool) for tool in ("wheel", "pyodide-build")]
    compiler = source_digest(runtime.__name__, runtime.pinned().version)
    tops = {"checker", path.partition(":")[0].partition(".")[0]}
    sources = [(module, fingerprint(file)) for module, file in _sources(tops)]
    return source_digest(__package__, path, compiler, tools, sources)


def _sources(tops: set[str]) -> Iterator[tuple[str, Path]]:
    """Every Python file of these modules or packages, by its path below them."""
    for top in sorted(tops):
        spec = importlib.util.find_spec(top)
        if spec and spec.submodule_search_locations:
            for folder in map(Path, spec.submodule_search_locations):
                for file in sorted(folder.rglob("*.py")):
                    yield f"{top}/{file.relative_to(folder).as_posix()}", file
        elif spec and spec.origin:
            yield top, Path(spec.origin)
