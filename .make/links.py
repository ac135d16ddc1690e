"""List the links that lead out of the built site, each with the pages that have it.

python .make/links.py OUTPUT
"""

import sys
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path


class Links(HTMLParser):
    """Collect the addresses of a page's links to other hosts."""

    def __init__(self, page: str, found: dict[str, set[str]]) -> None:
        super().__init__()
        self.page, self.found = page, found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by HTMLParser for each start tag."""
        address = dict(attrs).get("href") or ""
        if tag == "a" and address.startswith(("http:", "https:")):
            self.found[address].add(self.page)


def leading_out(output: Path) -> dict[str, set[str]]:
    """Give the pages of each address outside, below the folder `output`."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in sorted(output.rglob("*.html")):
        Links(str(file.relative_to(output)), found).feed(file.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    for address, pages in sorted(leading_out(Path(sys.argv[1])).items()):
        print(address, *(f"    {page}" for page in sorted(pages)), sep="\n")
