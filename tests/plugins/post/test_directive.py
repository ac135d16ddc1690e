"""The directive: where an author can put a check, and what readers of lists and feeds see."""

import re

import pytest

WIDGET = '<section class="selfcheck" id="selfcheck-knee"'
LINK = re.compile(r'<a href="[^"]*knee\.html#selfcheck-knee">Check your knee</a>')


def test_a_line_of_its_own_becomes_the_widget_in_its_place(built_once):
    """The widget stands between what is written before it and after it."""
    html = built_once.page("knee.html")
    assert html.index('id="K2"') < html.index(WIDGET) < html.index("<p>After the check.</p>"), html


@pytest.mark.parametrize(
    "text",
    [
        "Before.\n::: selfcheck knee\nAfter.",
        ":::selfcheck knee",
        "::: selfcheck knee   ",
        "- First this:\n\n    ::: selfcheck knee\n\n- Then that.",
        "> As we say:\n>\n> ::: selfcheck knee",
    ],
    ids=["between two lines", "without a space", "with spaces after it", "in a list", "in a quote"],
)
def test_markdown_around_it_does_not_matter(site, text):
    """Paragraphs, lists and quotes can hold a check."""
    site.edit("content/knee.md", "::: selfcheck knee", text)
    site.build()
    assert WIDGET in site.page("knee.html"), site.page("knee.html")


@pytest.mark.parametrize(
    "text",
    [
        "```\n::: selfcheck knee\n```",
        "    ::: selfcheck knee",
        "Write `::: selfcheck knee` in your post.",
    ],
    ids=["a fence", "an indented block", "a line of text"],
)
def test_an_example_in_a_code_block_stays_an_example(site, text):
    """A post about the plugin shows the directive as it is written."""
    site.edit("content/knee.md", "::: selfcheck knee", text)
    site.build()
    html = site.page("knee.html")
    assert "::: selfcheck knee" in html, html
    assert WIDGET not in html, html


def test_restructured_text_has_the_directive_too(site):
    """A post in reST gets the same widget; its claims are raw HTML there."""
    (site.folder / "content" / "knee.md").unlink()
    claims = "".join(f'<span class="selfcheck-claim" id="K{n}">So we say.</span>' for n in (1, 2))
    site.write(
        "content/knee.rst",
        "A sore knee\n###########\n\n:date: 2026-01-01\n:slug: knee\n\n"
        f".. raw:: html\n\n   <p>{claims}</p>\n\n.. selfcheck:: knee\n",
    )
    site.build()
    assert WIDGET in site.page("knee.html"), site.page("knee.html")


def test_a_page_can_hold_a_check(site):
    """Not only articles: Pelican's pages too."""
    (site.folder / "content" / "pages").mkdir()
    (site.folder / "content" / "knee.md").rename(site.folder / "content" / "pages" / "knee.md")
    site.build()
    html = site.page("pages/knee.html")
    assert WIDGET in html, html
    assert 'src="../selfcheck/widget-' in html, html


@pytest.mark.parametrize("theme", ["notmyidea", "simple"])
def test_any_theme_hosts_the_whole_widget(site, theme):
    """Pelican's own themes know nothing of the plugin, and get form, style and script."""
    site.set(THEME=theme)
    site.build()
    html = site.page("knee.html")
    assert WIDGET in html, html
    assert html.count('rel="stylesheet" href="selfcheck/widget-') == 1, html
    assert html.count('<script type="module" src="selfcheck/widget-') == 1, html


def test_two_checks_of_a_post_share_style_and_script(site_of_two):
    """What widgets have in common is loaded once."""
    site_of_two.build()
    html = site_of_two.page("knee.html")
    assert WIDGET in html, html
    assert 'id="selfcheck-hip"' in html, html
    assert html.count('<script type="module" src="selfcheck/widget-') == 1, html


@pytest.mark.parametrize(
    "place", ["index.html", "category/misc.html", "feeds/all.atom.xml", "feeds/all.rss.xml"]
)
def test_lists_and_feeds_link_to_the_check(site, place):
    """Outside the post's own page there is no form, but a link to it."""
    site.set(FEED_ALL_RSS="feeds/all.rss.xml", RSS_FEED_SUMMARY_ONLY=False)
    site.build()
    text = site.page(place).replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"')
    text = text.replace("&quot;", '"')
    assert LINK.search(text), text
    assert "<fieldset" not in text, text
    assert ".js" not in text, text


def test_the_summary_links_to_the_check(site):
    """A summary is cut from the post: the widget is not cut with it."""
    site.write("templates/index.html", "{% for a in articles %}{{ a.summary }}{% endfor %}")
    site.set(THEME_TEMPLATES_OVERRIDES=["templates"])
    site.build()
    assert LINK.search(site.page("index.html")), site.page("index.html")
    assert "<fieldset" not in site.page("index.html")


def test_a_draft_and_a_hidden_post_have_their_widget(site):
    """An author sees the check before the post is public."""
    site.edit("content/knee.md", "Slug: knee", "Slug: knee\nStatus: draft")
    site.build()
    assert WIDGET in site.page("drafts/knee.html"), site.page("drafts/knee.html")


def test_a_site_without_a_check_gets_nothing(site):
    """No runtime, no script, no style: the plugin leaves no trace."""
    site.write("content/knee.md", "Title: Plain\nDate: 2026-01-01\nSlug: knee\n\nNo check here.\n")
    site.build()
    assert [path for path in site.output() if "selfcheck" in path] == []
    assert "selfcheck" not in site.page("knee.html")


def test_a_post_without_a_check_is_left_as_pelican_wrote_it(site):
    """Beside a post with a check, another post has not a byte of it."""
    plain = "Title: Plain\nDate: 2026-01-02\nSlug: plain\n\nNo check here.\n"
    site.write("content/plain.md", plain)
    site.build()
    with_plugin = site.page("plain.html")
    site.edit("content/knee.md", "::: selfcheck knee\n", "")
    site.set(PLUGINS=[])
    site.build()
    assert site.page("plain.html") == with_plugin
