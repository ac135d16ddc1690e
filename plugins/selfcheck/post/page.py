"""The questionnaire as HTML that works before, and without, JavaScript."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from typing import Any

from pelican.contents import Content

from checker import engine, terminal

from . import catalogue, claims, directive, rules, templates
from .runtime import PYODIDE
from .site import Site


def place(html: str, content: Content, site: Site, offers: Mapping[str, Any]) -> str:
    """The page with what its directives ask for; what those of a kind share stands at the first.

    ``offers`` are the files to take along, by the checks' names."""
    shown = set()

    def show(place: directive.Place) -> str:
        first = place.shows not in shown
        shown.add(place.shows)
        if place.shows == "selfcheck":
            return render(place.name, content, site, first=first, offer=offers.get(place.name))
        css = _url(content, site)(f"{site.static}/rules.css") if first else ""
        return rules.render(site.checks[place.name], css, site.cache)

    return directive.fill(html, show)


def render(name: str, content: Content, site: Site, **more: Any) -> str:
    """One widget; with ``first`` also the links to the stylesheet and the script.

    In a file of its own (``alone``) it has neither; there ``post`` is the post's address, and
    ``contact`` another one than on the site. ``offer`` is the file to take along."""
    check = site.checks[name]
    own = {"first": True, "alone": False, "post": "", "offer": None}
    own["contact"] = site.settings["SELFCHECK_CONTACT"]
    served = not (site.settings["SELFCHECK_FROM_FILE"] or more.get("alone"))
    words = catalogue.words(content.lang, check.file)
    url = _url(content, site)
    return templates.get("widget.html", site.cache).render(
        **(own | more),
        _=words,
        words=words,
        check=check,
        checker=check.checker,
        name=name,
        url=url,
        hashes={url(path): integrity for path, integrity in site.hashes.items()},
        service_worker=_from(content, "sw.js")
        if served and site.settings["SELFCHECK_OFFLINE"]
        else "",
        site=site,
        pyodide=PYODIDE,
        sentences=claims.sentences(content.content),
        first_questions=engine.assess(check.checker, {}).next,
        emergency_list=terminal.emergency_list(check.checker),
    )


def _url(content: Content, site: Site) -> Callable[[str], str]:
    """The address, seen from a page, of a file below the site's check folder."""
    return lambda path: _from(content, posixpath.join(site.folder, path))


def _from(content: Content, path: str) -> str:
    """Relative, so that it holds at a domain's root, below a path, and from a file."""
    return posixpath.relpath(path, posixpath.dirname(content.save_as) or ".")
