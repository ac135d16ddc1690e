"""``::: selfcheck NAME`` in Markdown, ``.. selfcheck:: NAME`` in reST: a check's place in a post.

``selfcheck-rules`` in its stead is the place of the checker's rules, for clinicians. The directive
leaves a link to the check, and nothing of the checker itself: so feeds, summaries and lists of posts
show the link, and a cached post never holds an outdated check. The widget takes the link's place when
the post's own page has been written.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from pelican.contents import Content

from checker.model import did_you_mean

from ..errors import BuildError

DIRECTIVES = ("selfcheck", "selfcheck-rules")
SOURCE = re.compile(
    r"^(?:::: *|\.\. )(?:selfcheck|selfcheck-rules)(?:::)?(?:[ \t]+(?P<name>.*?))?[ \t]*$",
    re.MULTILINE,
)
"""The directive as an author wrote it, to find its line."""

PLACE = re.compile(
    r'<p class="(?P<shows>selfcheck|selfcheck-rules)-place" data-selfcheck="(?P<name>[^"]*)">'
    r"(?P<link>.*?)</p>"
)


@dataclass(frozen=True)
class Place:
    """What a directive asks for: ``shows`` is the directive's own name."""

    shows: str
    name: str


class SelfcheckBlock(BlockProcessor):
    """A line ``::: selfcheck NAME``; the name may be missing, which the build then reports."""

    LINE = re.compile(
        r"^::: *(?P<shows>selfcheck|selfcheck-rules)(?:[ \t]+(?P<name>.*?))?[ \t]*$", re.MULTILINE
    )

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Markdown passes it
        return bool(self.LINE.search(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        line = self.LINE.search(block)
        assert line, "test() has found it"
        before, after = block[: line.start()].strip("\n"), block[line.end() :].strip("\n")
        if before:
            self.parser.parseBlocks(parent, [before])
        place = SubElement(parent, "p", {"class": f"{line['shows']}-place"})
        place.set("data-selfcheck", line["name"] or "")
        if after:
            blocks.insert(0, after)


class SelfcheckExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.parser.blockprocessors.register(SelfcheckBlock(md.parser), "selfcheck", 175)


def makeExtension(**options: Any) -> SelfcheckExtension:
    """The door by which Markdown finds the extension."""
    return SelfcheckExtension(**options)


class SelfcheckDirective(Directive):  # type: ignore[misc]
    """``.. selfcheck:: NAME``"""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        name = escape(self.arguments[0] if self.arguments else "")
        html = f'<p class="{self.name}-place" data-selfcheck="{name}"></p>'
        return [nodes.raw("", html, format="html")]


def register_rest() -> None:
    for name in DIRECTIVES:
        directives.register_directive(name, SelfcheckDirective)


def places(content: Content) -> list[Place]:
    """What the directives of a post or page ask for, in its order."""
    return [_place(found) for found in PLACE.finditer(_html(content))]


def _place(found: re.Match[str]) -> Place:
    return Place(found["shows"], unescape(found["name"]))


def link(content: Content, words: Callable[[str], str]) -> None:
    """Let every place of the post link to the check on the post's own page, by the words for its name."""
    source = Path(content.source_path).relative_to(content.settings["PATH"]).as_posix()

    def linked(place: re.Match[str]) -> str:
        anchor = f'<a href="{{filename}}/{source}#selfcheck-{place["name"]}">{escape(words(unescape(place["name"])))}</a>'
        opening = place[0].partition(">")[0]
        return f"{opening}>{anchor}</p>"

    content._content = PLACE.sub(linked, _html(content))


def fill(html: str, show: Callable[[Place], str]) -> str:
    """The page with what each place asks for."""
    return PLACE.sub(lambda found: show(_place(found)), html)


def named(contents: Iterable[Content], known: Mapping[str, str]) -> dict[str, str]:
    """The checkers that the posts ask for, with their import paths; ``known``: name → import path.

    Raises ``BuildError`` for the first that is missing or unknown."""
    found = {}
    for content in contents:
        for name in [place.name for place in places(content)]:
            if not name:
                raise BuildError(
                    f"{line_of(content, name)}: selfcheck without a name. Write '::: selfcheck NAME'. "
                    f"Available: {', '.join(known) or 'none: name one in SELFCHECK_CHECKERS'}."
                )
            if name not in known:
                raise BuildError(
                    f"{line_of(content, name)}: selfcheck {name!r} does not exist. "
                    f"{did_you_mean(name, known)}"
                )
            found[name] = known[name]
    return found


def line_of(content: Content, name: str) -> str:
    """Where the directive stands: ``content/lower-back.md:12``."""
    text = Path(content.source_path).read_text(encoding="utf-8")
    for found in SOURCE.finditer(text):
        if (found["name"] or "") == name:
            return f"{_shown(content)}:{text.count('\n', 0, found.start()) + 1}"
    return _shown(content)


def _html(content: Content) -> str:
    return str(getattr(content, "_content", None) or "")


def _shown(content: Content) -> str:
    """The source file as an author would write it: from the folder the build was started in."""
    return os.path.relpath(str(content.source_path))
