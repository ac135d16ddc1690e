"""Building again: nothing stale is shown, nothing unchanged is written."""

import os
import shutil
import time

import pytest

from tests.conftest import FETCHED, ROOT, Site

NO_TOOLS = """
import sys

def refuse(event, given):
    wanted = given[0].partition(".")[0] if event == "import" else event
    if wanted in {"wheel", "pyodide_build", "subprocess.Popen", "os.posix_spawn"}:
        raise RuntimeError(f"a build without a change needs {wanted}")

sys.addaudithook(refuse)
"""
"""A line of settings by which whatever makes a bundle, a snapshot or a script stops the build."""

NOTHING_ELSEWHERE = """
import sys

def refuse(event, given):
    if event.startswith("tempfile.mk") and not given[0].startswith(SELFCHECK_CACHE_PATH):
        raise RuntimeError(f"{given[0]} stays where the build is killed")

sys.addaudithook(refuse)
"""
"""Lines of settings by which whatever works in the system's folder for temporary files stops the build."""


def fingerprints(site) -> dict[str, tuple[int, int]]:
    """When each file of the check was written, and which file on the disk it is."""
    folder = site.folder / "output" / "selfcheck"
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}


def test_an_unchanged_asset_is_not_written_again(built):
    """A rebuild leaves every file of the check as it lies there."""
    before = fingerprints(built)
    assert len(before) > 10
    built.edit("content/knee.md", "After the check.", "After it.")
    built.build()
    assert fingerprints(built) == before
    assert "After it." in built.page("knee.html")


@pytest.mark.parametrize("aside", [True, False])
def test_what_was_damaged_in_the_output_is_written_again(built, aside):
    """Whether Pelican writes aside or into the output itself: what is there already is not believed either."""
    built.set(SELFCHECK_WRITE_ASIDE=aside)
    before = built.output()
    for path in before:
        if path.startswith("selfcheck/") and not path.endswith(".css"):
            (built.folder / "output" / path).write_bytes(before[path][:-1] + b"?")
    built.build()
    assert built.output() == before


def test_a_build_without_a_change_makes_nothing_anew(built):
    """What takes long comes from the cache: no other program runs, no compiler is even loaded."""
    settings = built.folder / "pelican.conf.py"
    settings.write_text(NO_TOOLS + settings.read_text())
    built.build()
    built.edit("knee.py", "In 3 days.", f"In {time.time_ns()} days.")  # no cache has that
    assert "a build without a change needs wheel" in built.try_to_build().stdout


@pytest.mark.parametrize("layer", ["reader", "generator"])
def test_pelicans_content_cache_never_shows_an_old_check(site, layer):
    """The post comes from Pelican's cache; the widget in it is always the checker's own."""
    site.set(
        LOAD_CONTENT_CACHE=True,
        CACHE_CONTENT=True,
        CONTENT_CACHING_LAYER=layer,
        CACHE_PATH=str(site.folder / "pelican-cache"),
    )
    site.build()
    assert list((site.folder / "pelican-cache").iterdir()), "Pelican has cached nothing"
    site.edit("knee.py", "from a height?", "from a great height?")
    site.build()
    html = site.page("knee.html")
    assert "Did you fall from a great height?" in html, html
    assert "Did you fall from a height?" not in html, html


@pytest.mark.parametrize("layer", ["reader", "generator"])
def test_pelicans_content_cache_hides_no_mistake(site, layer):
    """A rule that comes to cite a lost claim stops the build, though the post is cached."""
    site.set(
        LOAD_CONTENT_CACHE=True,
        CACHE_CONTENT=True,
        CONTENT_CACHING_LAYER=layer,
        CACHE_PATH=str(site.folder / "pelican-cache"),
    )
    site.build()
    site.edit("knee.py", 'Claim("K2"', 'Claim("K3"')
    done = site.try_to_build()
    assert done.returncode != 0
    assert "K2" in done.stderr


def test_what_no_page_names_any_more_is_removed_from_the_output(built):
    """Of a changed checker only the new files lie there; a file of somebody else's stays."""
    folder = built.folder / "output" / "selfcheck"
    (folder / "own-notes.txt").write_text("not ours")
    before = {path.name for path in folder.iterdir()}
    built.edit("knee.py", "In 3 days.", "In 5 days.")
    built.build()
    after = {path.name for path in folder.iterdir()}
    assert len(after) == len(before)
    assert before - after, "the former checker is gone"
    assert (folder / "own-notes.txt").exists()


def test_without_a_check_nothing_of_it_stays_in_the_output(built):
    """The last check has left its post: its folder is empty but for the folder itself."""
    built.edit("content/knee.md", "::: selfcheck knee\n", "")
    built.build()
    assert list((built.folder / "output" / "selfcheck").glob("*")) == []


@pytest.fixture(scope="module")
def own_cache(built_once, tmp_path_factory) -> Site:
    """The small site, with a cache of its own that has what a build of it uses and nothing else."""
    site = Site(tmp_path_factory.mktemp("site") / "own")
    shutil.copytree(built_once.folder, site.folder)
    for name in (*FETCHED, "selfcheck"):
        shutil.copytree(ROOT / ".cache" / name, site.folder / "cache" / name)
    entries = [*(site.folder / "cache" / "selfcheck").iterdir()]
    long_ago = time.time() - 60 * 60
    for entry in entries:
        os.utime(entry, (long_ago, long_ago))
    site.set(SELFCHECK_CACHE_PATH=str(site.folder / "cache"))
    site.build()
    for entry in (entry for entry in entries if entry.stat().st_mtime < long_ago + 1):
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    return site


def test_a_cache_of_which_everything_is_damaged_gives_the_same_site(own_cache):
    """Nothing lies in it that is not known by its content; of what is used each entry is named."""
    before = own_cache.output()
    entries = {*(own_cache.folder / "cache" / "selfcheck").iterdir()}
    for entry in entries:
        assert "@" in entry.name
        file = max(path for path in (entry, *entry.rglob("*")) if path.is_file())
        content = file.read_bytes()
        file.write_bytes(content[:-1] + bytes([content[-1] ^ 0x40]))
    done = own_cache.try_to_build()
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith("selfcheck: no snapshots, as SELFCHECK_SNAPSHOT")
    assert {entry for entry in entries if f"{entry} is damaged" in done.stdout} == entries
    assert own_cache.output() == before


def test_what_no_build_has_used_for_a_month_is_removed_from_the_cache(own_cache):
    """What this build has used stays, however old it is."""
    cache = own_cache.folder / "cache" / "selfcheck"
    used = {path.name for path in cache.iterdir()}
    (cache / "knee-0123").mkdir()
    month = time.time() - 31 * 24 * 60 * 60
    for path in cache.rglob("*"):
        os.utime(path, (month, month))
    own_cache.build()
    assert {path.name for path in cache.iterdir()} == used


def test_what_a_build_works_in_lies_where_the_next_one_removes_it(own_cache):
    """In the cache: if it is killed, nothing of it stays in the system's folder for temporary files."""
    shutil.rmtree(own_cache.folder / "cache" / "selfcheck")
    before = own_cache.output()
    settings = own_cache.folder / "pelican.conf.py"
    settings.write_text(settings.read_text() + NOTHING_ELSEWHERE)
    own_cache.build()
    assert own_cache.output() == before
