"""Report an author's mistakes before a build writes anything: file, line, remedy, all at once.

Looked for in every Markdown file below the content folder: unknown, missing or misspelt metadata, a
date that could be read in two ways, and a translation that is missing. Looked for in everything that
Pelican has read: links and pictures that lead nowhere.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from html.parser import HTMLParser
from os.path import relpath
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pelican import Pelican, signals
from pelican.contents import Content
from pelican.generators import Generator

KNOWN_METADATA = (
    *("title", "slug", "lang", "author", "authors", "date", "modified", "date_note", "drawing"),
    *("category", "tags", "summary", "status", "template", "save_as", "url", "related_posts"),
)
REQUIRED_METADATA = ("slug", "lang", "summary")
METADATA_LINE = re.compile(r" {0,3}(?P<name>[\w-]+):\s*(?P<value>.*)")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
LINK = re.compile(r"[{|](?P<what>\w+)[}|](?P<path>[^#?]*)")
NAMED = ("category", "tag", "author")
KINDS = ("filename", "static", "attach", *NAMED, "index")

MISTAKES = "MISTAKES"
"""The setting in which plugins collect what they have found, until Pelican has read everything."""


@dataclass(frozen=True)
class Post:
    """A Markdown file: its metadata as name -> (line, value)."""

    path: Path
    metadata: dict[str, tuple[int, str]] = field(default_factory=dict)

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
    lines = list(enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1))
    head = next((at for at, (_, words) in enumerate(lines) if not words.strip()), len(lines))
    found = ((line, METADATA_LINE.match(words)) for line, words in lines[:head])
    return Post(
        path,
        {match["name"].lower(): (line, match["value"].strip()) for line, match in found if match},
    )


def suggestion(name: str, known: Iterable[str]) -> str:
    """Name the nearest of those that there are, or all of them."""
    near = get_close_matches(name, known := sorted(known), 1)
    return f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}."


def metadata_mistakes(post: Post) -> Iterator[str]:
    """Find metadata that Pelican would silently ignore, and metadata that lacks."""
    for name, (line, _) in post.metadata.items():
        if name not in KNOWN_METADATA:
            advice = suggestion(name, KNOWN_METADATA)
            yield post.complaint(line, f"unknown metadata {name!r}. {advice}")
    for name in REQUIRED_METADATA:
        if not post.value(name) and not post.is_draft:
            yield lacking(post, name)


def lacking(post: Post, name: str) -> str:
    """Say that a post has no such metadata."""
    return post.complaint(1, f"no {name!r}. Add a line '{name}: ...' above the first empty line.")


def reading_mistakes(post: Post, settings: dict[str, Any]) -> Iterator[str]:
    """Find what Pelican cannot do without, and dates that it cannot read or reads the American way."""
    pages = [Path(settings["PATH"], folder) for folder in settings["PAGE_PATHS"]]
    dated = (
        post.is_draft
        or settings.get("DEFAULT_DATE")
        or any(it in post.path.parents for it in pages)
    )
    for name in ("title",) if dated else ("title", "date"):
        if not post.value(name):
            yield lacking(post, name)
    for name in ("date", "modified"):
        line, value = post.metadata.get(name, (1, ""))
        if value and not is_date(value):
            yield post.complaint(
                line, f"{name} {value!r} is none. Write year, month, day: '{name}: 2026-02-07'."
            )


def is_date(value: str) -> bool:
    """Say whether it is a day that there is, perhaps with a time."""
    try:
        datetime.fromisoformat(value.replace("_", " "))
    except ValueError:
        return False
    return bool(DAY.match(value))


def category_mistakes(post: Post, known: Iterable[str]) -> Iterator[str]:
    """Find categories that are not among those that the settings list, if they do."""
    line, value = post.metadata.get("category", (1, ""))
    if value and known and value not in known:
        advice = f"{suggestion(value, known)} A new one is added to CATEGORIES in the settings."
        yield post.complaint(line, f"category {value!r} does not exist. {advice}")


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


class Targets(HTMLParser):
    """What the links and pictures of a page point to, in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what `a` and `img` name."""
        name = {"a": "href", "img": "src"}.get(tag)
        self.found += [value or "" for attribute, value in attrs if attribute == name]


def link_mistakes(content: Content, names: dict[str, set[str]]) -> Iterator[str]:
    """Find links that Pelican would leave as they are; `names`: what {tag} and its like can name."""
    for target in Targets(str(content._content or "")).found:
        if words := link_mistake(content, target, names):
            yield f"{place(content, target)}: {target!r} {words}"


def link_mistake(content: Content, target: str, names: dict[str, set[str]]) -> str:
    """Say what is wrong with a link's target, or nothing."""
    link = LINK.match(target)
    if not link:
        outside = urlsplit(target).scheme or target.startswith(("#", "//"))
        remedy = "Write {filename} or {static} before it."
        return "" if outside or not target else f"is a bare path. {remedy}"
    what, path = link["what"], unquote(link["path"])
    if what not in KINDS:
        return f"has an unknown {{{what}}}. {suggestion(what, KINDS)}"
    if what in NAMED:
        known = path in names[what]
        return "" if known else f"leads nowhere: no post has it. {suggestion(path, names[what])}"
    return "" if what == "index" or is_there(content, what, path) else nowhere(content, path)


def source(content: Content, path: str) -> str:
    """Give a link's path below the content folder: from there, or from beside the post."""
    folder = Path() if path.startswith("/") else Path(content.relative_dir)
    return str(content.get_relative_source_path(str(folder / path.lstrip("/"))))


def is_there(content: Content, what: str, path: str) -> bool:
    """Say whether Pelican has read the file; {filename} may also name a static one."""
    kinds = ("generated_content", "static_content")
    where = kinds if what == "filename" else kinds[1:]
    found = [content._context[kind].get(source(content, path)) for kind in where]
    return any(it and Path(it.source_path).is_file() for it in found)


def nowhere(content: Content, path: str) -> str:
    """Name the file that is not there, or that Pelican does not take."""
    file = Path(content.settings["PATH"], source(content, path))
    if file.is_file():
        return f"leads nowhere: {relpath(file)} is not published. Is its kind of link right?"
    return f"leads nowhere: {relpath(file)} does not exist."


def place(content: Content, target: str) -> str:
    """Give file and line of a link; where Markdown has altered it, the file alone."""
    lines = Path(content.source_path).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    line = next((f":{at}" for at, words in enumerate(lines, start=1) if target in words), "")
    return f"{relpath(content.source_path)}{line}"


def names(contents: list[Content]) -> dict[str, set[str]]:
    """Give the categories, tags and authors that posts have."""
    lists: dict[str, Callable[[Content], Iterable[Any]]] = {
        "category": lambda it: [it.category] if hasattr(it, "category") else [],
        "tag": lambda it: getattr(it, "tags", []),
        "author": lambda it: getattr(it, "authors", []),
    }
    return {what: {str(i) for it in contents for i in of(it)} for what, of in lists.items()}


def check_sources(pelican: Pelican) -> None:
    """Look at the files before Pelican reads them, and stop where it could not."""
    settings = pelican.settings
    languages = [settings["DEFAULT_LANG"], *settings.get("I18N_SUBSITES", {})]
    posts, unreadable = [], []
    for path in sorted(Path(settings["PATH"]).rglob("*.md")):
        try:
            posts.append(read(path))
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            unreadable.append(f"{relpath(path)}:{line}: not written in UTF-8. Save it as UTF-8.")
    unreadable += [mistake for post in posts for mistake in reading_mistakes(post, settings)]
    known = settings.get("CATEGORIES", [])
    mistakes = [
        mistake
        for post in posts
        for mistake in (*metadata_mistakes(post), *category_mistakes(post, known))
    ]
    tell(settings, [*unreadable, *mistakes, *translation_mistakes(posts, languages)])
    if unreadable:
        stop(settings)


def check_links(generator: Generator) -> None:
    """Look at what Pelican has made of them."""
    contents = [it for it in generator.context["generated_content"].values() if it]
    there = names(contents)
    tell(generator.settings, [it for content in contents for it in link_mistakes(content, there)])


def tell(settings: dict[str, Any], mistakes: list[str]) -> None:
    """Note mistakes, to be told with those that other plugins find."""
    settings.setdefault(MISTAKES, []).extend(mistakes)


def stop_before_writing(generators: list[Generator]) -> None:
    """Pelican has read everything, and every plugin has looked at it."""
    stop(generators[0].settings)


def stop(settings: dict[str, Any]) -> None:
    """Stop the build when an author has made mistakes; SystemExit names all of them."""
    if mistakes := settings.pop(MISTAKES, []):
        raise SystemExit("\n".join(dict.fromkeys(mistakes)))


def register() -> None:
    """Connect to Pelican: `get_generators` is sent at every run, also by --autoreload."""
    signals.get_generators.connect(check_sources)
    signals.static_generator_finalized.connect(check_links)  # it is the last that reads
    signals.all_generators_finalized.connect(stop_before_writing)
