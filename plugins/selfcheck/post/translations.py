"""The words of a widget in the language of its post, and what they lack."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup, escape
from pelican.contents import Content

from checker import bridge
from checker.model import CheckerError
from checker.translation import LANGUAGE, Translation, Words, direction, same, shown, tag

from ..checks import Check
from .directive import Place, places


def words(content: Content, check: Check) -> Words:
    """Raises ``CheckerError`` when the language lacks any: ``untranslated`` has told it."""
    return Translation(check.checker, check.path, content.lang).words()


@dataclass(frozen=True)
class ReviewersWords:
    """A checker and the page of its rules in the language of a page, as far as they are translated.

    What is not stays as it was written: it is marked with its language, and noted down."""

    translation: Translation
    missing: dict[str, None] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return tag(self.translation.language)

    @property
    def direction(self) -> str:
        return direction(self.translation.language)

    def __call__(self, text: str) -> Markup:
        """A text of the checker."""
        return self._marked(text, self.translation.checker.lang)

    def says(self, text: str) -> Markup:
        """A text of the page."""
        return self._marked(text, LANGUAGE)

    def plain(self, text: str) -> str:
        """A text where there can be no mark, as in an attribute."""
        return self._said.get(text, text)

    @cached_property
    def _said(self) -> dict[str, str]:
        return self.translation.said_to_reviewers()

    def _marked(self, text: str, language: str) -> Markup:
        if text in self._said or same(language, self.translation.language):
            return escape(self.plain(text))
        self.missing[text] = None
        return Markup('<span lang="{}">{}</span>').format(tag(language), text)


def reviewers_words(content: Content, check: Check) -> ReviewersWords:
    return ReviewersWords(Translation(check.checker, check.path, content.lang))


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
        (place, content.lang): content
        for content in reversed([*contents])
        for place in places(content)
        if place.name in checks
    }
    faults = (fault for (place, _), at in first.items() for fault in _faults(place, checks, at))
    yield from dict.fromkeys(faults)


def _faults(place: Place, checks: Mapping[str, Check], content: Content) -> Iterator[str]:
    """Of a page of rules only what is wrong: it may lack words."""
    check = checks[place.name]
    source, module = os.path.relpath(content.source_path), os.path.relpath(check.file)
    translation = Translation(check.checker, check.path, content.lang)
    try:
        for where, language in ((source, content.lang), (module, check.checker.lang)):
            _require_language(where, language)
        readers = place.shows == "selfcheck"
        yield from translation.faults() if readers else translation.mistakes()
        if readers and translation.missing:
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
