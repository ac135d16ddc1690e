"""What a reader of one language is told: by the checker, and by the words around it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from ..beside import file_of, module_of
from ..model import Checker, CheckerError, texts
from .catalogue import faults_of, is_translated, messages, read, shown
from .languages import direction, fallbacks, identifier, same, tag

LOCALE = Path(__file__).parent / "locale"
"""The widget's words: ``selfcheck.pot`` lists them, as ``make messages`` finds them in its templates."""

LANGUAGE = "en"
"""The one that they are written in."""

UNSIGNED = {"", "FULL NAME"}
"""What stands in Last-Translator while no qualified translator has signed there."""


@cache
def widget_words() -> tuple[str, ...]:
    """All of them, in the order of the templates."""
    return tuple(str(message.id) for message in messages(read(LOCALE / "selfcheck.pot")))


@cache
def reviewers_words() -> tuple[str, ...]:
    """Those around the rules, on the page for reviewers: a page has them as far as they are translated."""
    return tuple(str(message.id) for message in messages(read(LOCALE / "rules.pot")))


@dataclass(frozen=True)
class Words:
    """Every text of a checker and of its widget as a reader is told it.

    ``language`` and ``direction`` are as HTML has them."""

    language: str
    direction: str
    texts: Mapping[str, str]
    is_translation: bool
    reviewed_by: str

    def __call__(self, text: str) -> str:
        if text not in self.texts:
            raise CheckerError(
                f"{text!r} is in no list of texts to translate. Run 'make messages'."
            )
        return self.texts[text]


@dataclass(frozen=True)
class Said:
    """What a catalogue says for a text, and who has signed the catalogue."""

    text: str
    signer: str


@dataclass(frozen=True)
class Translation:
    """A checker, with its import path, in a language.

    A checker's catalogues lie beside its module: ``ankle.py``, ``locale/es/LC_MESSAGES/ankle.po``. They
    may translate the widget's words as well, or say others in their stead. Between those of
    ``pt_BR`` and ``pt`` the former win. Raises ``CheckerError`` when one cannot be read."""

    checker: Checker
    path: str
    language: str

    @cached_property
    def needed(self) -> list[str]:
        """All that a reader may be told, the checker's texts first."""
        return list(dict.fromkeys([*texts(self.checker), *widget_words()]))

    @cached_property
    def possible(self) -> set[str]:
        """All that the catalogues beside the checker may hold: its module may have other checkers, and
        reviewers are told more."""
        checkers = [it for it in vars(module_of(self.path)).values() if isinstance(it, Checker)]
        told = {text for checker in checkers for text in (*texts(checker), *checker.open_points)}
        claims = {claim.text for checker in checkers for claim in checker.claims}
        return {*self.needed, *told, *claims, *reviewers_words()}

    @cached_property
    def beside(self) -> list[Path]:
        """The catalogues beside the checker, the nearest last."""
        return _filed(self._folder, self._name, self.language)

    @property
    def file(self) -> Path:
        """The catalogue to be filled in: the nearest that there is, or else a new one."""
        return self.beside[-1] if self.beside else self.file_of(self.language)

    def file_of(self, language: str) -> Path:
        """The catalogue of just this language, whether it is there or not."""
        wanted = identifier(language)
        there = [file for file in self.beside if _language_of(file) == wanted]
        new = self._folder / wanted / "LC_MESSAGES" / f"{self._name}.po"
        return there[0] if there else new

    @property
    def command(self) -> str:
        """What brings it up to date."""
        return f"python -m checker translate {self.path} {self.file.parents[1].name}"

    @cached_property
    def own(self) -> dict[str, Said]:
        """What is in this language without a catalogue."""
        words = widget_words() if same(LANGUAGE, self.language) else ()
        own = texts(self.checker) if same(self.checker.lang, self.language) else ()
        return {text: Said(text, "") for text in (*words, *own)}

    def said(self, *, without: Path | None = None) -> dict[str, Said]:
        """What a reader is told for each text, or would be told without one of the catalogues."""
        shipped = _filed(LOCALE, "selfcheck", self.language)
        beside = [file for file in self.beside if file != without]
        return self.own | _said(shipped) | _said(beside)

    def said_to_reviewers(self) -> dict[str, str]:
        """What a reviewer is told, for each text that has words in this language."""
        shipped = _said(_filed(LOCALE, "rules", self.language))
        return {text: said.text for text, said in (shipped | self.said()).items()}

    @cached_property
    def missing(self) -> list[str]:
        said = self.said()
        return [text for text in self.needed if text not in said]

    def words(self) -> Words:
        """Raises ``CheckerError`` when a text is missing."""
        if self.missing:
            raise CheckerError("\n".join(self.faults()))
        said = self.said()
        signers = {said[text].signer for text in self.needed if text not in self.own}
        return Words(
            tag(self.language),
            direction(self.language),
            {text: said[text].text for text in self.needed},
            is_translation=not same(self.checker.lang, self.language),
            reviewed_by="" if signers & UNSIGNED else ", ".join(sorted(signers)),
        )

    def faults(self) -> Iterator[str]:
        """All that is wrong in the catalogues beside the checker, and every text that is missing."""
        yield from self.mistakes()
        for text in self.missing:
            yield f"{self._place(text)}: {text!r} is not translated into {tag(self.language)}."

    def mistakes(self) -> Iterator[str]:
        """All that is wrong in the catalogues beside the checker."""
        for file in self.beside:
            yield from faults_of(read(file), file)
            yield from self._left_over(file)

    def _left_over(self, file: Path) -> Iterator[str]:
        """What would be shown nowhere, such as a word that is mistyped."""
        for message in filter(is_translated, messages(read(file))):
            if message.id not in self.possible:
                near = difflib.get_close_matches(str(message.id), self.possible, 1)
                yield (
                    f"{shown(file)}:{message.lineno}: {message.id!r} is no text of the checker and no "
                    f"word of the widget. {f'Did you mean {near[0]!r}? ' if near else ''}Correct or "
                    "remove it."
                )

    def _place(self, text: str) -> str:
        """Where its translation would stand."""
        found = read(self.file).get(text) if self.beside else None
        return f"{shown(self.file)}:{found.lineno}" if found else shown(self.file)

    @property
    def _folder(self) -> Path:
        return file_of(self.path).parent / "locale"

    @property
    def _name(self) -> str:
        return module_of(self.path).__name__.rpartition(".")[2]


def _filed(folder: Path, name: str, language: str) -> list[Path]:
    """The catalogues of a name that a reader of the language can read, the nearest last."""
    files = sorted(folder.glob(f"*/LC_MESSAGES/{name}.po"))
    found = {_language_of(file): file for file in files}
    return [found[it] for it in reversed([*fallbacks(language)]) if it in found]


def _language_of(file: Path) -> str:
    try:
        return identifier(file.parents[1].name)
    except CheckerError as error:
        raise CheckerError(f"{shown(file)}: {error}") from None


def _said(files: list[Path]) -> dict[str, Said]:
    """What they say, by the text that it stands for; the last one wins."""
    said = {}
    for catalogue in map(read, files):
        signer = str(catalogue.last_translator).partition(" <")[0]
        for message in filter(is_translated, messages(catalogue)):
            said[str(message.id)] = Said(str(message.string), signer)
    return said
