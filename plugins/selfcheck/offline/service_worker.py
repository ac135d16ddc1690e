"""The service worker: what the site keeps in the browser, so that it works without a network."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..errors import BuildError
from ..tools import integrity

INJECTION = 'const BUILD = { version: "", folder: "", files: {}, later: {}, visited: {} };'
"""The one line of ``sw.js`` that the build writes."""

SHOWN = {".html", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif"}
"""What a visit to a page shows of the site's own."""

UNLOADED = {".txt", ".html"}
"""Beside what a check loads: the notices, and the standalone files."""

KILL_SWITCH = """\
// The clinic has switched offline use off: this worker removes what earlier ones kept, and itself.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));
async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith("selfcheck-")) await caches.delete(name);
  }
  await self.registration.unregister();
}
"""


def write_service_worker(
    output: Path, pages: Iterable[Path], settings: dict[str, Any], theme: str
) -> None:
    """Write ``sw.js`` at the site's root; where offline use is switched off, the one that removes it."""
    worker = KILL_SWITCH
    if settings["SELFCHECK_OFFLINE"]:
        build = _build(output, pages, settings, theme)
        source = (files(__package__) / "sw.js").read_text(encoding="utf-8")
        assert source.count(INJECTION) == 1, "sw.js has exactly one injection point"
        worker = source.replace(INJECTION, f"const BUILD = {json.dumps(build)};")
    (output / "sw.js").write_text(worker, encoding="utf-8")


def _build(
    output: Path, pages: Iterable[Path], settings: dict[str, Any], theme: str
) -> dict[str, Any]:
    """What the worker keeps.

    At once the pages that have a check or are listed, with the theme's and the widget's files;
    later, when a reader opens a check, the snapshot, or else the runtime and the checkers; other pages
    and their pictures as they are visited."""
    folder = settings["SELFCHECK_OUTPUT_PATH"]
    ours = _files(output / folder)
    listed = {_listed(output, page) for page in settings["SELFCHECK_OFFLINE_PAGES"]}
    widget = _files(output / folder, "widget-*/**/*")
    now = {*pages, *listed, *_files(output / theme), *widget}
    snapshots = {file for file in ours if file.match("snapshot-*.wasm")}
    later = snapshots or {file for file in ours - widget if file.suffix not in UNLOADED}
    visited = {file for file in _files(output) - now - ours if file.suffix in SHOWN}
    kept = {
        "folder": f"{folder}/",
        "files": _hashes(output, now),
        "later": _hashes(output, later),
        "visited": _hashes(output, visited),
    }
    return kept | {"version": hashlib.sha256(json.dumps(kept).encode()).hexdigest()[:16]}


def _listed(output: Path, page: str) -> Path:
    if not (output / page).is_file():
        raise BuildError(
            f"settings: SELFCHECK_OFFLINE_PAGES names {page!r}, which the site does not have. "
            "Write the path below the output, such as 'contact.html'."
        )
    return output / page


def _files(folder: Path, pattern: str = "**/*") -> set[Path]:
    return {file for file in folder.glob(pattern) if file.is_file()}


def _hashes(folder: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Each file's integrity, as the browser checks it, by its path below ``folder``."""
    return {file.relative_to(folder).as_posix(): integrity(file) for file in sorted(paths)}
