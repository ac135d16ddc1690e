"""The plugin as others install it: from its wheel, into an empty environment, in their own site."""

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.catalogues import fill, german
from tests.conftest import FETCHED, ROOT, Site
from tests.pythons import PYTHONS, find_python

pytestmark = pytest.mark.scratch

STEPS = re.findall(
    r"^```sh\n(.*?)^```", (ROOT / "docs" / "tutorial.md").read_text(), re.MULTILINE | re.DOTALL
)
"""The commands of the tutorial, as a newcomer copies them."""

QUICKSTART = ".\nAnother site\nMe\nen\nn\nn\nUTC\nn\n"
"""What a newcomer answers: folder, title, author, language, no URL prefix, no pages of lists, zone, no
Makefile."""

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


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one Python has made the next one finds, as a site's owner does after an upgrade."""
    cache = tmp_path_factory.mktemp("cache")
    for name in FETCHED:
        (cache / name).symlink_to(ROOT / ".cache" / name)
    return cache


@pytest.fixture
def other_site(environment: Path, cache: Path, tmp_path: Path) -> Site:
    """What pelican-quickstart makes in an empty folder, with Pelican's default theme."""
    folder = tmp_path / "a site: für mich"
    folder.mkdir()
    (folder / ".cache").symlink_to(cache)
    site = Site(folder)
    assert run(site, environment, "pelican-quickstart", QUICKSTART).returncode == 0
    return site


def run(
    site: Site, environment: Path, command: str, answers: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """In the site's folder, with the environment active, whose name a PATH may not hold."""
    for tool in ("pelican-quickstart", "pelican", "python"):
        command = re.sub(rf"^{tool}\b", f'"$ENVIRONMENT"/bin/{tool}', command, flags=re.MULTILINE)
    return subprocess.run(
        ["sh", "-ec", command],
        cwd=site.folder,
        env=os.environ | {"COLUMNS": "400", "ENVIRONMENT": str(environment)} | variables,
        input=answers,
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
    brought = {"checker/lower_back.py", "checker/examples/ankle.md", "checker/pictures/back.svg"}
    assert brought | {WORDS} <= {*names}
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"pelican", "checker"}


def test_the_source_distribution_holds_what_the_documents_speak_of(tmp_path):
    """The documents themselves, and the whole checkers that they point at."""
    with tarfile.open(distribution("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"docs/other-sites.md", "docs/settings.md", "docs/tutorial.md"} <= names
    assert {"checker/examples/ankle.py", "plugins/selfcheck/__init__.py", "README.md"} <= names


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_the_tutorial_leads_from_nothing_to_a_check(environment, other_site, start_reader):
    """Its commands and nothing else, by any Python, with no home: a reader gets the outcome, in the
    language of the post and under any theme."""
    for step in STEPS:
        done = run(other_site, environment, step, HOME="/proc/nowhere")
        assert done.returncode == 0, (step, done.stdout + done.stderr)
    assert "All proved" in run(other_site, environment, "python -m checker prove ankle").stdout
    fill(other_site.folder / "locale" / "de" / "LC_MESSAGES" / "ankle.po", german)
    post = (other_site.folder / "content" / "ankle.md").read_text()
    other_site.write("content/ankle-de.md", f"Lang: de\n{post}")
    other_site.write("own/templates/article.html", "<body>{{ article.content }}</body>")
    (other_site.folder / "own" / "static").mkdir()
    for theme, page, title in (
        ("own", "ankle.html", "Call 911"),
        ("simple", "ankle-de.html", "de: Call 911"),
        ("notmyidea", "ankle.html", "Call 911"),
    ):
        done = run(other_site, environment, f"pelican --fatal errors --theme-path {theme}")
        assert done.returncode == 0, done.stdout + done.stderr
        reader = start_reader(other_site.folder / "output", page).open()
        reader.tick("signs", "numb")
        reader.wait_for("outcome")
        assert reader.outcome() == "emergency"
        assert title in reader.find(".selfcheck-card-title").inner_text()


def test_a_site_without_a_check_is_the_same_with_the_plugin_and_without(environment, other_site):
    """Posts and pages of every kind that Pelican reads, drafts, files, feeds."""
    head = "Date: 2026-01-0{}\nCategory: Kinds\nTags: one, two\n"
    other_site.write("content/a.md", f"Title: A\n{head.format(1)}\nSee [it]({{filename}}b.rst).\n")
    other_site.write("content/b.rst", "B\n#\n\n:date: 2026-01-02\n\n.. image:: {static}/c.txt\n")
    other_site.write("content/c.txt", "A file.")
    other_site.write("content/d.md", f"Title: D\nStatus: draft\n{head.format(3)}\nNot yet.\n")
    other_site.write("content/pages/e.html", "<html><head><title>E</title></head><p>E</p></html>")
    made = []
    for plugins in ("[]", '["selfcheck"]'):
        done = run(
            other_site,
            environment,
            f"pelican --fatal errors -e 'PLUGINS={plugins}' FEED_ALL_RSS='\"r\"'",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        made.append(other_site.output())
    assert made[0] == made[1]
    assert len(made[0]) > 20


def test_a_module_that_hides_the_plugins_own_is_named(environment, other_site):
    """A site may well have a `checker.py`: Python would find that first."""
    other_site.write("checker.py", "QUESTIONS = []")
    done = run(other_site, environment, "pelican --fatal errors")
    assert done.returncode != 0
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith(f"{other_site.folder / 'checker.py'}: a module `checker`, which hides")
    assert other_site.output() == {}


def test_a_file_that_is_not_as_it_was_installed_is_named(environment, other_site):
    """Another package wrote over it, or a hand: no advice comes from such a file."""
    (file,) = environment.glob("lib/*/site-packages/checker/engine.py")
    text = file.read_text()
    file.write_text(text + "# mended\n")
    done = run(other_site, environment, "pelican --fatal errors")
    file.write_text(text)
    assert done.returncode != 0
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith(f"{file}: not as it came with selfcheck. Install it anew: pip install")
