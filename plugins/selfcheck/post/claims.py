"""``[A sentence.]{#S07}``: the post's sentences marked with the claims that rules rest on."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import LinkInlineProcessor
from markdown.preprocessors import Preprocessor


class ClaimSpan(LinkInlineProcessor):
    """A bracketed span with ids, as Pandoc writes it: ``[text]{#S01 #S02}``."""

    IDS = re.compile(r"\{(?P<ids>#[\w-]+(?: #[\w-]+)*)\}")

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        text, index, balanced = self.getText(data, m.end(0))
        ids = self.IDS.match(data, index) if balanced else None
        if not ids:
            return None, None, None
        spans = [self._span(id) for id in ids["ids"].split()]
        for outer, inner in pairwise(spans):
            outer.append(inner)
        spans[-1].text = text
        return spans[0], m.start(0), ids.end()

    def _span(self, id: str) -> Element:
        return Element("span", {"class": "selfcheck-claim", "id": id.removeprefix("#")})


class ClaimsOnDemand(Preprocessor):
    """Looks for claims only in a text that has some: all others pay nothing for them."""

    def run(self, lines: list[str]) -> list[str]:
        if any("]{#" in line for line in lines):
            # before links (160), whose pattern starts alike
            self.md.inlinePatterns.register(ClaimSpan(r"\[", self.md), "selfcheck-claim", 165)
        return lines


class ClaimsExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(ClaimsOnDemand(md), "selfcheck-claims", 0)


def makeExtension(**options: Any) -> ClaimsExtension:
    """The door by which Markdown finds the extension."""
    return ClaimsExtension(**options)


class _Marked(HTMLParser):
    """The marked sentences of a post, which may lie in one another: ids and texts in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str]]] = []
        self._open: list[list[str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span":
            self._open.append([])
            if dict(attrs).get("class") == "selfcheck-claim":
                self.found.append((dict(attrs).get("id") or "", self._open[-1]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for text in self._open:
            text.append(data)


def sentences(html: str) -> dict[str, str]:
    """What the post says for each claim that it marks."""
    return {id: " ".join("".join(text).split()) for id, text in _Marked(html).found}


def marks(html: str) -> list[str]:
    """The claims that sentences are marked with, in their order."""
    return [id for id, _ in _Marked(html).found]
