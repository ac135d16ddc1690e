"""Prepare what the i18n_subsites plugin needs, before it starts.

- It reads compiled gettext catalogues only: each
  `theme/translations/<language>/LC_MESSAGES/messages.po` is compiled into
  I18N_GETTEXT_LOCALEDIR, and a word without a translation stops the build.
- It would write every language into a folder of its own, with its own copy of
  scripts and styles: here all languages share the one output folder and address.
"""

from collections.abc import Iterator, Sequence
from os.path import relpath
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from pelican import Pelican, signals

from checker.model import CheckerError
from checker.translation import read


def untranslated(catalog: Catalog) -> list[tuple[int, str]]:
    """Give (line, message) of every message that has no translation or a doubtful one."""
    return [
        (message.lineno or 0, str(message.id))
        for message in catalog
        if message.id and (message.fuzzy or not is_complete(message.string))
    ]


def is_complete(string: str | Sequence[str] | None) -> bool:
    """Say whether a translation, or each of its plural forms, has words."""
    return bool(string) and all(string or "")


def mistakes(source: Path) -> Iterator[str]:
    """Tell, with file and line, what cannot be read or is untranslated."""
    try:
        catalog = read(source)
    except CheckerError as error:
        yield str(error)
        return
    for line, message in untranslated(catalog):
        yield f"{relpath(source)}:{line}: {message!r} has no translation. Write its msgstr."


def compile_catalogs(pelican: Pelican) -> None:
    """Compile the catalogue (.po) of every language of I18N_SUBSITES to its .mo.

    Raises SystemExit with the mistakes of all.
    """
    catalogs = {}
    for language in pelican.settings.get("I18N_SUBSITES", {}):
        below = Path(language, "LC_MESSAGES", "messages")
        source = Path(pelican.settings["THEME"], "translations", below).with_suffix(".po")
        target = Path(pelican.settings["I18N_GETTEXT_LOCALEDIR"], below).with_suffix(".mo")
        catalogs[source] = target
    if told := [mistake for source in catalogs for mistake in mistakes(source)]:
        raise SystemExit("\n".join(told))
    for source, target in catalogs.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as compiled:
            write_mo(compiled, read(source))


def share_output(pelican: Pelican) -> None:
    """Let every language write into the output folder of this run."""
    for overrides in pelican.settings.get("I18N_SUBSITES", {}).values():
        overrides["OUTPUT_PATH"] = pelican.settings["OUTPUT_PATH"]
        overrides["SITEURL"] = pelican.settings["SITEURL"]


def register() -> None:
    """Connect to Pelican: `get_generators` is sent at every run, also by --autoreload."""
    signals.initialized.connect(share_output)
    signals.get_generators.connect(compile_catalogs)
