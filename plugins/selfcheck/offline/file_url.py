"""The check in two classic scripts: for a page that is opened from a file, not from a server.

Browsers let such a page load neither modules nor anything by ``fetch``. So the widget's modules
become one classic script, and a second one carries what Python runs from, as gzip in base64: the small
snapshot alone, or Pyodide where there is none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache as once
from importlib.resources import files
from pathlib import Path

from .. import widget
from ..runtime import glue, notice, pinned
from ..tools import NODE_VERSION, fingerprint, integrity_of, made_once, run, source_digest
from .bundler import bundled

SCRIPTS = Path(__file__).parent / "file_url_scripts"
"""Those that stand in the place of the widget's own that need a server, and what they need."""


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


def file_scripts(pyodide: Path | None, contents: Mapping[str, Path], cache: Path) -> FileScripts:
    """``contents`` are the files that Python starts from, by name; ``pyodide`` is the folder of the
    runtime, where its scripts have to be brought along too. What has not changed comes from the cache."""
    own = {file.name: file for file in SCRIPTS.iterdir()}
    if pyodide:
        own |= {"pyodide.mjs": pyodide / "pyodide.mjs", "pyodide.asm.js": glue(pyodide)}
    else:
        del own["import-script.js"]  # it imports them
    scripts = bundled(widget.static() | own, {it: it for it in ("widget.js", "worker.js")}, cache)
    brought = {"worker.js": scripts / "worker.js", **contents}
    packed = tuple((name, _packed(file, cache)) for name, file in brought.items())
    return _two_scripts(scripts / "widget.js", packed)


@once
def _two_scripts(script: Path, packed: tuple[tuple[str, Path], ...]) -> FileScripts:
    """Once for all languages of a site."""
    entries = (b'"%s": "%s"' % (name.encode(), file.read_bytes()) for name, file in packed)
    licences = f"/*\n{notice(pinned().version)}*/\n".encode()
    files = licences + b"globalThis.selfcheckFiles = {\n" + b",\n".join(entries) + b"\n};\n"
    own = script.read_bytes()
    return FileScripts(own, files, (integrity_of(own), integrity_of(files)))


def _packed(file: Path, cache: Path) -> Path:
    """A file as gzip in base64."""

    def pack(done: Path) -> None:
        done.write_text(run(files(__package__) / "pack.mjs", file), encoding="ascii")

    key = source_digest(__package__, NODE_VERSION, fingerprint(file))
    return made_once(cache / "selfcheck" / f"packed-{key}", pack)
