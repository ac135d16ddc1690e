"""A checker by its import path: loaded, compiled and proved."""

from __future__ import annotations

import inspect
import os
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from checker import bridge
from checker.model import Checker, CheckerError
from checker.sign_off import reviewed

from ..errors import BuildError
from . import bundle, proofs
from .bundle import Bundle

BUNDLES: dict[str, str] = {}
"""The bundle that each checker had when this process loaded it: modules are loaded only once."""


@dataclass(frozen=True)
class Check:
    """One checker of the site: the file of its module, its import path, its bundle, and the proof
    as it was printed."""

    checker: Checker
    file: str
    path: str
    bundle: Bundle
    proof: str


def load(name: str, path: str, cache: Path) -> Check:
    """The checker at an import path, by the name that posts use.

    Raises ``BuildError`` when it cannot be imported or is refuted."""
    checker = _load(name, path)
    built = bundle.build(name, path, cache)
    _refuse_stale(name, built)
    proof = proofs.require(checker, built.name, cache)
    return Check(checker, _file_of(path), path, built, proof)


def _load(name: str, path: str) -> Checker:
    try:
        return reviewed(bridge.load(path), path)
    except CheckerError as error:
        raise BuildError(f"{path}: {error}") from None
    except Exception as error:
        where = _last_line_of(error, path)
        raise BuildError(
            f"{where}: selfcheck {name!r} cannot be imported: {type(error).__name__}: {error}. "
            "Mend it, or correct its path in SELFCHECK_CHECKERS."
        ) from None


def _file_of(path: str) -> str:
    module = sys.modules[path.partition(":")[0]]
    return inspect.getsourcefile(module) or module.__name__


def _last_line_of(error: Exception, path: str) -> str:
    """The file and line that raised, as the author would look for it."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{os.path.relpath(error.filename)}:{error.lineno}"
    frame = traceback.extract_tb(error.__traceback__)[-1]
    if frame.filename.startswith("<frozen"):  # the import itself: there is no such module
        return path
    return f"{os.path.relpath(frame.filename)}:{frame.lineno}"


def _refuse_stale(name: str, built: Bundle) -> None:
    """The page comes from the loaded modules, the bundle from the files: they must be the same."""
    if BUNDLES.setdefault(name, built.name) != built.name:
        raise BuildError(
            f"selfcheck {name!r}: its code has changed since Pelican was started. Start Pelican "
            "again, or use 'make devserver', which does."
        )
