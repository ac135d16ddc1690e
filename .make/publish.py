"""Build the site for the public: compressed ahead, with a list of every file and one digest.

    python .make/publish.py OUTPUT PELICAN-ARGUMENT...

The site becomes OUTPUT only when all of that is done. The list, files.json, says what each file's
sha256 is and what it was made from; the digest that is printed is that of the list.
"""

import gzip
import hashlib
import json
import os
import shutil
import sys
import zlib
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

import brotli
from build_aside import in_turn, settings

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import bill  # noqa: E402  (the path comes first)

from plugins.selfcheck.tools import made_once, tidy  # noqa: E402

CACHE = ROOT / ".cache" / "compressed"
EPOCH = "1767225600"
"""The time of a build that is given none: 2026-01-01. The same sources make the same site."""

COMPRESSED = {
    ".html",
    ".css",
    ".js",
    ".mjs",
    ".json",
    ".svg",
    ".txt",
    ".xml",
    ".wasm",
    ".webmanifest",
}
QUALITY = int(os.environ.get("BROTLI_QUALITY", "11"))
"""As small as it gets, for it is done once and read often; less is quicker, for a look."""

SMALLEST = 512
"""Bytes below which a compressed copy saves nothing."""

SOURCES = ("content", "theme/static", "plugins", "docs/hosting", "node_modules/minisearch")
"""Where a file comes from that is copied as it is."""

MADE = {
    bill.NAME: "plugins/selfcheck/runtime/notices.py, package-lock.json, pyproject.toml",
    "*.br": "its namesake, by Brotli",
    "*.gz": "its namesake, by gzip",
    "selfcheck/pyodide-*/library.zip": "Pyodide's python_stdlib.zip, compiled",
    "selfcheck/pyodide-*/NOTICE.txt": "plugins/selfcheck/runtime/notices.py",
    "selfcheck/pyodide-*": "npm: pyodide",
    "selfcheck/snapshot-*": "npm: pyodide, with checker/",
    "selfcheck/*.whl": "checker/",
    "selfcheck/standalone-*": "the post with the check, with all that it loads",
    "sw.js": "plugins/selfcheck/offline/sw.js",
    "feeds/*": "content/, by Pelican",
    "es/feeds/*": "content/es/, by Pelican",
}
"""What other files are made from, by the first pattern that fits."""


def finish(site: Path) -> None:
    """Write the bill of materials, compress and list; print the digest."""
    bill.write(site, int(os.environ["SOURCE_DATE_EPOCH"]))
    for file in sorted(site.rglob("*")):
        if file.suffix in COMPRESSED and file.stat().st_size >= SMALLEST and not _one_file(file):
            _compress(file)
    tidy(CACHE)
    text = json.dumps({"files": list(entries(site))}, indent=1) + "\n"
    (site / "files.json").write_text(text, encoding="utf-8")
    print(f"The site's digest: sha256 {hashlib.sha256(text.encode()).hexdigest()}")


def _one_file(file: Path) -> bool:
    """Whether it is a standalone file: compressed already, inside."""
    return file.parent.name.startswith("standalone-")


def _compress(file: Path) -> None:
    content = file.read_bytes()
    for suffix in (".br", ".gz"):
        name = f"{hashlib.sha256(content).hexdigest()}-{QUALITY}{suffix}"
        is_right = partial(decodes_to, content, suffix)
        cached = made_once(CACHE / name, partial(_write, content, suffix), is_right)
        copy = file.with_name(file.name + suffix)
        shutil.copyfile(cached, copy)
        if not is_right(copy):
            raise SystemExit(f"{copy}: damaged while it was written. Build again.")


def _write(content: bytes, suffix: str, made: Path) -> None:
    made.write_bytes(compressed(content, suffix))


def decodes_to(content: bytes, suffix: str, copy: Path) -> bool:
    """One flipped bit of Brotli often decodes to another text without an error."""
    decode = brotli.decompress if suffix == ".br" else gzip.decompress
    try:
        return bool(decode(copy.read_bytes()) == content)
    except (brotli.error, OSError, EOFError, zlib.error):
        return False


def compressed(content: bytes, suffix: str) -> bytes:
    """By Brotli or by gzip."""
    if suffix == ".br":
        return bytes(brotli.compress(content, quality=QUALITY))
    return gzip.compress(content, 9, mtime=0)


def entries(site: Path) -> Iterator[dict[str, object]]:
    """Each file's path, size in bytes, sha256 and origin."""
    copied = {
        _sha256(file): file.relative_to(ROOT).as_posix()
        for folder in SOURCES
        for file in sorted((ROOT / folder).rglob("*"))
        if file.is_file()
    }
    for file in sorted(file for file in site.rglob("*") if file.is_file()):
        path = file.relative_to(site).as_posix()
        digest = _sha256(file)
        origin = copied.get(digest) or _origin(path)
        yield {"path": path, "bytes": file.stat().st_size, "sha256": digest, "from": origin}


def _origin(path: str) -> str:
    for pattern, origin in MADE.items():
        if fnmatch(path, pattern):
            return origin
    here = Path(path)
    for folder in ("", "pages/"):
        post = ROOT / "content" / here.parent / folder / f"{here.stem}.md"
        if post.exists():
            return post.relative_to(ROOT).as_posix()
    return "theme/templates, from all posts"


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def forget_answers(cache: Path) -> None:
    """What is published is asked, whatever a cache says of it."""
    for entry in (cache / "selfcheck").glob("rehearsed-*"):
        entry.unlink(missing_ok=True)


if __name__ == "__main__":
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    forget_answers(Path(settings(sys.argv[2:]).get("SELFCHECK_CACHE_PATH", ".cache")))
    in_turn(Path(sys.argv[1]), sys.argv[2:], finish)
