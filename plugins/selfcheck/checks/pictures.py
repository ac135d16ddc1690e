"""A question's picture: an SVG file beside the checker's module, whose parts are options to click."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from checker.loading import shown
from checker.model import Checker, Question, did_you_mean

from ..errors import BuildError

SVG = re.compile(r"<svg\b.*</svg>", re.DOTALL)
"""As it stands in a page: without what stands before it in a file of its own."""

PART = re.compile(r"\bdata-option=[\"']([^\"']*)[\"']")
WHOLE = re.compile(r"<svg\b[^>]*\bclass=[\"'][^\"']*\bselfcheck-picture\b")


def read(checker: Checker, modules: list[Path]) -> dict[str, str]:
    """The pictures that the checker's questions name: ``ankle.py``, ``pictures/front.svg``. The checker's
    own module comes first; others may have come with the questions that it takes from them.

    Raises ``BuildError`` with every picture that is missing, or has no such parts."""
    folders = dict.fromkeys(module.parent / "pictures" for module in reversed(modules))
    files = {file.stem: file for folder in folders for file in sorted(folder.glob("*.svg"))}
    asked = [question for question in checker.questions.values() if question.picture]
    if mistakes := [mistake for it in asked for mistake in _mistakes(it, modules[0], files)]:
        raise BuildError(*mistakes)
    return {it.picture: _svg(files[it.picture]) for it in asked}


def _svg(file: Path) -> str:
    found = SVG.search(file.read_text(encoding="utf-8-sig"))
    return found[0] if found else ""


def _mistakes(question: Question, module: Path, files: dict[str, Path]) -> Iterator[str]:
    file = files.get(question.picture)
    if file is None:
        yield (
            f"{shown(str(module))}: question {question.id!r} has the picture {question.picture!r}, but "
            f"there is no {shown(str(module.parent / 'pictures'))}/{question.picture}.svg. "
            f"{did_you_mean(question.picture, files)}"
        )
        return
    svg = _svg(file)
    if not WHOLE.match(svg):
        yield f'{shown(str(file))}: no picture of a check. Write <svg class="selfcheck-picture" …>…</svg>.'
    options = [option.id for option in question.options]
    for id in sorted({*PART.findall(svg)} - {*options}):
        yield (
            f"{shown(str(file))}: a part is the option {id!r}, which question {question.id!r} does not "
            f"have. {did_you_mean(id, options)}"
        )
