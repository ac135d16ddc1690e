"""What most readers pass by is folded."""

from tests.site.markup import read

POST = """title: A post
slug: post
date: 2026-01-01

[TOC]

## Why

Because.

## Sources

- A book

- Another

## After

The end.
"""


def test_the_contents_and_the_named_sections_are_folded(small_site):
    """A native disclosure with the heading in its summary; what follows the next heading is not in it."""
    site = small_site("folds", FOLDED_SECTIONS=["Sources"], MARKDOWN=MARKDOWN)
    site.write("content/post.md", POST)
    site.build()
    markup = read(site.page("post.html"))
    contents, sources = markup.all("details")
    assert contents.text.split() == ["On", "this", "page", "Why", "Sources", "After"]
    assert sources.text.split() == ["Sources", "A", "book", "Another"]


MARKDOWN = {
    "extension_configs": {"markdown.extensions.toc": {"title": "On this page", "toc_depth": "2-2"}},
    "output_format": "html5",
}
