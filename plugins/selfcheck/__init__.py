"""A Pelican plugin that puts a self-check, written in Python, into a post."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.contents import Content
from pelican.generators import Generator
from pelican.plugins import signals

from . import offline, post, settings, site

PAGES: set[Path] = set()
"""The pages with a check that this process has written, in all languages of the site."""


def register() -> None:
    """Called by Pelican, which holds receivers weakly: they are functions of this module."""
    post.register_rest()
    signals.initialized.connect(extend_markdown)
    signals.content_object_init.connect(leave_link)
    signals.all_generators_finalized.connect(prepare)
    signals.content_written.connect(place_widgets)
    signals.finalized.connect(keep_offline)


def extend_markdown(pelican: Pelican) -> None:
    extensions = pelican.settings["MARKDOWN"].setdefault("extensions", [])
    extensions += [name for name in post.MARKDOWN_EXTENSIONS if name not in extensions]


def leave_link(content: Content) -> None:
    if post.places(content):
        post.link(content, post.words(content.lang)("Check your own back"))


def prepare(generators: list[Generator]) -> None:
    """Before anything is written: load and check what the posts name, and build it."""
    context = generators[0].context
    values = settings.read(generators[0].settings)
    contents = [c for c in context["generated_content"].values() if c and post.places(c)]
    context["SELFCHECK"] = site.build(contents, values, Path(generators[0].output_path))


def place_widgets(path: str, context: dict[str, Any]) -> None:
    """Put the widgets into the post's own page, in place of the links."""
    content = context.get("article") or context.get("page")
    if not isinstance(content, Content) or content.save_as != context["output_file"]:
        return
    if places := post.places(content):
        file = Path(path).absolute()
        here: site.Site = context["SELFCHECK"]
        output = Path(context["OUTPUT_PATH"])
        offers = offline.write_standalone(content, here.assets, here.scripts, output)
        html = post.place(file.read_text(encoding="utf-8"), content, here.assets, offers)
        file.write_text(html, encoding="utf-8")
        if any(place.shows == "selfcheck" for place in places):
            PAGES.add(file)


def keep_offline(pelican: Pelican) -> None:
    output = Path(pelican.output_path).absolute()
    values = settings.read(pelican.settings)
    here = {file for file in PAGES if file.is_relative_to(output) and file.exists()}
    if here and not values["SELFCHECK_FROM_FILE"]:
        offline.write_service_worker(output, here, values, pelican.settings["THEME_STATIC_DIR"])
