"""``[A sentence.]{#S07}``: the post's sentences marked with the claims that rules rest on."""

from __future__ import annotations

import difflib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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

from checker.model import Checker, Claim, did_you_mean

from ..checks import Check
from .directive import places
from .mistakes import where

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


def drift(contents: Iterable[Content], checks: Mapping[str, Check]) -> Iterator[str]:
    """Every way in which rules and the sentences of the posts that they rest on have parted.

    ``checks``: by the names that posts use, as far as they could be loaded."""
    posts = [_post(content, checks) for content in contents]
    for post in posts:
        yield from _of_marks(post)
        for check in post.checks.values():
            yield from _of_rules(check, post, posts)
    for check in {id(check): check for post in posts for check in post.checks.values()}.values():
        yield from _of_claims(check)


@dataclass(frozen=True)
class _Post:
    """A post with checks: by name those that could be loaded, and whether these are all."""

    content: Content
    checks: dict[str, Check]
    whole: bool
    marked: Counter[str]

    @property
    def file(self) -> str:
        return os.path.relpath(str(self.content.source_path))

    def line(self, claim: str, which: int = 0) -> str:
        return where(self.content, rf"#{claim}\b|[<\s]{claim}[\s>]|id=.{claim}\b", which)


def _post(content: Content, checks: Mapping[str, Check]) -> _Post:
    names = {place.name for place in places(content) if place.shows == "selfcheck"}
    loaded = {name: checks[name] for name in sorted(names) if name in checks}
    marked = Counter(id for id, _ in _Marked(content._content or "").found) if names else Counter()
    return _Post(content, loaded, len(loaded) == len(names), marked)


def _of_marks(post: _Post) -> Iterator[str]:
    """Marks that no check of the post claims, or that stand twice."""
    claimed = [claim.id for check in post.checks.values() for claim in check.checker.claims]
    names = " or ".join(repr(check.checker.id) for check in post.checks.values())
    for id, times in sorted(post.marked.items()):
        if times > 1:
            yield f"{post.line(id, -1)}: {times} sentences are marked {id}. Mark one of them."
        if id not in claimed and post.whole:
            yield (
                f"{post.line(id)}: a sentence is marked {id}, which {names} does not claim. "
                f"{did_you_mean(id, claimed)}"
            )


def _of_rules(check: Check, post: _Post, posts: list[_Post]) -> Iterator[str]:
    """Claims that a rule cites and no sentence of the post states."""
    cited = [claim for claim in check.checker.claims if _citing(check.checker, claim.id)]
    lost = [claim for claim in cited if claim.id not in post.marked]
    ids = [claim.id for claim in lost]
    home = next((it.file for it in posts if it.marked.keys() & set(ids)), "")
    if lost == cited and (home or len(lost) > 1):
        yield _stranger(check, post, home, ids)
        return
    for claim in lost:
        yield (
            f"{os.path.relpath(check.file)}: {_citing(check.checker, claim.id)[0]} cites {claim.id}, but no "
            f"sentence of {post.file} is marked {claim.id}. {_nearest(claim, Path(post.file))} Mark the "
            f"sentence that states it: {_mark(post, claim.id)}."
        )


def _stranger(check: Check, post: _Post, home: str, lost: list[str]) -> str:
    """For a post that states nothing of what the check rests on; ``home`` does."""
    name = next(name for name, it in post.checks.items() if it is check)
    line = where(post.content, rf"selfcheck(::)?[ \t]+{re.escape(name)}")
    remedy = f"Link to the check in {home} instead, or mark" if home else "Mark"
    return (
        f"{line}: selfcheck {name!r} rests on sentences of its post, {', '.join(lost)}, and this post marks "
        f"none. {remedy} the sentences that state them, such as {_mark(post, lost[0])}."
    )


def _of_claims(check: Check) -> Iterator[str]:
    """Claims that must carry a rule, and carry none."""
    for claim in check.checker.claims:
        if claim.needs_rule and not _citing(check.checker, claim.id):
            yield (
                f"{os.path.relpath(check.file)}: claim {claim.id} ({claim.text!r}) must carry a rule, but "
                "none cites it. Cite it, or say that it needs none."
            )


def _mark(post: _Post, id: str) -> str:
    """How a claim is marked in a post of that kind."""
    marks = {
        ".rst": ":claim:`A sentence. <{}>`",
        ".html": '<span class="selfcheck-claim" id="{}">A sentence.</span>',
    }
    return marks.get(Path(post.file).suffix, "[A sentence.]{{#{}}}").format(id)


def _citing(checker: Checker, id: str) -> list[str]:
    rules = [f"rule {r.id}" for r in checker.explanations if id in r.claims]
    outcomes = [f"outcome {o.id}" for o in checker.ladder if id in o.claims]
    return rules + outcomes + [f"flag {f.id}" for f in checker.flags if id in f.claims]


def _nearest(claim: Claim, source: Path) -> str:
    text = MARKS.sub(lambda mark: " " * len(mark[0]), source.read_text(encoding="utf-8-sig"))
    sentences = list(SENTENCE.finditer(text))

    def likeness(sentence: re.Match[str]) -> float:
        return difflib.SequenceMatcher(None, claim.text.lower(), sentence[0].lower()).ratio()

    if not sentences:
        return ""
    best = max(sentences, key=likeness)
    line = text.count("\n", 0, best.start() + len(best[0]) - len(best[0].lstrip())) + 1
    return f'Nearest: line {line}, "{best[0].strip()}".'
