"""Imports run one way, and nothing that is shipped can look at the clock or leave a trace."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# module -> the modules of the checker that it may import
CHECKER = {
    "__init__": set(),
    "conditions": set(),
    "model": {"conditions"},
    "engine": {"conditions", "model"},
    "lower_back": {"conditions", "model"},
    "bridge": {"engine", "model"},
    "terminal": {"engine", "conditions", "model"},
    "universe": {"engine", "model"},
    "decision": {"engine", "conditions", "model", "universe"},
    "weight": {"decision", "model"},
    "invariants": {"engine", "terminal", "model", "decision", "weight"},
    "paths": {"engine", "model", "decision"},
    "proof": {"invariants", "paths", "decision", "universe", "engine", "model"},
    "meaning": {"decision", "universe", "model"},
    "review": {"meaning", "proof", "model"},
    "signs": {"engine", "universe"},
    "versions": {"model"},
    "compare": {"signs", "terminal", "decision", "universe", "engine", "model", "versions"},
    "__main__": {"bridge", "compare", "model", "proof", "review", "terminal", "versions"},
}
SHIPPED = ("conditions", "model", "engine", "bridge", "lower_back")
DIAGRAMS = {"universe", "decision", "weight", "invariants", "paths", "meaning", "signs", "compare"}
IMPURE = {
    "asyncio", "ctypes", "datetime", "glob", "http", "io", "locale", "logging", "os", "pathlib",
    "pickle", "platform", "random", "secrets", "shelve", "shutil", "socket", "sqlite3", "ssl",
    "subprocess", "tempfile", "threading", "time", "urllib", "uuid", "js", "pyodide",
}  # fmt: skip
IMPURE_CALLS = {"open", "input", "print", "eval", "exec", "__import__"}


def _tree(module: str) -> ast.Module:
    return ast.parse((ROOT / "checker" / f"{module}.py").read_text(encoding="utf-8"))


def _imports(tree: ast.AST) -> Iterator[str]:
    """Absolute names; those of the same package begin with a dot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level and not node.module:
            yield from (f".{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def _outside(module: str) -> set[str]:
    return {name.split(".")[0] for name in _imports(_tree(module)) if not name.startswith(".")}


def _inside(module: str) -> set[str]:
    names = {name for name in _imports(_tree(module)) if name.startswith(".")}
    assert not any(name.startswith("..") for name in names), f"{module} reaches above the checker"
    return {name[1:].split(".")[0] for name in names}


def test_every_module_of_the_checker_has_its_place():
    """A new module is drawn into the picture before it is merged."""
    assert {path.stem for path in (ROOT / "checker").glob("*.py")} == CHECKER.keys()


@pytest.mark.parametrize("module", CHECKER)
def test_arrows_inside_the_checker_run_one_way(module):
    """conditions, model, engine, and then those that use them."""
    assert _inside(module) <= CHECKER[module], f"checker/{module}.py: an arrow has turned round"


@pytest.mark.parametrize("module", CHECKER)
def test_the_checker_needs_the_standard_library_only(module):
    """But for the diagrams of the proof; never Pelican, Pyodide, js or the plugin."""
    beyond = _outside(module) - sys.stdlib_module_names
    assert beyond <= ({"dd"} if module in DIAGRAMS else set())


@pytest.mark.parametrize("module", SHIPPED)
def test_what_is_shipped_never_needs_the_proof(module):
    """The browser gets no decision diagrams: they are not even imported late."""
    assert _inside(module) <= set(SHIPPED)


@pytest.mark.parametrize("module", SHIPPED)
def test_what_is_shipped_is_pure(module):
    """No clock, no chance, no network, no storage: the same answers, always the same verdict."""
    assert not _outside(module) & IMPURE
    calls = {
        node.func.id
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not calls & IMPURE_CALLS


@pytest.mark.parametrize("command", ["ask", "assess", "show"])
def test_asking_needs_no_decision_diagrams(command):
    """On a bare Python the questionnaire runs; only proving, comparing and signing need dd."""
    code = (
        "import sys; sys.modules['dd'] = None\n"
        "from checker.__main__ import main\n"
        f"raise SystemExit(main(['{command}', 'lower-back']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input="",
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == (1 if command == "ask" else 0), done.stderr
    assert "Traceback" not in done.stderr


def _plugin_modules() -> list[Path]:
    return sorted((ROOT / "plugins").rglob("*.py"))


def test_the_plugin_never_reaches_into_tests_or_the_theme():
    """Nothing imports tests; the plugin hosts itself in any theme."""
    for path in _plugin_modules():
        names = {name.split(".")[0] for name in _imports(ast.parse(path.read_text("utf-8")))}
        assert not names & {"tests", "theme", "bench"}, path


def test_the_settings_import_nothing_of_ours():
    """pelican.conf.py names folders and checkers; it is read before they can be imported."""
    for path in ROOT.glob("pelican.conf.py"):
        names = {name.split(".")[0] for name in _imports(ast.parse(path.read_text("utf-8")))}
        assert not names & {"checker", "plugins", "tests"}
