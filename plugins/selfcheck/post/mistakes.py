"""What an author has mistyped in a post: unknown names, a check twice, lines that are nearly directives."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

from pelican.contents import Content

from checker.model import did_you_mean

from .directive import Place, places

NEAR = re.compile(r"\s*(?:::+|\.\.)\s*self-?check(?:-rules)?\b.*", re.IGNORECASE)
WORD = re.compile(r"self-?check", re.IGNORECASE)
COMMENT = re.compile(r"\s*self-?check(?:-rules)?\b\s*:", re.IGNORECASE)
AS_IT_STANDS = {"pre", "code", "kbd", "samp", "tt", "script", "style", "textarea"}
WITHIN_A_LINE = AS_IT_STANDS | {
    *("a", "abbr", "b", "bdi", "cite", "del", "em", "i", "img", "ins", "mark", "q", "s", "small"),
    *("span", "strong", "sub", "sup", "u"),
}
WRITTEN = {
    ".rst": ".. {shows}:: NAME",
    ".html": "<p>::: {shows} NAME</p>",
    ".htm": "<p>::: {shows} NAME</p>",
}


def mistakes(content: Content, known: Mapping[str, str]) -> Iterator[str]:
    """All that are in a post or page; ``known`` are the checkers of the site."""
    for place, times in Counter(places(content)).items():
        if not place.name:
            available = ", ".join(known) or "none: name one in SELFCHECK_CHECKERS"
            yield (
                f"{_line_of(content, place)}: {place.shows} without a name. "
                f"{_written(content, place.shows)} Available: {available}."
            )
        elif place.name not in known:
            yield (
                f"{_line_of(content, place)}: {place.shows} {place.name!r} does not exist. "
                f"{did_you_mean(place.name, known)}"
            )
        elif times > 1:
            yield (
                f"{_line_of(content, place, which=-1)}: {place.shows} {place.name!r} stands {times} times "
                f"in this post. Leave one; '#selfcheck-{place.name}' is a link to it."
            )
    for line in near_misses(content):
        shows = "selfcheck-rules" if "rules" in line.lower() else "selfcheck"
        yield (
            f"{where(content, re.escape(line))}: {line!r} would be published as text. "
            f"{_written(content, shows)} It stands at the beginning of a line of its own, with empty "
            "lines around it, and in no HTML element."
        )


def _line_of(content: Content, place: Place, which: int = 0) -> str:
    """Where a directive stands; ``which``, where it does so more than once."""
    name = re.escape(place.name)
    return where(
        content, rf"^[^\w\n]*(<p>::: *)?{place.shows}(::)?[ \t]*{name}[ \t]*(</p>)?$", which
    )


def _written(content: Content, shows: str) -> str:
    written = WRITTEN.get(Path(content.source_path).suffix, "::: {shows} NAME")
    return f"Write '{written.format(shows=shows)}'."


def near_misses(content: Content) -> list[str]:
    """Lines of text, but of no code, that begin as a directive does."""
    if not WORD.search(str(content._content or "")):
        return []  # most posts of most sites: they are not taken apart
    texts = _Texts(str(content._content or ""))
    found = [line.strip() for line in texts.text.split("\n") if NEAR.match(line)]
    if Path(content.source_path).suffix == ".rst":  # where one colon makes a comment of it
        found += [comment.strip() for comment in texts.comments if COMMENT.match(comment)]
    return found


class _Texts(HTMLParser):
    """The lines that a reader sees, with a mark in place of code; and the comments."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.comments = "", list[str]()
        self._code = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._code += tag in AS_IT_STANDS
        self.text += "\0" if tag in WITHIN_A_LINE else "\n"

    def handle_endtag(self, tag: str) -> None:
        self._code = max(0, self._code - (tag in AS_IT_STANDS))
        self.text += "" if tag in WITHIN_A_LINE else "\n"

    def handle_data(self, data: str) -> None:
        self.text += "\0" if self._code else data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def where(content: Content, pattern: str, which: int = 0) -> str:
    """Where the author wrote it, from the folder the build was started in: ``content/ankle.md:12``."""
    shown = os.path.relpath(str(content.source_path))
    text = Path(content.source_path).read_text(encoding="utf-8-sig", errors="replace")
    found = [match.start() for match in re.finditer(pattern, text, re.MULTILINE)]
    return f"{shown}:{text.count('\n', 0, found[which]) + 1}" if found else shown
