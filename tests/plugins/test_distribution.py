"""The plugin as others install it: from its wheel, into an empty environment, in their own site."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, Site

pytestmark = pytest.mark.scratch

SETTINGS = """
SITENAME = "Another clinic"
SITEURL = ""
TIMEZONE = "UTC"
PATH = "content"
SELFCHECK_CHECKERS = {"knee": "knee:CHECKER"}
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The distribution, built from pyproject.toml."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_the_packages_page_stands_alone(wheel):
    """Shown by a package index, the README has no link or picture that leads into this folder."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("METADATA")]
        page = archive.read(name).decode()
    assert "For clinicians (`docs/clinicians.md`)" in page
    assert re.findall(r"\]\((?!https?:)[^)]*\)", page) == []


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel and, in pinned versions, what the wheel asks for."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pins = folder / "pins.txt"
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    pins.write_text("\n".join(line.rstrip(" \\") for line in lines if re.match(r"\w", line)))
    pip = str(folder / "bin" / "pip")
    install = [pip, "install", "--quiet", "--no-compile", "--constraint", str(pins), str(wheel)]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def other_site(environment: Path, tmp_path: Path, site: Site) -> Site:
    """A site with Pelican's default theme, built by the installed plugin alone."""
    site.write("pelican.conf.py", SETTINGS)
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "pyodide").symlink_to(ROOT / ".cache" / "pyodide")
    done = subprocess.run(
        [environment / "bin" / "pelican", "content", "-s", "pelican.conf.py", "--fatal", "errors"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return site


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
    assert "checker/lower_back.py" in names
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"pelican", "checker"}


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_it_works_in_an_empty_environment_with_pelicans_own_theme(other_site, start_reader):
    """Without a PLUGINS setting and without this repository: a reader gets the outcome."""
    reader = start_reader(other_site.folder / "output", "knee.html").open()
    reader.tick("signs", "locks")
    reader.tick("fall", "no")
    reader.go_on()
    assert reader.outcome() == "doctor"
