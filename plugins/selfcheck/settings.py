"""The plugin's settings: the one table for defaults, checks and documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pelican.log import console

from checker.model import did_you_mean

from .errors import BuildError

CHECK = re.compile(r"[a-zA-Z][a-zA-Z0-9_-]*")
PATH = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*(:[^\W\d]\w*)?")
"""The name of a check, and the import path of a checker."""
CONTACT = ("phone", "sms", "form", "note")
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|/|\.{1,2}(/|$)", re.IGNORECASE)
"""Of a site: whole, or a path."""


@dataclass(frozen=True)
class Setting:
    """One setting; ``former`` is the name that it had one version ago, ``choices`` all values there are."""

    name: str
    default: Any
    help: str
    former: str = ""
    choices: tuple[str, ...] = ()


SETTINGS = (
    Setting(
        "SELFCHECK_CHECKERS",
        {},
        "The checkers that posts can name: name → import path, such as "
        '`{"ankle": "checker.examples.ankle:CHECKER"}`.',
    ),
    Setting(
        "SELFCHECK_CONTACT",
        {},
        "How a reader reaches you from an outcome: `phone`, `sms` (numbers), `form` (a URL) "
        "and `note` (a line such as the hours). What is missing is not shown.",
    ),
    Setting(
        "SELFCHECK_READ_NEXT",
        {},
        "What to read after an outcome: checker's name → outcome → `title` and `url`, such as "
        '`{"ankle": {"wait": {"title": "After a sprain", "url": "sprain.html"}}}`.',
    ),
    Setting(
        "SELFCHECK_OFFLINE",
        True,
        "Whether pages with a check, once visited, work without a network. False is the kill "
        "switch: it removes what readers' browsers have kept.",
    ),
    Setting(
        "SELFCHECK_OFFLINE_PAGES",
        [],
        "A handful of pages that the reader's browser keeps together with a check, as paths below the "
        'output, such as `["index.html", "contact.html"]`.',
    ),
    Setting(
        "SELFCHECK_FROM_FILE",
        False,
        "Whether the site is to be opened from a folder, by a double click, instead of from a "
        "server. Browsers then need another form of the check, which servers do not.",
    ),
    Setting(
        "SELFCHECK_STANDALONE",
        True,
        "Whether readers are offered each check as a standalone file, which opens without a network.",
        former="SELFCHECK_TAKE_ALONG",
    ),
    Setting(
        "SELFCHECK_STANDALONE_STYLE",
        "",
        "A file of CSS for the standalone files, such as the theme's own: its `--selfcheck-…` properties, "
        "or the look of `body`, `header` and `footer`.",
    ),
    Setting(
        "SELFCHECK_COLOR_SCHEME",
        "auto",
        "Whether the check is light or dark: `auto` as the page says of itself (CSS `color-scheme`; a page "
        "that says nothing is light), always `light`, always `dark`, or as the reader's `system` is, for a "
        "theme that turns dark without saying so.",
        choices=("auto", "light", "dark", "system"),
    ),
    Setting(
        "SELFCHECK_OUTPUT_PATH",
        "selfcheck",
        "The folder below the site's output for everything the check loads.",
    ),
    Setting(
        "SELFCHECK_CACHE_PATH",
        ".cache",
        "Where the fetched Pyodide and the compiled checkers are kept between builds.",
    ),
    Setting(
        "SELFCHECK_WRITE_ASIDE",
        True,
        "Whether Pelican writes into `output.unfinished/` first, so that whatever stops a build leaves the "
        "former site. `False` if other plugins make much that they look for in the output, such as "
        "thumbnails: else they make it anew at every build.",
    ),
    Setting(
        "SELFCHECK_SNAPSHOT",
        True,
        "Whether readers get a Python that has started already: many times faster, in a fraction of the "
        "bytes. `False`: Pyodide starts in full at every visit.",
        former="SELFCHECK_IMAGE",
    ),
)


def read(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Every setting of the plugin, with its default where the site gives none.

    Raises ``BuildError`` for all mistakes in them."""
    settings = _renamed(settings)
    if mistakes := list(_mistakes(settings)):
        raise BuildError(*mistakes)
    values = {setting.name: settings.get(setting.name, setting.default) for setting in SETTINGS}
    if values["SELFCHECK_CONTACT"]:
        values["SELFCHECK_CONTACT"] = dict.fromkeys(CONTACT, "") | values["SELFCHECK_CONTACT"]
    return values


def _mistakes(settings: Mapping[str, Any]) -> Iterator[str]:
    """Mistyped names, values of another kind than the default's, and what is wrong within them."""
    known = {setting.name: setting for setting in SETTINGS}
    for name in settings:
        if name.startswith("SELFCHECK_") and name not in known:
            yield f"settings: {name} does not exist. {did_you_mean(name, known)}"
    for name in settings.keys() & known.keys():
        value, kind = settings[name], type(known[name].default)
        if not isinstance(value, kind):
            yield f"settings: {name} is {value!r}, not a {kind.__name__}. See its help."
        elif known[name].choices and value not in known[name].choices:
            nearest = did_you_mean(value, known[name].choices)
            yield f"settings: {name}: {value!r} does not exist. {nearest}"
    yield from _checker_mistakes(settings.get("SELFCHECK_CHECKERS"))
    yield from _contact_mistakes(settings.get("SELFCHECK_CONTACT"))
    style = settings.get("SELFCHECK_STANDALONE_STYLE")
    if isinstance(style, str) and style and not Path(style).is_file():
        yield f"settings: SELFCHECK_STANDALONE_STYLE: {style} is no file. Name one of CSS."
    if not ADDRESS.match(address := settings.get("SITEURL") or "/"):
        yield f"settings: SITEURL is {address!r}, without a scheme. Write 'https://{address}'."


def _contact_mistakes(contact: object) -> Iterator[str]:
    for name, value in contact.items() if isinstance(contact, dict) else ():
        if name not in CONTACT:
            yield f"settings: SELFCHECK_CONTACT has {name!r}. {did_you_mean(name, CONTACT)}"
        elif not isinstance(value, str):
            yield f"settings: SELFCHECK_CONTACT: {name} is {value!r}, not text. Write {str(value)!r}."


def _checker_mistakes(checkers: object) -> Iterator[str]:
    """Names become addresses and names of files; paths are read by Python's import."""
    for name, path in checkers.items() if isinstance(checkers, dict) else ():
        if not (isinstance(name, str) and CHECK.fullmatch(name)):
            yield (
                f"settings: SELFCHECK_CHECKERS has a check of the name {name!r}. Write letters (a-z, "
                "A-Z), digits, '-' and '_', a letter first."
            )
        if not (isinstance(path, str) and PATH.fullmatch(path)):
            yield (
                f"settings: SELFCHECK_CHECKERS says that {name!r} is found at {path!r}. Write "
                "'package.module:NAME', as Python imports it."
            )


def _renamed(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings by their names of today; whoever uses a former one is told so."""
    names = {setting.former: setting.name for setting in SETTINGS if setting.former}
    for former in settings.keys() & names.keys():
        _tell_renamed(former, names[former])
    return {names.get(name, name): value for name, value in settings.items()}


@cache
def _tell_renamed(former: str, name: str) -> None:
    """Once, although the settings are read for each language and stage."""
    console.print(
        f"selfcheck: settings: {former} is now {name}. Rename it: the next version will not know it."
    )


def documentation() -> str:
    """Every setting as a row of a table, in Markdown."""
    rows = [f"| `{s.name}` | `{s.default!r}` | {s.help} |" for s in SETTINGS]
    return "\n".join(["| setting | default | what it does |", "|---|---|---|", *rows]) + "\n"
