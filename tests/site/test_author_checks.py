"""An author's mistakes are reported with file and line, and nothing is published."""

import pytest

POST = "title: A post\nslug: {slug}\nlang: {lang}\ndate: 2026-01-01\nsummary: Words.\n\n{text}\n"


@pytest.fixture
def author(small_site):
    """A site with one good post that the tests spoil."""
    site = small_site("author_checks")
    site.write("content/post.md", POST.format(slug="post", lang="en", text="Hello."))
    return site


def mistake(site, *, line: str) -> None:
    """Build; the line is among those printed, and no page was written."""
    result = site.try_to_build()
    assert result.returncode != 0
    assert line in (result.stdout + result.stderr).splitlines(), result.stdout + result.stderr
    assert not (site.folder / "output" / "post.html").exists()


def test_a_post_without_mistakes_is_published(author):
    """The good post of these tests builds."""
    result = author.try_to_build()
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Hello." in author.page("post.html")


MISTAKEN = """
content/links.md:11: 'other.html' is a bare path. Write {filename} or {static} before it.
content/links.md:7: '{filename}gone.md#part' leads nowhere: content/gone.md does not exist.
content/links.md:9: '{static}/images/back.png' leads nowhere: content/images/back.png does not exist.
content/post.md:1: no 'summary'. Add a line 'summary: ...' above the first empty line.
content/post.md:4: unknown metadata 'sumary'. Did you mean 'summary'?
"""


def test_mistakes_that_pelican_would_publish(author):
    """A mistyped name, a summary that lacks, links and pictures that lead nowhere, a path that breaks as
    soon as an address changes: an author mends all of it in one go."""
    author.write(
        "content/post.md", "title: A\nslug: a\nlang: en\nsumary: x\ndate: 2026-01-01\n\nHello."
    )
    text = "[this]({filename}gone.md#part)\n\n![A back]({static}/images/back.png)\n\n[bare](other.html)"
    author.write("content/links.md", POST.format(slug="post", lang="en", text=text))
    done = author.try_to_build()
    assert sorted(done.stderr.splitlines()) == MISTAKEN.strip().splitlines(), (
        done.stdout + done.stderr
    )
    assert author.output() == {}


def test_addresses_outside_and_inside_the_page_are_left_alone(author):
    """Web, mail and phone addresses and fragments are none of these checks' business."""
    text = "[a](https://a.example) [b](mailto:b@b.example) [c](tel:+1) [d](#part)"
    author.write("content/post.md", POST.format(slug="post", lang="en", text=text))
    assert author.try_to_build().returncode == 0


@pytest.fixture
def bilingual(author):
    author.set(I18N_SUBSITES={"es": {}})
    return author


def test_a_missing_translation(bilingual):
    """A post of one language only is named, with what to write."""
    mistake(
        bilingual,
        line="content/post.md:1: no translation into 'es'. "
        "Add one with 'slug: post' and 'lang: es', or set 'status: draft'.",
    )


def test_a_draft_may_wait(bilingual):
    """A draft needs neither translation nor summary."""
    bilingual.write("content/post.md", "title: A\nslug: a\nlang: en\nstatus: draft\n\nHello.")
    assert bilingual.try_to_build().returncode == 0


ACCEPTED = """
[post]({filename}/post.md) [beside]({filename}sub/other.md) [angled](<{filename}sub/other.md#part>)
[coded]({filename}sub/oth%65r.md) [spaced](<{filename}a post.md>) [hash]({filename}a%23b.md)
[kept]({attach}sub/notes.txt) [static]({static}/sub/notes.txt) [as post]({filename}/sub/notes.txt)
[tag]({tag}knees) [category]({category}Back) [author]({author}Ada) [index]({index}) [top](#top)
[old style](|filename|/post.md) ![web](https://a.example/%2D.png) <mail@a.example>

Like `[so]({filename}nowhere.md)`, or a [reference][r].

```
[or so](nowhere.html)
```

[r]: {filename}/post.md
"""


def test_what_pelican_accepts_is_accepted(author):
    """From the root, beside, attached, by names, with escapes and in angles; and whatever is code."""
    meta = "title: {0}\nslug: {0}\nlang: en\ndate: 2026-01-01\nsummary: W.\ntags: knees\n"
    meta += "category: Back\nauthor: Ada\nmodified: 2026-02-07 10:30\n\n"
    author.write("content/sub/notes.txt", "Notes.")
    for number, path in enumerate(("sub/other.md", "a post.md", "a#b.md", 'what? "so".md')):
        author.write(f"content/{path}", meta.format(number) + "Hello.")
    author.write("content/links.md", "\ufeff" + meta.format("links") + ACCEPTED)
    done = author.try_to_build()
    assert done.returncode == 0, done.stdout + done.stderr
    html = author.page("links.html")
    assert "{filename}" not in html.replace("{filename}nowhere.md", ""), html
    assert html.count("/post.html") == 3, html


SPOILED = """
content/post.md:4: date '07.02.2026' is none. Write year, month, day: 'date: 2026-02-07'.
content/post.md:5: modified '2026-13-07' is none. Write year, month, day: 'modified: 2026-02-07'.
content/post.md:6: category 'Bakc' does not exist. Did you mean 'Back'? A new one is added to CATEGORIES in the settings.
content/windows.md:2: not written in UTF-8. Save it as UTF-8.
"""


def test_what_pelican_cannot_read_or_would_misread_is_told_first(author):
    """A date in figures of another order or of no calendar, a category, another encoding: a line each."""
    author.set(CATEGORIES=["Back", "Knee"])
    head = (
        "title: A\nslug: post\nlang: en\ndate: 07.02.2026\nmodified: 2026-13-07\ncategory: Bakc\n"
    )
    author.write("content/post.md", head + "summary: W.\n\nHello.")
    (author.folder / "content" / "windows.md").write_bytes(
        "title: A\nsummary: caf\u00e9\n".encode("cp1252")
    )
    done = author.try_to_build()
    assert sorted(done.stderr.splitlines()) == SPOILED.strip().splitlines(), (
        done.stdout + done.stderr
    )
    assert author.output() == {}


LOST = """
content/post.md:10: '{category}Bakc' leads nowhere: no post has it. Known: misc.
content/post.md:11: '{file}post.md' has an unknown {file}. Did you mean 'filename'?
content/post.md:3: unknown metadata 'lag'. Did you mean 'lang'?
content/post.md:8: selfcheck 'kne' does not exist. Did you mean 'knee'? Available: knee.
content/post.rst:8: '{filename}gone.md' leads nowhere: content/gone.md does not exist.
"""
REST = """
Rest
####

:date: 2026-01-01
:lang: en
:slug: rest

See `this <{filename}gone.md>`_.
"""


def test_mistakes_in_metadata_links_and_directives_are_told_together(author):
    """Whichever plugin finds them, and whatever a post is written in; nothing waits for anything."""
    author.set(PLUGINS=["author_checks", "selfcheck"])
    head = "title: A\nslug: post\nlag: en\nlang: en\ndate: 2026-01-01\nsummary: W.\n\n"
    text = "::: selfcheck kne\n\n[a]({category}Bakc)\n[b]({file}post.md)\n"
    author.write("content/post.md", head + text)
    author.write("content/post.rst", REST)
    done = author.try_to_build()
    assert sorted(done.stderr.splitlines()) == LOST.strip().splitlines(), done.stdout + done.stderr
    assert author.output() == {}
