"""Building again: nothing stale is shown, nothing unchanged is written."""

import pytest

NO_TOOLS = """
import sys

def refuse(event, given):
    wanted = given[0].partition(".")[0] if event == "import" else event
    if wanted in {"hatchling", "pyodide_build", "subprocess.Popen", "os.posix_spawn"}:
        raise RuntimeError(f"a build without a change needs {wanted}")

sys.addaudithook(refuse)
"""
"""A line of settings by which whatever makes a bundle, a snapshot or a script stops the build."""


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


def test_a_build_without_a_change_makes_nothing_anew(built):
    """What takes long comes from the cache: no other program runs, no compiler is even loaded."""
    settings = built.folder / "pelican.conf.py"
    settings.write_text(NO_TOOLS + settings.read_text())
    built.build()
    built.edit("knee.py", "In 3 days.", "In 5 days.")
    assert "a build without a change needs hatchling" in built.try_to_build().stdout


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


def test_a_site_with_a_check_keeps_it_for_use_without_a_network(built_once):
    """The worker that a page names is there, at the root of the site, and keeps that page."""
    assert 'data-service-worker="sw.js"' in built_once.page("knee.html")
    assert '"knee.html": "sha256-' in built_once.page("sw.js")
