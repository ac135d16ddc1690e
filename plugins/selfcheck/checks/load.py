"""A checker by its import path: loaded, compiled and proved."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from checker import loading
from checker.model import Checker, CheckerError
from checker.sign_off import reviewed

from ..errors import BuildError
from . import bundle, imported, pictures, proofs, sources
from .bundle import Bundle
from .proofs import Proved


@dataclass(frozen=True)
class Check:
    """One checker of the site: the file of its module, its import path, its bundle, its proof, and its
    pictures as SVG, by their names."""

    checker: Checker
    file: str
    path: str
    bundle: Bundle
    proof: Proved
    pictures: Mapping[str, str]


def load(name: str, path: str, cache: Path) -> Check:
    """The checker at an import path, by the name that posts use.

    Raises ``BuildError`` when it cannot be imported, here or in a browser, or is refuted."""
    found = sources.find(path)
    imported.refresh(found.modules)
    checker = _load(path)
    file = _file_of(path)
    shown = pictures.read(checker, [Path(file), *found.modules.values()])
    built = bundle.build(name, path, found, cache)
    proof = proofs.require(checker, file, built.name, cache)
    return Check(checker, file, path, built, proof, shown)


def twins(checks: Mapping[str, Check]) -> Iterator[str]:
    """Checkers of one id, which the page tells its scripts and a reviewer signs: it is one checker's."""
    paths: dict[str, str] = {}
    for check in checks.values():
        other = paths.setdefault(check.checker.id, check.path)
        if other != check.path:
            yield (
                f"{loading.shown(check.file)}: checker {check.checker.id!r} has the id of {other}. Give "
                "one of them another."
            )


def _load(path: str) -> Checker:
    try:
        return reviewed(loading.load(path), path)
    except CheckerError as error:
        raise BuildError(*str(error).splitlines()) from None


def _file_of(path: str) -> str:
    module = sys.modules[path.partition(":")[0]]
    return inspect.getsourcefile(module) or module.__name__
