"""What takes long is made once, and kept between builds."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from ..errors import BuildError

UNUSED = 30 * 24 * 60 * 60
"""Seconds after which what nobody has used is forgotten."""


def made_once(target: Path, make: Callable[[Path], object]) -> Path:
    """The file or folder ``target``, by ``make(path)`` unless it is there.

    Raises ``BuildError`` when its folder cannot be written.

    It is whole or not there at all, whenever a build is killed and however many run at once. That it
    was used is written down in its time: see ``forget``."""
    if target.exists():
        with suppress(OSError):  # a cache may be read only
            os.utime(target)
    else:
        with _scratch(target.parent) as scratch:
            made = Path(scratch, target.name)
            make(made)
            _keep(made, target)
    return target


def _scratch(folder: Path) -> TemporaryDirectory[str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return TemporaryDirectory(dir=folder)
    except OSError as error:
        raise BuildError(
            f"selfcheck: the cache cannot be written ({folder}: {error.strerror}). Name another "
            "folder in SELFCHECK_CACHE_PATH, or give yourself the right to write there."
        ) from None


def forget(entries: Iterable[Path]) -> None:
    """Remove what no build has used for a month: sites, and versions of one, share a cache."""
    for entry in entries:
        with suppress(FileNotFoundError):  # another build was quicker
            times = [path.stat().st_mtime for path in (entry, *entry.glob("*"))]
            if max(times) < time.time() - UNUSED:
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _keep(made: Path, target: Path) -> None:
    try:
        made.rename(target)
    except OSError:
        if not target.exists():  # else another build was quicker, and made the same
            raise


def source_digest(package: str, *made_from: object) -> str:
    """32 hexadecimal digits that change with the files of a package, or with what it makes
    something from: a name for what is made."""
    digest = hashlib.sha256(repr(made_from).encode())
    folder = Path(str(files(package)))
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:32]
