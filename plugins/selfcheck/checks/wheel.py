"""A checker's modules, found and made into a wheel of bytecode for the pinned Pyodide.

Most builds find the wheel in the cache and load nothing of this."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from hatchling.builders.wheel import WheelBuilder
from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager

from ..errors import BuildError

EPOCH = "315532800"
"""1980-01-01, the earliest time that a zip can hold: the same sources give the same bytes."""

IMPORTED = """
import json, sys
before = set(sys.modules)
from checker import bridge
bridge.load(sys.argv[1])
modules = {name: module for name, module in sys.modules.items() if name not in before}
print(json.dumps({name: getattr(module, "__file__", None) for name, module in modules.items()}))
"""


def own_modules(name: str, path: str) -> dict[str, Path]:
    """The source files that the checker is made of, found by importing it in a fresh Python."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", IMPORTED, path],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": ":".join(p or "." for p in sys.path)},
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


def compile_wheel(name: str, sources: dict[str, Path], made: Path) -> None:
    with TemporaryDirectory() as scratch:
        for module, file in sources.items():
            target = Path(scratch, "src", *module.split("."))
            target = (
                target / "__init__.py" if file.name == "__init__.py" else target.with_suffix(".py")
            )
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
        wheel = _wheel(name, Path(scratch, "src"), Path(scratch, "dist"))
        subprocess.run(
            [sys.executable, "-m", "pyodide_cli", "py-compile", "--silent", str(wheel)],
            check=True,
            env={"SOURCE_DATE_EPOCH": EPOCH},  # makes bytecode checked by hash, not by time
        )
        _with_fixed_times(next(Path(scratch, "dist").glob("*.whl")), made)


def _wheel(name: str, source: Path, target: Path) -> Path:
    tops = sorted(path.name for path in source.iterdir())
    config = {
        "project": {"name": f"selfcheck-{name}", "version": "0"},
        "tool": {"hatch": {"build": {"targets": {"wheel": {"only-include": tops}}}}},
    }
    plugins = PluginManager()
    project = ProjectMetadata(str(source), plugins, config=config)
    builder = WheelBuilder(str(source), plugin_manager=plugins, config=config, metadata=project)
    return Path(next(builder.build(directory=str(target), versions=["standard"])))


def _with_fixed_times(source: Path, target: Path) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name)  # dated 1980-01-01
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED, 9)
