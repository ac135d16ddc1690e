"""``python -m checker new NAME``: a checker to start with, its post and its test."""

from __future__ import annotations

import keyword
from datetime import date
from importlib import resources, util
from pathlib import Path

from .model import CheckerError

EXAMPLES = ("starter", "ankle", "phishing")
"""Whole checkers, each a module and a post in ``examples/``."""


def write(name: str, like: str, folder: Path) -> list[Path]:
    """Write a copy of the example under that name: a module and a test into the folder, a post into
    its ``content/``. Raises ``CheckerError``, before anything is written, for a name that no module
    can have, or a file that is there already."""
    module = _module(name)
    files = {
        folder / f"{module}.py": _named(_example(f"{like}.py"), like, name),
        folder / "content" / f"{name}.md": _named(_example(f"{like}.md"), like, name),
        folder / f"test_{module}.py": _example("test.txt").replace("MODULE", module),
    }
    _refuse_to_replace(files)
    for file, text in files.items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return list(files)


def _module(name: str) -> str:
    module = name.replace("-", "_")
    if not (module.isascii() and module.isidentifier()) or keyword.iskeyword(module):
        raise CheckerError(
            f"{name}: no name for a checker. Write letters (a-z), digits and '-', a letter first."
        )
    if util.find_spec(module) and not Path(f"{module}.py").exists():
        raise CheckerError(f"{name}: Python has a module {module} already. Take another name.")
    return module


def _example(name: str) -> str:
    return (resources.files(__package__) / "examples" / name).read_text(encoding="utf-8")


def _named(text: str, like: str, name: str) -> str:
    title = name.replace("-", " ").replace("_", " ").capitalize()
    for place in ('id="{}"', "checker prove {}", "selfcheck {}", "Slug: {}"):
        text = text.replace(place.format(like), place.format(name))
    return text.replace("TITLE", title).replace("Date: 2026-11-26", f"Date: {date.today()}")


def _refuse_to_replace(files: dict[Path, str]) -> None:
    if there := [str(file) for file in files if file.exists()]:
        raise CheckerError(
            f"{', '.join(there)}: there already. Take another name, or remove what is there."
        )
