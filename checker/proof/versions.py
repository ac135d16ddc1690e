"""Two versions of a checker side by side: from git revisions or folders, each with its engine."""

from __future__ import annotations

import importlib
import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from ..model import Checker, CheckerError

CHECKER = __package__.partition(".")[0]
"""The package whose engine decides: each version brings its own."""


@dataclass(frozen=True)
class Version:
    """A checker, and the engine that decides by it. Both may be of an older make than ours."""

    name: str
    checker: Checker
    engine: ModuleType


def load(name: str, path: str) -> Version:
    """The checker at this import path in a folder or a git revision.

    Raises ``CheckerError`` when there is no such folder, revision or checker."""
    if Path(name).is_dir():
        return _import(name, Path(name), path)
    with _revision(name) as folder:
        return _import(name, folder, path)


@contextmanager
def _revision(name: str) -> Iterator[Path]:
    """The files of a git revision in a folder of their own."""
    archive = subprocess.run(
        ["git", "archive", "--format=tar", "--end-of-options", name],
        capture_output=True,
        check=False,
    )
    if archive.returncode:
        raise CheckerError(
            f"{name}: neither a folder nor a git revision ({archive.stderr.decode().strip()}). "
            "Name one, such as HEAD~1."
        )
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
            tar.extractall(folder, filter="data")
        yield Path(folder)


def _import(name: str, folder: Path, path: str) -> Version:
    module, _, attribute = path.partition(":")
    packages = {module.split(".")[0], CHECKER}
    with _isolated(folder, packages):
        try:
            checker: Any = getattr(importlib.import_module(module), attribute)
            engine = importlib.import_module(f"{CHECKER}.engine")
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            raise CheckerError(f"{name}: has no checker {path} that loads ({what}).") from None
    if not hasattr(engine, "raises") or not hasattr(engine, "reaches"):
        raise CheckerError(f"{name}: its engine is too old to be compared. Name a later revision.")
    return Version(name, checker, engine)


@contextmanager
def _isolated(folder: Path, packages: set[str]) -> Iterator[None]:
    """Imports of these packages come from the folder; they, and what else is imported from there, leave
    no trace here."""
    ours = _taken_out(packages)
    before = set(sys.modules)
    writes = sys.dont_write_bytecode
    sys.path.insert(0, str(folder.resolve()))
    sys.dont_write_bytecode = True
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.dont_write_bytecode = writes
        sys.path.remove(str(folder.resolve()))
        _taken_out(packages)
        for name in set(sys.modules) - before:
            if (getattr(sys.modules[name], "__file__", None) or "").startswith(
                str(folder.resolve())
            ):
                del sys.modules[name]
        sys.modules.update(ours)


def _taken_out(packages: set[str]) -> dict[str, ModuleType]:
    names = [name for name in sys.modules if name.split(".")[0] in packages]
    return {name: sys.modules.pop(name) for name in names}
