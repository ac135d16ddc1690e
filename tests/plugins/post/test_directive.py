"""The directive: where an author can put a check, and what readers of lists and feeds see."""

import re

import pytest

WIDGET = '<section class="selfcheck" id="selfcheck-knee"'
LINK = re.compile(r'<a href="[^"]*knee\.html#selfcheck-knee">Check your knee</a>')


def test_a_line_of_its_own_becomes_the_widget_in_its_place(built_once):
    """The widget stands between what is written before it and after it."""
    html = built_once.page("knee.html")
    assert html.index('id="K2"') < html.index(WIDGET) < html.index("<p>After the check.</p>"), html


AROUND = {
    "between-two-lines": "Before.\n::: selfcheck knee\nAfter.",
    "without-a-space": ":::selfcheck knee",
    "with-spaces-after-it": "::: selfcheck knee   ",
    "in-a-list": "- First this:\n\n    ::: selfcheck knee\n\n- Then that.",
    "in-a-quote": "> As we say:\n>\n> ::: selfcheck knee",
}


def test_markdown_around_it_does_not_matter(site):
    """Paragraphs, lists and quotes can hold a check."""
    post = (site.folder / "content" / "knee.md").read_text()
    for name, text in AROUND.items():
        own = post.replace("Slug: knee", f"Slug: {name}").replace("::: selfcheck knee", text)
        site.write(f"content/{name}.md", own)
    site.build()
    for name in AROUND:
        assert site.page(f"{name}.html").count(WIDGET) == 1, site.page(f"{name}.html")


REST = """
A sore knee
###########

:date: 2026-01-01
:slug: knee

:claim:`A knee may be "sore" & stiff. <K1>` Then :claim:`see a doctor. <K2>`

.. selfcheck:: knee

::

   ::: selfcheck knee
"""
HTML = """
<html><head><title>A sore knee</title><meta name="date" content="2026-01-01"><meta name="slug" content="knee">
</head><body>
<p><span class="selfcheck-claim" id="K1">Sore.</span> <span class="selfcheck-claim" id="K2">See one.</span></p>
<p>::: selfcheck knee</p>
<!-- ::: selfcheck hidden -->
<pre>
::: selfcheck knee
</pre>
</body></html>
"""


@pytest.mark.parametrize(("kind", "text"), [("rst", REST), ("html", HTML)])
def test_restructured_text_and_html_have_directive_and_claims_too(site, kind, text):
    """A post in reST or HTML gets the same widget, its reasons quote its sentences; code stays code."""
    (site.folder / "content" / "knee.md").unlink()
    site.write(f"content/knee.{kind}", text)
    site.build()
    html = site.page("knee.html")
    assert html.count(WIDGET) == 1, html
    said = {"rst": "A knee may be &#34;sore&#34; &amp; stiff.", "html": "Sore."}[kind]
    assert f'<a href="#K1">{said}</a>' in html, html
    assert "::: selfcheck knee" in html[html.index("<pre") :], html


def test_the_post_may_be_called_as_the_system_lets_it(site):
    """The link of lists and feeds leads to it, whatever signs are in its file's name."""
    name = 'so #1, why? the "knee" & b%20.md'
    (site.folder / "content" / "knee.md").rename(site.folder / "content" / name)
    site.build()
    assert WIDGET in site.page("knee.html")
    assert LINK.search(site.page("index.html")), site.page("index.html")


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
    """What widgets have in common is loaded once; each one's reasons rest on its own sentences."""
    site_of_two.build()
    html = site_of_two.page("knee.html")
    assert '<a href="#H1">A hip may be sore.</a>' in html, html
    assert '<a href="#K1">A knee may be sore the day after squats.</a>' in html, html
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


def test_another_posts_text_on_a_posts_page_links_to_its_check(site_of_two):
    """A theme shows summaries, its own and others', beside a post: only the post's own text has widgets."""
    other = "Title: Other\nDate: 2026-01-02\nSlug: other\n\n::: selfcheck-rules knee\n"
    site_of_two.write("content/other.md", other)
    site_of_two.edit("content/knee.md", "After", "::: selfcheck-rules knee\n\nAfter")
    site_of_two.write(
        "templates/article.html",
        "{% for a in articles %}<div>{{ a.summary }}{{ a.content }}</div>{% endfor %}"
        "{{ article.summary }}<main>{{ article.content }}</main>",
    )
    site_of_two.set(THEME_TEMPLATES_OVERRIDES=["templates"])
    site_of_two.build()
    for page, kept in (("other.html", 0), ("knee.html", 1)):
        lists, own = site_of_two.page(page).split("<main>")
        assert "<fieldset" not in lists, lists
        assert "selfcheck-rules" not in lists.replace('"selfcheck-rules-place"', ""), lists
        assert LINK.search(lists), lists
        assert own.count(WIDGET) == kept, own
    assert 'id="selfcheck-hip"' in site_of_two.page("knee.html")


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
