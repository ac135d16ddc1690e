"""The bundle: the checker's modules, and no others, as bytecode of the pinned Pyodide's Python."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from plugins.selfcheck.checks import sources
from plugins.selfcheck.checks.bundle import build, key
from plugins.selfcheck.errors import BuildError
from tests.conftest import ROOT
from tests.pythons import MAGIC

HASHED = re.compile(r"selfcheck/knee-[0-9a-f]{16}\.whl")


def bundle(site) -> zipfile.ZipFile:
    """The one bundle of the built site."""
    (content,) = (data for path, data in site.output().items() if HASHED.fullmatch(path))
    return zipfile.ZipFile(io.BytesIO(content))


def test_it_holds_the_checker_and_what_the_checker_imports(built_once):
    """The engine and the one checker: no other checker, no command line, no proof."""
    modules = {name for name in bundle(built_once).namelist() if ".dist-info/" not in name}
    assert {"knee.pyc", "checker/engine.pyc", "checker/bridge.pyc"} <= modules, modules
    assert not {"checker/lower_back.pyc", "checker/__main__.pyc", "checker/proof.pyc"} & modules


def test_it_is_bytecode_of_the_pinned_python_checked_by_hash(built_once):
    """Every module has the magic number of Pyodide's Python; none depends on a file's time."""
    archive = bundle(built_once)
    headers = {name: archive.read(name)[:8] for name in archive.namelist() if name.endswith(".pyc")}
    assert len(headers) > 3
    assert {header[:4] for header in headers.values()} == {MAGIC}
    assert all(header[4] & 1 for header in headers.values()), headers


def test_a_changed_checker_changes_the_name(built):
    """What a browser keeps under the old name is never the new checker."""
    before = {path for path in built.output() if HASHED.fullmatch(path)}
    built.edit("knee.py", "In 3 days.", "In 4 days.")
    built.build()
    (now,) = {path for path in built.output() if HASHED.fullmatch(path)} - before
    html = built.page("knee.html")
    assert now in html
    assert not any(path in html for path in before)
    assert "In 4 days." in html


def test_it_holds_the_checkers_own_helpers(site):
    """Of its package and beside it: they are bundled, and an edit of one is a new bundle."""
    (site.folder / "clinic").mkdir()
    (site.folder / "knee.py").rename(site.folder / "clinic" / "knee.py")
    site.write("clinic/__init__.py", "")
    site.write("clinic/words.py", "from helpers import VERSION\n")
    site.write("clinic/unused.py", "")
    site.write("helpers.py", "from shared.numbers import TWO as VERSION\n")
    site.write("shared/numbers.py", 'TWO = "2"\n')
    site.edit("clinic/knee.py", 'version="1"', "version=VERSION")
    site.edit(
        "clinic/knee.py", "from checker.cond", "from .words import VERSION\nfrom checker.cond"
    )
    site.set(SELFCHECK_CHECKERS={"class": "clinic.knee:CHECKER"})
    site.edit("content/knee.md", "selfcheck knee", "selfcheck class")
    site.build()
    (path,) = [path for path in site.output() if path.endswith(".whl")]
    names = zipfile.ZipFile(io.BytesIO(site.output()[path])).namelist()
    own = {name for name in names if not name.startswith(("checker/", "selfcheck_"))}
    assert own == {
        "clinic/__init__.pyc", "clinic/knee.pyc", "clinic/words.pyc", "helpers.pyc",
        "shared/__init__.pyc", "shared/numbers.pyc",
    }  # fmt: skip


def test_an_edit_of_a_helper_makes_another_bundle(tmp_path, monkeypatch):
    """Its key is of all that the checker is made of, and of nothing else."""
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "keyed.py").write_text("import key_of_keyed\n")
    (tmp_path / "key_of_keyed.py").write_text("")
    before = key("keyed", sources.find("keyed"))
    (tmp_path / "another.py").write_text("")
    assert key("keyed", sources.find("keyed")) == before
    (tmp_path / "key_of_keyed.py").write_text("# edited\n")
    assert key("keyed", sources.find("keyed")) != before


def test_what_only_pyodide_can_tell_is_told_in_a_line(tmp_path, monkeypatch):
    """Parts of Python's library that a browser lacks, all at once; then what is imported unseen."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    Path("sly.py").write_text("import sly_words\n")
    Path("sly_words.py").write_text(
        "def late():\n    import sqlite3\n    import tkinter as window\n"
    )
    with pytest.raises(BuildError) as stopped:
        build("sly", "sly", sources.find("sly"), ROOT / ".cache")
    first, second = str(stopped.value).splitlines()
    assert first.startswith("sly_words.py:2: imports sqlite3, which the browser does not have (")
    assert second.startswith("sly_words.py:3: imports tkinter, which the browser does not have (")
    Path("sly.py").write_text("\n__import__('sly_words')\n")
    with pytest.raises(BuildError) as stopped:
        build("sly", "sly", sources.find("sly"), ROOT / ".cache")
    assert str(stopped.value) == (
        "sly.py:2: ModuleNotFoundError: No module named 'sly_words', in the browser alone. Import by "
        "plain statements, and use nothing that only this computer has."
    )
