"""A reader at the page: opens it, ticks, presses Continue, and is told an outcome."""

import time
from typing import Any, Literal, Self

from playwright.sync_api import Locator, Page

from checker.engine import assess
from checker.lower_back import CHECKER

from .browser.server import Server

LISTEN = """
window.heard = [];
for (const type of ["selfcheck:ready", "selfcheck:result"]) {
  document.addEventListener(type, ({ detail }) => window.heard.push({ type, detail }));
}
"""

SCREEN = """
() => {
  const widget = document.querySelector(".selfcheck");
  if (widget.querySelector(".selfcheck-result[data-outcome]")) return "outcome";
  if (!widget.querySelector(".selfcheck-failure").hidden) return "failure";
  return widget.querySelector(".selfcheck-page:not([hidden])").dataset.page;
}
"""

SHOWN = f"""
() => [({SCREEN})(), window.heard.filter(({{ type }}) => type === "selfcheck:result").length]
"""
"""The screen, and how many verdicts there have been."""

REMEMBER = f"() => {{ window.before = ({SHOWN})(); return true; }}"

TURNED = f"""
() => {{
  const [screen, told] = ({SHOWN})();
  return screen !== window.before[0] || told > window.before[1];
}}
"""

PRESS_CONTINUE = f"""
() => {{
  const button = document.querySelector(".selfcheck-continue:enabled");
  if (!button?.checkVisibility()) return false;
  ({REMEMBER})();
  button.click();
  return true;
}}
"""

TICK = """
(all) => all.every(([question, option]) => {
  const box = document.querySelector(`input[name="${question}"][value="${option}"]`);
  const [label] = box?.labels ?? [];
  if (label?.checkVisibility() && !box.checked) label.click();
  return box?.checked;
})
"""
"""Whether all of them are ticked now; each that can be seen, and is not, is clicked."""

FOCUS = """
() => window.wanted === document.activeElement ? "there"
  : window.wanted.type === "radio" && document.activeElement.name === window.wanted.name
    ? "among its radios" : "elsewhere"
"""

READY = "() => performance.getEntriesByName('selfcheck:ready').length > 0"


def ticked(given: str | list[str]) -> list[str]:
    return [given] if isinstance(given, str) else given


class Reader:
    """One reader with one page. ``hand`` is how they tick and go on: pointer, touch, keyboard, or the
    page's own click, which a driver does in one call of twenty; ``server`` the one that the test can
    do harm with."""

    def __init__(
        self, page: Page, address: str, server: Server | None = None, hand: str = "page"
    ) -> None:
        self.page, self.address, self.server, self.hand = page, address, server, hand
        self.said: list[str] = []
        self.troubles: list[str] = []
        self.trouble_expected = False
        page.set_default_timeout(90_000)  # a busy machine takes its time
        page.add_init_script(LISTEN)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message: Any) -> None:
        self.said.append(message.text)
        if message.type == "error":
            self.troubles.append(message.text)

    def open(self, until: Literal["load", "domcontentloaded", "commit"] = "load") -> Self:
        """Open the post, and the check in it."""
        return self.look(until).begin()

    def look(self, until: Literal["load", "domcontentloaded", "commit"] = "load") -> Self:
        """Open the post, and read."""
        self.page.goto(self.address, wait_until=until)
        return self

    def begin(self) -> Self:
        """Open the check in the post."""
        self.find(".selfcheck-start").first.evaluate("it => it.click()")
        return self

    def find(self, selector: str, **filters: Any) -> Locator:
        return self.page.locator(selector, **filters)

    def option(self, question: str, option: str) -> Locator:
        return self.find(f'input[name="{question}"][value="{option}"]')

    def tick(self, question: str, *options: str) -> None:
        """See to it that these options are ticked."""
        self._tick_all([(question, option) for option in options])

    def fill(self, answers: dict[str, str | list[str]]) -> None:
        """Tick what is asked on the page, as far as there is an answer to it."""
        given = {question: answers[question] for question in self.asked() if question in answers}
        self._tick_all(
            [(question, option) for question, its in given.items() for option in ticked(its)]
        )

    def _tick_all(self, wanted: list[tuple[str, str]]) -> None:
        if self.hand == "page":
            self._as_soon_as_it_can(TICK, wanted)
            return
        for question, option in wanted:
            box = self.option(question, option)
            if id := box.evaluate("it => it.checked ? '' : it.id"):
                self._tick(box, id)

    def _tick(self, box: Locator, id: str) -> None:
        if self.hand == "keyboard":
            self.tab_to(box)
            self.page.keyboard.press("Space")
        else:
            self.press(self.find(f'label[for="{id}"]'))

    def _as_soon_as_it_can(self, act: str, arg: Any = None) -> None:
        """Have the page do what says whether it has been done."""
        if not self.page.evaluate(act, arg):
            self.page.wait_for_function(act, arg=arg)

    def tab_to(self, target: Locator) -> None:
        """Press Tab until the focus is there; within radios, the arrow keys."""
        target.evaluate("it => { window.wanted = it; }")
        for _ in range(200):
            where = self.page.evaluate(FOCUS)
            if where == "there":
                return
            self.page.keyboard.press("ArrowDown" if where == "among its radios" else "Tab")
        raise AssertionError(f"the keyboard does not reach {target}")

    def press(self, target: Locator) -> None:
        """Press a button or follow a link."""
        if self.hand == "keyboard":
            self.tab_to(target)
            self.page.keyboard.press("Enter")
        elif self.hand == "touch":
            target.tap()
        else:
            target.click()

    def act(self, name: str) -> None:
        """Press one of the widget's own buttons: back, restart, retry, print."""
        self.press(self.find(f'[data-action="{name}"]:visible').first)

    def go_on(self) -> str:
        """Press Continue and wait for what comes of it: the screen that is then shown."""
        if self.hand == "page":
            self._as_soon_as_it_can(PRESS_CONTINUE)
        else:
            self.page.evaluate(REMEMBER)
            self.press(self.find(".selfcheck-continue"))
        self.page.wait_for_function(TURNED)
        return self.screen()

    def answer(self, answers: dict[str, str | list[str]]) -> str:
        """Answer page by page what is asked, until an outcome, or an error for want of an answer."""
        while self.screen() != "outcome":
            given = self.given()
            blank = {id: answers[id] for id in self.asked() if id in answers and id not in given}
            if self.complaints() and not blank:
                break
            self.fill(blank)
            if self.is_emergency():
                self.wait_for("outcome")  # it interrupts: Continue may be gone before it is pressed
                break
            self.go_on()
        return self.screen()

    def give(self, question: str, answers: dict[str, str | list[str]]) -> None:
        self.tick(question, *ticked(answers[question]))

    def answer_page(self, answers: dict[str, str | list[str]]) -> None:
        """Answer all of the page that these answers speak of, what they open on it included."""
        (page,) = (page for page in CHECKER.pages if page.id == self.screen())
        for question in page.questions:
            if question.id in answers:
                self.find(f"fieldset[data-question={question.id}]:not([hidden])").wait_for()
                self.give(question.id, answers)

    def is_emergency(self) -> bool:
        """Whether CPython calls what is ticked an emergency (of the lower back)."""
        given = {id: frozenset(options) for id, options in self.given().items()}
        known = given.keys() <= CHECKER.questions.keys()
        return known and assess(CHECKER, given).outcome == "emergency"

    def change(self, page: str) -> None:
        """From the outcome back to a page, by its first answer in the list."""
        self.press(
            self.find(".selfcheck-fold:has(+ .selfcheck-folded .selfcheck-answers) > summary")
        )
        self.press(self.find(f'[data-action="change"][data-page="{page}"]').first)
        self.wait_for(page)

    def told(self, answers: dict[str, str | list[str]]) -> str | None:
        """The outcome that these answers lead to."""
        self.answer(answers)
        return self.outcome()

    def screen(self) -> str:
        """A page's id, ``outcome`` or ``failure``."""
        return self.page.evaluate(SCREEN)

    def asked(self) -> list[str]:
        """The questions on the page, in order."""
        shown = self.find(".selfcheck-page:not([hidden]) fieldset:not([hidden])")
        return shown.evaluate_all("all => all.map(it => it.dataset.question)")

    def given(self) -> dict[str, list[str]]:
        """What is ticked in the whole form."""
        pairs = self.find(".selfcheck-form input:checked").evaluate_all(
            "all => all.map(({ name, value }) => [name, value])"
        )
        return {name: [v for n, v in pairs if n == name] for name, _ in pairs}

    def complaints(self) -> list[str]:
        """The lines of the error summary."""
        return self.find(".selfcheck-errors:not([hidden]) li").all_inner_texts()

    def title(self) -> str:
        """The page's, as the tab has it."""
        return self.page.evaluate("document.title")

    def wait_for(self, screen: str) -> None:
        self.page.wait_for_function(f"screen => ({SCREEN})() === screen", arg=screen)

    def wait_until_ready(self) -> None:
        self.page.wait_for_function(READY)

    def wait_until_said(self, words: str) -> None:
        """Wait for a line of the console with these words."""
        end = time.monotonic() + 60
        while not any(words in line for line in self.said):
            assert time.monotonic() < end, self.said
            self.page.evaluate("() => new Promise(requestAnimationFrame)")

    def outcome(self) -> str | None:
        return self.find(".selfcheck-result").get_attribute("data-outcome")

    def verdicts(self) -> list[dict[str, Any]]:
        """The details of every ``selfcheck:result`` so far."""
        heard = self.page.evaluate("window.heard")
        return [event["detail"] for event in heard if event["type"] == "selfcheck:result"]

    def focused(self) -> str:
        """The text of what has the focus, on one line."""
        return " ".join(self.page.evaluate("document.activeElement.textContent").split())
