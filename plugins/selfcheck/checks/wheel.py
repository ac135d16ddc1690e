"""A checker's modules, found and made into a wheel of bytecode for the pinned Pyodide.

Most builds find the wheel in the cache and load nothing of this."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_STORED

from wheel.wheelfile import WheelFile

from ..errors import BuildError
from ..runtime import compile_wheel as compile_in_pyodide

METADATA = {
    "METADATA": "Metadata-Version: 2.1\nName: selfcheck-{name}\nVersion: 0\n",
    "WHEEL": "Wheel-Version: 1.0\nGenerator: pelican-selfcheck\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
}
"""https://packaging.python.org/en/latest/specifications/binary-distribution-format/"""

IMPORTED = """
import json, sys
sys.path[:] = json.loads(sys.argv[2])
before = set(sys.modules)
from checker import bridge
bridge.load(sys.argv[1])
modules = {name: module for name, module in sys.modules.items() if name not in before}
print(json.dumps({name: getattr(module, "__file__", None) for name, module in modules.items()}))
"""


def own_modules(name: str, path: str) -> dict[str, Path]:
    """The source files that the checker is made of, found by importing it in a fresh Python."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", IMPORTED, path, json.dumps(sys.path)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        problem = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        raise BuildError(f"selfcheck {name!r}: {path} cannot be imported alone: {problem[0]}")
    own = {"checker", path.partition(":")[0].partition(".")[0]}
    modules = json.loads(done.stdout)
    for module in modules:  # in the order of import: a package before what it needs itself
        top = module.partition(".")[0]
        if top not in own and top not in sys.stdlib_module_names:
            raise BuildError(
                f"selfcheck {name!r}: {path} imports {top!r}, which is not in Python's standard "
                "library: the browser does not have it. Write the checker without it."
            )
    return {
        module: Path(file)
        for module, file in sorted(modules.items())
        if module.partition(".")[0] in own and file
    }


def imports(sources: dict[str, Path]) -> list[str]:
    """The modules that are named in an import, also in one that only some call reaches."""
    nodes = [n for file in sources.values() for n in ast.walk(ast.parse(file.read_bytes()))]
    plain = {alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names}
    froms = {n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module and not n.level}
    return sorted((plain | froms) - set(sources))


def compile_wheel(name: str, sources: dict[str, Path], pyodide: Path, made: Path) -> None:
    """The modules as a wheel of bytecode for this Pyodide."""
    with TemporaryDirectory() as scratch:
        distribution = f"selfcheck_{name.replace('-', '_')}-0"
        file = Path(scratch, f"{distribution}-py3-none-any.whl")
        with WheelFile(str(file), "w", ZIP_STORED) as archive:
            for module, source in sources.items():
                archive.writestr(_place(module, source), source.read_bytes())
            for part, text in METADATA.items():
                archive.writestr(f"{distribution}.dist-info/{part}", text.format(name=name))
        compile_in_pyodide(pyodide, file, made)


def _place(module: str, source: Path) -> str:
    path = module.replace(".", "/")
    return f"{path}/__init__.py" if source.name == "__init__.py" else f"{path}.py"
