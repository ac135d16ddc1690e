"""What a page complains of, and what it asks of others."""

from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Page

LISTEN = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`refused: ${event.effectiveDirective} ${event.blockedURI}`));
"""


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
        if isinstance(
            self.page, Page
        ):  # WebKit tells nobody what it asks for; its policy forbids it
            self.page.context.on("request", lambda request: self._see(request.url))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _see(self, url: str) -> None:
        if not url.startswith((self.origin, "data:", "blob:")):
            self.complaints.append(f"asked for {url}")
