"""A reader with a browser: answers a check as a person does, and watches what the page does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

WAIT = 90_000
"""Milliseconds within which Python must be ready; a busy machine takes its time."""

LISTEN = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`refused: ${event.effectiveDirective} ${event.blockedURI}`));
"""

Answers = Mapping[str, str | Sequence[str]]


@dataclass
class Watch:
    """All that a page complains of, and every request that leaves the site."""

    page: Page
    origin: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(LISTEN)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.context.on("request", lambda request: self._see(request.url))

    def _hear(self, message: object) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _see(self, url: str) -> None:
        if not url.startswith((self.origin, "data:", "blob:")):
            self.complaints.append(f"asked for {url}")


class Reader:
    """Answers one check."""

    def __init__(self, page: Page, check: str = "lower-back") -> None:
        self.page = page
        self.section = page.locator(f"[data-selfcheck={check}]")
        self.result = self.section.locator(".selfcheck-result")
        self.failure = self.section.locator(".selfcheck-failure")

    def tick(self, question: str, given: str | Sequence[str]) -> None:
        for option in [given] if isinstance(given, str) else given:
            self.section.locator(f'[data-question={question}] [value="{option}"]').check(
                timeout=WAIT
            )

    def go_on(self) -> None:
        self.section.locator("[type=submit]").click(timeout=WAIT)

    @property
    def screen(self) -> str:
        """The page that is shown, or `check`, or the outcome."""
        if self.result.is_visible():
            return f"outcome {self.result.get_attribute('data-outcome')}"
        return str(self.section.locator(".selfcheck-page:visible").get_attribute("data-page"))

    def leave(self, screen: str) -> None:
        """Continue, until another screen is shown."""
        self.go_on()
        expect(
            self.section.locator(f'.selfcheck-page:visible[data-page="{screen}"]')
        ).to_have_count(0, timeout=WAIT)

    def answer(self, answers: Answers, outcome: str) -> None:
        """Answer page after page, until this outcome is shown; an emergency interrupts."""
        left = list(answers)
        while not self.screen.startswith("outcome"):
            screen = self.screen
            asked = self.asked()
            for question in [question for question in left if question in asked]:
                self.tick(question, answers[question])
                left.remove(question)
            if outcome == "emergency" and not left:
                break
            self.leave(screen)
        expect(self.result).to_have_attribute("data-outcome", outcome, timeout=WAIT)

    def asked(self) -> list[str]:
        questions = self.section.locator(".selfcheck-page:visible .selfcheck-question:visible")
        return questions.evaluate_all("all => all.map((it) => it.dataset.question)")
