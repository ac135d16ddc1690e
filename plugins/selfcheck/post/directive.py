"""``::: selfcheck NAME`` in Markdown and HTML: a check's place in a post (reST: ``restructured``).

``selfcheck-rules`` in its stead is the place of the checker's rules, for reviewers. The directive
leaves a link to the check, and nothing of the checker itself: so feeds, summaries and lists of posts
show the link, and a cached post never holds an outdated check. The widget takes the link's place when
the post's own page has been written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from pelican.contents import Content

DIRECTIVES = ("selfcheck", "selfcheck-rules")
LINE = r"::: *(?P<shows>selfcheck|selfcheck-rules)(?:[ \t]+(?P<name>.*?))?[ \t]*"

PLACE = re.compile(
    r'<p class="(?P<shows>selfcheck|selfcheck-rules)-place" data-selfcheck="(?P<name>[^"]*)"'
    r'(?: data-post="(?P<post>[^"]*)")?>(?P<link>.*?)</p>'
)

ASIDE = re.compile(
    r"(<(pre|code|script|style|textarea)\b.*?</\2\s*>|<!--.*?-->)", re.DOTALL | re.IGNORECASE
)
"""What an HTML post shows or hides as it stands."""
IN_HTML = re.compile(rf"^[ \t]*(?:<p>)?{LINE}(?:</p>)?[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """What a directive asks for: ``shows`` is the directive's own name."""

    shows: str
    name: str

    @property
    def html(self) -> str:
        return f'<p class="{self.shows}-place" data-selfcheck="{escape(self.name)}"></p>'


class SelfcheckBlock(BlockProcessor):
    """A line ``::: selfcheck NAME``; the name may be missing, which the build then reports."""

    LINE = re.compile(rf"^{LINE}$", re.MULTILINE)

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


def mark_places(content: Content) -> None:
    """In a post that is HTML: Markdown and reST have marked theirs when they were read."""
    if Path(str(content.source_path or "")).suffix in {".html", ".htm"}:
        parts = ASIDE.split(_html(content))
        parts[::3] = [IN_HTML.sub(lambda line: _place(line).html, part) for part in parts[::3]]
        del parts[2::3]  # the names of the elements aside
        content._content = "".join(parts)


def places(content: Content) -> list[Place]:
    """What the directives of a post or page ask for, in its order."""
    return [_place(found) for found in PLACE.finditer(_html(content))]


def _place(found: re.Match[str]) -> Place:
    return Place(found["shows"], unescape(found["name"] or ""))


def link(content: Content, words: Callable[[str], str]) -> None:
    """Let every place of the post link to the check on the post's own page, by the words for its name."""
    source = _source(content)

    def linked(found: re.Match[str]) -> str:
        place = _place(found)
        anchor = (
            f'<a href="{{filename}}/{source}#selfcheck-{escape(place.name)}">'
            f"{escape(words(place.name))}</a>"
        )
        return place.html.replace("></p>", f' data-post="{source}">{anchor}</p>')

    content._content = PLACE.sub(linked, _html(content))


def _source(content: Content) -> str:
    """The post's file below the content folder, as Pelican finds it whatever its name."""
    path = Path(content.source_path).relative_to(content.settings["PATH"])
    return quote(path.as_posix())


def fill(html: str, content: Content, show: Callable[[Place], str]) -> str:
    """The page with what each place of its post asks for.

    Places of other posts, of which a theme shows the summary, stay links; so does all but the last
    where it shows the post's own."""
    own = {_source(content), None}
    left = Counter(_place(found) for found in PLACE.finditer(html) if found["post"] in own)

    def filled(found: re.Match[str]) -> str:
        if found["post"] not in own:
            return found[0]
        left[_place(found)] -= 1
        return found[0] if left[_place(found)] else show(_place(found))

    return PLACE.sub(filled, html)


def named(contents: Iterable[Content], known: Mapping[str, str]) -> list[str]:
    """The checkers that posts ask for, of those that the site has."""
    names = (place.name for content in contents for place in places(content))
    return [name for name in dict.fromkeys(names) if name in known]


def _html(content: Content) -> str:
    return str(getattr(content, "_content", None) or "")
