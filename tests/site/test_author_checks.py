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


def test_unknown_metadata(author):
    """Pelican would ignore a mistyped name; we name the one that was meant."""
    author.write("content/post.md", "title: A\nslug: a\nlang: en\nsumary: x\nsummary: y\n\nHello.")
    mistake(author, line="content/post.md:4: unknown metadata 'sumary'. Did you mean 'summary'?")


def test_missing_metadata(author):
    """What a page cannot do without is asked for."""
    author.write("content/post.md", "title: A\nslug: a\nlang: en\n\nHello.")
    mistake(
        author,
        line="content/post.md:1: no 'summary'. "
        "Add a line 'summary: ...' above the first empty line.",
    )


def test_a_link_to_a_post_that_does_not_exist(author):
    """The line of the link is named, and the file that was looked for."""
    text = "One line.\n\nSee [this]({filename}gone.md#part)."
    author.write("content/post.md", POST.format(slug="post", lang="en", text=text))
    mistake(
        author,
        line="content/post.md:9: '{filename}gone.md#part' leads nowhere: "
        "content/gone.md does not exist.",
    )


def test_a_picture_that_does_not_exist(author):
    """So is a missing picture."""
    text = '![A back]({static}/images/back.png "Caption")'
    author.write("content/post.md", POST.format(slug="post", lang="en", text=text))
    mistake(
        author,
        line="content/post.md:7: '{static}/images/back.png' leads nowhere: "
        "content/images/back.png does not exist.",
    )


def test_a_bare_path(author):
    """A path that Pelican would leave as it is breaks as soon as an address changes."""
    text = "See [this](other.html)."
    author.write("content/post.md", POST.format(slug="post", lang="en", text=text))
    mistake(
        author,
        line="content/post.md:7: 'other.html' is a bare path. "
        "Write {filename} or {static} before it.",
    )


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


def test_all_mistakes_are_told_at_once(author):
    """An author mends a post in one go."""
    text = "[a]({filename}a.md)\n[b]({filename}b.md)"
    author.write("content/post.md", POST.format(slug="post", lang="en", text=text))
    mistake(
        author,
        line="content/post.md:7: '{filename}a.md' leads nowhere: content/a.md does not exist.",
    )
    mistake(
        author,
        line="content/post.md:8: '{filename}b.md' leads nowhere: content/b.md does not exist.",
    )
