"""Languages by their codes, however these are written: ``pt_BR``, ``pt-br``, ``pt``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel import Locale, UnknownLocaleError
from babel.core import get_global, get_locale_identifier, parse_locale

from ..model import CheckerError

CODE = re.compile(r"[a-z]{2,3}([-_][a-z]{4})?([-_]([a-z]{2}|\d{3}))?", re.IGNORECASE)
"""A language, its script and its territory."""


def identifier(code: str) -> str:
    """The language as catalogues are filed: ``pt_BR``, ``zh_Hant_TW``.

    Raises ``CheckerError`` for what is no language's code."""
    if not CODE.fullmatch(code):
        raise CheckerError(f"{code!r} is no language's code. Write one such as en, de or pt-BR.")
    plain = get_locale_identifier(parse_locale(code.replace("-", "_"))[:4])
    try:
        return str(Locale.parse(plain))  # with its script: zh_TW is zh_Hant_TW
    except UnknownLocaleError:
        return plain


def tag(code: str) -> str:
    """The language as HTML has it (BCP 47): ``pt-BR``."""
    return identifier(code).replace("_", "-")


def fallbacks(code: str) -> Iterator[str]:
    """The language and those that its readers read as well, the nearest first: ``pt_BR``, ``pt``."""
    language = identifier(code)
    while language:
        yield language
        language = _parent(language)


def _parent(language: str) -> str:
    """What CLDR has above it, but no other language and script: who reads ``ht`` may not read ``fr``,
    who reads ``zh_Hant`` not ``zh``."""
    parent = get_global("parent_exceptions").get(language, language.rpartition("_")[0])
    if parent.partition("_")[0] != language.partition("_")[0]:
        return ""
    script = parse_locale(language)[2]
    usual = get_global("likely_subtags").get(parent, parent)
    return parent if script is None or script in usual.split("_") else ""


def same(one: str, other: str) -> bool:
    """Whether they are one language, but for what one says more exactly: German and ``de_AT``."""
    return identifier(one) in fallbacks(other) or identifier(other) in fallbacks(one)


def direction(code: str) -> str:
    """Which way it is written, as HTML has it: ``ltr`` or ``rtl``."""
    try:
        return Locale.parse(identifier(code)).text_direction
    except UnknownLocaleError:
        return "ltr"
