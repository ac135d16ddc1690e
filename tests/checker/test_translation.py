"""A checker in any language: what its catalogues say, what they lack, and how they are written."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker import bridge
from checker.__main__ import main
from checker.model import CheckerError, texts
from checker.translation import Translation, direction, read, tag
from checker.translation.languages import fallbacks
from checker.translation.translation import widget_words
from tests.catalogues import fill, german
from tests.conftest import ROOT

PATH = "knee:CHECKER"
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture(autouse=True)
def clinic_folder(tmp_path, monkeypatch) -> Iterator[Path]:
    """The folder of another clinic, with a checker of the knee, where the command runs."""
    shutil.copy(ROOT / "tests" / "plugins" / "knee.py", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "knee", raising=False)
    yield tmp_path
    sys.modules.pop("knee", None)


def translation(language: str) -> Translation:
    return Translation(bridge.load(PATH), PATH, language)


def write(language: str, entries: str, head: str = HEAD) -> Path:
    """A catalogue beside the checker."""
    file = Path("locale", language, "LC_MESSAGES", "knee.po")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(head + entries, encoding="utf-8")
    return file


def entry(text: str, said: str) -> str:
    return f'msgid "{text}"\nmsgstr "{said}"\n\n'


def ids(file: Path) -> list[str]:
    return [str(message.id) for message in read(file) if message.id]


@pytest.mark.parametrize(
    ("code", "html", "read_as_well", "way"),
    [
        ("en", "en", ["en"], "ltr"),
        ("en_US", "en-US", ["en_US", "en"], "ltr"),
        ("en-GB", "en-GB", ["en_GB", "en_001", "en"], "ltr"),
        ("pt_br", "pt-BR", ["pt_BR", "pt"], "ltr"),
        ("zh_hant_tw", "zh-Hant-TW", ["zh_Hant_TW", "zh_Hant"], "ltr"),
        ("zh-TW", "zh-Hant-TW", ["zh_Hant_TW", "zh_Hant"], "ltr"),
        ("ht", "ht", ["ht"], "ltr"),
        ("tlh", "tlh", ["tlh"], "ltr"),
        ("ar", "ar", ["ar"], "rtl"),
        ("he_IL", "he-IL", ["he_IL", "he"], "rtl"),
    ],
)
def test_a_language_has_many_spellings(code, html, read_as_well, way):
    """Pelican's, the system's and HTML's; none falls back to another script or language."""
    assert tag(code) == html
    assert [*fallbacks(code)] == read_as_well
    assert direction(code) == way


@pytest.mark.parametrize("code", ["English", "C", "", "en_", "de DE", "../en", "e"])
def test_what_is_no_language_is_refused(code):
    """It would be a folder's name, and stand in every page."""
    with pytest.raises(CheckerError, match="Write one such as en, de or pt-BR"):
        tag(code)


def test_translate_writes_the_checkers_texts_and_then_the_widgets(capsys):
    """In their order, beside the module; what is missing is counted, and that is no failure."""
    assert main(["translate", PATH, "de"]) == 0
    file = Path("locale/de/LC_MESSAGES/knee.po")
    wanted = list(dict.fromkeys([*texts(bridge.load(PATH)), *widget_words()]))
    assert ids(file) == wanted
    assert capsys.readouterr().out == (
        f"{file}: {len(wanted)} texts, {len(wanted)} to translate: fill in each empty msgstr.\n"
    )


def test_translate_keeps_what_is_translated(capsys):
    """Twice is as once; a text that goes is kept as a comment, and comes back as it was."""
    file = write("es", entry("Check your knee", "Revise su rodilla") + entry("Continue", "Seguir"))
    main(["translate", PATH, "es"])
    assert "24 texts" not in capsys.readouterr().out, "one word of the widget is said otherwise"
    first = file.read_bytes()
    main(["translate", PATH, "es"])
    assert file.read_bytes() == first
    module = Path("knee.py")
    module.write_text(module.read_text().replace("Check your knee", "Your knee, checked"))
    del sys.modules["knee"]
    main(["translate", PATH, "es"])
    assert '#~ msgstr "Revise su rodilla"' in file.read_text(encoding="utf-8")
    assert "Your knee, checked" in ids(file)
    assert "fuzzy" not in file.read_text(encoding="utf-8")
    module.write_text(module.read_text().replace("Your knee, checked", "Check your knee"))
    del sys.modules["knee"]
    main(["translate", PATH, "es"])
    assert read(file)["Check your knee"].string == "Revise su rodilla"
    assert read(file)["Continue"].string == "Seguir"
    assert "#~" not in file.read_text(encoding="utf-8")


def test_translate_leaves_out_what_the_widget_brings():
    """Spanish has the widget's words already: only the checker's are asked for."""
    main(["translate", PATH, "es_MX"])
    assert ids(Path("locale/es_MX/LC_MESSAGES/knee.po")) == list(
        dict.fromkeys(texts(bridge.load(PATH)))
    )


def test_translate_never_writes_among_installed_packages(clinic_folder, monkeypatch, capsys):
    """The next installation would take the work away: what to do is said, and nothing is written."""
    installed = clinic_folder / "lib" / "site-packages"
    installed.mkdir(parents=True)
    shutil.move("knee.py", installed)
    monkeypatch.syspath_prepend(installed)
    assert main(["translate", PATH, "de"]) == 2
    assert "Put a module into the site that says `from knee import CHECKER`" in (
        capsys.readouterr().err
    )
    assert [*clinic_folder.rglob("*.po")] == []


def test_any_word_of_the_widget_can_be_another(capsys):
    """English included, as soon as its entry is filled in; --all lists them."""
    assert main(["translate", PATH, "en"]) == 2, "there is nothing to translate"
    assert "Add --all" in capsys.readouterr().err
    assert main(["translate", PATH, "en", "--all"]) == 0
    file = Path("locale/en/LC_MESSAGES/knee.po")
    assert ids(file) == [*widget_words()]
    file.write_text(
        file.read_text().replace(
            'msgid "There is a problem"\nmsgstr ""', entry("There is a problem", "All right?")
        )
    )
    assert translation("en_US").words()("There is a problem") == "All right?"
    assert translation("en_US").words()("Continue") == "Continue"
    assert not translation("en_US").words().is_translation


def test_a_checker_may_be_in_german_only():
    """Its own texts need no catalogue; the widget's words come from the one beside it."""
    module = Path("knee.py")
    module.write_text(
        module.read_text().replace("CHECKER = Checker(", 'CHECKER = Checker(\n    lang="de",')
    )
    assert translation("de_AT").missing == [*widget_words()]
    main(["translate", PATH, "de"])
    file = Path("locale/de/LC_MESSAGES/knee.po")
    assert ids(file) == [*widget_words()]
    fill(file, german)
    words = translation("de_AT").words()
    assert words("Check your knee") == "Check your knee"
    assert words("Continue") == "de: Continue"
    assert (words.language, words.is_translation) == ("de-AT", False)
    assert translation("en").missing == list(dict.fromkeys(texts(bridge.load(PATH))))


def test_the_nearest_catalogue_wins():
    """That of Brazil over that of Portuguese, whatever its folder's spelling, over the widget's."""
    main(["translate", PATH, "pt"])
    fill(Path("locale/pt/LC_MESSAGES/knee.po"), "pt: {}".format)
    write("pt-br", entry("Continue", "br"))
    words = translation("pt_BR").words()
    assert (words("Continue"), words("Back")) == ("br", "pt: Back")
    assert translation("pt").words()("Continue") == "pt: Continue"
    write("es", entry("Continue", "Seguir"))
    main(["translate", PATH, "es"])
    fill(Path("locale/es/LC_MESSAGES/knee.po"), "es: {}".format)
    words = translation("es").words()
    assert (words("Continue"), words("Back")) == ("Seguir", "Atrás")


def test_all_faults_of_a_catalogue_are_told_at_once():
    """Placeholders, words that are nowhere, doubtful ones, and each text that is missing."""
    write(
        "es",
        entry("Call {number}", "Llame")
        + entry("Contineu", "Seguir")
        + "#, fuzzy\n"
        + entry("Yes", "Si"),
    )
    told = [*translation("es").faults()]
    where = "locale/es/LC_MESSAGES/knee.po"
    assert f"{where}:5: 'Llame' has not the same {{placeholders}} as 'Call {{number}}'." in told[0]
    assert f"{where}:8: 'Contineu' is no text of the checker and no word of the widget." in told[1]
    assert "Did you mean 'Continue'? Correct or remove it." in told[1]
    assert f"{where}:12: 'Yes' is not translated into es." in told
    assert f"{where}: 'Check your knee' is not translated into es." in told
    assert len(told) == 2 + len(translation("es").missing)


@pytest.mark.parametrize(
    ("entries", "lines"),
    [
        ('msgid "Yes"\nmsgstr "Sí\n\nmgsid "No"\nmsgstr "No"\n', [6, 8]),
        ('msgid "Yes"\n\nmsgid "No"\nmsgstr "No"\n', [5]),
        ('msgid "Yes"\nmsgstr "a "quoted" word"\n', [6]),
    ],
    ids=["a quote and a keyword", "no msgstr", "a quote inside"],
)
def test_a_catalogue_that_cannot_be_read(entries, lines):
    """Each line is named; nothing is guessed, and nothing is written over."""
    file = write("es", entries)
    with pytest.raises(CheckerError) as caught:
        translation("es").words()
    told = str(caught.value).splitlines()
    assert [line.partition(": ")[0] for line in told] == [f"{file}:{line}" for line in lines]
    before = file.read_bytes()
    assert main(["translate", PATH, "es"]) == 2
    assert file.read_bytes() == before


def test_a_catalogue_in_another_charset():
    """What is not UTF-8, and what says that it is not: the line, and what to do. A BOM is no fault."""
    file = write("es", entry("Yes", "Sí"))
    file.write_bytes(file.read_bytes().replace("í".encode(), "í".encode("latin-1")))
    with pytest.raises(CheckerError, match=r"knee.po:6: not UTF-8. Save the file as UTF-8"):
        translation("es").words()
    write("es", entry("Yes", "Si"), HEAD.replace("UTF-8", "ISO-8859-1"))
    with pytest.raises(CheckerError, match=r"knee.po:3: charset=ISO-8859-1, but catalogues are in"):
        translation("es").words()
    write("es", entry("Yes", "Sí"), "\ufeff" + HEAD)
    assert "Yes" not in translation("es").missing


def test_a_translation_is_signed_in_its_catalogue():
    """By all whose words are shown: until then nobody has reviewed it."""
    main(["translate", PATH, "de"])
    file = Path("locale/de/LC_MESSAGES/knee.po")
    fill(file, german)
    assert translation("de").words().reviewed_by == ""
    file.write_text(file.read_text().replace("FULL NAME <EMAIL@ADDRESS>", "Jo Ito <jo@x.example>"))
    assert translation("de").words().reviewed_by == "Jo Ito"
