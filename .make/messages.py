"""Bring the translators' catalogues up to date: `make messages`.

Every text of the widget and of the checkers gets its entry; what is translated stays; what is no
longer used goes. An entry left empty stops the build of a post in that language.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PLUGIN = ROOT / "plugins" / "selfcheck" / "widget"
sys.path.insert(0, str(ROOT))

from checker import bridge  # noqa: E402  (the path comes first)
from checker.model import texts  # noqa: E402

LANGUAGES = ("es",)
HEADER = """\
# Own translation; it awaits a qualified translator, who signs in Last-Translator.
# Until then every page says that nobody has reviewed it."""
CHECKERS = {"lower_back": "checker.lower_back:CHECKER"}


def main() -> None:
    widget = list(dict.fromkeys([*_of_templates(), *_of_python()]))
    for language in LANGUAGES:
        _update(PLUGIN / "locale" / language / "LC_MESSAGES" / "selfcheck.po", widget, language)
        for name, path in CHECKERS.items():
            folder = ROOT / "checker" / "locale" / language / "LC_MESSAGES"
            new = [text for text in texts(bridge.load(path)) if text not in widget]
            _update(folder / f"{name}.po", new, language)


def _of_templates() -> Iterable[str]:
    for _, _, id, _, _ in extract_from_dir(
        str(PLUGIN / "templates"), [("**.html", "jinja2")], keywords={"_": None}
    ):
        yield str(id)


def _of_python() -> Iterable[str]:
    """What Python code says: the words of the link, and the hint of a list without one."""
    return ("Check your own back", "Check all that apply.")


def _update(file: Path, texts: Iterable[str], language: str) -> None:
    old = Catalog(language)
    if file.exists():
        with file.open("rb") as stream:
            old = read_po(stream)
    new = Catalog(
        language,
        header_comment=HEADER,
        project="selfcheck",
        version="0.1",
        last_translator=old.last_translator if file.exists() else "",
        creation_date=old.creation_date,
        fuzzy=False,
    )
    for text in texts:
        new.add(text, old[text].string if text in old else "")
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(stream, new, width=100, omit_header=False, no_location=True)
    empty = sum(not message.string for message in new if message.id)
    print(f"{file.relative_to(ROOT)}: {len(new)} texts, {empty} to translate")


if __name__ == "__main__":
    main()
