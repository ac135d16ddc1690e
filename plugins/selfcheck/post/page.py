"""The questionnaire as HTML that works before, and without, JavaScript."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from typing import Any, Literal

from pelican.contents import Content

from checker import engine
from checker.words import can_end, emergency_list

from ..checks import Check, known
from ..runtime import pinned
from . import claims, directive, rules_page, translations
from .templates import template

SECONDS = 5
"""What a question takes, read and answered."""


@dataclass(frozen=True)
class Served:
    """A file's path, what a browser checks it by, and how many bytes it has."""

    name: str
    integrity: str
    size: int


@dataclass(frozen=True)
class Step:
    """A way to start Python, by the files that it starts from. Of Pyodide also their folder, the script
    in it that instantiates the interpreter, and what Pyodide asks to be told."""

    way: Literal["snapshot", "pyodide"]
    files: tuple[Served, ...]
    runtime: str = ""
    glue: str = ""
    abi: str = ""

    @property
    def bundled(self) -> Step:
        """The same where there is no server: the scripts are in a bundle of the page."""
        files = (file for file in self.files if not file.name.endswith((".js", ".mjs")))
        return replace(self, files=tuple(files))

    def told(self, url: Callable[[str], str]) -> dict[str, Any]:
        """As the page says it."""
        more = {"runtime": url(self.runtime) + "/", "glue": self.glue, "abi": self.abi}
        return {
            "way": self.way,
            "files": {url(file.name): file.integrity for file in self.files},
            "size": sum(file.size for file in self.files),
        } | (more if self.runtime else {})


@dataclass(frozen=True)
class Assets:
    """All that the widgets of a site load. Paths are relative to the site's folder of checks.

    ``steps`` are the ways to start Python: when one fails, the next has its turn. A page that is opened
    from a file has the first only. ``static`` and ``file_scripts`` are folders: of the widget's own files, and
    of the scripts in their place where the site is opened from a folder; ``modules`` are those of the
    widget's that a page asks for at once, with their hashes."""

    checks: dict[str, Check]
    folder: str
    steps: tuple[Step, ...]
    static: str
    modules: dict[str, str]
    file_scripts: str
    settings: dict[str, Any]

    @property
    def cache(self) -> Path:
        return Path(self.settings["SELFCHECK_CACHE_PATH"])


def place(html: str, content: Content, assets: Assets, offers: Mapping[str, Any]) -> str:
    """The page with what its directives ask for; what those of a kind share stands at the first.

    ``offers`` are the standalone files, by the checks' names."""
    shown = set()

    def show(place: directive.Place) -> str:
        first = place.shows not in shown
        shown.add(place.shows)
        if place.shows == "selfcheck":
            return render(place.name, content, assets, first=first, offer=offers.get(place.name))
        css = _url(content, assets)(f"{assets.static}/rules.css") if first else ""
        return rules_page.render(place.name, content, assets.checks[place.name], css, assets.cache)

    return directive.fill(html, content, show)


def render(name: str, content: Content, assets: Assets, **more: Any) -> str:
    """One widget; with ``first`` also the links to the stylesheet and the script.

    In a file of its own (``alone``) it has neither; there ``post`` is the post's address, and
    ``contact`` and ``next`` have whole addresses. ``offer`` is the standalone file."""
    check = assets.checks[name]
    own = {"first": True, "alone": False, "post": "", "offer": None}
    own["contact"] = assets.settings["SELFCHECK_CONTACT"]
    own["next"] = assets.settings["SELFCHECK_READ_NEXT"].get(name, {})
    served = not (assets.settings["SELFCHECK_FROM_FILE"] or more.get("alone"))
    words = translations.words(content, check)
    url = _url(content, assets)
    steps = assets.steps if served else (assets.steps[0].bundled,)
    always_asked = sum(not question.when for question in check.checker.questions.values())
    return template("widget.html", assets.cache).render(
        **(own | more),
        _=words,
        words=words,
        check=check,
        checker=check.checker,
        name=name,
        site=content.settings["SITENAME"],
        url=url,
        steps=[step.told(url) for step in steps],
        known=known(check.checker),
        service_worker=_from(content, "sw.js")
        if served and assets.settings["SELFCHECK_OFFLINE"]
        else "",
        assets=assets,
        pyodide=pinned().version,
        sentences=claims.sentences(content.content),
        always_asked=always_asked,
        minutes=ceil(always_asked * SECONDS / 60),
        first_questions=engine.assess(check.checker, {}).next,
        can_end=can_end,
        emergency_list=emergency_list(check.checker),
    )


def _url(content: Content, assets: Assets) -> Callable[[str], str]:
    """The address, seen from a page, of a file below the site's check folder."""
    return lambda path: _from(content, posixpath.join(assets.folder, path))


def _from(content: Content, path: str) -> str:
    """Relative, so that it holds at a domain's root, below a path, and from a file."""
    return posixpath.relpath(path, posixpath.dirname(content.save_as) or ".")
