"""A check in the language of its post: what is shown, and how a build stops without it."""

import os
import re
import subprocess
import sys

import pytest

from tests.catalogues import fill, german
from tests.conftest import ROOT, Site, new_site

PATH = "knee:CHECKER"


def hebrew(text: str) -> str:
    return f"בדיקה {text}"


def translate(site: Site, language: str) -> None:
    """As an author does it, in the site's folder."""
    subprocess.run(
        [sys.executable, "-m", "checker", "translate", PATH, language],
        cwd=site.folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )


def post(language: str, slug: str = "knee") -> str:
    head = f"Title: Knee\nDate: 2026-01-01\nSlug: {slug}\nLang: {language}\n\n"
    return f"{head}[A sore knee.]{{#K1}} [One that locks.]{{#K2}}\n\n::: selfcheck knee\n"


@pytest.fixture(scope="module")
def german_site(tmp_path_factory) -> Site:
    """A German clinic: its checker, its settings, and its post in two other languages; built once."""
    site = new_site(tmp_path_factory.mktemp("german"))
    site.edit(
        "knee.py",
        "CHECKER = Checker(",
        'CHECKER = Checker(\n    lang="de",\n    emergency_number="112",',
    )
    site.set(DEFAULT_LANG="de_DE", FEED_ALL_ATOM="all.atom.xml")
    site.write("content/he.md", post("he"))
    site.write("content/en.md", post("en-GB"))
    for language, say in (("de", german), ("he", hebrew), ("en", "en: {}".format)):
        translate(site, language)
        fill(site.folder / "locale" / language / "LC_MESSAGES" / "knee.po", say)
    site.build()
    return site


def opening(html: str) -> str:
    """The widget's start tag."""
    return re.search(r'<section class="selfcheck"[^>]*>', html)[0]


def test_a_check_in_german_only(german_site):
    """Its own texts as they are, the widget's from beside it; nobody calls it a translation."""
    page = german_site.page("knee.html")
    assert 'lang="de-DE" dir="ltr"' in opening(page)
    assert ">Check your knee</h2>" in page
    assert ">de: Continue</button>" in page
    assert ">Continue</button>" not in page
    assert "qualified translator" not in page
    assert "&gt;Check your knee&lt;/a&gt;" in german_site.page("all.atom.xml")


def test_another_language_is_a_translation(german_site):
    """English too: the checker's texts are German, the widget's words are English already."""
    page = german_site.page("knee-en-GB.html")
    assert 'lang="en-GB" dir="ltr"' in opening(page)
    assert ">en: Check your knee</h2>" in page
    assert ">Continue</button>" in page
    assert "has not been reviewed by a qualified translator yet" in page


def test_a_language_from_right_to_left_says_so_wherever_it_stands(german_site):
    """In a page of any theme, in the standalone file, and where a page is not kept."""
    assert 'lang="he" dir="rtl"' in opening(german_site.page("knee-he.html"))
    output = german_site.folder / "output"
    assert '<bdi dir="ltr">112</bdi></a>' in german_site.page("knee-he.html")
    (standalone,) = output.glob("selfcheck/standalone-*/knee-he.html")
    assert '<html lang="he" dir="rtl">' in standalone.read_text(encoding="utf-8")
    said = german_site.page("sw.js").partition("\n")[0].encode().decode("unicode_escape")
    for start in ('"de-DE" dir="ltr"', '"en-GB" dir="ltr"', '"he" dir="rtl"'):
        assert f"<section lang={start}>" in said
    assert "de: There is no network now" in said


def test_all_that_a_language_lacks_is_told_before_anything_is_written(built):
    """For every post: each text, how many, the command; a bad catalogue, and what is no language."""
    built.write("content/de.md", post("de", "de"))
    built.write("content/english.md", post("English", "english"))
    built.write("content/es.md", post("es", "es"))
    built.write("locale/es/LC_MESSAGES/knee.po", 'msgid "Yes"\nmsgstr "Sí\n')
    before = built.output()
    done = built.try_to_build()
    told = done.stderr.splitlines()
    assert done.returncode != 0
    assert "Traceback" not in done.stdout + done.stderr
    assert built.output() == before
    file = "locale/de/LC_MESSAGES/knee.po"
    missing = [line for line in told if line.endswith("is not translated into de.")]
    assert f"{file}: 'A knee that locks' is not translated into de." in missing
    assert f"{file}: 'There is a problem' is not translated into de." in missing
    n = len(missing)
    (remedy,) = [line for line in told if f"{n} of {n} texts are not in 'de'" in line]
    assert remedy.startswith(f"{file}: ")
    assert "the language of content/de.md" in remedy
    assert f"Run 'python -m checker translate {PATH} de', then fill in" in remedy
    assert (
        "If content/de.md is in 'en' as the checker is, write so at its head (lang: en)" in remedy
    )
    (code,) = [line for line in told if line.startswith("content/english.md: 'English' is no")]
    assert "Write one such as en, de or pt-BR." in code
    (syntax,) = [line for line in told if line.startswith("locale/es/LC_MESSAGES/knee.po:2:")]
    assert "is no line of a catalogue" in syntax
    assert len(told) == len(missing) + 3
