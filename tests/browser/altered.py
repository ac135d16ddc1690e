"""A built site with a script changed as if it had been built so."""

import re
from pathlib import Path

from plugins.selfcheck.tools import integrity


def widget_of(site: Path) -> Path:
    """The folder of the widget's own files."""
    (folder,) = (site / "selfcheck").glob("widget-*")
    return folder


def alter(site: Path, name: str, old: str, new: str) -> None:
    """Replace what a pattern finds in one of the widget's files, and the file's hash in the pages."""
    file = widget_of(site) / name
    before = integrity(file)
    text, found = re.subn(old, new, file.read_text(encoding="utf-8"))
    assert found == 1, f"{name} has {old!r} {found} times"
    file.write_text(text, encoding="utf-8")
    for page in site.rglob("lower-back.html"):
        html = page.read_text(encoding="utf-8")
        page.write_text(html.replace(before, integrity(file)), encoding="utf-8")
