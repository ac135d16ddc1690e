"""What a page loads of its own site: found in its HTML, and in its styles and scripts."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

PICTURES = {".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".ico"}
SHARED = {".css", ".js", ".mjs", ".woff", ".woff2", ".ttf", ".otf", ".webmanifest"}
"""What gives a site its look: pages have it in common."""

TAG = re.compile(r"<(?:image|img|input|link|script|source|use|video)\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""\s(?P<name>src|href|srcset|poster)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE
)
STYLE = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
SCRIPT = re.compile(r"""\b(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")


@dataclass(frozen=True)
class Site:
    """A site on the disk and in the web; ``roots`` are the folders that files of it may lie in."""

    output: Path
    address: str
    roots: tuple[Path, ...]

    @property
    def base(self) -> str:
        """Links are resolved against it, also those of a site that has no address yet."""
        return (self.address if "//" in self.address else "http://localhost").rstrip("/") + "/"

    def path(self, file: Path) -> str:
        """From the site's own folder: of a theme that languages share ``../theme/…``."""
        return Path(os.path.relpath(file, self.output)).as_posix()

    def url(self, file: Path) -> str:
        return urljoin(self.base, quote(self.path(file)))

    def file(self, url: str) -> Path | None:
        """The file at an address, if it is one of the site's that a page loads."""
        there, here = urlsplit(url), urlsplit(self.base)
        if (
            there.netloc != here.netloc
            or posixpath.splitext(there.path)[1] not in PICTURES | SHARED
        ):
            return None
        path = posixpath.relpath(unquote(there.path), unquote(here.path))
        file = Path(os.path.normpath(self.output / path))
        inside = any(file.is_relative_to(root) for root in self.roots)
        return file if inside and file.is_file() else None


def loaded(html: str, page: Path, site: Site) -> set[Path]:
    """The site's own files that a page loads, and those that they load."""
    found = _files(_of_html(html), site.url(page), site)
    waiting = list(found)
    while waiting:
        new = _of_file(waiting.pop(), site) - found
        found |= new
        waiting += new
    return found


def _of_file(file: Path, site: Site) -> set[Path]:
    pattern = {".css": STYLE, ".js": SCRIPT, ".mjs": SCRIPT}.get(file.suffix)
    if not pattern:
        return set()
    text = file.read_text(encoding="utf-8", errors="replace")
    references = ["".join(filter(None, found.groups())) for found in pattern.finditer(text)]
    return _files(references, site.url(file), site)


def _files(references: Iterable[str], base: str, site: Site) -> set[Path]:
    files = {site.file(urljoin(base, reference)) for reference in references}
    return {file for file in files if file}


def _of_html(html: str) -> Iterator[str]:
    for tag in TAG.finditer(html):
        for name, *values in ATTRIBUTE.findall(tag[0]):
            value = unescape("".join(values)).strip()
            if name.lower() == "srcset":
                yield from (
                    candidate.split()[0] for candidate in value.split(",") if candidate.strip()
                )
            else:
                yield value
