"""A translator's catalogue, and all that can be wrong in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from ..model import CheckerError

LINE = re.compile(
    r'(#.*|(#~ )?((msgid|msgid_plural|msgctxt|msgstr(\[\d\])?) )?"([^"\\]|\\.)*"|)\s*'
)
"""Babel reads what has no closing quote as well, and loses a letter."""

PLACEHOLDER = re.compile(r"\{\w+\}|[{}]")


def read(file: Path) -> Catalog:
    """Raises ``CheckerError`` with every line that cannot be read."""
    return _read(file, file.read_bytes())


@cache
def _read(file: Path, content: bytes) -> Catalog:
    """Parsed anew only when it has changed."""
    lines = _text(file, content).splitlines()
    if faults := [
        f"{shown(file)}:{number}: {line.strip()!r} is no line of a catalogue. Write it as "
        'msgid "…" or msgstr "…", with \\" for a quote inside.'
        for number, line in enumerate(lines, 1)
        if not LINE.fullmatch(line)
    ]:
        raise CheckerError("\n".join(faults))
    try:
        return read_po(lines, abort_invalid=True)
    except PoFileError as error:
        what = str(error).rpartition(" on ")[0]
        raise CheckerError(
            f"{shown(file)}:{error.lineno + 1}: {what}. Each msgid needs its msgstr, below it."
        ) from None


def _text(file: Path, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise CheckerError(f"{shown(file)}:{line}: not UTF-8. Save the file as UTF-8.") from None
    charset = re.search(r"charset=([\w-]+)", text)
    if charset and charset[1].lower() not in ("utf-8", "utf8"):
        raise CheckerError(
            f"{shown(file)}:{text.count('\n', 0, charset.start()) + 1}: charset={charset[1]}, but "
            "catalogues are in UTF-8. Save the file so, and write charset=UTF-8."
        )
    return text


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Its entries, without the one that is its head."""
    return (message for message in catalogue if message.id)


def is_translated(message: Message) -> bool:
    """An entry that a tool has guessed ("fuzzy") is not shown to readers."""
    return bool(message.string) and not message.fuzzy


def faults_of(catalogue: Catalog, file: Path) -> Iterator[str]:
    """Translations that lack what is filled in, or have what nobody fills in."""
    for message in filter(is_translated, messages(catalogue)):
        told, meant = PLACEHOLDER.findall(str(message.string)), PLACEHOLDER.findall(str(message.id))
        if sorted(told) != sorted(meant):
            yield (
                f"{shown(file)}:{message.lineno}: {message.string!r} has not the same "
                f"{{placeholders}} as {message.id!r}. Write them as they are."
            )


def shown(file: Path) -> str:
    """The file as its author would write it: from the folder where the command runs."""
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)
