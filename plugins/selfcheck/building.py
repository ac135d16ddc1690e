"""What the plugin does at each step of Pelican's build."""

from __future__ import annotations

import os
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.contents import Content
from pelican.generators import Generator
from pelican.log import console
from pelican.plugins import signals

from . import aside, errors, offline, post, settings, site

PAGES: defaultdict[Path, dict[Path, offline.Page]] = defaultdict(dict)
"""The pages that this process has written, by the folder of their site: languages may share one."""

SITES: dict[Path, dict[str, Any]] = {}
"""The sites that this process has written, one for each language or for all: their settings."""

HIDDEN = {"draft", "hidden"}


def connect() -> None:
    """To Pelican, which holds receivers weakly: they are functions of this module."""
    post.register_rest()
    signals.initialized.connect(extend_markdown)
    signals.initialized.connect(write_aside)
    signals.content_object_init.connect(leave_link)
    signals.static_generator_finalized.connect(prepare)  # it is the last that reads
    signals.all_generators_finalized.connect(errors.stop)
    signals.content_written.connect(place_widgets)
    signals.finalized.connect(keep_offline)


def extend_markdown(pelican: Pelican) -> None:
    extensions = pelican.settings["MARKDOWN"].setdefault("extensions", [])
    extensions += [name for name in post.MARKDOWN_EXTENSIONS if name not in extensions]


def write_aside(pelican: Pelican) -> None:
    aside.run_aside(pelican, ask, tidy)


def leave_link(content: Content) -> None:
    post.mark_places(content)
    if post.places(content):
        post.link(content, partial(post.link_words, content))


def prepare(generator: Generator) -> None:
    """Before anything is written: look for mistakes; without any, make what the posts name."""
    context, own = generator.context, generator.settings
    try:
        values = settings.read(own)
    except errors.BuildError as error:
        errors.tell(own, [str(error)])
        return
    contents = [content for content in context["generated_content"].values() if content]
    loaded, mistakes = site.load(contents, values)
    errors.tell(own, mistakes)
    if not mistakes:
        output = Path(generator.output_path)
        context["SELFCHECK"] = site.build(loaded, values, output)
        aside.note((context["SELFCHECK"], output))


def place_widgets(path: str, context: dict[str, Any]) -> None:
    """Put the widgets into the post's own page, in place of the links."""
    file, output = Path(path).absolute(), Path(context["OUTPUT_PATH"]).absolute()
    content, page = _content(context), offline.Page()
    if content and (places := post.places(content)):
        here: site.Site = context["SELFCHECK"]
        offers = offline.write_standalone(content, here.assets, here.scripts, output)
        here.brought.extend(offer.path for offer in offers.values())
        html = post.place(file.read_text(encoding="utf-8"), content, here.assets, offers)
        file.write_text(html, encoding="utf-8")
        if any(place.shows == "selfcheck" for place in places):
            page = offline.page_with_check(content, here.assets)
    if file.suffix == ".html" and getattr(content, "status", "") not in HIDDEN:
        PAGES[output][file] = page


def _content(context: dict[str, Any]) -> Content | None:
    """The post or page whose own page is written; none for a list of them."""
    content = context.get("article") or context.get("page")
    own = isinstance(content, Content) and content.save_as == context["output_file"]
    return content if own else None


def keep_offline(pelican: Pelican) -> None:
    """Once all languages are written: what a browser may keep of each site."""
    SITES[Path(pelican.output_path).absolute()] = pelican.settings
    for output, values in SITES.items() if aside.is_main(pelican) else ():
        _keep_offline(output, values)


def _keep_offline(output: Path, values: dict[str, Any]) -> None:
    own = settings.read(values)
    pages = {file: page for file, page in PAGES[output].items() if file.exists()}
    if own["SELFCHECK_CHECKERS"] and not own["SELFCHECK_FROM_FILE"]:
        here = offline.Site(output, values["SITEURL"], tuple(SITES))
        theme = Path(os.path.normpath(output / values["THEME_STATIC_DIR"]))
        offline.write_service_worker(here, pages, own, theme)


def ask(run: aside.Run) -> None:
    """Before the site gets into its place."""
    for here, output in run.notes:
        if here:
            site.rehearse(here, output)


def tidy(run: aside.Run) -> None:
    """Once the site is in its place."""
    for output, values in SITES.items():
        site.tidy(run.place_of(output), settings.read(values))
    if any(here and not here.has_snapshots for here, _ in run.notes):
        console.print(
            "selfcheck: no snapshots, as SELFCHECK_SNAPSHOT says: Pyodide starts in full, slowly.",
            soft_wrap=True,
        )
