"""The plugin as others install it: from its wheel, into an empty environment, in their own site."""

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, Site, new_site
from tests.pythons import PYTHONS, find_python

pytestmark = pytest.mark.scratch

SETTINGS = """
SITENAME = "Another clinic"
SITEURL = ""
TIMEZONE = "UTC"
PATH = "content"
SELFCHECK_CHECKERS = {"knee": "knee:CHECKER"}
"""


WORDS = "checker/translation/locale/selfcheck.pot"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return distribution("wheel", tmp_path_factory.mktemp("dist"))


def distribution(kind: str, folder: Path) -> Path:
    """A wheel or an sdist, built from pyproject.toml."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.iterdir()
    return made


def test_the_packages_page_stands_alone(wheel):
    """Shown by a package index, the README has no link or picture that leads into this folder."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("METADATA")]
        page = archive.read(name).decode()
    assert "For clinicians (`docs/clinicians.md`)" in page
    assert re.findall(r"\]\((?!https?:)[^)]*\)", page) == []


@pytest.fixture(scope="module", params=PYTHONS)
def environment(
    request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """An empty environment with the wheel and, in pinned versions, what the wheel asks for."""
    python = find_python(request.param)
    if not python:
        pytest.skip(f"this system has no {request.param}")
    folder = tmp_path_factory.mktemp("clinic") / "für mich: neu"
    uv = Path(sys.executable).with_name("uv")
    python_in = str(folder / "bin" / "python")
    constraint = str(pins(tmp_path_factory.mktemp("pins")))
    install = ["pip", "install", "--python", python_in, "--constraint", constraint, str(wheel)]
    for command in (["venv", "--python", python, str(folder)], install):
        done = subprocess.run(
            [uv, "--no-config", "--quiet", *command], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    return folder


def pins(folder: Path) -> Path:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    file = folder / "pins.txt"
    file.write_text("\n".join(line.rstrip(" \\") for line in lines if re.match(r"\w", line)))
    return file


@pytest.fixture
def other_site(tmp_path: Path) -> Site:
    """A site with Pelican's default theme, not yet built."""
    folder = tmp_path / "a site: für mich"
    folder.mkdir()
    site = new_site(folder)
    site.write("pelican.conf.py", SETTINGS)
    (folder / ".cache").mkdir()
    (folder / ".cache" / "pyodide").symlink_to(ROOT / ".cache" / "pyodide")
    return site


def build(site: Site, environment: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """By the installed plugin alone."""
    return subprocess.run(
        [environment / "bin" / "pelican", "content", "-s", "pelican.conf.py", "--fatal", "errors"],
        cwd=site.folder,
        env=os.environ | {"COLUMNS": "400"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_joins_pelicans_namespace_and_brings_the_checker(wheel):
    """No file above the plugin that would shut the namespace; templates, scripts, words inside."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "pelican/__init__.py" not in names
    assert "pelican/plugins/__init__.py" not in names
    plugin = "pelican/plugins/selfcheck/"
    for name in (
        "__init__.py",
        "widget/templates/widget.html",
        "widget/static/widget.js",
        "snapshot/restore.js",
    ):
        assert plugin + name in names
    brought = {"lower_back.py", "examples/knee.py", "pictures/back.svg"}
    assert {WORDS, *(f"checker/{name}" for name in brought)} <= {*names}
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"pelican", "checker"}


def test_the_source_distribution_holds_what_the_documents_speak_of(tmp_path):
    """The documents themselves, and the small whole checker that they point at."""
    with tarfile.open(distribution("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"docs/other-sites.md", "docs/settings.md", "tests/plugins/knee.py"} <= names
    assert {"checker/lower_back.py", "plugins/selfcheck/__init__.py", "README.md"} <= names


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_it_works_in_an_empty_environment_with_pelicans_own_theme(
    environment, other_site, start_reader
):
    """In any folder, by any Python, with no home and no PLUGINS setting: a reader gets the outcome."""
    done = build(other_site, environment, HOME="/proc/nowhere")
    assert done.returncode == 0, done.stdout + done.stderr
    reader = start_reader(other_site.folder / "output", "knee.html").open()
    reader.tick("signs", "locks")
    reader.tick("fall", "no")
    reader.go_on()
    assert reader.outcome() == "doctor"


def test_a_module_that_hides_the_plugins_own_is_named(environment, other_site):
    """A site may well have a `checker.py`: Python would find that first."""
    other_site.write("checker.py", "QUESTIONS = []")
    done = build(other_site, environment)
    assert done.returncode != 0
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith(f"{other_site.folder / 'checker.py'}: a module `checker`, which hides")
    assert not (other_site.folder / "output").exists()


def test_a_file_that_is_not_as_it_was_installed_is_named(environment, other_site):
    """Another package wrote over it, or a hand: no advice comes from such a file."""
    (file,) = environment.glob("lib/*/site-packages/checker/engine.py")
    text = file.read_text()
    file.write_text(text + "# mended\n")
    done = build(other_site, environment)
    file.write_text(text)
    assert done.returncode != 0
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith(f"{file}: not as it came with selfcheck. Install it anew: pip install")
