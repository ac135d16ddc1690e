"""A check in one file, with all that it needs, for readers to take along."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from pelican.contents import Content

from . import catalogue, directive, page, templates
from .integrity import integrity_of
from .site import Site

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


def write_all(
    places: Iterable[directive.Place], content: Content, context: Mapping[str, Any]
) -> dict[str, Offer]:
    """Write the files of a post's checks, in the post's language, below ``OUTPUT_PATH``."""
    site: Site = context["SELFCHECK"]
    if not site.settings["SELFCHECK_TAKE_ALONG"]:
        return {}
    folder = Path(context["OUTPUT_PATH"], site.folder)
    names = [place.name for place in places if place.shows == "selfcheck"]
    return {name: _write(name, content, site, folder) for name in names}


def _write(name: str, content: Content, site: Site, folder: Path) -> Offer:
    text = _render(name, content, site)
    key = hashlib.sha256(text.encode()).hexdigest()[:16]  # its policy holds the scripts' hashes
    path = f"take-{key}/{name}-{content.lang}.html"
    before, between, after = (part.encode() for part in text.split(SCRIPT))
    if not (folder / path).exists():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        with (folder / path).open("wb") as file:
            file.writelines((before, site.form.files, between, site.form.widget, after))
    return Offer(path, (folder / path).stat().st_size)


def _render(name: str, content: Content, site: Site) -> str:
    address = content.settings["SITEURL"]
    post = f"{address}/{content.url}" if address else ""
    contact = dict(site.settings["SELFCHECK_CONTACT"])
    if "form" in contact:
        contact["form"] = urljoin(post, contact["form"]) if post else ""
    style = _static("selfcheck.css", "static") + _static("alone.css", "classic")
    check = site.checks[name]
    return templates.get("alone.html", site.cache).render(
        _=catalogue.words(content.lang, check.file),
        lang=content.lang,
        clinic=content.settings["SITENAME"],
        checker=check.checker,
        post=post,
        policy=POLICY.format(
            scripts=" ".join(f"'{hash}'" for hash in site.form.hashes),
            style=f"'{integrity_of(style.encode())}'",
        ),
        style=style,
        widget=page.render(name, content, site, alone=True, post=post, contact=contact),
        script=SCRIPT,
    )


def _static(name: str, folder: str) -> str:
    return (files(__package__) / folder / name).read_text(encoding="utf-8")
