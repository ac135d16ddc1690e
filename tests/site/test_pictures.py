"""Pictures that are drawn in the page."""

import re

import pytest

from .markup import read

POST = "title: A post\nslug: post\ndate: 2026-01-01\n\n{text}\n"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7"/></svg>'
SPANS = "Days after\nFirst,0,24\nThen,24,72\n\n".replace("Days after", "Days after,from,to")


@pytest.fixture
def page(small_site):
    """Build a post with this text, beside a drawing and a table of spans."""

    def build(text: str):
        site = small_site("pictures")
        site.write("content/images/back.svg", DRAWING)
        site.write("content/images/course.csv", SPANS)
        site.write("content/post.md", POST.format(text=text))
        result = site.try_to_build()
        assert result.returncode == 0, result.stdout + result.stderr
        return read(site.page("post.html"))

    return build


def test_a_drawing_is_put_into_the_page(page):
    """Its alternative text is what a screen reader says; its title is the caption."""
    markup = page('![A "bent" back]({static}/images/back.svg "The caption")')
    drawing = markup.one("svg")
    assert drawing.attrs["role"] == "img"
    assert drawing.attrs["aria-label"] == 'A "bent" back'
    assert markup.one("figcaption").text == "The caption"
    assert markup.all("img") == []


def test_a_drawing_without_title_has_no_caption(page):
    """No empty caption is left."""
    assert page("![A back]({static}/images/back.svg)").all("figcaption") == []


def test_a_table_of_spans_is_drawn_to_scale(page):
    """A bar of two days is twice as long as one of one day, and begins where that ends."""
    first, then = page("![Course]({static}/images/course.csv)").all("rect")
    ends = float(first.attrs["x"]) + float(first.attrs["width"])
    assert float(then.attrs["width"]) == pytest.approx(2 * float(first.attrs["width"]), abs=0.2)
    assert float(then.attrs["x"]) == pytest.approx(ends, abs=0.2)


def test_the_axis_counts_the_days(page):
    """Every day has its number, to the end of the last span and one beyond."""
    words = [text.text for text in page("![Course]({static}/images/course.csv)").all("text")]
    assert [word for word in words if re.fullmatch(r"\d", word)] == ["0", "1", "2", "3", "4"]
    assert {"First", "Then", "Days after"} <= set(words)


def test_a_picture_within_a_sentence_stays_an_image(page):
    """Only an image that is a paragraph of its own becomes a figure."""
    markup = page("Look: ![A back]({static}/images/back.svg)")
    assert markup.all("svg") == []
    assert markup.one("img").attrs["src"].endswith("images/back.svg")


@pytest.mark.parametrize("edition", ["", "es/"])
def test_the_clinics_timeline_shows_the_cited_hours(published, edition):
    """Start 12 to 24 h, worst 24 to 72 h, gone by 5 to 7 days: the spans that the sources give."""
    markup = published.page(f"{edition}how-long-soreness-lasts.html")
    bars = markup.all("rect", class_="drawing-bar")
    day = float(bars[1].attrs["width"]) / 2
    hours = [
        tuple(round(float(bar.attrs[name]) / day * 24 - shift) for name, shift in spans)
        for bar in bars
        for spans in [(("x", float(bars[1].attrs["x"]) / day * 24 - 24), ("width", 0))]
    ]
    assert hours == [(12, 12), (24, 48), (120, 48)]


@pytest.mark.parametrize(
    "table", [b"Days,from,to\nFirst,0\n", "D\u00edas,de,a\nEl 1\u00ba,0,24\n".encode("cp1252")]
)
def test_a_table_that_is_none_is_named(small_site, table):
    """The file, what is wrong with it, and how it is written."""
    site = small_site("pictures")
    site.write("content/images/course.csv", "").write_bytes(table)
    site.write("content/post.md", POST.format(text="![Course]({static}/images/course.csv)"))
    done = site.try_to_build()
    assert done.stderr.startswith("content/images/course.csv: "), done.stderr
    assert "Write a line of three titles" in done.stderr
    assert done.stderr.count("\n") == 1
