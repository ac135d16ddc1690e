"""Without any server: the site from a folder, and one check in one file."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import PELICAN, ROOT, Site
from tests.hosting.watch import Watch
from tests.reader import Reader
from tests.stories import STORIES

MEGABYTE = 1_000_000
COMPLETE = [story for story in STORIES if story.state == "complete"]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clinic's site as `make usb` builds it."""
    output = tmp_path_factory.mktemp("usb")
    form = ["-e", "SELFCHECK_FROM_FILE=true", "RELATIVE_URLS=true"]
    subprocess.run(
        [PELICAN, "content", "-s", "pelican.conf.py", "--fatal", "errors", "-o", output, *form],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return output


@pytest.fixture
def watch(page: Page) -> Iterator[Watch]:
    """No complaint, and no request but for files."""
    watch = Watch(page, "file:")
    yield watch
    assert watch.complaints == []


def tell_stories(reader: Reader, language: str) -> None:
    """All of them once: what another language changes is words."""
    for story in COMPLETE if language == "en" else COMPLETE[-1:]:
        assert reader.told(story.answers) == story.outcome
        reader.act("restart")


@pytest.mark.usefixtures("watch")
@pytest.mark.parametrize("path", ["lower-back.html", "es/lower-back.html"])
def test_the_check_works_in_a_site_that_is_opened_from_a_folder(
    folder: Path, page: Page, path: str
):
    """A double click on the post, no flags: every story gets its outcome."""
    language = "es" if path.startswith("es/") else "en"
    tell_stories(Reader(page, (folder / path).as_uri()).open(), language)


@pytest.mark.usefixtures("watch")
def test_links_and_the_search_work_from_a_folder(folder: Path, page: Page):
    """From the first page to the post, to the other language, and to what was looked for, which is marked."""
    page.goto((folder / "index.html").as_uri())
    follow = "link => link.click()"  # a pointer might come to lie over the check, and start what is left at once
    page.locator("a[href$='lower-back.html']").first.evaluate(follow)
    page.locator(".selfcheck").wait_for()
    page.locator("a[hreflang=es], a[lang=es]").first.evaluate(follow)
    page.locator("html[lang=es]").wait_for()
    page.wait_for_load_state()  # Firefox refuses to leave a page that is still being opened
    page.goto((folder / "search.html").as_uri())
    page.locator("[type=search]").fill("kettlebell swing")
    first = page.locator("[data-search-results] li").first
    marks = first.locator("mark").evaluate_all("all => all.map(it => it.textContent.toLowerCase())")
    assert "kettlebell" in marks, first.inner_text()
    assert {*marks} <= {"kettlebell", "swing", "swings"}
    first.locator("a").click()
    page.locator("article h1, main h1").first.wait_for()


def test_a_folder_carries_nothing_that_only_a_server_can_use(folder: Path):
    """No service worker, no module, no file of the runtime besides the script that holds it."""
    assert not (folder / "sw.js").exists()
    assert [file.name for file in (folder / "selfcheck").rglob("*.wasm")] == []
    assert 'type="module"' not in (folder / "lower-back.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("watch")
@pytest.mark.parametrize("language", ["en", "es"])
def test_one_file_is_a_whole_check(clinic: Path, tmp_path: Path, page: Page, language: str):
    """Saved somewhere and opened from there, alone: the mildest and the gravest story."""
    source = next((clinic / "selfcheck").rglob(f"lower-back-{language}.html"))
    taken = tmp_path / "Downloads" / "a check.html"
    taken.parent.mkdir()
    taken.write_bytes(source.read_bytes())
    reader = Reader(page, taken.as_uri()).open()
    assert reader.find(".selfcheck-fold").is_visible()
    for story in (COMPLETE[0], COMPLETE[-1]):
        assert reader.told(story.answers) == story.outcome
        reader.act("restart")


@pytest.mark.parametrize("path", ["lower-back.html", "es/lower-back.html"])
def test_the_standalone_file_is_offered_with_its_size(clinic: Path, page: Page, path: str):
    """At most 1 MB, and the reader is told how much before it is fetched."""
    page.goto((clinic / path).as_uri())
    link = page.locator(".selfcheck a[download]")
    size = (clinic / path).parent.joinpath(link.get_attribute("href") or "").stat().st_size
    assert size <= MEGABYTE
    assert f"{size / MEGABYTE:.1f} MB" in link.evaluate("it => it.parentElement.textContent")


def test_a_browser_that_cannot_unpack_says_so_at_once(folder: Path, page: Page):
    """Safari before 16.4: nothing is tried, the list stands."""
    page.add_init_script("delete globalThis.DecompressionStream;")
    reader = Reader(page, (folder / "lower-back.html").as_uri()).open()
    reader.wait_for("failure")
    assert reader.find(".selfcheck-guide").is_visible()


def test_one_file_whose_snapshot_fails_says_so(clinic: Path, page: Page):
    """It has no second Python, which would make it ten times as large: the list in it says the same."""
    source = next((clinic / "selfcheck").rglob("lower-back-en.html"))
    page.add_init_script(
        "Object.defineProperty(globalThis, 'selfcheckFiles', { set(files) {"
        " for (const name in files) if (name.endsWith('.wasm')) files[name] = files['worker.js'];"
        " Object.defineProperty(globalThis, 'selfcheckFiles', { value: files }); },"
        " configurable: true });"
    )
    reader = Reader(page, source.as_uri()).open()
    reader.tick("nerve", "saddle")
    reader.wait_for("failure")
    assert reader.find(".selfcheck-guide").is_visible()


def test_without_a_snapshot_one_file_brings_pyodide(built_once: Site, page: Page):
    """Where none could be made, or none is wanted: larger, slower, and as right."""
    source = next((built_once.folder / "output" / "selfcheck").rglob("knee-en.html"))
    reader = Reader(page, source.as_uri()).open()
    reader.tick("fall", "yes")
    reader.wait_for("outcome")
    assert reader.outcome() == "emergency"
