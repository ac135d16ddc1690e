"""What the reader's browser gets: templates, scripts and style. Any theme can host it.

The scripts run as they stand here, without a build step."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from ..snapshot import RESTORE

__all__ = ["HERE", "folder", "modules", "static"]

HERE = Path(__file__).parent

IMPORT = re.compile(r'^\s*import(?: .* from |\()"\./(.+?)"', re.MULTILINE)
"""A module that another one asks for as soon as it runs."""


def static() -> dict[str, Path]:
    """The widget's scripts and styles, by name."""
    sources = [*(HERE / "static").iterdir(), Path(str(RESTORE))]
    return {source.name: source for source in sorted(sources, key=lambda source: source.name)}


def folder() -> str:
    """The one they are served from, named by their content."""
    digest = hashlib.sha256()
    for name, source in static().items():
        digest.update(name.encode() + b"\0" + source.read_bytes() + b"\0")
    return f"widget-{digest.hexdigest()[:16]}"


def modules(script: str = "widget.js") -> dict[str, Path]:
    """A script and the modules that it asks for, and theirs, by name: so that a page can ask for all
    at once."""
    found = [script]
    for name in found:
        text = (HERE / "static" / name).read_text(encoding="utf-8")
        found += [other for other in IMPORT.findall(text) if other not in found]
    return {name: HERE / "static" / name for name in found}
