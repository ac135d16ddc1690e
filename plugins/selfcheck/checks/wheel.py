"""A checker's modules, tried in the pinned Pyodide and made into a wheel of its bytecode.

Most builds find the wheel in the cache and load nothing of this."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from zipfile import ZIP_STORED, ZipFile

from wheel.wheelfile import WheelFile

from ..errors import BuildError
from ..runtime import Tried, try_and_compile
from .sources import Sources, lacked

METADATA = {
    "METADATA": "Metadata-Version: 2.1\nName: selfcheck-{name}\nVersion: 0\n",
    "WHEEL": "Wheel-Version: 1.0\nGenerator: pelican-selfcheck\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
}
"""https://packaging.python.org/en/latest/specifications/binary-distribution-format/"""


def compile_wheel(
    name: str, path: str, sources: Sources, pyodide: Path, made: Path, scratch: Path
) -> list[str]:
    """The modules as a wheel of bytecode for this Pyodide; returns those of its library that they need.

    ``scratch`` is a folder to work in. Raises ``BuildError`` with every import that fails there."""
    distribution = f"selfcheck_{name.replace('-', '_')}-0"
    file = scratch / f"{distribution}-py3-none-any.whl"
    with WheelFile(str(file), "w", ZIP_STORED) as archive:
        for place, source in _files(sources.modules).items():
            archive.writestr(place, source)
        for part, text in METADATA.items():
            archive.writestr(f"{distribution}.dist-info/{part}", text.format(name=name))
    with ZipFile(file) as written:
        written.extractall(scratch / "sources")
    statements = [one.statement for one in sources.library]
    tried = try_and_compile(pyodide, file, path, statements, made)
    _refuse(path, sources, tried)
    return tried.imported


def _refuse(path: str, sources: Sources, tried: Tried) -> None:
    failed = [
        lacked(one.where, one.module, f" ({tried.failed[one.statement]})")
        for one in sources.library
        if one.statement in tried.failed
    ]
    if failed:
        raise BuildError(*failed)
    if path in tried.failed:
        raise BuildError(
            f"{tried.failed[path]}, in the browser alone. Import by plain statements, and use nothing that "
            "only this computer has."
        )


def _files(modules: Mapping[str, Path]) -> dict[str, bytes]:
    """By their places. A folder without an __init__.py gets an empty one: a snapshot knows no others."""
    files = {_place(module, source): source.read_bytes() for module, source in modules.items()}
    folders = {folder for place in files for folder in PurePosixPath(place).parents[:-1]}
    return dict.fromkeys((f"{folder}/__init__.py" for folder in sorted(folders)), b"") | files


def _place(module: str, source: Path) -> str:
    path = module.replace(".", "/")
    return f"{path}/__init__.py" if source.name == "__init__.py" else f"{path}.py"
