"""Draw an image of a post in the page itself, with the theme's colours.

In Markdown an image on a line of its own becomes a figure when its source is

- an SVG file: its drawing is put into the page;
- a CSV file of spans of hours: a timeline is drawn from its numbers.

The alternative text is what a screen reader says; the title is the caption. A
picture that is inline follows light and dark and forced colours, which one in an
`<img>` cannot.
"""

import csv
from os.path import relpath
from pathlib import Path
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from pelican import Pelican, signals

SVG = "http://www.w3.org/2000/svg"
HOURS_PER_DAY = 24
WIDTH, MARGIN, ROW, BAR = 360, 8, 44, 16

ET.register_namespace("", SVG)


def svg(tag: str, **attributes: object) -> ET.Element:
    """Make an SVG element; `class_` stands for the attribute `class`."""
    named = {name.rstrip("_").replace("_", "-"): str(value) for name, value in attributes.items()}
    return ET.Element(f"{{{SVG}}}{tag}", named)


def text(words: str, **attributes: object) -> ET.Element:
    """Make an SVG text element."""
    element = svg("text", **attributes)
    element.text = words
    return element


def timeline(rows: list[list[str]]) -> ET.Element:
    """Draw spans of hours as bars over an axis of days.

    `rows`: the axis title with two column names, then (label, from hour, to hour).
    """
    (title, *_), *spans = rows
    days = max(int(end) for _, _, end in spans) // HOURS_PER_DAY + 1
    day = (WIDTH - 2 * MARGIN) / days
    axis = len(spans) * ROW + MARGIN
    drawing = svg("svg", viewBox=f"0 0 {WIDTH} {axis + 44}")
    for number in range(days + 1):
        x = MARGIN + number * day
        drawing.append(svg("path", class_="drawing-grid", d=f"M{x:.1f} {MARGIN}V{axis}"))
        drawing.append(text(str(number), x=f"{x:.1f}", y=axis + 16, text_anchor="middle"))
    for number, (label, start, end) in enumerate(spans):
        drawing.extend(bar(label, int(start), int(end), number * ROW + MARGIN, day))
    drawing.append(text(title, x=WIDTH / 2, y=axis + 36, text_anchor="middle"))
    return drawing


def bar(label: str, start: int, end: int, y: int, day: float) -> list[ET.Element]:
    """Draw one span, from hour `start` to hour `end`, with its label above."""
    x, width = MARGIN + start / HOURS_PER_DAY * day, (end - start) / HOURS_PER_DAY * day
    beyond_middle = x > WIDTH / 2
    words = text(
        label,
        x=f"{x + width if beyond_middle else x:.1f}",
        y=y + 16,
        text_anchor="end" if beyond_middle else "start",
    )
    shape = svg(
        "rect", class_="drawing-bar", x=f"{x:.1f}", y=y + 22, width=f"{width:.1f}", height=BAR, rx=3
    )
    return [words, shape]


def drawing_of(source: Path) -> ET.Element:
    """Give the drawing that a file holds (.svg) or describes (.csv)."""
    if source.suffix == ".svg":
        return ET.parse(source).getroot()  # noqa: S314 (the clinic's own file)
    with source.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines)
        try:
            return timeline([row for row in rows if any(row)])
        except ValueError as error:
            raise SystemExit(
                f"{relpath(source)}: {error}. Write a line of three titles in UTF-8, then lines such as "
                "'Sore,12,72': a label, from hour, to hour."
            ) from None


class Figures(Treeprocessor):
    """Turn a paragraph that holds one drawn image into a figure."""

    def __init__(self, md: Markdown, content: Path) -> None:
        super().__init__(md)
        self.content = content

    def run(self, root: ET.Element) -> None:
        """Go through the paragraphs of a post."""
        for paragraph in root.iter("p"):
            if (
                len(paragraph) == 1
                and paragraph[0].tag == "img"
                and not (paragraph.text or "").strip()
            ):
                self.draw(paragraph, paragraph[0])

    def draw(self, paragraph: ET.Element, image: ET.Element) -> None:
        """Put the drawing in the image's place, if there is a file to draw."""
        source = self.content / image.get("src", "").removeprefix("{static}").lstrip("/")
        if source.suffix not in {".svg", ".csv"} or not source.is_file():
            return
        drawing = drawing_of(source)
        drawing.attrib.update(role="img", **{"aria-label": image.get("alt", "")})
        markup = ET.tostring(drawing, encoding="unicode")
        paragraph.clear()
        paragraph.tag, paragraph.attrib["class"] = "figure", "picture"
        paragraph.text = self.md.htmlStash.store(markup)
        if image.get("title"):
            ET.SubElement(paragraph, "figcaption").text = image.get("title")


class PicturesExtension(Extension):
    """Let Markdown draw the images below the folder that `content` names."""

    def __init__(self, **kwargs: object) -> None:
        self.config = {"content": ["", "The folder that {static} stands for."]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the tree processor after the inline patterns have made images."""
        content = Path(self.getConfig("content"))
        md.treeprocessors.register(Figures(md, content), "pictures", 5)


def makeExtension(**kwargs: object) -> PicturesExtension:
    """Called by Markdown, which finds the extension by this module's name."""
    return PicturesExtension(**kwargs)


def add_extension(pelican: Pelican) -> None:
    """Name the extension in the run's settings: by name, since Pelican pickles them."""
    configs = pelican.settings["MARKDOWN"].setdefault("extension_configs", {})
    configs[__name__] = {"content": pelican.settings["PATH"]}


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(add_extension)
