"""Runs inside a whole Pyodide: the files of its library that modules import, compiled, in one zip.

``given``: ``imports``, the modules; ``wheel``, a program that the browser will unpack. The zip is
written to ``/made/library.zip``."""

import importlib
import json
import sys
import traceback
from pathlib import Path

import pyodide_js
from pyodide.ffi import to_js


def import_all(imports: list[str], wheel: str) -> None:
    pyodide_js.unpackArchive(to_js(Path(wheel).read_bytes()), "wheel")  # this imports too
    for name in imports:
        importlib.import_module(name)
    traceback.format_exception(RuntimeError("so that what prints an exception is imported as well"))


def imported() -> tuple[str, list[str]]:
    """The library's zip, and the files in it that have been imported."""
    paths = [getattr(module, "__file__", None) or "" for module in sys.modules.values()]
    parts = [path.partition(".zip/") for path in paths if ".zip/" in path]
    return parts[0][0] + ".zip", sorted({name for _, _, name in parts})


def pack(library: str, names: list[str]) -> None:
    """Dated 1980-01-01: the same sources give the same bytes."""
    import py_compile  # now: all that counts has been listed
    import tempfile
    import zipfile

    with (
        zipfile.ZipFile(library) as sources,
        zipfile.ZipFile("/made/library.zip", "w") as made,
        tempfile.TemporaryDirectory() as scratch,
    ):
        source, compiled = Path(scratch, "source.py"), Path(scratch, "compiled.pyc")
        for name in names:
            source.write_bytes(sources.read(name))
            mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
            shown = f"{library}/{name}"  # in tracebacks
            py_compile.compile(str(source), str(compiled), shown, True, -1, mode)
            entry = zipfile.ZipInfo(f"{name}c")
            made.writestr(entry, compiled.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def main(imports: list[str], wheel: str) -> None:
    import_all(imports, wheel)
    pack(*imported())


main(**json.loads(globals()["given"]))  # set from outside
