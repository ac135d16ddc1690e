"""Whether what runs is this plugin, whole: anybody may have a module that is called ``checker``."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, PackagePath
from importlib.util import find_spec
from pathlib import Path

from .errors import BuildError

DISTRIBUTION = "pelican-selfcheck"
HERE = Path(__file__).resolve()
REINSTALL = f"Install it anew: pip install --force-reinstall --no-deps {DISTRIBUTION}"


def verify() -> None:
    """Raises ``BuildError`` when ``checker`` is another's, or a file is not as it was installed."""
    spec = find_spec("checker")
    if spec is None:
        raise BuildError(f"selfcheck: its package `checker` is missing. {REINSTALL}")
    if spec.origin is None or Path(spec.origin).resolve().parents[1] not in HERE.parents:
        where = spec.origin or next(iter(spec.submodule_search_locations or ["?"]))
        raise BuildError(
            f"{where}: a module `checker`, which hides the package of that name that came with "
            "selfcheck. Give yours another name; SELFCHECK_CHECKERS takes any."
        )
    if damaged := sorted(_damaged()):
        more = f" (and {len(damaged) - 1} more)" if len(damaged) > 1 else ""
        raise BuildError(f"{damaged[0]}{more}: not as it came with selfcheck. {REINSTALL}")


def _damaged() -> Iterator[str]:
    """Files that are missing, or that another package or a hand has written over."""
    for file in _installed():
        path = Path(str(file.locate()))
        if file.hash and not (path.is_file() and _digest(path, file.hash.mode) == file.hash.value):
            yield str(path)


def _installed() -> list[PackagePath]:
    """What the distribution has brought; nothing where the plugin runs from its sources."""
    try:
        files = Distribution.from_name(DISTRIBUTION).files or []
    except PackageNotFoundError:
        return []
    ours = any(Path(str(file.locate())).resolve() == HERE for file in files)
    return files if ours else []


def _digest(file: Path, algorithm: str) -> str:
    """As a wheel's RECORD has it: https://packaging.python.org/specifications/recording-installed-packages/"""
    digest = hashlib.new(algorithm, file.read_bytes()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
