"""A page as tests ask about it: its elements, its ids, its words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Element:
    """A start tag with its attributes and the words inside it."""

    tag: str
    attrs: dict[str, str]
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@dataclass
class Markup:
    """The elements of a page in their order."""

    elements: list[Element]

    def all(self, tag: str, **attrs: str) -> list[Element]:
        """Every element of a tag that has these attributes; `class_` stands for `class`."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag and wanted.items() <= element.attrs.items()
        ]

    def one(self, tag: str, **attrs: str) -> Element:
        """The only such element."""
        (element,) = self.all(tag, **attrs)
        return element

    @property
    def title(self) -> str:
        """The page's title; drawings in it have titles of their own, further down."""
        return self.all("title")[0].text

    def ids(self) -> set[str]:
        return {element.attrs["id"] for element in self.elements if "id" in element.attrs}

    def links(self) -> list[str]:
        """Every address that the page names: of links, pictures, scripts, styles and forms."""
        names = ("href", "src", "action")
        return [e.attrs[name] for e in self.elements for name in names if name in e.attrs]


class Reader(HTMLParser):
    VOID = frozenset({"base", "br", "hr", "img", "input", "link", "meta", "source", "wbr"})

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in self.VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        while self.open and self.open.pop().tag != tag:
            pass

    def handle_data(self, data):
        for element in self.open:
            element.words.append(data)


def read(html: str) -> Markup:
    reader = Reader()
    reader.feed(html)
    return Markup(reader.elements)
