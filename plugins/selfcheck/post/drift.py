"""What parts a checker's rules from the sentences of the posts that they rest on."""

from __future__ import annotations

import difflib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pelican.contents import Content

from checker.model import Checker, Claim, did_you_mean

from ..checks import Check
from .claims import marks
from .directive import places
from .mistakes import where

SENTENCE = re.compile(r"[^.!?\n]+[.!?]")
MARKS = re.compile(r"\[|\]\{[^}]*\}")


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
    marked = Counter(marks(content._content or "")) if names else Counter()
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
