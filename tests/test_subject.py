"""The framework knows no subject: no back, no clinic, no country's number, nobody's health."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import ROOT

CONTENT = {"lower_back.py", "examples", "pictures", "lower_back.po"}
"""What lies among the framework and is content: of the clinic, or models for others."""

SUBJECT = re.compile(
    r"\b(911|112|999|back ?(ache|pain)|lower.back|knee|ankles?\b(?!\.)|clinic\w*|doctor\w*|physician\w*"
    r"|therap\w*|patients?|medic\w*|symptoms?|diagnos\w*|health\w*|hospital|\bER\b)\b"
)
EXAMPLE = re.compile(r"(my[-_])?ankle(\.(py|md|po)|:CHECKER|\"|\b)")
"""The name that stands for an author's own checker in help and errors."""


def _framework() -> list[Path]:
    files = [
        path
        for folder in ("checker", "plugins/selfcheck")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".py", ".html", ".js", ".mjs", ".css", ".pot", ".po"}
    ]
    return [file for file in files if not CONTENT & set(file.parts)]


def test_the_framework_speaks_of_no_subject():
    """Whatever a reader sees of one comes from the checker, a setting or a catalogue beside it."""
    spoken = {
        str(file.relative_to(ROOT)): [found[0] for found in SUBJECT.finditer(_text(file))]
        for file in _framework()
    }
    assert len(spoken) > 100
    assert {file: words for file, words in spoken.items() if words} == {}


def _text(file: Path) -> str:
    return EXAMPLE.sub("", file.read_text(encoding="utf-8"))
