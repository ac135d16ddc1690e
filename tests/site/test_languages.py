"""The theme's words in both languages."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from checker.lower_back import CHECKER
from checker.translation import Translation, read
from tests.conftest import ROOT

WORDS = ROOT / "checker" / "translation" / "locale"
CATALOG = ROOT / "theme" / "translations" / "es" / "LC_MESSAGES" / "messages.po"
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def test_every_word_of_the_theme_is_translated():
    """What the templates say is what the catalogue holds: nothing is missing, nothing left over."""
    found = extract_from_dir(
        str(ROOT / "theme" / "templates"),
        [("**.html", "jinja2")],
        options_map={"**.html": {"trimmed": "true"}},
    )
    said = {message for _, _, message, _, _ in found}
    with CATALOG.open("rb") as lines:
        held = {message.id for message in read_po(lines, locale="es") if message.id}
    assert held == said


def test_the_list_of_the_widgets_words_is_up_to_date():
    """`make messages` would change nothing: every word has its entry, and none is left over."""
    found = extract_from_dir(str(ROOT / "plugins" / "selfcheck"), *mapping())
    said = {message for _, _, message, _, _ in found}
    assert ids(WORDS / "selfcheck.pot") == said, "run 'make messages'"
    assert ids(WORDS / "es" / "LC_MESSAGES" / "selfcheck.po") == said, "run 'make messages'"


def mapping():
    with (ROOT / ".make" / "messages.cfg").open() as lines:
        return parse_mapping_cfg(lines)


def ids(catalogue: Path) -> set[str]:
    return {str(message.id) for message in read(catalogue) if message.id}


def test_the_clinics_own_checker_is_translated():
    """Every text of it and of the widget, without a fault, and nothing is left over."""
    assert [*Translation(CHECKER, "checker.lower_back:CHECKER", "es").faults()] == []


@pytest.fixture
def translated(small_site):
    """A small site with a Spanish catalogue."""

    def build(catalog: str):
        site = small_site(
            "languages",
            I18N_SUBSITES={"es": {}},
            I18N_GETTEXT_LOCALEDIR="compiled",
            THEME="theme",
        )
        site.write("content/post.md", "title: A post\ndate: 2026-01-01\n\nHello.\n")
        site.write("theme/templates/base.html", "")
        site.write("theme/translations/es/LC_MESSAGES/messages.po", HEAD + catalog)
        return site

    return build


def test_a_word_without_translation_stops_the_build(translated):
    """The catalogue's file and line are named."""
    result = translated('msgid "Posts"\nmsgstr ""\n').try_to_build()
    assert result.returncode != 0
    assert (
        "theme/translations/es/LC_MESSAGES/messages.po:5: 'Posts' has no translation. "
        "Write its msgstr." in (result.stdout + result.stderr)
    )


def test_a_doubtful_translation_stops_the_build(translated):
    """A translation that a tool has guessed (fuzzy) is not shown to readers."""
    site = translated('#, fuzzy\nmsgid "Posts"\nmsgstr "Pasta"\n')
    assert site.try_to_build().returncode != 0


def test_the_catalogue_is_compiled_at_every_build(translated):
    """A changed word cannot be stale: the compiled catalogue holds it."""
    site = translated('msgid "Posts"\nmsgstr "Artículos"\n')
    assert site.try_to_build().returncode == 0
    compiled = Path(site.folder, "compiled", "es", "LC_MESSAGES", "messages.mo").read_bytes()
    assert "Artículos".encode() in compiled
