"""What a build says of offline use: in its service worker, and in the pages that are kept."""

import json
import re
import shutil
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from checker.model import texts
from tests.plugins.knee import CHECKER

RECORD = re.compile(r'<script type="application/json" data-selfcheck-record>(.*?)</script>')


def record(site, page: str) -> Any:
    found = RECORD.findall(site.page(page))
    assert len(found) <= 1
    return json.loads(found[0]) if found else None


def known(site, path: str = "sw.js") -> Any:
    """What the service worker was given."""
    found = re.search(r"^const BUILD = (\{.*\});", site.page(path), re.MULTILINE)
    assert found, site.page(path)[:300]
    return json.loads(found[1])


def test_a_page_with_a_check_says_what_it_loads(built_once):
    """At its end: its look, and what Python runs from, by hashes."""
    assert 'data-service-worker="sw.js"' in built_once.page("knee.html")
    said = record(built_once, "knee.html")
    assert said["look"] == known(built_once)["look"]
    assert "theme/css/main.css" in said["files"]
    assert any(path.endswith(".wasm") for path in said["python"])
    assert all(hash.startswith("sha256-") for hash in said["python"].values())


def test_what_a_style_sheet_loads_is_kept_with_it(built_once):
    """A sheet of Pelican's own theme imports others, and those load fonts."""
    files = known(built_once)["files"]
    assert "theme/css/reset.css" in files
    assert any(path.startswith("theme/fonts/") for path in files)


def test_a_picture_of_the_post_is_kept_with_it(site):
    """By its own hash: pictures need not be named by their content."""
    site.write("content/images/knee.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    site.edit("content/knee.md", "After", "![A knee]({static}/images/knee.svg)\n\nAfter")
    site.build()
    assert list(record(site, "knee.html")["shown"]) == ["images/knee.svg"]


@pytest.mark.parametrize("status", ["draft", "hidden"])
def test_what_is_not_published_is_never_kept(site, status):
    """Drafts and hidden posts have no record, and the worker does not know them."""
    knee = (site.folder / "content" / "knee.md").read_text()
    site.write("content/other.md", knee.replace("Slug: knee", "Slug: other"))
    site.build()
    shown = known(site)["pages"]
    site.edit("content/other.md", "Slug: other", f"Slug: other\nStatus: {status}")
    site.build()
    path = "drafts/other.html" if status == "draft" else "other.html"
    assert 'data-selfcheck="knee"' in site.page(path)
    assert record(site, path) is None
    assert len(known(site)["pages"]) == len(shown) - 4


def test_a_listed_page_has_a_record_and_others_have_none(site):
    """What an author lists is kept together with a check."""
    site.set(SELFCHECK_OFFLINE_PAGES=["archives.html"])
    site.build()
    assert record(site, "archives.html")["python"] == {}
    assert record(site, "index.html") is None
    assert known(site)["listed"] == ["archives.html"]


def test_a_listed_page_that_is_not_there_stops_the_build(site):
    """The setting, the page and the remedy are named."""
    site.set(SELFCHECK_OFFLINE_PAGES=["kontakt.html"])
    done = site.try_to_build()
    assert done.returncode != 0
    assert "SELFCHECK_OFFLINE_PAGES names 'kontakt.html'" in done.stderr


def test_files_that_an_earlier_build_left_are_not_kept(built):
    """Only what this build has made, or its pages name."""
    output = built.folder / "output"
    shutil.copy(output / "index.html", output / "left.html")
    (output / "theme" / "left.css").write_text("a { color: red }")
    (output / "selfcheck" / "snapshot-left.wasm").write_bytes(b"")
    built.build()
    kept = known(built)["files"] | record(built, "knee.html")["python"]
    assert not [path for path in kept if "left" in path]


@pytest.mark.parametrize("how", ["switched off", "no check left"])
def test_a_site_that_ends_offline_use_writes_the_kill_switch(built, how):
    """By the setting, or with its last check; and no page speaks of the worker."""
    if how == "switched off":
        built.set(SELFCHECK_OFFLINE=False)
    else:
        built.edit("content/knee.md", "::: selfcheck knee\n", "")
    built.build()
    assert "offline use is switched off" in built.page("sw.js")
    assert "data-service-worker" not in built.page("knee.html")
    assert record(built, "knee.html") is None


def test_a_site_that_names_no_checker_has_no_worker(site):
    """The plugin leaves nothing in a site that does not use it."""
    site.edit("content/knee.md", "::: selfcheck knee\n", "")
    site.edit("pelican.conf.py", 'SELFCHECK_CHECKERS = {"knee": "knee:CHECKER"}\n', "")
    site.build()
    assert not (site.folder / "output" / "sw.js").exists()


@pytest.fixture
def in_two_languages(site):
    """The small site with a Spanish post; what its languages share is up to the test."""
    catalogue = Catalog("es")
    for text in texts(CHECKER):
        catalogue.add(text, text)
    file = site.write("locale/es/LC_MESSAGES/knee.po", "")
    with file.open("wb") as stream:
        write_po(stream, catalogue)
    knee = (site.folder / "content" / "knee.md").read_text()
    site.write("content/knee.md", f"Lang: en\n{knee}")
    site.write("content/es/knee.md", f"Lang: es\n{knee}")
    site.set(PLUGINS=["selfcheck", "i18n_subsites"], I18N_UNTRANSLATED_ARTICLES="remove")
    return site


def test_a_language_in_a_folder_of_its_own_has_a_worker_of_its_own(in_two_languages):
    """As I18N_SUBSITES writes them: each knows its own pages, and both the theme that they share."""
    site = in_two_languages
    # without static paths Pelican 4.12 finds no style sheet in the theme, and links none
    site.set(
        I18N_SUBSITES={"es": {"THEME_STATIC_DIR": "../theme", "THEME_STATIC_PATHS": ["static"]}}
    )
    site.build()
    main, spanish = known(site), known(site, "es/sw.js")
    assert "theme/css/main.css" in main["files"]
    assert "../theme/css/main.css" in spanish["files"]
    assert main["files"]["theme/css/main.css"] == spanish["files"]["../theme/css/main.css"]
    assert not [path for path in main["files"] if path.startswith("es/")]
    assert record(site, "es/knee.html")["look"] == spanish["look"]
    assert record(site, "knee.html")["look"] == main["look"]
    assert 'data-service-worker="sw.js"' in site.page("es/knee.html")


def test_languages_that_share_a_folder_leave_each_others_checks_alone(in_two_languages):
    """A check that only one language has is there when all are done, in whatever order they are."""
    site = in_two_languages
    site.write("hip.py", (site.folder / "knee.py").read_text().replace('id="knee"', 'id="hip"'))
    post = (site.folder / "content" / "knee.md").read_text()
    site.write("content/hip.md", post.replace("knee", "hip"))
    site.set(
        SELFCHECK_CHECKERS={"knee": "knee:CHECKER", "hip": "hip:CHECKER"},
        I18N_SUBSITES={
            "es": {
                "OUTPUT_PATH": "output",
                "ARTICLE_PATHS": ["es"],
                "ARTICLE_SAVE_AS": "es/{slug}.html",
            }
        },
    )
    site.build()
    for page in ("knee.html", "hip.html", "es/knee.html"):
        assert record(site, page)["look"] == known(site)["look"]
        for path in record(site, page)["python"]:
            assert (site.folder / "output" / path).is_file(), f"{page}: {path}"


def test_the_worker_of_a_large_site_is_small(site):
    """Four letters for each page, and nothing for its posts' words."""
    site.build()
    small = len(site.page("sw.js"))
    for number in range(100):
        title = f"Title: A post\nDate: 2026-01-02\nSlug: post-{number}\n\nWords.\n"
        site.write(f"content/post-{number}.md", title)
    site.set(DEFAULT_PAGINATION=False)
    site.build()
    assert len(site.page("sw.js")) - small <= 4 * 100
