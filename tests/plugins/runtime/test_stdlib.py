"""The trimmed library: compiled, complete for the checkers, and the same every time."""

import zipfile
from pathlib import Path

import pytest

from plugins.selfcheck import runtime
from plugins.selfcheck.checks import Bundle, bundle, sources
from plugins.selfcheck.errors import BuildError
from tests.conftest import ROOT
from tests.pythons import MAGIC

PATH = "checker.lower_back:CHECKER"
CACHE = ROOT / ".cache"


@pytest.fixture(scope="session")
def built() -> Bundle:
    """The lower-back checker's bundle."""
    return bundle.build("lower-back", PATH, sources.find(PATH), CACHE)


def trimmed(built: Bundle, cache: Path) -> Path:
    return runtime.trim(runtime.fetch(CACHE), built.imports, built.file, cache)


@pytest.fixture(scope="session")
def library(built):
    """The library that a build has put into the cache."""
    return trimmed(built, CACHE)


def test_it_holds_only_bytecode_of_the_pinned_python(library):
    """Compiling is most of a plain start: no source is left, and every file is of Pyodide's Python."""
    with zipfile.ZipFile(library) as archive:
        assert all(name.endswith(".pyc") for name in archive.namelist())
        assert {archive.read(n)[:4] for n in archive.namelist()} == {MAGIC}


def test_it_leaves_out_what_nobody_imports(library):
    """At most a third of Pyodide's library by modules, and half of it by bytes."""
    whole = runtime.fetch(CACHE) / "python_stdlib.zip"
    with zipfile.ZipFile(library) as small, zipfile.ZipFile(whole) as large:
        assert len(small.namelist()) < len(large.namelist()) / 3
        assert not [name for name in small.namelist() if name.startswith(("email/", "http/"))]
    assert library.stat().st_size < whole.stat().st_size / 2


def test_what_pyodide_raises_is_told_by_its_last_line(built, tmp_path):
    """Neither its JavaScript nor its advice to those who write web pages."""
    with pytest.raises(BuildError) as stopped:
        runtime.trim(runtime.fetch(CACHE), ["numpy"], built.file, tmp_path)
    assert "(inside.mjs: ModuleNotFoundError: No module named 'numpy'). Import" in str(
        stopped.value
    )


@pytest.mark.scratch
def test_two_libraries_of_the_same_are_the_same(built, library, tmp_path):
    """Made again with an empty cache, it is byte-identical."""
    again = trimmed(built, tmp_path)
    assert again.read_bytes() == library.read_bytes()


@pytest.mark.scratch
def test_a_module_that_is_imported_late_is_in_it(site, tmp_path, monkeypatch):
    """An import inside a function counts: the browser has no other library to turn to."""
    late = "def later():\n    import fractions\n\n\nCHECKER = Checker("
    site.edit("knee.py", "CHECKER = Checker(", late)
    monkeypatch.syspath_prepend(site.folder)
    built = bundle.build("late-knee", "knee:CHECKER", sources.find("knee:CHECKER"), tmp_path)
    assert "fractions" in built.imports
    library = trimmed(built, tmp_path)
    with zipfile.ZipFile(library) as archive:
        assert {"fractions.pyc", "decimal.pyc"} <= set(archive.namelist())
