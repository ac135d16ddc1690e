"""What an author mistypes in a post: told with where, what and remedy, all of it in one build."""

from tests.conftest import Site

HEAD = "Title: {0}\nDate: 2026-01-01\nSlug: {0}\n\nSee.\n\n"
NEAR = {
    "two-colons": ":: selfcheck knee",
    "four-colons": ":::: selfcheck knee",
    "capital": "::: Selfcheck knee",
    "leading-blank": " ::: selfcheck knee",
    "no-break-space": ":::\u00a0selfcheck knee",
    "as-in-rest": ".. selfcheck:: knee",
    "hyphen": "::: self-check knee",
    "in-a-div": "<div>\n::: selfcheck knee\n</div>",
    "in-a-paragraph-of-html": "<p>::: selfcheck knee</p>",
}
SHOWN = """
`::: selfcheck knee` is code, and **so**: selfcheck is a word. Write :: selfcheck within a line as you like.

```
:: selfcheck knee
::: selfcheck knee
```

<pre>
:: selfcheck knee
</pre>

    ::: selfcheck knee
"""
REST = """
{0}
{1}

:date: 2026-01-01
:slug: {0}

See.

{2}
"""
HTML = "<html><head><title>{0}</title><meta name='date' content='2026-01-01'></head><body>\n{1}\n</body></html>"


ALL_KINDS = """
content/knee.md:11: a sentence is marked K9, which 'knee' does not claim. Available: K1, K2.
content/knee.md:13: 2 sentences are marked K1. Mark one of them.
content/knee.md:9: selfcheck 'knee' stands 2 times in this post. Leave one; '#selfcheck-knee' is a link to it.
content/nameless.md:7: selfcheck without a name. Write '::: selfcheck NAME'. Available: knee.
content/other.md:7: selfcheck 'knee' rests on sentences of its post, K1, K2, and this post marks none. \
Link to the check in content/knee.md instead, or mark the sentences that state them, such as [A sentence.]{#K1}.
content/other.md:9: selfcheck 'kne' does not exist. Did you mean 'knee'? Available: knee.
knee.py: rule D1 cites K2, but no sentence of content/knee.md is marked K2. \
Nearest: line 5, "See a doctor with a knee that locks.". Mark the sentence that states it: [A sentence.]{#K2}.
"""


def told(site: Site) -> list[str]:
    """The lines with which a build stops that writes nothing."""
    done = site.try_to_build()
    assert done.returncode != 0, done.stdout
    assert site.output() == {}
    return done.stderr.splitlines()


def test_every_near_miss_of_a_directive_is_told_at_once(site):
    """Not one is published as text: file, line, what was written, and how it is written."""
    for name, text in NEAR.items():
        site.write(f"content/{name}.md", HEAD.format(name) + text)
    site.write("content/rest.rst", REST.format("rest", "####", "::: selfcheck knee"))
    site.write("content/comment.rst", REST.format("comment", "#######", ".. selfcheck: knee"))
    site.write("content/html.html", HTML.format("html", "<p>:: selfcheck knee</p>"))
    lines = told(site)
    for name, text in NEAR.items():
        line = 8 if name == "in-a-div" else 7
        (found,) = [it for it in lines if it.startswith(f"content/{name}.md:{line}: ")]
        assert "would be published as text. Write '::: selfcheck NAME'." in found, (text, found)
    for name in ("rest", "comment"):
        (found,) = [it for it in lines if it.startswith(f"content/{name}.rst:9: ")]
        assert "Write '.. selfcheck:: NAME'." in found
    (found,) = [it for it in lines if it.startswith("content/html.html:2: ")]
    assert "Write '<p>::: selfcheck NAME</p>'." in found
    assert len(lines) == len(NEAR) + 3, lines


def test_what_only_looks_like_a_directive_is_published_as_it_stands(site):
    """Code of every kind, and a sentence that has the word: a post about the plugin shows how it is used."""
    site.write("content/shown.md", HEAD.format("shown") + SHOWN)
    site.build()
    _, body = site.page("shown.html").split("<body")
    assert body.count(":: selfcheck knee") == 5, body  # of them three with a third colon
    assert "<fieldset" not in body, body


def test_all_kinds_of_mistakes_are_told_in_one_build(site):
    """Settings apart: names, a check twice, claims that are lost or unknown, in several posts."""
    site.edit(
        "content/knee.md", "After the check.", "::: selfcheck knee\n\n[So.]{#K9}\n\n[So.]{#K1}"
    )
    site.edit("content/knee.md", "{#K2}", "")
    site.write(
        "content/other.md", HEAD.format("other") + "::: selfcheck knee\n\n::: selfcheck kne\n"
    )
    site.write("content/nameless.md", HEAD.format("nameless") + "::: selfcheck\n")
    assert sorted(told(site)) == ALL_KINDS.strip().splitlines()
