"""The bundle: the checker's modules, and no others, as bytecode of the pinned Pyodide's Python."""

import io
import re
import zipfile

import pytest

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


@pytest.mark.parametrize("module", ["helpers", "knee_parts.words"])
def test_a_module_outside_the_checkers_package_is_refused(site, module):
    """A module outside the checker's own package is not guessed to belong to it."""
    parts = module.split(".")
    site.write("/".join(parts) + ".py", 'VERSION = "2"\n')
    site.edit("knee.py", 'version="1"', "version=VERSION")
    text = (site.folder / "knee.py").read_text()
    site.write(
        "knee.py",
        text.replace("from checker.cond", f"from {module} import VERSION\nfrom checker.cond"),
    )
    done = site.try_to_build()
    assert done.returncode != 0
    assert f"imports {parts[0]!r}, which is not in Python's standard library" in done.stderr


def test_a_checker_in_a_package(site):
    """Modules beside the checker in its package are part of the bundle."""
    (site.folder / "clinic").mkdir()
    (site.folder / "knee.py").rename(site.folder / "clinic" / "knee.py")
    site.write("clinic/__init__.py", "")
    site.write("clinic/words.py", 'VERSION = "2"\n')
    site.write("clinic/unused.py", "")
    site.edit("clinic/knee.py", 'version="1"', "version=VERSION")
    site.edit(
        "clinic/knee.py", "from checker.cond", "from .words import VERSION\nfrom checker.cond"
    )
    site.set(SELFCHECK_CHECKERS={"knee": "clinic.knee:CHECKER"})
    site.build()
    names = bundle(site).namelist()
    assert {"clinic/__init__.pyc", "clinic/knee.pyc", "clinic/words.pyc"} <= {*names}
    assert "clinic/unused.pyc" not in names
