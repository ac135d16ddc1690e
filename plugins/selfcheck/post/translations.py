"""The words of a widget in the language of its post, and what they lack."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from pelican.contents import Content

from checker import bridge
from checker.model import CheckerError
from checker.translation import Translation, Words, same, shown, tag

from ..checks import Check
from .directive import places


def words(content: Content, check: Check) -> Words:
    """Raises ``CheckerError`` when the language lacks any: ``untranslated`` has told it."""
    return Translation(check.checker, check.path, content.lang).words()


def link_words(content: Content, name: str) -> str:
    """What the link to a check says: its title, or its name while it or its words are not sound."""
    try:
        path = content.settings["SELFCHECK_CHECKERS"][name]
        checker = bridge.load(path)
        return Translation(checker, path, content.lang).words()(checker.title)
    except Exception:  # whatever a check lacks stops the build, once all posts are read
        return name


def untranslated(contents: Iterable[Content], checks: Mapping[str, Check]) -> Iterator[str]:
    """All that the posts' languages lack, and every fault of a catalogue, a line each."""
    first = {
        (place.name, content.lang): content
        for content in reversed([*contents])
        for place in places(content)
        if place.shows == "selfcheck" and place.name in checks
    }
    faults = (fault for (name, _), at in first.items() for fault in _faults(checks[name], at))
    yield from dict.fromkeys(faults)


def _faults(check: Check, content: Content) -> Iterator[str]:
    source, module = os.path.relpath(content.source_path), os.path.relpath(check.file)
    translation = Translation(check.checker, check.path, content.lang)
    try:
        for where, language in ((source, content.lang), (module, check.checker.lang)):
            _require_language(where, language)
        yield from translation.faults()
        if translation.missing:
            yield _remedy(translation, source)
    except CheckerError as error:
        yield from str(error).splitlines()


def _require_language(where: str, language: str) -> None:
    try:
        tag(language)
    except CheckerError as error:
        raise CheckerError(f"{where}: {error}") from None


def _remedy(translation: Translation, source: str) -> str:
    language, own = tag(translation.language), translation.checker.lang
    other = (
        f" If {source} is in {own!r} as the checker is, write so at its head (lang: {own}), or set "
        "DEFAULT_LANG."
    )
    return (
        f"{shown(translation.file)}: {len(translation.missing)} of {len(translation.needed)} texts are "
        f"not in {language!r}, the language of {source}. Run '{translation.command}', then fill in each "
        f"empty msgstr.{'' if translation.beside or same(own, language) else other}"
    )
