"""make html: the former site stays whole until the new one is."""

import importlib.util
import os
import random
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from types import ModuleType

import pytest

from tests.conftest import POST

from .conftest import ROOT, SETTINGS, Site, outside_make

pytestmark = pytest.mark.scratch


@pytest.fixture
def build_aside() -> ModuleType:
    path = ROOT / ".make" / "build_aside.py"
    spec = importlib.util.spec_from_file_location("build_aside", path)
    assert spec, "a Python file has one"
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def leftovers(site: Site) -> list[str]:
    return [path.name for path in site.folder.glob("output?*")]


def test_a_build_replaces_the_whole_site(site):
    """A page whose post is gone is gone too, nothing but output/ is left, and how to see it is said last."""
    site.make("html")
    (site.output / "stray.html").write_text("of an earlier build")
    site.write("Second")
    result = site.make("html")
    assert result.returncode == 0, result.stderr
    assert b"Second" in site.pages()["post.html"]
    pages = sum(path.endswith(".html") for path in site.pages())
    last = result.stdout.splitlines()[-1]
    assert last == f"output/ has {pages} pages. To see them: make serve"
    assert "stray.html" not in site.pages()
    assert leftovers(site) == []


def test_what_is_made_slower_by_choice_is_said_last(site):
    """A check for which there is no snapshot: at the end of the build, and of one to be published."""
    settings = site.folder / "pelican.conf.py"
    lines = [
        'SELFCHECK_CHECKERS = {"knee": "knee:CHECKER"}',
        f"SELFCHECK_CACHE_PATH = {str(ROOT / '.cache')!r}",
        "SELFCHECK_SNAPSHOT = False",
    ]
    settings.write_text(SETTINGS + 'PLUGINS += ["selfcheck"]\n' + "\n".join(lines))
    shutil.copy(ROOT / "tests" / "plugins" / "knee.py", site.folder)
    (site.folder / "content" / "post.md").write_text(POST.lstrip())
    slow = "without snapshots (SELFCHECK_SNAPSHOT), slow to start"
    for target in ("html", "publish"):
        done = site.make(target, PYTHONPATH=str(site.folder))
        assert done.returncode == 0, done.stdout + done.stderr
        assert slow in done.stdout.splitlines()[-1]


def test_an_output_that_is_a_link_is_followed(site):
    """Whoever serves the folder behind it serves the new site; the link stays, and so on at each build."""
    (site.folder / "served").mkdir()
    site.output.symlink_to("served")
    for title in ("First", "Second"):
        site.write(title)
        result = site.make("html")
        assert result.returncode == 0, result.stderr
        assert title in (site.folder / "served" / "post.html").read_text()
        assert site.output.is_symlink()
        assert leftovers(site) == []


def test_a_second_build_sets_nothing_up_and_needs_no_network(site):
    """With the package index out of reach, the second build passes and says nothing of set-up."""
    site.make("html")
    result = site.make("html", PIP_NO_INDEX="1", npm_config_offline="true")
    assert result.returncode == 0, result.stderr
    assert "Setting up" not in result.stdout


def test_a_mistake_in_a_post_leaves_the_former_site(site):
    """A post that Pelican cannot read stops the build; output/ does not change by a byte."""
    site.make("html")
    former = site.pages()
    site.write("Second", date="the day before yesterday")
    result = site.make("html")
    assert result.returncode != 0
    assert "not a valid date" in result.stdout + result.stderr
    assert site.pages() == former
    assert leftovers(site) == []


@pytest.mark.parametrize("moment", ["initialized", "content_written", "finalized"])
@pytest.mark.parametrize("by", ["SIGKILL", "SIGINT", "SIGTERM"])
def test_a_build_that_is_stopped_leaves_the_former_site(site, moment, by):
    """Killed, interrupted or terminated: output/ is as it was, and the next build is clean."""
    site.make("html")
    former = site.pages()
    site.write("Second")
    stopped = site.make("html", STOP_AT=moment, STOP_BY=by)
    assert stopped.returncode != 0
    assert site.pages() == former
    assert site.make("html").returncode == 0
    assert b"Second" in site.pages()["post.html"]
    assert leftovers(site) == []


def test_a_build_that_is_killed_at_any_moment_leaves_the_former_site(site):
    """At thirty moments of a build, evenly by chance: output/ is the former site or the new one."""
    site.make("html")
    former = site.pages()
    site.write("Second")
    started = time.monotonic()
    site.make("html")
    lasts, new = time.monotonic() - started, site.pages()
    site.write("First")
    site.make("html")
    chance = random.Random(6)
    for _ in range(30):
        site.write("Second")
        killed_after(site, chance.uniform(0, lasts))
        assert site.pages() in (former, new)
    site.write("Third")
    assert site.make("html").returncode == 0
    assert b"Third" in site.pages()["post.html"]
    assert leftovers(site) == []


def killed_after(site: Site, seconds: float) -> None:
    """Start a build and kill all its processes after so many seconds, if it still runs."""
    build = subprocess.Popen(
        ["make", "html"],
        cwd=site.folder,
        env=outside_make(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with suppress(subprocess.TimeoutExpired):
        build.wait(timeout=seconds)
    with suppress(ProcessLookupError):
        os.killpg(build.pid, signal.SIGKILL)
    build.wait()


def test_a_build_that_cannot_write_leaves_the_former_site(site):
    """No file may grow beyond a kilobyte, as when the disk is full: the build says so and stops."""
    site.make("html")
    former = site.pages()
    site.write("Second")
    result = subprocess.run(
        ["sh", "-c", "ulimit -f 2; exec make html"],
        cwd=site.folder,
        env=outside_make(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode != 0
    assert "File too large" in result.stdout + result.stderr
    assert site.pages() == former
    assert leftovers(site) == []


@pytest.mark.parametrize("system_can_exchange", [True, False])
def test_the_new_folder_takes_the_place_of_the_former(
    tmp_path, monkeypatch, build_aside, system_can_exchange
):
    """In one step where the system can exchange two folders, else in two."""
    output, aside, former = (tmp_path / name for name in ("output", "output.new", "output.old"))
    output.mkdir()
    aside.mkdir()
    (aside / "new.html").touch()
    if not system_can_exchange:
        monkeypatch.setattr(build_aside, "exchange", lambda *_: False)
    build_aside.replace(output, aside, former)
    assert [page.name for page in output.iterdir()] == ["new.html"]
    assert not former.exists()


def test_a_replacement_killed_between_its_two_steps_is_undone(tmp_path, build_aside):
    """The former site comes back when the second step never happened."""
    output, former = tmp_path / "output", tmp_path / "output.old"
    former.mkdir()
    (former / "page.html").touch()
    build_aside.restore(output, former)
    assert [page.name for page in output.iterdir()] == ["page.html"]
    assert not former.exists()


@pytest.mark.parametrize("cache", ["", "elsewhere"])
def test_publish_builds_for_the_address_that_is_given(site, cache):
    """SITEURL on the command line overrides the settings' own; that a cache says it has been asked, does not
    count."""
    if cache:
        with (site.folder / "pelican.conf.py").open("a") as settings:
            settings.write(f"SELFCHECK_CACHE_PATH = {cache!r}\n")
    believed = site.folder / (cache or ".cache") / "selfcheck" / "rehearsed-0@1"
    believed.parent.mkdir(parents=True)
    believed.touch()
    result = site.make("publish", "SITEURL=https://clinic.example")
    assert result.returncode == 0, result.stderr
    home = site.pages()["index.html"].decode()
    assert "https://clinic.example" in home, home
    assert "https://site.example" not in home, home
    assert not believed.exists()
