"""The service worker: what the site keeps in the browser, so that it works without a network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pelican.contents import Content

from .. import widget
from ..errors import BuildError
from ..post import Assets, Step, Words, places, template, words
from ..tools import integrity
from .bundler import bundled
from .references import PICTURES, Site, loaded

SCRIPTS = Path(__file__).parent / "service_worker_scripts"

RECORD = '<script type="application/json" data-selfcheck-record>{}</script>\n'
WRITTEN = re.compile(RECORD.format(".*?"))
"""Languages that share a folder write each other's pages again."""

KILL_SWITCH = """\
// selfcheck: offline use is switched off. This removes what earlier workers of this folder kept, and itself.
const own = `selfcheck ${new URL("./", self.location.href).href} `;
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));
async function leave() {
  for (const name of await caches.keys()) if (name.startsWith(own)) await caches.delete(name);
  for (const page of await self.clients.matchAll({ includeUncontrolled: true })) page.postMessage({ kept: false });
  await self.registration.unregister();
}
"""


@dataclass(frozen=True)
class Page:
    """A page as far as a browser keeps it. With a check it has the words of its language, the widget's
    scripts, what Python runs from, and what it runs from where that fails: hashes by path."""

    words: Words | None = None
    scripts: Mapping[str, str] = MappingProxyType({})
    python: Mapping[str, str] = MappingProxyType({})
    later: Mapping[str, str] = MappingProxyType({})


def page_with_check(content: Content, assets: Assets) -> Page:
    """Python runs from the first step's files. Later come those of another snapshot: Pyodide in full is
    too much to be kept for what is not expected."""
    widgets = f"{assets.folder}/{assets.static}"
    scripts = {name: file for name, file in widget.static().items() if file.suffix == ".js"}
    first_step, *others = assets.steps
    first = next(it.name for it in places(content) if it.shows == "selfcheck")
    return Page(
        words(content, assets.checks[first]),
        scripts={f"{widgets}/{name}": integrity(file) for name, file in scripts.items()},
        python=_by_path(assets, first_step),
        later=_by_path(assets, *(step for step in others if step.way == "snapshot")),
    )


def _by_path(assets: Assets, *steps: Step) -> dict[str, str]:
    files = (file for step in steps for file in step.files)
    return {f"{assets.folder}/{file.name}": file.integrity for file in files}


def write_service_worker(
    site: Site, pages: Mapping[Path, Page], settings: dict[str, Any], theme: Path
) -> None:
    """Write ``sw.js`` at the site's root, and into each page a record of what it loads.

    Without a page that has a check, or where offline use is switched off, it is the worker that
    removes what earlier ones kept. Raises ``BuildError`` for a listed page that is not there."""
    worker = KILL_SWITCH
    if settings["SELFCHECK_OFFLINE"] and any(page.python for page in pages.values()):
        build = _build(site, pages, settings, theme)
        modules = {file.name: file for file in SCRIPTS.iterdir()}
        scripts = bundled(modules, {"sw.js": "sw.js"}, Path(settings["SELFCHECK_CACHE_PATH"]))
        source = (scripts / "sw.js").read_text(encoding="utf-8")
        worker = f"const BUILD = {json.dumps(build)};\n{source}"
    (site.output / "sw.js").write_text(worker, encoding="utf-8")


def _build(
    site: Site, pages: Mapping[Path, Page], settings: dict[str, Any], theme: Path
) -> dict[str, Any]:
    """What the worker knows: what pages share by its hash, pages and their pictures by a few bits."""
    listed = _listed(site, settings["SELFCHECK_OFFLINE_PAGES"])
    sheets = [
        _read(file, page, site, theme)
        for file, page in sorted(pages.items())
        if page.python or file in listed
    ]
    shared = listed - pages.keys() | {file for sheet in sheets for file in sheet.shared}
    check = {path: hash for page in pages.values() for path, hash in page.scripts.items()}
    files = {path: hash for path, hash in _hashes(site, shared).items() if path not in check}
    look = _digest([files, check])
    for sheet in sheets:
        sheet.write(look, site)
    build = {
        "look": look,
        "folder": f"{settings['SELFCHECK_OUTPUT_PATH']}/",
        "pages": _fingerprints(site.path(file) for file in pages),
        "shown": _fingerprints(path for sheet in sheets for path in sheet.shown),
        "files": files,
        "check": check,
        "listed": sorted(map(site.path, listed)),
        "notKept": _not_kept(pages.values(), Path(settings["SELFCHECK_CACHE_PATH"])),
    }
    return build | {"version": _digest([build, [integrity(sheet.file) for sheet in sheets]])}


@dataclass(frozen=True)
class _Sheet:
    """A page as it was written, without a record: the files that it shares with others, its own
    pictures, and the page as it is known, by hashes."""

    file: Path
    html: str
    shared: set[Path]
    shown: dict[str, str]
    page: Page

    def write(self, look: str, site: Site) -> None:
        """Put the record at the page's end: whoever has it has the whole page."""
        files = sorted(site.path(file) for file in self.shared)
        check = {"python": dict(self.page.python), "later": dict(self.page.later)}
        record = json.dumps({"look": look, "files": files, "shown": self.shown} | check)
        script = RECORD.format(record.replace("<", r"\u003c"))
        end = self.html.lower().rfind("</body>")
        end = len(self.html) if end < 0 else end
        self.file.write_text(self.html[:end] + script + self.html[end:], encoding="utf-8")


def _read(file: Path, page: Page, site: Site, theme: Path) -> _Sheet:
    html = WRITTEN.sub("", file.read_text(encoding="utf-8"))
    found = loaded(html, file, site)
    shown = {it for it in found if it.suffix in PICTURES and not it.is_relative_to(theme)}
    shared = {it for it in found - shown if site.path(it) not in page.scripts}
    return _Sheet(file, html, shared, _hashes(site, shown), page)


def _listed(site: Site, paths: list[str]) -> set[Path]:
    missing = [path for path in paths if not (site.output / path).is_file()]
    if missing:
        raise BuildError(
            *(
                f"settings: SELFCHECK_OFFLINE_PAGES names {path!r}, which the site does not have. "
                "Write the path below the output, such as 'contact.html'."
                for path in missing
            )
        )
    return {site.output / path for path in paths}


def _hashes(site: Site, paths: Iterable[Path]) -> dict[str, str]:
    """Each file's integrity, as the browser checks it, by its path."""
    return {site.path(file): integrity(file) for file in sorted(paths)}


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]


def _fingerprints(paths: Iterable[str]) -> str:
    """Four letters for each path: see ``fingerprint`` in ``addresses.js``."""
    return "".join(sorted({_fingerprint(path) for path in paths}))


def _fingerprint(path: str) -> str:
    """FNV-1a of 32 bits, folded to 24: http://www.isthe.com/chongo/tech/comp/fnv/"""
    value = 0x811C9DC5
    for byte in path.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return base64.b64encode(((value ^ value >> 24) & 0xFFFFFF).to_bytes(3)).decode()


def _not_kept(pages: Iterable[Page], cache: Path) -> str:
    """What is said instead of a page that is not kept, in each language that has a check."""
    words = {page.words.language: page.words for page in pages if page.words}
    return template("not_kept.html", cache).render(languages=dict(sorted(words.items())))
