"""Report an author's mistakes before a build writes anything: file, line, remedy.

Looked for in every Markdown file below the content folder: unknown or missing
metadata, links and pictures that lead nowhere, and a translation that is missing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from os.path import relpath
from pathlib import Path

from pelican import Pelican, signals

KNOWN_METADATA = (
    *("title", "slug", "lang", "author", "authors", "date", "modified", "date_note"),
    *("category", "tags", "summary", "status", "template", "save_as", "url", "related_posts"),
)
REQUIRED_METADATA = ("title", "slug", "lang", "summary")
METADATA_LINE = re.compile(r"(?P<name>[A-Za-z_]+):\s*(?P<value>.*)")
LINK = re.compile(r"\]\((?P<target>[^)\s]+)")
ELSEWHERE = re.compile(r"[a-z]+:|#")


@dataclass(frozen=True)
class Post:
    """A Markdown file: its metadata as name -> (line, value), its text as (line, words)."""

    path: Path
    metadata: dict[str, tuple[int, str]] = field(default_factory=dict)
    text: list[tuple[int, str]] = field(default_factory=list)

    def value(self, name: str) -> str:
        """Give a metadata value, or nothing."""
        return self.metadata.get(name, (1, ""))[1]

    @property
    def is_draft(self) -> bool:
        """A draft may still be incomplete and untranslated."""
        return self.value("status") == "draft"

    def complaint(self, line: int, words: str) -> str:
        """Say what is wrong at a line of this file."""
        return f"{relpath(self.path)}:{line}: {words}"


def read(path: Path) -> Post:
    """Read a Markdown file as Pelican does: metadata up to the first empty line."""
    lines = list(enumerate(path.read_text(encoding="utf-8").splitlines(), start=1))
    head = next((at for at, (_, words) in enumerate(lines) if not words.strip()), len(lines))
    found = ((line, METADATA_LINE.match(words)) for line, words in lines[:head])
    metadata = {
        match["name"].lower(): (line, match["value"].strip()) for line, match in found if match
    }
    return Post(path, metadata, lines[head:])


def metadata_mistakes(post: Post) -> Iterator[str]:
    """Find metadata that Pelican would silently ignore, and metadata that lacks."""
    for name, (line, _) in post.metadata.items():
        if name not in KNOWN_METADATA:
            near = get_close_matches(name, KNOWN_METADATA, 1)
            advice = (
                f"Did you mean {near[0]!r}?"
                if near
                else f"Known: {', '.join(sorted(KNOWN_METADATA))}."
            )
            yield post.complaint(line, f"unknown metadata {name!r}. {advice}")
    for name in REQUIRED_METADATA:
        if not post.value(name) and not post.is_draft:
            yield post.complaint(
                1, f"no {name!r}. Add a line '{name}: ...' above the first empty line."
            )


def links(post: Post) -> Iterator[tuple[int, str]]:
    """Give (line, target) of every link and picture."""
    for line, words in post.text:
        for match in LINK.finditer(words):
            yield line, match["target"]


def link_mistakes(post: Post, content: Path) -> Iterator[str]:
    """Find links to files that do not exist, and links that bypass Pelican's own."""
    for line, target in links(post):
        path = target.partition("#")[0]
        if path.startswith("{filename}"):
            file = post.path.parent / path.removeprefix("{filename}")
        elif path.startswith("{static}"):
            file = content / path.removeprefix("{static}").lstrip("/")
        elif ELSEWHERE.match(target):
            continue
        else:
            yield post.complaint(
                line, f"{target!r} is a bare path. Write {{filename}} or {{static}} before it."
            )
            continue
        if not file.is_file():
            yield post.complaint(line, f"{target!r} leads nowhere: {relpath(file)} does not exist.")


def translation_mistakes(posts: list[Post], languages: list[str]) -> Iterator[str]:
    """Find posts that lack one of the site's languages; drafts may."""
    there = {(post.value("slug"), post.value("lang")) for post in posts}
    for post in posts:
        slug = post.value("slug")
        for language in languages:
            if not post.is_draft and (slug, language) not in there:
                remedy = (
                    f"Add one with 'slug: {slug}' and 'lang: {language}', or set 'status: draft'."
                )
                yield post.complaint(1, f"no translation into {language!r}. {remedy}")


def check(pelican: Pelican) -> None:
    """Stop the build when an author has made a mistake; SystemExit names all of them."""
    content = Path(pelican.settings["PATH"])
    languages = [pelican.settings["DEFAULT_LANG"], *pelican.settings.get("I18N_SUBSITES", {})]
    posts = [read(path) for path in sorted(content.rglob("*.md"))]
    mistakes = [
        mistake
        for post in posts
        for mistake in (*metadata_mistakes(post), *link_mistakes(post, content))
    ]
    mistakes += translation_mistakes(posts, languages)
    if mistakes:
        raise SystemExit("\n".join(mistakes))


def register() -> None:
    """Connect to Pelican: `get_generators` is sent at every run, also by --autoreload."""
    signals.get_generators.connect(check)
