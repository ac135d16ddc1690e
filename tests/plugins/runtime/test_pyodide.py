"""The pinned Pyodide: one version everywhere, its licence beside it."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from plugins.selfcheck.runtime import PARTS, Part, fetch
from tests.conftest import ROOT

VERSION = "0.29.5"
GENERATED = {".git", ".venv", ".cache", "node_modules", "output", "screenshots", "dist"}
ELSEWHERE = GENERATED | {"tests", "bench"}  # a peer of the bench brings a Pyodide of its own


def sources() -> list[Path]:
    """Every text file of the project, tests, bench and what is generated left out."""
    tops = (path for path in ROOT.iterdir() if path.name not in ELSEWHERE)
    files = (file for top in tops for file in ([top] if top.is_file() else top.rglob("*")))
    kinds = {".py", ".js", ".mjs", ".html", ".md", ".toml", ".in", ".json", ""}
    return [file for file in files if file.is_file() and file.suffix in kinds]


def test_one_pyodide_version_stands_everywhere(built_once):
    """Whoever names a version of Pyodide names the pinned one; the code names it once."""
    named = re.compile(
        r"(?i)(?:\bpyodide(?: |@|-|==|/| = \"|: \")|Release\(\s*\")v?(\d+\.\d+\.\d+)"
    )
    found = {
        (file.relative_to(ROOT).as_posix(), version)
        for file in sources()
        for version in named.findall(file.read_text(encoding="utf-8", errors="ignore"))
    }
    assert found, "the pin itself must be found"
    assert {version for _, version in found} == {VERSION}, found
    assert [path for path, _ in found if path.startswith("plugins/") and path.endswith(".py")] == [
        "plugins/selfcheck/runtime/pyodide.py"
    ]
    shipped = {path.split("/")[1] for path in built_once.output() if "/pyodide-" in path}
    assert {re.search(r"\d+\.\d+\.\d+", name)[0] for name in shipped} == {VERSION}


def test_the_version_is_that_of_the_files(built_once):
    """Pyodide's own script says the version that the folder's name says."""
    scripts = {
        path: re.findall(rb'="(\d+\.\d+\.\d+)"', data)
        for path, data in built_once.output().items()
        if path.endswith("/pyodide.mjs")
    }
    assert list(scripts.values()) == [[VERSION.encode()]], scripts


def test_the_licences_of_what_is_shipped_lie_beside_it(built_once):
    """Readers get Pyodide and CPython: their licences, and where the source code is."""
    notices = [data for path, data in built_once.output().items() if path.endswith("NOTICE.txt")]
    text = b"".join(notices).decode()
    assert f"Pyodide {VERSION}" in text
    assert "Mozilla Public License 2.0" in text
    assert f"github.com/pyodide/pyodide/tree/{VERSION}" in text
    assert "PSF License" in text
    for part in PARTS:
        assert part.name in text


@pytest.mark.parametrize("part", [part for part in PARTS if part.version], ids=lambda it: it.name)
def test_the_module_has_what_the_notice_says_in_that_version(part: Part):
    """Read out of the bytes that readers get; of Python and Emscripten Pyodide's own list tells."""
    folder = fetch(ROOT / ".cache")
    module, told = (
        (folder / name).read_bytes() for name in ("pyodide.asm.wasm", "pyodide-lock.json")
    )
    assert part.version.encode() in module or part.version.replace(".", "_").encode() in told


def test_everything_the_check_loads_has_its_content_in_its_name(built_once):
    """Each file, or a folder above it, is named by a hash: it can be cached for ever."""
    paths = [path for path in built_once.output() if path.startswith("selfcheck/")]
    assert len(paths) > 10
    assert [path for path in paths if not re.search(r"-[0-9a-f]{16}[./]", path)] == []


def test_nothing_that_is_shipped_tells_where_it_was_built(clinic):
    """No file of the site, packed or not, holds a path of the machine that built it."""
    here = str(ROOT).encode()
    telling = []
    for file in (path for path in clinic.rglob("*") if path.is_file()):
        packed = zipfile.is_zipfile(file)
        archive = zipfile.ZipFile(file) if packed else None
        contents = map(archive.read, archive.namelist()) if archive else [file.read_bytes()]
        telling += [file.name for data in contents if here in data]
    assert telling == []


@pytest.mark.scratch
def test_another_version_is_tried_by_one_command(tmp_path):
    """With Python 3.14 inside: the build has asked its snapshot, which answers as CPython does."""
    script = ROOT / ".make" / "try_pyodide.py"
    done = subprocess.run(
        [sys.executable, script, "314.0.7", tmp_path / "output"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Release(version='314.0.7'" in done.stdout
    checks = tmp_path / "output" / "selfcheck"
    assert list(checks.glob("snapshot-*.wasm")), done.stdout
    assert list(checks.glob("pyodide-314.0.7-*/pyodide.asm.mjs"))
