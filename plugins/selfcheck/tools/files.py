"""Files of the output."""

from __future__ import annotations

from pathlib import Path


def write_once(target: Path, content: bytes) -> None:
    """Unless it is there as it must be: megabytes that have not changed are not written again."""
    if not (target.is_file() and target.read_bytes() == content):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
