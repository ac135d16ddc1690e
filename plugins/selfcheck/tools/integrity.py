"""What browsers and npm check a file by, and what it is named by in the output."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path


def integrity(file: Path, algorithm: str = "sha256") -> str:
    """Such as ``sha256-…``: https://www.w3.org/TR/SRI/"""
    return _shown(_digest(file, algorithm), algorithm)


def integrity_of(content: bytes) -> str:
    return _shown(hashlib.sha256(content).digest(), "sha256")


def fingerprint(file: Path) -> str:
    """16 hexadecimal digits that change with the content."""
    return _digest(file, "sha256").hex()[:16]


def _shown(digest: bytes, algorithm: str) -> str:
    return f"{algorithm}-{base64.b64encode(digest).decode()}"


def _digest(file: Path, algorithm: str) -> bytes:
    status = file.stat()
    return _digest_once(file, algorithm, status.st_size, status.st_mtime_ns)


@cache
def _digest_once(file: Path, algorithm: str, size: int, changed: int) -> bytes:  # noqa: ARG001
    """A file that stays as it is is read once for the whole build."""
    return hashlib.new(algorithm, file.read_bytes()).digest()
