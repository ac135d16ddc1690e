"""The feeds and the sitemap, as a reader program gets them."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import ROOT

from .conftest import ADDRESS

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
EDITIONS = pytest.mark.parametrize("folder", ["", "es/"])


def parse(file: Path) -> ET.Element:
    """The root of a file that this test's own build has written."""
    return ET.parse(file).getroot()


def posts() -> set[str]:
    return {path.stem for path in (ROOT / "content").glob("*.md")}


@EDITIONS
def test_atom_lists_every_post_of_its_language(published, folder):
    """Each entry has an id of its own, dates, an author, and an absolute link to its page."""
    feed = parse(published.output / folder / "feeds" / "atom.xml")
    entries = feed.findall(f"{ATOM}entry")
    links = {entry.find(f"{ATOM}link").get("href") for entry in entries}
    assert links == {f"{ADDRESS}/{folder}{slug}.html" for slug in posts()}
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.findtext(f"{ATOM}published")
        assert entry.findtext(f"{ATOM}updated")
        assert entry.findtext(f"{ATOM}author/{ATOM}name")


@EDITIONS
def test_rss_lists_every_post_of_its_language(published, folder):
    """Each item has a title, a date, an id and an absolute link to its page."""
    channel = parse(published.output / folder / "feeds" / "rss.xml").find("channel")
    items = channel.findall("item")
    assert {item.findtext("link") for item in items} == {
        f"{ADDRESS}/{folder}{slug}.html" for slug in posts()
    }
    assert all(item.findtext(name) for item in items for name in ("title", "pubDate", "guid"))


@EDITIONS
@pytest.mark.parametrize("feed", ["atom.xml", "rss.xml"])
def test_the_check_is_a_link_in_feeds(published, folder, feed):
    """A feed reader cannot run the check: no form, no script, a link to the post instead."""
    text = (published.output / folder / "feeds" / feed).read_text()
    assert "&lt;form" not in text
    assert "&lt;script" not in text
    assert "::: selfcheck" not in text
    assert f'href="{ADDRESS}/{folder}lower-back.html' in text.replace("&quot;", '"')


def test_the_sitemap_lists_every_page_that_may_be_found(published):
    """Posts and pages of both languages, each with its translation, and nothing that is missing or
    hidden, as the clinicians' page is."""
    urls = parse(published.output / "sitemap.xml").findall(f"{SITEMAP}url")
    listed = {url.findtext(f"{SITEMAP}loc"): url for url in urls}
    sources = [*(ROOT / "content").glob("*.md"), *(ROOT / "content" / "pages").glob("*.md")]
    for source in sources:
        versions = {f"{ADDRESS}/{folder}{source.stem}.html" for folder in ("", "es/")}
        if source.stem == "rules":
            assert not versions & listed.keys()
            continue
        for version in versions:
            alternates = listed[version].findall(f"{XHTML}link")
            assert {link.get("href") for link in alternates} == versions
    for address in listed:
        file = published.output / address.removeprefix(f"{ADDRESS}/")
        assert (file / "index.html" if file.is_dir() else file).is_file(), address


def test_robots_may_read_everything(published):
    """robots.txt is served from the top, forbids nothing, and names the sitemap."""
    lines = (published.output / "robots.txt").read_text().splitlines()
    assert not any(line.startswith("Disallow: /") for line in lines)
    assert f"Sitemap: {ADDRESS}/sitemap.xml" in lines
