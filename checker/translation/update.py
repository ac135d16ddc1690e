"""A catalogue written for a translator, or brought up to date: what is translated stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from ..beside import refuse_installed
from ..model import CheckerError
from .catalogue import is_translated, messages, read, shown
from .languages import identifier, tag
from .translation import Said, Translation, widget_words

HEAD = """\
# It awaits a qualified translator, who signs in Last-Translator.
# Until then every page says that nobody has reviewed it."""


@dataclass(frozen=True)
class Written:
    """A catalogue, how many texts it has, and how many of them a reader still lacks."""

    file: Path
    texts: int
    missing: int

    def __str__(self) -> str:
        left = f"{self.missing} to translate: fill in each empty msgstr"
        return (
            f"{shown(self.file)}: {self.texts} texts, {left if self.missing else 'none missing'}."
        )


def update(wanted: Translation, *, all_words: bool = False) -> Written:
    """Write the catalogue: the checker's texts in order, then the words of the widget that it needs,
    or with ``all_words`` each of them. What has no place any more is kept as a comment.

    Raises ``CheckerError`` when there is nothing to translate, or no place to write to."""
    file = wanted.file_of(wanted.language)
    refuse_installed(file, wanted.path)
    catalogue = _revived(deepcopy(read(file))) if file.exists() else _new(wanted)
    done = {str(message.id) for message in messages(catalogue) if message.string}
    elsewhere = wanted.said(without=file)
    texts = dict.fromkeys(_texts(wanted, done, elsewhere, all_words))
    if not texts and not done:
        raise CheckerError(
            f"{wanted.path} and the widget's words are in {tag(wanted.language)} already. Add --all "
            "to say other words of the widget."
        )
    catalogue.update(
        _template(texts, elsewhere), no_fuzzy_matching=True, update_creation_date=False
    )
    _write(catalogue, file)
    said = {str(message.id) for message in messages(catalogue) if is_translated(message)}
    return Written(file, len(texts), sum(text not in said | elsewhere.keys() for text in texts))


def _revived(catalogue: Catalog) -> Catalog:
    """What had lost its place may have one again."""
    for message in catalogue.obsolete.values():
        if message.string and message.id not in catalogue:
            catalogue[message.id] = message
    catalogue.obsolete.clear()
    return catalogue


def _new(wanted: Translation) -> Catalog:
    checker = wanted.checker
    return Catalog(
        identifier(wanted.language),
        header_comment=HEAD,
        project=checker.id,
        version=checker.version,
        fuzzy=False,
    )


def _texts(
    wanted: Translation, done: set[str], elsewhere: Mapping[str, Said], all_words: bool
) -> Iterator[str]:
    yield from (text for text in wanted.needed if text in done or text not in elsewhere)
    yield from widget_words() if all_words else ()
    yield from sorted(done & wanted.possible)  # of other checkers in the module


def _template(texts: Mapping[str, None], elsewhere: Mapping[str, Said]) -> Catalog:
    template = Catalog()
    for text in texts:
        other = elsewhere[text].text if text in elsewhere else text
        template.add(text, auto_comments=[f"Without it: {other}"] if other != text else [])
    return template


def _write(catalogue: Catalog, file: Path) -> None:
    for id in [id for id, message in catalogue.obsolete.items() if not message.string]:
        del catalogue.obsolete[id]
    written = BytesIO()
    write_po(written, catalogue, width=100, no_location=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(written.getvalue())
