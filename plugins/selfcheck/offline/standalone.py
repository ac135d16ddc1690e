"""A check in one file, with all that it needs: it opens without a network, and can be passed on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from pelican.contents import Content

from checker.translation import tag

from .. import widget
from ..post import Assets, places, render, template, words
from ..tools import integrity_of, write_once
from .file_url import FileScripts

POLICY = (
    "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval'; style-src {style}; "
    "worker-src blob:; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types selfcheck"
)
"""Only what the file itself holds, by its hash; there is no address that it could ask."""

SCRIPT = "\0"
"""Stands for a script until the file is written: megabytes need not pass through a template."""


@dataclass(frozen=True)
class Offer:
    """The file's path below the folder of the checks, and its size in bytes."""

    path: str
    size: int

    @property
    def megabytes(self) -> str:
        return f"{self.size / 1e6:.1f}"


def write_standalone(
    content: Content, assets: Assets, scripts: FileScripts, output: Path
) -> dict[str, Offer]:
    """Write the files of a post's checks, in the post's language; by the checks' names."""
    if not assets.settings["SELFCHECK_STANDALONE"]:
        return {}
    names = [place.name for place in places(content) if place.shows == "selfcheck"]
    return {name: _write(name, content, assets, scripts, output) for name in names}


def _write(
    name: str, content: Content, assets: Assets, scripts: FileScripts, output: Path
) -> Offer:
    text = _render(name, content, assets, scripts)
    key = hashlib.sha256(text.encode()).hexdigest()[:16]  # its policy holds the scripts' hashes
    path = f"standalone-{key}/{name}-{tag(content.lang)}.html"
    target = output / assets.folder / path
    before, between, after = (part.encode() for part in text.split(SCRIPT))
    write_once(target, b"".join((before, scripts.files, between, scripts.widget, after)))
    return Offer(path, target.stat().st_size)


def _render(name: str, content: Content, assets: Assets, scripts: FileScripts) -> str:
    address = content.settings["SITEURL"]
    post = f"{address}/{content.url}" if address else ""
    contact = dict(assets.settings["SELFCHECK_CONTACT"])
    if contact.get("form"):
        contact["form"] = urljoin(post, contact["form"]) if post else ""
    further = assets.settings["SELFCHECK_READ_NEXT"].get(name, {}) if post else {}
    read_next = {id: to | {"url": urljoin(post, to["url"])} for id, to in further.items()}
    sheets = [widget.static()["selfcheck.css"], Path(__file__).parent / "standalone.css"]
    if own := assets.settings["SELFCHECK_STANDALONE_STYLE"]:
        sheets.append(Path(own))
    style = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    check = assets.checks[name]
    said = words(content, check)
    return template("standalone.html", assets.cache).render(
        _=said,
        words=said,
        site=content.settings["SITENAME"],
        checker=check.checker,
        post=post,
        contact=contact,
        policy=POLICY.format(
            scripts=" ".join(f"'{hash}'" for hash in scripts.hashes),
            style=f"'{integrity_of(style.encode())}'",
        ),
        style=style,
        widget=render(
            name, content, assets, alone=True, post=post, contact=contact, next=read_next
        ),
        script=SCRIPT,
    )
