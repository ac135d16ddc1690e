"""Every state of the page as a picture: `make screenshots` writes them to look at.

python -m tests.browser.screenshots OUTPUT FOLDER [chromium | firefox | webkit]
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.conftest import POSTS
from tests.engines import launch_chromium, launch_firefox
from tests.reader import Reader
from tests.webkit import WebKit

from .server import Server
from .states import walk

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")


@contextmanager
def browser(engine: str) -> Iterator[Any]:
    if engine == "webkit":
        browser: Any = WebKit()
        yield browser
        browser.close()
        return
    launch: Callable[..., Any] = {"chromium": launch_chromium, "firefox": launch_firefox}[engine]
    with sync_playwright() as playwright:
        yield launch(playwright)


def photograph(reader: Reader, folder: Path, kind: str) -> None:
    """Write every state in one kind of window."""
    for state in walk(reader):
        if state == "signs":  # the whole post, once
            reader.page.locator("body").screenshot(path=folder / f"post-{kind}.png")
        file = folder / f"{state}-{kind}.png"
        reader.page.locator(".selfcheck-app").screenshot(path=file)


def main(output: Path, folder: Path, engine: str = "chromium") -> None:
    with browser(engine) as opened:
        for language, path in POSTS.items():
            (folder / language).mkdir(parents=True, exist_ok=True)
            for width in WIDTHS:
                for scheme in SCHEMES:
                    window = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
                    with (
                        Server(output).running() as server,
                        opened.new_context(service_workers="block", **window) as context,
                    ):
                        reader = Reader(context.new_page(), f"{server.address}/{path}", server)
                        photograph(reader, folder / language, f"{width}-{scheme}")
    print(f"Written: {folder}/{{{','.join(POSTS)}}}/")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
