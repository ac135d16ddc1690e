"""``[A sentence.]{#S07}``: the post's sentences marked with the claims that rules rest on."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import LinkInlineProcessor
from markdown.preprocessors import Preprocessor
from pelican.contents import Content

from checker.model import Checker, Claim

from ..checks import Check
from ..errors import BuildError
from .directive import places

SENTENCE = re.compile(r"[^.!?\n]+[.!?]")
MARKS = re.compile(r"\[|\]\{[^}]*\}")


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


def refuse_drift(contents: Iterable[Content], checks: Mapping[str, Check]) -> None:
    """Raises ``BuildError`` where a rule rests on a sentence that its post has lost."""
    for content in contents:
        for name in [it.name for it in places(content) if it.shows == "selfcheck"]:
            where = os.path.relpath(checks[name].file)
            source = Path(os.path.relpath(str(content.source_path)))
            for problem in drift(checks[name].checker, where, source, content._content):
                raise BuildError(problem)


def drift(checker: Checker, where: str, source: Path, html: str) -> Iterator[str]:
    """Every way in which the rules of a checker and the sentences of a post have parted.

    ``where`` is the checker's own file; ``source`` the post's; ``html`` what became of it."""
    marked = [id for id, _ in _Marked(html).found]
    claims = {claim.id: claim for claim in checker.claims}
    for id in sorted(set(marked)):
        if id not in claims:
            yield f"{source}: a sentence is marked {id}, which {checker.id!r} does not claim."
        elif marked.count(id) > 1:
            yield f"{source}: {marked.count(id)} sentences are marked {id}. Mark one of them."
    for id, claim in claims.items():
        users = _citing(checker, id)
        if users and id not in marked:
            yield (
                f"{where}: {users[0]} cites {id}, but no sentence of {source} is marked {id}. "
                f"{_nearest(claim, source)}"
            )
        if claim.needs_rule and not users:
            yield (
                f"{where}: claim {id} ({claim.text!r}) must carry a rule, but none cites it. "
                "Cite it, or say that it needs none."
            )


def _citing(checker: Checker, id: str) -> list[str]:
    rules = [f"rule {r.id}" for r in checker.explanations if id in r.claims]
    outcomes = [f"outcome {o.id}" for o in checker.ladder if id in o.claims]
    return rules + outcomes + [f"flag {f.id}" for f in checker.flags if id in f.claims]


def _nearest(claim: Claim, source: Path) -> str:
    text = MARKS.sub(lambda mark: " " * len(mark[0]), source.read_text(encoding="utf-8"))
    sentences = list(SENTENCE.finditer(text))

    def likeness(sentence: re.Match[str]) -> float:
        return difflib.SequenceMatcher(None, claim.text.lower(), sentence[0].lower()).ratio()

    if not sentences:
        return "Mark the sentence that states it."
    best = max(sentences, key=likeness)
    line = text.count("\n", 0, best.start() + len(best[0]) - len(best[0].lstrip())) + 1
    return f'Nearest: line {line}, "{best[0].strip()}".'
