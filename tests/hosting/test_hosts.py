"""What a host sends: nginx by the recipe, the recipes of others, and a site below a path."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from playwright.sync_api import Page

from plugins.selfcheck.runtime import pinned
from tests.conftest import PELICAN, ROOT
from tests.hosting.host import RECIPE, nginx, plain
from tests.hosting.watch import Watch
from tests.reader import Reader
from tests.stories import STORIES

pytestmark = pytest.mark.scratch

SADDLE = next(story for story in STORIES if story.name == "new saddle numbness")
YEAR = "public, max-age=31536000, immutable"
DEBIAN = pytest.mark.skipif(not RECIPE, reason="the recipe is for Debian's nginx")


def run(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make publish` makes it, but for how long it tries to compress."""
    output = tmp_path_factory.mktemp("published") / "output"
    settings = ["content", "-s", "pelican.conf.py", "--fatal", "errors"]
    address = ("-e", 'SITEURL=""', "RELATIVE_URLS=false")
    run(".make/publish.py", output, *settings, *address, BROTLI_QUALITY="1")
    return output


@pytest.fixture
def served(published: Path, tmp_path: Path, free_port: int) -> Iterator[int]:
    with nginx(published, tmp_path, free_port):
        yield free_port


def ask(port: int, path: str, encodings: str = "") -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers={"Accept-Encoding": encodings})
    return connection.getresponse()


def path_of(site: Path, pattern: str) -> str:
    return "/" + next(site.glob(pattern)).relative_to(site).as_posix()


@DEBIAN
@pytest.mark.parametrize(
    ("pattern", "kind", "kept"),
    [
        ("lower-back.html", "text/html; charset=utf-8", "no-cache"),
        ("sw.js", "application/javascript; charset=utf-8", "no-cache"),
        ("theme/css/site.css", "text/css; charset=utf-8", "no-cache"),
        ("manifest.webmanifest", "application/manifest+json; charset=utf-8", "no-cache"),
        ("selfcheck/snapshot-*.wasm", "application/wasm", YEAR),
        ("selfcheck/pyodide-*/pyodide.asm.wasm", "application/wasm", YEAR),
        ("selfcheck/pyodide-*/pyodide.mjs", "text/javascript; charset=utf-8", YEAR),
        ("selfcheck/widget-*/widget.js", "application/javascript; charset=utf-8", YEAR),
        ("selfcheck/*.whl", "application/zip", YEAR),
    ],
)
def test_nginx_sends_the_type_and_how_long_to_keep_it(
    published: Path, served: int, pattern: str, kind: str, kept: str
):
    """Files named by their content for a year, all others only after asking; all headers on all."""
    answer = ask(served, path_of(published, pattern))
    assert answer.status == 200
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (kind, kept)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


@DEBIAN
def test_nginx_lets_a_standalone_file_be_saved(published: Path, served: int):
    """Shown in place, under the policy for pages, it could not run."""
    taken = ask(served, path_of(published, "selfcheck/standalone-*/lower-back-en.html"))
    assert taken.headers["Content-Disposition"] == "attachment"
    assert ask(served, "/lower-back.html").headers["Content-Disposition"] is None


@DEBIAN
@pytest.mark.parametrize(("encoding", "suffix"), [("br", ".br"), ("gzip", ".gz")])
def test_nginx_sends_what_was_compressed_ahead(
    published: Path, served: int, encoding: str, suffix: str
):
    """Byte for byte the file that lies there."""
    path = path_of(published, "selfcheck/snapshot-*.wasm")
    answer = ask(served, path, encoding)
    assert answer.headers["Content-Encoding"] == encoding
    assert answer.read() == (published / f"{path[1:]}{suffix}").read_bytes()


@DEBIAN
def test_nginx_says_that_a_page_is_not_there_with_the_site_s_own_page(published: Path, served: int):
    """And with all headers."""
    answer = ask(served, "/no/such/page")
    assert answer.status == 404
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.read() == (published / "404.html").read_bytes()


def test_the_site_brings_the_headers_that_netlify_and_cloudflare_read(published: Path):
    """Where they look for them, and with a year only for files named by their content."""
    text = (published / "_headers").read_text()
    assert text == (ROOT / "docs" / "hosting" / "_headers").read_text()
    assert f"/selfcheck/*\n  Cache-Control: {YEAR}" in text
    named = [file.name for file in (published / "selfcheck").iterdir()]
    assert all(any(len(part) == 16 for part in name.replace(".", "-").split("-")) for name in named)


def test_the_workflow_for_github_pages_publishes_what_make_makes():
    """For the address that GitHub gives the repository."""
    text = (ROOT / "docs" / "hosting" / "github-pages.yml").read_text()
    assert 'run: make publish SITEURL="${{ steps.pages.outputs.base_url }}"' in text
    assert "path: output" in text


def test_a_list_names_every_file_with_its_digest_and_its_origin(published: Path):
    """And nothing else; what is copied names the very file."""
    files = json.loads((published / "files.json").read_text())["files"]
    there = {
        file.relative_to(published).as_posix() for file in published.rglob("*") if file.is_file()
    }
    origin = {entry["path"]: entry["from"] for entry in files}
    assert origin.keys() == there - {"files.json"}
    assert origin["lower-back.html"] == "content/lower-back.md"
    assert origin["es/contact.html"] == "content/es/pages/contact.md"
    assert origin["theme/css/site.css"] == "theme/static/css/site.css"
    assert all(len(entry["sha256"]) == 64 and entry["bytes"] >= 0 for entry in files)


def test_the_bill_of_materials_names_all_software_of_others(published: Path):
    """Whatever the list of files says is from npm; with the versions that are pinned, and a licence each."""
    bill = json.loads((published / "sbom.cdx.json").read_text())
    named = {it["name"]: it for it in bill["components"]}
    files = json.loads((published / "files.json").read_text())["files"]
    told = " ".join(entry["from"] for entry in files)
    others = set(re.findall(r"(?:npm: |node_modules/)([\w-]+)", told))
    assert others == {"pyodide", "minisearch"}
    assert others <= named.keys()
    assert named["pyodide"]["version"] == pinned().version
    parts = named["pyodide"]["components"]
    assert {"CPython", "zlib", "libmpdec, in CPython"} <= {part["name"] for part in parts}
    assert all(it["licenses"] for it in (*named.values(), *parts))


LINKS = [("chromium", "true"), ("chromium", "false"), ("firefox", "false"), ("webkit", "true")]


@pytest.mark.parametrize(("browser", "relative"), LINKS, indirect=["browser"])
def test_the_site_works_below_a_path(tmp_path: Path, page: Page, relative: str):
    """Posts in a folder of their own, in both languages, on a host that knows only the path."""
    with plain(tmp_path, "/clinic/blog") as host:
        settings = [
            f'SITEURL="{host.url}"',
            f"RELATIVE_URLS={relative}",
            'ARTICLE_URL="posts/{slug}.html"',
            'ARTICLE_SAVE_AS="posts/{slug}.html"',
            'SELFCHECK_OFFLINE_PAGES=["contact.html"]',
        ]
        run(
            PELICAN, "content", "-s", "pelican.conf.py", "--fatal", "errors",
            "-o", tmp_path, "-e", *settings,
        )  # fmt: skip
        watch = Watch(page, host.url)
        for path in ("posts/lower-back.html", "es/lower-back.html"):
            reader = Reader(page, f"{host.url}/{path}").open()
            assert reader.told(SADDLE.answers) == SADDLE.outcome
        assert watch.complaints == []
