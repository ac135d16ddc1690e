"""The modules that a checker is made of, found by their imports: nothing of them is run."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import find_spec, resolve_name
from itertools import accumulate
from pathlib import Path
from pkgutil import iter_modules

from checker.beside import INSTALLED
from checker.loading import no_python, shown
from checker.model import did_you_mean

from ..errors import BuildError

DOOR = "checker.bridge"
"""What the browser asks, and so a part of every bundle."""

NEVER_RUN = {"TYPE_CHECKING", "typing.TYPE_CHECKING", "__name__ == '__main__'"}
"""Conditions that are false where a checker is imported."""


@dataclass(frozen=True)
class Import:
    """What a statement imports: its place, the statement for this name alone, and the module that
    it names; ``inner`` is the module in it that a name after ``from`` may be."""

    where: str
    statement: str
    module: str
    inner: str = ""


@dataclass(frozen=True)
class Sources:
    """A checker's own modules by name, in their order, and what they import of Python's library."""

    modules: dict[str, Path]
    library: tuple[Import, ...]


def find(path: str) -> Sources:
    """The sources of the checker at an import path.

    Raises ``BuildError`` with every import that would fail in a browser."""
    module = path.partition(":")[0]
    search = _Search(module)
    if not search.file(module):
        raise BuildError(
            f"settings: SELFCHECK_CHECKERS names {path!r}, but there is no module {module!r}. Write it "
            "as 'package.module:NAME', seen from the folder in which you start Pelican."
        )
    search.follow([DOOR, module])
    if search.mistakes:
        raise BuildError(*search.mistakes)
    return Sources(dict(sorted(search.found.items())), tuple(search.library))


class _Search:
    """Follows the imports of a checker's module through all that may belong to it: its own package,
    what lies beside that, and ours. Never a package that somebody has installed: the browser does
    not have it, and a module's name must not become one that is asked of a package index."""

    def __init__(self, module: str) -> None:
        self.top = _top(module)
        folder = _folder(_spec(self.top))
        self.folder = None if folder is None or INSTALLED & set(folder.parts) else folder
        self.found: dict[str, Path] = {}
        self.library: list[Import] = []
        self.mistakes: list[str] = []

    def follow(self, waiting: list[str]) -> None:
        for module in waiting:  # which grows meanwhile
            for name in accumulate(module.split("."), "{}.{}".format):
                if name not in self.found and (file := self.file(name)):
                    self.found[name] = file
                    waiting += self._imported(name, file)

    def file(self, module: str) -> Path | None:
        """The source of a module, if it may be part of the checker."""
        spec = _spec(module) if module and self._is_own(_top(module)) else None
        source = spec and spec.origin and spec.origin.endswith(".py")
        return Path(str(spec.origin)) if spec and source else None

    def _is_own(self, top: str) -> bool:
        beside = self.folder is not None and _folder(_spec(top)) == self.folder
        return beside or top in {self.top, _top(DOOR)}

    def _imported(self, module: str, file: Path) -> list[str]:
        """The own modules that this one imports; what else it imports is noted."""
        package = module if file.name == "__init__.py" else module.rpartition(".")[0]
        try:
            imports = [*_imports(file, package)]
        except SyntaxError as error:
            self.mistakes.append(no_python(str(file), error))
            return []
        self.library += [one for one in imports if self._is_of_the_library(one)]
        others = [one for one in imports if not self._is_of_the_library(one)]
        self.mistakes += [mistake for one in others if (mistake := self._mistake(one))]
        return [one.inner if self.file(one.inner) else one.module for one in others]

    def _is_of_the_library(self, one: Import) -> bool:
        top = _top(one.module)
        return top in sys.stdlib_module_names and not self._hidden(top)

    def _hidden(self, top: str) -> str | None:
        """The author's module of this name, whatever this process has imported before."""
        spec = PathFinder.find_spec(top, [str(self.folder)]) if self.folder else None
        return spec.origin if spec else None

    def _mistake(self, one: Import) -> str:
        top = _top(one.module)
        if top in sys.stdlib_module_names:
            return (
                f"{one.where}: imports {top}, but {shown(str(self._hidden(top)))} hides Python's own "
                "module of that name. Give yours another name."
            )
        if not one.module:
            return (
                f"{one.where}: {one.statement!r} leads out of its package. Import it by its name."
            )
        if not self._is_own(top):
            return lacked(one.where, top)
        if self.file(one.module) or _spec(one.inner or one.module):
            return ""
        name = one.inner if one.inner and _spec(one.module) else one.module
        return f"{one.where}: imports {name}, which does not exist. {_nearest(name)}"


def lacked(where: str, module: str, why: str = "") -> str:
    return (
        f"{where}: imports {module}, which the browser does not have{why}. Write the checker without "
        "it; modules of your own beside the checker are taken along."
    )


def _nearest(module: str) -> str:
    package = module.rpartition(".")[0]
    spec = _spec(package)
    folders = spec.submodule_search_locations if spec else None
    return did_you_mean(module, [it.name for it in iter_modules(folders or (), f"{package}.")])


def _top(module: str) -> str:
    return module.partition(".")[0]


def _spec(module: str) -> ModuleSpec | None:
    """Where a module lies; nothing is imported, not even the package around it."""
    package = module.rpartition(".")[0]
    outer = _spec(package) if package else None
    if outer and outer.submodule_search_locations:
        return PathFinder.find_spec(module, outer.submodule_search_locations)
    try:
        return None if package else find_spec(module)
    except ValueError:  # no name, or that of a script
        return None


def _folder(spec: ModuleSpec | None) -> Path | None:
    """The folder on Python's path that a module lies in which is no part of a package."""
    if spec and spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations))).absolute().parent
    file = spec.origin if spec and spec.has_location else None
    return Path(file).absolute().parent if file else None


def _imports(file: Path, package: str) -> Iterator[Import]:
    """What a module imports anywhere, in the order of its lines. Raises ``SyntaxError``."""
    nodes = [*_statements(ast.parse(file.read_bytes(), str(file)))]
    for node in sorted(nodes, key=lambda node: getattr(node, "lineno", 0)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in node.names:
                yield _import(node, name, f"{shown(str(file))}:{node.lineno}", package)


def _statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Those that may be run where the checker is imported or asked."""
    inside: Iterable[ast.AST] = ast.iter_child_nodes(tree)
    if isinstance(tree, ast.If) and ast.unparse(tree.test) in NEVER_RUN:
        inside = tree.orelse
    for node in inside:
        if isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case):
            yield node
            yield from _statements(node)


def _import(node: ast.Import | ast.ImportFrom, name: ast.alias, where: str, package: str) -> Import:
    if isinstance(node, ast.Import):
        return Import(where, f"import {name.name}", name.name)
    written = "." * node.level + (node.module or "")
    statement = f"from {written} import {name.name}"
    try:
        module = resolve_name(written, package)
    except ImportError:
        module = ""
    return Import(where, statement, module, f"{module}.{name.name}")
