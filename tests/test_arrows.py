"""Imports run one way, and nothing that is shipped can look at the clock or leave a trace."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.rooms import (
    HOUSES,
    PAGE,
    ROOMS,
    ROOT,
    framed,
    modules,
    neighbours,
    own_imports,
    packages,
    tree,
)

SHIPPED = ("conditions", "questionnaire", "faults", "model", "engine", "bridge", "lower_back")
IMPURE = {
    "asyncio", "ctypes", "datetime", "glob", "http", "io", "locale", "logging", "os", "pathlib",
    "pickle", "platform", "random", "secrets", "shelve", "shutil", "socket", "sqlite3", "ssl",
    "subprocess", "tempfile", "threading", "time", "urllib", "uuid", "js", "pyodide",
}  # fmt: skip
IMPURE_CALLS = {"open", "input", "print", "eval", "exec", "__import__"}


@pytest.mark.parametrize("house", HOUSES)
def test_every_room_has_its_place(house):
    """A new module or folder is drawn into the picture before it is merged."""
    folder = ROOT / house
    found = {path.stem for path in folder.glob("*.py")}
    found |= {path.parent.name for path in folder.glob("*/__init__.py")}
    assert found == HOUSES[house].keys()


@pytest.mark.parametrize(("house", "room"), ROOMS)
def test_arrows_run_one_way(house, room):
    """Each room imports from those that stand before it, and from no other."""
    assert {other for other, _ in neighbours(house, room)} <= HOUSES[house][room]


def test_the_picture_in_the_docs_is_that_of_the_code():
    """Whoever reads docs/design.md sees the rooms and arrows of today."""
    page = PAGE.read_text(encoding="utf-8")
    assert framed(page) == page, "run 'make docs'"


@pytest.mark.parametrize("house", HOUSES)
def test_no_room_stands_before_itself(house):
    """The picture itself has no circle."""
    list(TopologicalSorter(HOUSES[house]).static_order())


@pytest.mark.parametrize("room", [room for house, room in ROOMS if house == "plugins/selfcheck"])
def test_inside_a_room_there_is_no_circle(room):
    """The modules of one room import each other one way too."""
    paths = modules("plugins/selfcheck", room)
    arrows = {
        path: {source.with_suffix(".py") for source, _ in own_imports(path)}
        | {(source / name).with_suffix(".py") for source, name in own_imports(path)}
        for path in paths
    }
    list(TopologicalSorter({path: to & set(paths) for path, to in arrows.items()}).static_order())


@pytest.mark.parametrize(("house", "room"), ROOMS)
def test_a_room_is_entered_by_its_door(house, room):
    """What others may use of a room, its ``__init__`` hands out by name."""
    for other, inside in neighbours(house, room):
        door = ROOT / house / other / "__init__.py"
        if door.exists() and inside:
            assert len(inside) == 1, f"{room} reaches into {other}: {inside}"
            assert inside[0] in handed_out(door), f"{room} reaches into {other}: {inside}"


def handed_out(door: Path) -> list[str]:
    for node in tree(door).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return []


@pytest.mark.parametrize("house", ["checker", "checker/proof"])
def test_the_checker_needs_the_standard_library_only(house):
    """But for the diagrams of the proof; never Pelican, Pyodide, js or the plugin."""
    allowed = {"oxidd"} if house == "checker/proof" else set()
    for path in (ROOT / house).glob("*.py"):
        assert packages(path) - sys.stdlib_module_names <= allowed, path


@pytest.mark.parametrize("module", SHIPPED)
def test_what_is_shipped_never_needs_the_proof(module):
    """The browser gets no decision diagrams: they are not even imported late."""
    assert {other for other, _ in neighbours("checker", module)} <= set(SHIPPED)


@pytest.mark.parametrize("module", SHIPPED)
def test_what_is_shipped_is_pure(module):
    """No clock, no chance, no network, no storage: the same answers, always the same verdict."""
    (path,) = modules("checker", module)
    assert not packages(path) & IMPURE
    calls = {
        node.func.id
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not calls & IMPURE_CALLS


@pytest.mark.parametrize("command", ["ask", "assess", "show"])
def test_asking_needs_no_decision_diagrams(command):
    """On a bare Python the questionnaire runs; only proving, comparing and signing need more."""
    code = (
        "import sys; sys.modules['oxidd'] = None\n"
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


def test_the_plugin_never_reaches_into_tests_or_the_theme():
    """Nothing imports tests; the plugin hosts itself in any theme."""
    for path in (ROOT / "plugins").rglob("*.py"):
        assert not packages(path) & {"tests", "theme", "bench"}, path


def test_the_settings_import_nothing_of_ours():
    """pelican.conf.py names folders and checkers; it is read before they can be imported."""
    assert not packages(ROOT / "pelican.conf.py") & {"checker", "plugins", "tests"}
