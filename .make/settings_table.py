"""Print docs/settings.md: every setting of the site and of the plugin, from where it is defined.

A setting of the site is described above it, in pelican.conf.py, in lines that begin with `#:`.
"""

import re
import runpy
import sys
from collections.abc import Iterable
from pathlib import Path

from pelican.settings import DEFAULT_CONFIG

ROOT = Path(__file__).resolve().parent.parent
CONFIGURATION = ROOT / "pelican.conf.py"
DESCRIBED = re.compile(r'(?P<help>(?:^ *#: .*\n)+) *"?(?P<name>\w+)"?(?= ?[=:])', re.MULTILINE)

PELICANS = {*DEFAULT_CONFIG, "TIMEZONE", "FEED_ATOM", "FEED_RSS", "FEED_ALL_RSS"}
OTHERS = re.compile(r"(SELFCHECK|I18N|RELATED_POSTS|PLUGIN)|ROOT$|CLINIC$|.*_SAVE_AS$")
"""Settings of plugins, addresses made from others, and what has a table of its own."""

HEAD = """\
# Settings

All are in `pelican.conf.py`. Pelican's own are in
[Pelican's documentation](https://docs.getpelican.com/en/latest/settings.html). This page is made by
`make docs`.
"""


def documentation() -> str:
    """All of docs/settings.md. Raises SystemExit for a setting without a description."""
    source = CONFIGURATION.read_text(encoding="utf-8")
    help_of = {found["name"]: words(found["help"]) for found in DESCRIBED.finditer(source)}
    settings = runpy.run_path(str(CONFIGURATION))
    ours = {name for name in settings if name.isupper()} - PELICANS
    site = [name for name in settings if name in ours | set(help_of) and not OTHERS.match(name)]
    for name in (*site, *settings["CLINIC"]):
        if name not in help_of:
            raise SystemExit(
                f"{CONFIGURATION.name}: {name} is not described. Write '#: …' above it."
            )
    return "\n".join(
        [
            HEAD,
            *section(
                "The clinic: `CLINIC`", "key", {key: help_of[key] for key in settings["CLINIC"]}
            ),
            *section("The site", "setting", {name: help_of[name] for name in site}),
            plugin(),
        ]
    )


def words(comment: str) -> str:
    """The text of a comment, on one line."""
    return " ".join(line.strip().removeprefix("#:").strip() for line in comment.splitlines())


def section(title: str, kind: str, rows: dict[str, str]) -> Iterable[str]:
    """A heading and a table."""
    yield f"## {title}\n\n| {kind} | what it says |\n|---|---|"
    yield from (f"| `{name}` | {text} |" for name, text in rows.items())
    yield ""


def plugin() -> str:
    """The table that the plugin gives of itself."""
    sys.path.insert(0, str(ROOT))
    from plugins.selfcheck import settings

    return "## The self-check\n\n" + settings.documentation()


if __name__ == "__main__":
    print(documentation(), end="")
