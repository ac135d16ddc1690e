"""The page of browsers: what the scripts need, by MDN's compatibility data."""

import re
import shutil
from pathlib import Path

import pytest

from plugins.selfcheck import runtime
from plugins.selfcheck.snapshot import wasm
from plugins.selfcheck.tools import NodeError, run
from tests.conftest import ROOT

TAGS = 13
"""The section of what is thrown: https://webassembly.github.io/spec/core/binary/modules.html#tag-section"""

FOLDERS = (
    "plugins/selfcheck/widget/static",
    "plugins/selfcheck/snapshot",
    "plugins/selfcheck/offline/service_worker_scripts",
    "plugins/selfcheck/offline/file_url_scripts",
    "theme/static/js",
)
PAGE = ROOT / "docs" / "browsers.md"
CHECK = "**The check**"
WIDGET, THEME = "plugins/selfcheck/widget/static", "theme/static/js"

NEWER = {
    "a method": ("let last = 1; [last].toSorted();", ("110", "115", "16")),
    "a method of something unknown": (
        "export const f = (list) => list.union(list);",
        ("122", "127", "17"),
    ),
    "a function": ("structuredClone({}, navigation.currentEntry);", ("102", "147", "26.2")),
    "a static method": ("export const f = () => Promise.try(print);", ("128", "134", "18.2")),
    "what is there, of which a part is read": (
        "let a = navigator.userActivation.isActive;",
        ("72", "120", "16.4"),
    ),
    "syntax": ("class A { static { A.b = 1; } }", ("94", "93", "16.4")),
    "a pattern": ("let a = /(?<=b)c/;", ("62", "78", "16.4")),
}
"""Lines of JavaScript, and the versions of Chrome, Firefox and Safari that MDN says have them:
where these are older than what any snapshot needs, those of the snapshot."""

ASKED = """
globalThis.navigation?.currentEntry.getState();
if (document.startViewTransition) document.startViewTransition(() => {});
(window.requestIdleCallback ?? setTimeout)(print);
const policy = globalThis.trustedTypes?.createPolicy("a", {});
export const trusted = (it) => (policy ? policy.createScriptURL(it) : it);
if (!navigator.share || typeof EyeDropper === "undefined") print();
else navigator.share({});
export const { connection } = navigator;
"""
"""What not all browsers have, and is used only where it is there."""


def bare(project: Path) -> Path:
    """A project whose scripts do nothing, to add one to: there is less to read than in ours."""
    for folder in FOLDERS:
        (project / folder).mkdir(parents=True)
    (project / "plugins/selfcheck/snapshot/restore.js").write_text("")
    return project


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of such a project as it is."""
    return made(bare(tmp_path_factory.mktemp("bare")))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return bare(tmp_path)


def made(project: Path) -> str:
    """What `make docs` writes, for the scripts of a project."""
    return run(ROOT / ".make" / "browsers.mjs", project)


def least(page: str, title: str) -> tuple[str, ...]:
    """The desktop versions in a row of the page."""
    (row,) = [line for line in page.splitlines() if line.startswith("|") and title in line]
    return tuple(re.search(r"\*\*([\d.]+|none)", cell)[1] for cell in row.split("|")[2:5])


def add(project: Path, folder: str, script: str) -> None:
    (project / folder / "added.js").write_text(script)


def test_the_page_of_browsers_is_what_the_scripts_need():
    """A script that needs a newer browser changes the page: it says so, or this fails."""
    assert PAGE.read_text() == made(ROOT), "run 'make docs'"


@pytest.mark.parametrize(("script", "versions"), NEWER.values(), ids=NEWER)
def test_what_a_new_script_needs_is_found(project, before, script, versions):
    """Whatever it is named, and whatever in it is new; other things of the site need no more."""
    add(project, WIDGET, script)
    page = made(project)
    newest = [max(both, key=float) for both in zip(versions, least(before, CHECK), strict=True)]
    assert list(least(page, CHECK)) == newest, page
    assert least(page, "What the theme adds") == least(before, "What the theme adds")


def test_what_a_script_asks_for_first_does_not_count(tmp_path):
    """Where it is not there the script does without: nothing on the page moves."""
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    add(tmp_path, WIDGET, ASKED)
    assert made(tmp_path) == PAGE.read_text()


def test_the_same_without_asking_is_in_no_safari(project):
    """A function that Safari has only behind a flag is in no version of it."""
    add(project, WIDGET, "requestIdleCallback(print);")
    assert least(made(project), CHECK)[2] == "none"


def test_syntax_that_nobody_has_listed_stops_the_page(project):
    """It is named with its place and the remedy, rather than passed over."""
    add(project, THEME, "let a;\na = /(?i:b)/;\n")
    with pytest.raises(NodeError, match=r"theme/static/js/added\.js:2:.* Add a row to SYNTAX"):
        made(project)


@pytest.mark.parametrize("kind", ["small", "whole"])
def test_the_clinics_snapshots_have_only_instructions_that_the_page_counts(published, kind: str):
    """Else they would declare tags, and tables of references: then older browsers refuse them."""
    (snapshot,) = (published.output / "selfcheck").glob(f"snapshot-{kind}-*.wasm")
    sections = dict(wasm.sections(snapshot.read_bytes()))
    assert TAGS not in sections
    assert wasm.Reader(sections[wasm.TABLE]).number() == 1


def test_pyodide_needs_what_the_page_lists_for_it():
    """Static blocks in its scripts; exceptions, and tables of references, in its module."""
    pyodide = runtime.fetch(ROOT / ".cache")
    sections = dict(wasm.sections((pyodide / "pyodide.asm.wasm").read_bytes()))
    imports = wasm.entries(sections[wasm.IMPORT], wasm.read_import)
    assert "static{" in (pyodide / "pyodide.asm.js").read_text()
    assert [item.name for item in imports if item.kind == wasm.A_TAG]
    assert b"\x6f" in sections[wasm.TABLE]
