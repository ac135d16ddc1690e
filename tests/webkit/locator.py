"""What a selector finds on a page of WebKit, and what a reader does with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selenium.webdriver import ActionChains
from selenium.webdriver.remote.webelement import WebElement

if TYPE_CHECKING:
    from .driver import Page

FIND = """
(steps) => steps.reduce((found, { css, visible, text }) => found
  .flatMap((it) => [...it.querySelectorAll(css)])
  .filter((it) => !visible || it.checkVisibility({ visibilityProperty: true }) && it.getClientRects().length)
  .filter((it) => it.textContent.replace(/\\s+/g, " ").includes(text)), [document])
"""

SCROLL = """
(it) => {
  const { top, bottom } = it.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) it.scrollIntoView({ block: "center", behavior: "instant" });
}
"""
"""At once: the driver itself does not wait for a page that scrolls smoothly."""


def step(selector: str, text: str = "") -> dict[str, Any]:
    """A selector of Playwright's, as far as the tests use it: CSS, and ``:visible`` at its end."""
    css = selector.removesuffix(":visible")
    return {"css": css, "visible": css != selector, "text": text}


class Locator:
    """What a selector finds, looked for anew each time; an action waits until it can be done."""

    def __init__(self, page: Page, steps: list[dict[str, Any]]) -> None:
        self.page, self.steps = page, steps

    def __repr__(self) -> str:
        return " ".join(step["css"] for step in self.steps)

    def locator(self, selector: str, has_text: str = "") -> Locator:
        return Locator(self.page, [*self.steps, step(selector, has_text)])

    @property
    def first(self) -> Locator:
        return self  # every action takes the first

    def all(self) -> list[WebElement]:
        return self.page.evaluate(FIND, self.steps)

    def evaluate_all(self, source: str, arg: Any = None) -> Any:
        both = f"(steps, arg) => ({source})(({FIND})(steps), arg)"
        return self.page._call(both, self.steps, arg)

    def evaluate(self, source: str, arg: Any = None) -> Any:
        return self.page._call(source, self._element(), arg)

    def _element(self) -> WebElement:
        return self.page.until(self.all, repr(self))[0]

    def _act(self, action: Callable[[WebElement], object]) -> None:
        def act() -> bool:
            self.scroll_into_view_if_needed()
            action(self._element())
            return True

        self.page.until(act, repr(self))
        self.page.listen()

    def click(self) -> None:
        self._act(lambda it: it.click())

    def hover(self) -> None:
        self._act(
            lambda it: ActionChains(self.page.driver, duration=0).move_to_element(it).perform()
        )

    def focus(self) -> None:
        self.evaluate("it => it.focus()")

    def press(self, key: str) -> None:
        self.focus()
        self.page.keyboard.press(key)

    def fill(self, text: str) -> None:
        def fill(field: WebElement) -> None:
            field.clear()
            field.send_keys(text)

        self._act(fill)

    def scroll_into_view_if_needed(self) -> None:
        self.evaluate(SCROLL)

    def get_attribute(self, name: str) -> str | None:
        return self.evaluate("(it, name) => it.getAttribute(name)", name)

    def inner_text(self) -> str:
        return self.evaluate("it => it.innerText")

    def all_inner_texts(self) -> list[str]:
        return self.evaluate_all("all => all.map(it => it.innerText)")

    def count(self) -> int:
        return len(self.all())

    def is_checked(self) -> bool:
        return self.evaluate("it => it.checked")

    def is_visible(self) -> bool:
        return (
            len(Locator(self.page, [*self.steps[:-1], self.steps[-1] | {"visible": True}]).all())
            > 0
        )

    def screenshot(self, path: Path) -> None:
        path.write_bytes(self._element().screenshot_as_png)

    def bounding_box(self) -> dict[str, float]:
        return self.evaluate("it => it.getBoundingClientRect().toJSON()")

    def wait_for(self, state: str = "visible") -> None:
        self.page.until(self.all if state == "attached" else self.is_visible, repr(self))
