"""Build the site with another Pyodide than the pinned one, and print what to pin.

The checks are proved, made and asked as ever: where there is no snapshot, the last line says why."""

import sys
from importlib import import_module
from pathlib import Path
from pprint import pformat
from typing import Any

from pelican import main as pelican

ROOT = Path(__file__).resolve().parents[1]
USED = (
    *("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.mjs", "pyodide.asm.wasm"),
    *("python_stdlib.zip", "pyodide-lock.json"),
)


def main(version: str, output: Path) -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]
    runtime: Any = import_module(
        "selfcheck.runtime.pyodide"
    )  # by the name that Pelican knows it by
    runtime.PINNED = runtime.Release(version, files(version))
    print(pformat(runtime.PINNED))
    pelican(["content", "-s", "pelican.conf.py", "--fatal", "errors", "-o", str(output)])


def files(version: str) -> dict[str, str]:
    """What npm has under this version, with the integrity of each file."""
    tools: Any = import_module("selfcheck.tools")
    with tools.unpacked(f"pyodide@{version}", ROOT / ".cache") as package:
        there = [package / name for name in USED if (package / name).exists()]
        return {file.name: tools.integrity(file) for file in there}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
