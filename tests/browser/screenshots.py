"""Every state of the page as a picture: `make screenshots` writes them to look at.

python -m tests.browser.screenshots OUTPUT FOLDER
"""

import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, sync_playwright

from tests.conftest import POSTS, launch_chromium
from tests.reader import Reader

from .server import Server
from .states import walk

WIDTHS = (360, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def photograph(page: Page, folder: Path, state: str) -> None:
    """Write the state at each width, light and dark."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            file = folder / f"{state}-{width}-{scheme}.png"
            if state == "signs":  # the whole post, once
                page.screenshot(path=folder / f"post-{width}-{scheme}.png", full_page=True)
            page.locator(".selfcheck-app").screenshot(path=file)


def main(output: Path, folder: Path) -> None:
    with sync_playwright() as playwright, Server(output).running() as server:
        browser = launch_chromium(playwright)
        for language, path in POSTS.items():
            page = browser.new_context(service_workers="block").new_page()
            for state in walk(Reader(page, f"{server.address}/{path}", server)):
                photograph(page, folder / language, state)
            server.broken.clear()
        browser.close()
    print(f"Written: {folder}/{{{','.join(POSTS)}}}/")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
