"""The checkers that posts name: loaded, compiled, proved, and true to the posts."""

from __future__ import annotations

import inspect
import os
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pelican.contents import Content

from checker import bridge
from checker.model import Checker, CheckerError, did_you_mean
from checker.review import reviewed

from . import bundle, claims, directive, proofs
from .bundle import Bundle
from .errors import BuildError

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


def load(contents: list[Content], known: dict[str, str], cache: Path) -> dict[str, Check]:
    """The checkers by the names that the posts use; ``known``: name → import path.

    Raises ``BuildError`` for the first that is unknown, cannot be imported, is refuted, or rests on
    a sentence that its post has lost."""
    checks = {name: _check(name, path, cache) for name, path in _named(contents, known).items()}
    for content in contents:
        _refuse_drift(content, checks)
    return checks


def _check(name: str, path: str, cache: Path) -> Check:
    checker = _load(name, path)
    built = bundle.build(name, path, cache)
    _refuse_stale(name, built)
    proof = proofs.require(checker, built.name, cache)
    return Check(checker, _file_of(path), path, built, proof)


def _named(contents: list[Content], known: dict[str, str]) -> dict[str, str]:
    """The checkers that the posts name, with their import paths."""
    named = {}
    for content in contents:
        for name in [place.name for place in directive.places(content)]:
            where = directive.line_of(content, name)
            if not name:
                raise BuildError(
                    f"{where}: selfcheck without a name. Write '::: selfcheck NAME'. Available: "
                    f"{', '.join(known) or 'none: name one in SELFCHECK_CHECKERS'}."
                )
            if name not in known:
                raise BuildError(
                    f"{where}: selfcheck {name!r} does not exist. {did_you_mean(name, known)}"
                )
            named[name] = known[name]
    return named


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


def _refuse_stale(name: str, built: bundle.Bundle) -> None:
    """The page comes from the loaded modules, the bundle from the files: they must be the same."""
    if BUNDLES.setdefault(name, built.name) != built.name:
        raise BuildError(
            f"selfcheck {name!r}: its code has changed since Pelican was started. Start Pelican "
            "again, or use 'make devserver', which does."
        )


def _refuse_drift(content: Content, checks: dict[str, Check]) -> None:
    for problem in _drift(content, checks):
        raise BuildError(problem)


def _drift(content: Content, checks: dict[str, Check]) -> Iterator[str]:
    for name in [it.name for it in directive.places(content) if it.shows == "selfcheck"]:
        where = os.path.relpath(checks[name].file)
        source = Path(os.path.relpath(content.source_path))
        yield from claims.drift(checks[name].checker, where, source, content._content)
