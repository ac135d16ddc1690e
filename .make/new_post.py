"""Start a new post, as a draft in English and in Spanish.

TITLE=… python .make/new_post.py CONTENT

The title comes from the environment: on the way of make's and the shell's own words, whatever a
title may hold ($, quotes, backticks) would be carried out.
"""

import os
import sys
from datetime import date
from pathlib import Path

from pelican.utils import slugify

POST = """\
title: {title}
slug: {slug}
lang: {lang}
author: {author}
date: {today}
category: {category}
tags:
summary:
status: draft

{body}
"""
LANGUAGES = {
    "en": ("", "The clinic's team", "Soreness or injury", "Write here."),
    "es": ("es/", "El equipo de la clínica", "Dolor muscular o lesión", "Escriba aquí."),
}


def start(content: Path, title: str) -> list[Path]:
    """Write the two drafts below the folder `content` and give their paths.

    Raises SystemExit when there is no title or a file of that name exists.
    """
    title = " ".join(title.split())
    slug = slugify(title, regex_subs=[(r"[^\w\s-]", ""), (r"[-\s]+", "-")])
    if not slug:
        raise SystemExit("A post needs a title: make post TITLE='How to warm up'")
    paths = {lang: content / folder / f"{slug}.md" for lang, (folder, *_) in LANGUAGES.items()}
    for path in paths.values():
        if path.exists():
            raise SystemExit(f"{path} exists already. Choose another title, or edit that file.")
    for lang, path in paths.items():
        path.write_text(draft(title, slug, lang), encoding="utf-8")
    return list(paths.values())


def draft(title: str, slug: str, lang: str) -> str:
    """Give the text of a new post in one language."""
    _, author, category, body = LANGUAGES[lang]
    today = date.today().isoformat()
    return POST.format(
        title=title, slug=slug, lang=lang, author=author, today=today, category=category, body=body
    )


if __name__ == "__main__":
    for path in start(Path(sys.argv[1]), os.environ.get("TITLE", "")):
        print(path)
