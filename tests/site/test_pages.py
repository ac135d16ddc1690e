"""What holds on every page of the clinic's site."""

import gzip
import os
import subprocess
from urllib.parse import unquote, urljoin, urlsplit

import brotli
import pytest

from tests.conftest import ROOT

from .conftest import ADDRESS

LOADED = {"stylesheet", "icon", "modulepreload", "manifest"}


def absolute(page: str) -> str:
    """The public address of a page's file."""
    return f"{ADDRESS}/{page.removesuffix('index.html') if page.endswith('index.html') else page}"


def place(page: str, link: str) -> tuple[str, str] | None:
    """The file and the fragment that a link of a page names; None when it leads out."""
    address = urljoin(f"{ADDRESS}/{page}", link)
    if not address.startswith(f"{ADDRESS}/"):
        return None
    parts = urlsplit(address)
    path = unquote(parts.path).lstrip("/")
    return (f"{path}index.html" if path.endswith("/") or not path else path), parts.fragment


def test_every_internal_link_leads_to_a_file_and_a_place_in_it(published):
    """A link that stays on the site names a file, and its fragment an element of it."""
    pages = published.pages()
    dead = []
    for page, markup in pages.items():
        for link in markup.links():
            path, fragment = place(page, link) or (page, "")
            exists = (published.output / path).is_file()
            if not exists or (fragment and fragment not in pages[path].ids()):
                dead.append((page, link))
    assert dead == []


def test_nothing_is_loaded_from_another_host(published):
    """Links may lead out, encrypted; pictures, scripts and styles are the site's own."""
    for page, markup in published.pages().items():
        loaded = [e for e in markup.elements if e.tag in {"script", "img", "iframe", "source"}]
        loaded += [e for e in markup.all("link") if e.attrs["rel"] in {"stylesheet", "icon"}]
        for element in loaded:
            address = element.attrs.get("src") or element.attrs.get("href", "")
            assert not urlsplit(address).netloc, (page, address)
        assert [link for link in markup.links() if link.startswith("http:")] == [], page


def test_no_page_has_inline_scripts_or_styles(published):
    """A content security policy without unsafe-inline can be switched on."""
    for page, markup in published.pages().items():
        inline = [
            e
            for e in markup.all("script")
            if "src" not in e.attrs and "json" not in e.attrs["type"]
        ]
        assert inline == [], page
        assert markup.all("style") == [], page
        for element in markup.elements:
            bad = [n for n in element.attrs if n == "style" or n.startswith("on")]
            assert bad == [], (page, element)


def test_every_page_is_valid_html(published):
    """html-validate, with its rules for the HTML standard, finds nothing."""
    command = [str(ROOT / "node_modules" / ".bin" / "html-validate"), "--preset", "standard"]
    files = [str(file) for file in sorted(published.output.rglob("*.html"))]
    node = {"PATH": f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}"}
    result = subprocess.run(
        command + files, env=os.environ | node, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_page_says_what_it_is(published):
    """One first heading, a title, a description, and the language of its folder."""
    for page, markup in published.pages().items():
        assert len(markup.all("h1")) == 1, page
        assert markup.title, page
        assert markup.one("meta", name="description").attrs["content"], page
        expected = "es" if page.startswith("es/") else "en"
        assert markup.one("html").attrs["lang"] == expected, page


def test_titles_are_unique(published):
    """No two pages of a language can be confused in a list of tabs or results."""
    titles = [(page.startswith("es/"), markup.title) for page, markup in published.pages().items()]
    assert sorted(set(titles)) == sorted(titles)


def test_every_page_names_its_own_address(published):
    """The canonical link of each page that search engines may list is the page's own address."""
    for page, markup in published.pages().items():
        if page.endswith("404.html"):
            assert markup.one("meta", name="robots").attrs["content"] == "noindex"
            continue
        assert markup.one("link", rel="canonical").attrs["href"] == absolute(page), page


def test_translations_name_each_other(published):
    """A page's alternate in the other language names this page as its own alternate."""
    alternates = {
        absolute(page): {
            link.attrs["hreflang"]: link.attrs["href"]
            for link in markup.all("link", rel="alternate")
            if "hreflang" in link.attrs
        }
        for page, markup in published.pages().items()
    }
    named = {address: links for address, links in alternates.items() if links}
    assert len(named) > 30
    for address, links in named.items():
        assert address in links.values(), address
        for other in links.values():
            assert named[other] == links, (address, other)


def test_the_language_switch_stays_on_the_post(published):
    """The switch of an English post leads to the same post in Spanish, and back."""
    english = published.page("lower-back.html").one("a", class_="language-switch")
    spanish = published.page("es/lower-back.html").one("a", class_="language-switch")
    assert (english.attrs["href"], english.text) == ("./es/lower-back.html", "Español")
    assert (spanish.attrs["href"], spanish.text) == ("../lower-back.html", "English")


def test_the_picture_of_a_shared_link_exists(published):
    """Open Graph names a picture of the size it claims, one for each language."""
    for page in ("index.html", "es/lower-back.html"):
        markup = published.page(page)
        address = markup.one("meta", property="og:image").attrs["content"]
        png = (published.output / address.removeprefix(f"{ADDRESS}/")).read_bytes()
        width, height = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
        claimed = [markup.one("meta", property=f"og:image:{side}") for side in ("width", "height")]
        assert [int(meta.attrs["content"]) for meta in claimed] == [width, height] == [1200, 630]


@pytest.mark.parametrize("page", ["lower-back.html", "es/lower-back.html"])
def test_the_first_load_of_the_post_is_small(published, page):
    """Page, styles, scripts and icon together: at most 50 kB by Brotli, and 58 kB where a host has gzip only."""
    markup = published.page(page)
    links = [script.attrs["src"] for script in markup.all("script") if "src" in script.attrs]
    links += [e.attrs["href"] for e in markup.all("link") if e.attrs["rel"] in LOADED]
    files = {page} | {place(page, link)[0] for link in links}
    assert len(files) >= 5
    contents = [(published.output / file).read_bytes() for file in sorted(files)]
    assert sum(len(brotli.compress(content)) for content in contents) <= 50_000
    assert sum(len(gzip.compress(content)) for content in contents) <= 58_000
