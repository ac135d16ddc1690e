"""Fold what most readers pass by: a post's list of contents, and the sections that FOLDED_SECTIONS names."""

import xml.etree.ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from pelican import Pelican, signals


class Folds(Treeprocessor):
    """Turn the list of contents, and each section of these titles, into a disclosure."""

    def __init__(self, md: Markdown, titles: list[str]) -> None:
        super().__init__(md)
        self.titles = titles

    def run(self, root: ET.Element) -> None:
        """Go through the blocks of a post."""
        blocks, place = list(root), root
        root[:] = []
        for block in blocks:
            if block.tag == "h2" and "".join(block.itertext()) in self.titles:
                place = folded(block)
                root.append(place)
                continue
            if block.tag == "h2":
                place = root
            place.append(folded_contents(block) if block.get("class") == "toc" else block)


def folded(title: ET.Element) -> ET.Element:
    """Give a disclosure with this title, and nothing in it yet."""
    fold = ET.Element("details", {"class": "fold"})
    ET.SubElement(fold, "summary").append(title)
    return fold


def folded_contents(toc: ET.Element) -> ET.Element:
    """Give the list that Markdown's `toc` makes, behind its title."""
    title, links = toc
    fold = ET.Element("details", {"class": "fold contents"})
    ET.SubElement(fold, "summary").text = title.text
    ET.SubElement(fold, "nav", {"aria-label": title.text or ""}).append(links)
    return fold


class FoldsExtension(Extension):
    """Let Markdown fold the sections whose titles `titles` names."""

    def __init__(self, **kwargs: object) -> None:
        self.config = {"titles": [[], "The titles of sections to fold."]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the tree processor after `toc`, which makes the list."""
        md.treeprocessors.register(Folds(md, self.getConfig("titles")), "folds", 4)


def makeExtension(**kwargs: object) -> FoldsExtension:
    """Called by Markdown, which finds the extension by this module's name."""
    return FoldsExtension(**kwargs)


def add_extension(pelican: Pelican) -> None:
    """Name the extension in the run's settings: by name, since Pelican pickles them."""
    configs = pelican.settings["MARKDOWN"].setdefault("extension_configs", {})
    configs[__name__] = {"titles": pelican.settings["FOLDED_SECTIONS"]}


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(add_extension)
