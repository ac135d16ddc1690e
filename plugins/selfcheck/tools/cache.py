"""What takes long is made once, and kept between builds; nothing that is kept is believed.

An entry is called by what it is made from and, after an ``@``, by what it is: a file or a folder that is
no longer what its name says is made anew, whatever has changed it."""

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

from pelican.log import console

from ..errors import BuildError, room_for

UNUSED = 30 * 24 * 60 * 60
"""Seconds after which what nobody has used is forgotten."""

LEFT = 24 * 60 * 60
"""Seconds after which no build can still be at work on what it has begun."""


REMEDY = "Make room there, or name another folder in SELFCHECK_CACHE_PATH."


def made_once(
    target: Path, make: Callable[[Path], object], is_right: Callable[[Path], bool] = Path.exists
) -> Path:
    """The file or folder that ``make(path)`` makes, from the cache if that has it as it was made.

    ``target`` says where it is kept and what it is made from; ``is_right`` what can be asked of it without
    making it. Raises ``BuildError`` when its folder cannot be written.

    It is whole or not there at all, whenever a build is killed and however many run at once. That it
    was used is written down in its time: see ``tidy``."""
    for entry in target.parent.glob(f"{target.name}@*"):
        if entry == _entry(target, entry) and is_right(entry):
            with suppress(OSError):  # a cache may be read only
                os.utime(entry)
            return entry
        console.print(f"selfcheck: {entry} is damaged, and made anew.", soft_wrap=True)
        with suppress(OSError):
            _remove(entry)
    return _made(target, make, is_right)


def _made(target: Path, make: Callable[[Path], object], is_right: Callable[[Path], bool]) -> Path:
    with _scratch(target.parent) as scratch:
        made = Path(scratch, target.name)
        with room_for(target, REMEDY):
            make(made)
        if not is_right(made):
            raise BuildError(
                f"selfcheck: {target} was made, and is not what it must be. Build again; if it happens "
                "again, the memory or the disk of this computer is at fault."
            )
        entry = _entry(target, made)
        _keep(made, entry)
    return entry


def _entry(target: Path, made: Path) -> Path:
    """Where it is kept: called by its content."""
    return target.with_name(f"{target.name}@{_digest(made)}")


def _digest(made: Path) -> str:
    """Of a file, or of all files of a folder with their paths."""
    paths = sorted(made.rglob("*")) if made.is_dir() else [made]
    digest = hashlib.sha256()
    for file in (path for path in paths if not path.is_dir()):
        digest.update(f"{file.relative_to(made).as_posix()}\0".encode())
        with suppress(OSError):  # what cannot be read is not what was made
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:32]


def _scratch(folder: Path) -> TemporaryDirectory[str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return TemporaryDirectory(dir=folder)
    except OSError as error:
        raise BuildError(
            f"selfcheck: the cache cannot be written ({folder}: {error.strerror}). Name another "
            "folder in SELFCHECK_CACHE_PATH, or give yourself the right to write there."
        ) from None


def tidy(folder: Path) -> None:
    """Remove what no build has used for a month: sites, and versions of one, share a cache."""
    _forget(folder.glob("*"), UNUSED)


def clear(folder: Path) -> None:
    """Remove what builds that were killed had begun to make."""
    _forget(folder.glob("tmp*"), LEFT)


def _forget(entries: Iterable[Path], unused: int) -> None:
    """Those of which nothing has changed for so many seconds."""
    for entry in entries:
        with suppress(FileNotFoundError):  # another build was quicker
            times = [path.stat().st_mtime for path in (entry, *entry.glob("*"))]
            if max(times) < time.time() - unused:
                _remove(entry)


def _remove(entry: Path) -> None:
    shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _keep(made: Path, entry: Path) -> None:
    try:
        made.rename(entry)
    except OSError:
        if not entry.exists():  # else another build was quicker, and made the same
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
