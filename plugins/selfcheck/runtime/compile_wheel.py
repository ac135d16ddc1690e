"""Runs inside a whole Pyodide: pyodide-build compiles a wheel to this Python's bytecode.

``given``: ``tools``, where pyodide-build and what it needs lie; ``wheel``, of sources; ``made``, where
that of bytecode goes."""

import json
import os
import sys
import zipfile
from pathlib import Path


def main(tools: list[str], wheel: str, made: str) -> None:
    os.environ["SOURCE_DATE_EPOCH"] = "315532800"  # makes bytecode checked by hash, not by time
    sys.path += tools  # last: this Python's own library comes first
    from pyodide_build.cli.py_compile import main as py_compile

    py_compile(["--silent", wheel], standalone_mode=False)  # puts another in the place of this one
    (compiled,) = Path(wheel).parent.glob("*.whl")
    with zipfile.ZipFile(compiled) as old, zipfile.ZipFile(made, "w") as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name)  # dated 1980-01-01: the same sources give the same bytes
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED, 9)


main(**json.loads(globals()["given"]))  # set from outside
