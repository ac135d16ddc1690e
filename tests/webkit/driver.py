"""WebKit under the names that the tests know from Playwright, as far as they need them.

Playwright drives only a WebKit of its own making, which no registry has. This drives the one that
Debian ships, by the WebDriver standard: clicks and keys are real ones."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

from selenium.common.exceptions import (
    JavascriptException,
    NoSuchFrameException,
    TimeoutException,
    WebDriverException,
)
from selenium.webdriver import ActionChains, Keys, WebKitGTK
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from .locator import Locator, step

APP = Path(__file__).with_name("app.py")
SYSTEM_PYTHON = "/usr/bin/python3"
GTK = "import gi; gi.require_version('WebKit2', '4.1'); from gi.repository import WebKit2"
VERSION = "print(*(getattr(WebKit2, f'get_{it}_version')() for it in ('major', 'minor', 'micro')), sep='.')"
DESKTOP = {"width": 1280, "height": 720}

CALL = """
try {{
  const it = ({source});
  const value = typeof it === "function" ? it(...arguments) : it;
  if (typeof value?.then !== "function") return {{ value }};
  window.awaited = value;
  return {{ awaited: true }};
}} catch (error) {{
  return {{ error: String(error) }};
}}
"""
AWAIT = """
const [done] = arguments;
window.awaited.then((value) => done({ value }), (error) => done({ error: String(error) }));
"""
"""Apart, and only where there is a promise: a page that is left while it is asked so never answers."""

PATIENCE = 120  # seconds; a driver that is silent for longer will not speak again

NO_WORKERS = "delete Navigator.prototype.serviceWorker;"

ROLES = {"button": "button", "link": "a[href]"}

CONSOLE = re.compile(r"^(?:\S+: )?CONSOLE (?:\w+ )?(LOG|INFO|WARN|ERROR|DEBUG) (.*)$")
NOISE = re.compile(r"'manifest-src'|interest-cohort|sw\.js due to access control checks")
"""Lines of the console about what WebKit does not know, and lawfully leaves alone; and what it says
when a page is left while it asks for its service worker."""


@cache
def webkit_is_here() -> bool:
    """Whether this system has WebKitGTK, its driver, Python's door to it, and a screen for it."""
    if not (shutil.which("WebKitWebDriver") and shutil.which("Xvfb")):
        return False
    return (
        subprocess.run([SYSTEM_PYTHON, "-c", GTK], capture_output=True, check=False).returncode == 0
    )


@contextmanager
def _screen() -> Iterator[str]:
    """A screen that nobody sees; its name."""
    ours, theirs = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(theirs),
        "-screen",
        "0",
        "1600x9000x24",
        "-nolisten",
        "tcp",
    ]
    server = subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL)
    os.close(theirs)
    try:
        with os.fdopen(ours) as name:
            yield f":{name.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


class WebKit:
    """The browser. Each context is a process of its own, with a profile of its own."""

    def __init__(self, optimizes: bool = True) -> None:
        self._screen = _screen()
        self.variables = {"DISPLAY": self._screen.__enter__(), "NO_AT_BRIDGE": "1"}
        if not optimizes:
            self.variables |= {"JSC_useOMGJIT": "0", "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}

    def new_context(self, profile: Path | None = None, **options: Any) -> Context:
        return Context(self.variables, profile, options)

    def close(self) -> None:
        self._screen.__exit__(None, None, None)


class Context:
    """What a browser keeps apart; with a profile, it is there again at the next start."""

    def __init__(
        self, variables: dict[str, str], profile: Path | None, options: dict[str, Any]
    ) -> None:
        self.variables, self.options = variables, options
        self._own = (
            None
            if profile
            else tempfile.TemporaryDirectory(
                prefix="webkit-",
                ignore_cleanup_errors=True,  # its helpers may still be writing
            )
        )
        self.profile = profile or Path(self._own.name)
        self.profile.mkdir(exist_ok=True)
        self.driver: WebKitGTK | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self.driver:
            self.driver.quit()
            self.driver = None
        if self._own:
            self._own.cleanup()

    def new_page(self) -> Page:
        """One at a time: the tab of a page that was closed is taken again."""
        return Page(self)

    @property
    def pages(self) -> list[Page]:
        """None is open when the browser starts."""
        return []

    @property
    def browser(self) -> SimpleNamespace:
        said = subprocess.run(
            [SYSTEM_PYTHON, "-c", f"{GTK}; {VERSION}"], capture_output=True, text=True, check=True
        )
        return SimpleNamespace(version=said.stdout.strip())

    def cookies(self) -> list[dict[str, Any]]:
        return self.driver.get_cookies()

    def start(self, init: list[str]) -> WebKitGTK:
        """The driver, which has started the browser."""
        if not self.driver:
            options = Options()
            options.binary_location = SYSTEM_PYTHON
            options.add_argument(str(APP))
            options.add_argument(json.dumps(self._given(init)))
            options.set_capability("browserName", "reader")
            options.set_capability("pageLoadStrategy", "none")
            service = Service(
                executable_path=shutil.which("WebKitWebDriver"),
                log_output=str(self.profile / "console"),
                env=os.environ | self.variables,
            )
            self.driver = WebKitGTK(options=options, service=service)
            self.driver.set_script_timeout(30)
            self.driver.command_executor.client_config.timeout = PATIENCE
        return self.driver

    def _given(self, init: list[str]) -> dict[str, Any]:
        return {
            "profile": str(self.profile),
            "init": init if self.options.get("service_workers") != "block" else [*init, NO_WORKERS],
            "viewport": self.options.get("viewport", DESKTOP),
            "scripts": self.options.get("java_script_enabled", True),
            "dark": self.options.get("color_scheme") == "dark",
        }


class Page:
    """One tab. The browser starts when the first page is opened."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.keyboard = Keyboard(self)
        self.timeout = 30.0
        self._init: list[str] = []
        self._late: list[str] = []
        self._listeners: dict[str, list[Callable[[Any], None]]] = {"console": [], "pageerror": []}
        self._read = 0

    @property
    def driver(self) -> WebKitGTK:
        return self.context.start(self._init)

    @property
    def url(self) -> str:
        return self.driver.current_url

    @property
    def viewport_size(self) -> dict[str, int]:
        return self.context.options.get("viewport", DESKTOP)

    def set_default_timeout(self, milliseconds: float) -> None:
        self.timeout = milliseconds / 1000

    def add_init_script(self, script: str) -> None:
        """Run before any script of a page; what comes after the start, once a page has loaded."""
        late = self.context.driver and script not in self._init
        (self._late if late else self._init).append(script)

    def on(self, event: str, listener: Callable[[Any], None]) -> None:
        self._listeners[event].append(listener)

    def listen(self) -> None:
        """Tell the listeners what the console said since the last time."""
        file = self.context.profile / "console"
        lines = file.read_text(errors="replace").splitlines() if file.exists() else []
        for line in lines[self._read :]:
            said = CONSOLE.match(line)
            if said and not NOISE.search(line):
                message = SimpleNamespace(
                    type=said[1].lower().replace("warn", "warning"), text=said[2]
                )
                for listener in self._listeners["console"]:
                    listener(message)
        self._read = len(lines)

    def goto(self, url: str, wait_until: str = "load") -> None:
        self._leave(lambda: self.driver.get(url), wait_until)

    def reload(self) -> None:
        self._leave(self.driver.refresh)

    def _leave(self, go: Callable[[], None], until: str = "load") -> None:
        self.evaluate("() => { window.left = true; }")
        go()
        self.wait_for_function("() => !window.left && !!document.body")
        self.wait_for_load_state(until)
        for script in self._late:
            self.evaluate(f"() => {{ {script} }}")

    def wait_for_load_state(self, state: str = "load") -> None:
        states = {"load": ["complete"], "domcontentloaded": ["interactive", "complete"]}
        if state in states:
            self.wait_for_function("states => states.includes(document.readyState)", states[state])

    def evaluate(self, source: str, arg: Any = None) -> Any:
        """The value of an expression, or what a function returns; promises are waited for."""
        try:
            return self._call(source, arg)
        except (NoSuchFrameException, TimeoutException):  # the page was being left
            return self._call(source, arg)

    def _call(self, source: str, *given: Any) -> Any:
        said = self.driver.execute_script(CALL.format(source=source), *given)
        if "awaited" in said:
            said = self.driver.execute_async_script(AWAIT)
        self.listen()
        if "error" in said:
            raise JavascriptException(said["error"])
        return said.get("value")

    def wait_for_function(self, source: str, arg: Any = None) -> None:
        self.until(lambda: self._call(source, arg), source)

    def until(self, what: Callable[[], Any], name: str) -> Any:
        """The first truthy value; whatever the driver says of a page on its way, it is asked again."""
        wait = WebDriverWait(self.driver, self.timeout, 0.02, [WebDriverException])
        return wait.until(lambda _: what(), name)

    def locator(self, selector: str, has_text: str = "") -> Locator:
        return Locator(self, [step(selector, has_text)])

    def get_by_role(self, role: str, name: str) -> Locator:
        return Locator(self, [step(f"{ROLES[role]}:visible", name)])

    def close(self) -> None:
        self._leave(lambda: self.driver.get("about:blank"))


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> None:
        names = {"ArrowDown": "ARROW_DOWN", "ArrowUp": "ARROW_UP"}
        code = getattr(Keys, names.get(key, key.upper()), key)
        ActionChains(self.page.driver, duration=0).send_keys(code).perform()
        self.page.listen()
