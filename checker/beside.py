"""Files that stand beside a checker's module: a reviewer's record, translators' catalogues."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

from .model import CheckerError

INSTALLED = {"site-packages", "dist-packages"}
"""Folders that belong to pip and its like."""


def module_of(path: str) -> ModuleType:
    """The module of a checker, by the checker's import path."""
    return import_module(path.partition(":")[0])


def file_of(path: str) -> Path:
    """The file of that module."""
    return Path(str(module_of(path).__file__))


def refuse_installed(file: Path, path: str) -> None:
    """Raises ``CheckerError`` when what is to be written would lie among installed packages."""
    if INSTALLED & set(file.parts):
        module, _, name = path.partition(":")
        raise CheckerError(
            f"{file}: the next installation would take it away. Put a module into the site that "
            f"says `from {module} import {name}`, and name that one."
        )
