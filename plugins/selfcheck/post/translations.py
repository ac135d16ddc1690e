"""The words of a widget in the language of its post, from gettext catalogues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from .. import widget
from ..errors import BuildError

SOURCE_LANGUAGE = "en"
PLACEHOLDER = re.compile(r"\{\w+\}")
UNSIGNED = {"", "FULL NAME"}
"""What stands in Last-Translator while no qualified translator has signed there."""


@dataclass(frozen=True)
class Words:
    """Translates a text, and knows who has signed the translation.

    Called with a text that it lacks, it raises ``BuildError``: nothing is shown half translated."""

    language: str
    texts: dict[str, str]
    catalogues: tuple[str, ...]
    reviewed_by: str

    def __call__(self, text: str) -> str:
        if self.language == SOURCE_LANGUAGE:
            return text
        if not self.texts.get(text):
            raise BuildError(
                f"{' or '.join(self.catalogues)}: {text!r} has no translation. Run 'make messages' "
                "and fill it in."
            )
        return self.texts[text]

    @property
    def is_translation(self) -> bool:
        return self.language != SOURCE_LANGUAGE


def words(language: str, checker_module: str = "") -> Words:
    """The words of the widget and, given the file of its module, of a checker.

    A checker's catalogues lie beside its module: ``knee.py``,
    ``locale/es/LC_MESSAGES/knee.po``. They may also translate or replace the widget's words."""
    if language == SOURCE_LANGUAGE:
        return Words(language, {}, (), "")
    files = [widget.LOCALE / language / "LC_MESSAGES" / "selfcheck.po"]
    if checker_module:
        module = Path(checker_module)
        files.append(module.parent / "locale" / language / "LC_MESSAGES" / f"{module.stem}.po")
    catalogues = [_read(file, file.stat().st_mtime_ns) for file in files if file.exists()]
    texts = {id: text for catalogue in catalogues for id, text in _texts(catalogue)}
    signers = {catalogue.last_translator.partition(" <")[0] for catalogue in catalogues}
    reviewed_by = "" if signers & UNSIGNED else ", ".join(sorted(signers))
    return Words(language, texts, tuple(map(_shown, files)), reviewed_by)


@cache
def _read(file: Path, changed: int) -> Catalog:  # noqa: ARG001 - read again when it has changed
    with file.open("rb") as stream:
        catalogue = read_po(stream)
    for id, text in _texts(catalogue):
        if sorted(PLACEHOLDER.findall(id)) != sorted(PLACEHOLDER.findall(text)):
            raise BuildError(
                f"{_shown(file)}: {text!r} has not the same {{placeholders}} as {id!r}. "
                "Write them as they are."
            )
    return catalogue


def _texts(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            yield str(message.id), str(message.string)


def _shown(file: Path) -> str:
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)
