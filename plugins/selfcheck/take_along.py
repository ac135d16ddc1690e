"""A check in one file, with all that it needs, for readers to take along."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from pelican.contents import Content

from . import catalogue, directive, page, templates
from .site import Site

POLICY = (
    "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval'; style-src {style}; "
    "worker-src blob:; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types selfcheck"
)
"""Only what the file itself holds, by its hash; there is no address that it could ask."""


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
    text = _render(name, content, site).encode()
    key = hashlib.sha256(text).hexdigest()[:16]
    path = f"take-{key}/{name}-{content.lang}.html"
    if not (folder / path).exists():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text)
    return Offer(path, len(text))


def _render(name: str, content: Content, site: Site) -> str:
    address = content.settings["SITEURL"]
    post = f"{address}/{content.url}" if address else ""
    contact = dict(site.settings["SELFCHECK_CONTACT"])
    if "form" in contact:
        contact["form"] = urljoin(post, contact["form"]) if post else ""
    style = _static("selfcheck.css", "static") + _static("alone.css", "classic")
    check = site.checks[name]
    return templates.get("alone.html").render(
        _=catalogue.words(content.lang, check.file),
        lang=content.lang,
        clinic=content.settings["SITENAME"],
        checker=check.checker,
        post=post,
        policy=POLICY.format(
            scripts=f"{_hash(site.form.files)} {_hash(site.form.widget)}", style=_hash(style)
        ),
        style=style,
        widget=page.render(name, content, site, alone=True, post=post, contact=contact),
        files=site.form.files,
        script=site.form.widget,
    )


def _static(name: str, folder: str) -> str:
    return (files(__package__) / folder / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
