"""Hosts for a built site: a plain web server that counts, and Debian's real nginx."""

import http.server
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]
MODULES = Path("/etc/nginx/modules-enabled")
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
RECIPE = bool(NGINX and (MODULES / "50-mod-http-brotli-static.conf").exists())
"""Whether Debian's nginx is here, with the module that its recipe names."""

NGINX_FRAME = """\
user root;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
{modules}
events {{}}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True)
class Answer:
    """What is sent; ``ends`` says how, if not whole: it "breaks" off, or "stalls"."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    ends: Literal["whole", "breaks", "stalls"] = "whole"


Alteration = Callable[[str, bytes | None], Answer | None]
"""What a host makes of a file, by its path and content; None: it sends it as it lies there."""


def as_it_is(_path: str, _content: bytes | None) -> None:
    """As hosts should be."""


def injected(path: str, content: bytes | None) -> Answer | None:
    """A host that counts visitors."""
    if content is None or not path.endswith(".html"):
        return None
    return Answer(content.replace(b"</body>", b"<script src=/count.js async></script></body>"))


class Host:
    """What `python -m http.server` is, on a path of its own; it counts and can do harm."""

    def __init__(self, folder: Path, path: str = "") -> None:
        self.folder = folder
        self.path = path
        self.seen: list[str] = []
        self.headers: dict[str, list[dict[str, str]]] = {}
        """What browsers have said of themselves, by path, oldest first."""
        self.changed: dict[str, Answer] = {}
        """What is sent instead of a file, by its path below the site."""
        self.altered: Alteration = as_it_is
        self.held: dict[str, threading.Event] = {}
        """Files that are sent once the event has come, by their path below the site."""
        self.port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}{self.path}"

    def start(self) -> None:
        """Listen, after the first time on the same port as before."""
        self.stopped = threading.Event()
        handler = partial(Handler, self, directory=str(self.folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Answer nobody any more."""
        self.stopped.set()
        self.server.shutdown()
        self.server.server_close()


class Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, host: Host, *args: Any, **kwargs: Any) -> None:
        self.host = host
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        below = path.removeprefix(self.host.path + "/")
        self.host.seen.append(below)
        self.host.headers.setdefault(below, []).append(dict(self.headers))
        del self.headers["If-Modified-Since"]  # a test may change a file within a second
        if below in self.host.held:
            self.host.held[below].wait()
        if not path.startswith(self.host.path + "/"):
            self.send_error(404)
        elif answer := self.host.changed.get(below) or self.host.altered(below, self.content()):
            self.send(below, answer)
        else:
            super().do_GET()

    def content(self) -> bytes | None:
        file = Path(self.translate_path(self.path))
        return file.read_bytes() if file.is_file() else None

    def send(self, below: str, answer: Answer) -> None:
        length = len(answer.body) if answer.ends == "whole" else 1_000_000
        self.send_response(answer.status)
        headers = {"Content-Type": self.guess_type(below), "Content-Length": str(length)}
        for name, value in (headers | answer.headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)
        self.wfile.flush()
        if answer.ends == "stalls":
            self.host.stopped.wait(timeout=60)
        self.close_connection = True

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(self.host.path))

    def log_message(self, *_: object) -> None:
        """Say nothing in the terminal."""


@contextmanager
def plain(folder: Path, path: str = "") -> Iterator[Host]:
    host = Host(folder, path)
    try:
        yield host
    finally:
        host.stop()


@contextmanager
def nginx(site: Path, folder: Path, port: int) -> Iterator[str]:
    """The recipe of docs/hosting, with the three lines changed that it says to change."""
    recipe = (ROOT / "docs" / "hosting" / "nginx.conf").read_text()
    for old, new in {
        r"listen 80;": f"listen 127.0.0.1:{port};",
        r"server_name clinic.example;": "server_name localhost;",
        r"root /var/www/clinic;": f"root {site};",
    }.items():
        recipe, found = re.subn(old, new, recipe)
        assert found == 1, old
    assert NGINX, "only a system that has nginx comes here"
    modules = "\n".join(f"include {file};" for file in MODULES.glob("*.conf"))
    (folder / "site.conf").write_text(recipe)
    (folder / "nginx.conf").write_text(NGINX_FRAME.format(folder=folder, modules=modules))
    subprocess.run([NGINX, "-c", folder / "nginx.conf"], check=True, capture_output=True)
    try:
        yield f"http://localhost:{port}"
    finally:
        with suppress(FileNotFoundError):
            stop = [NGINX, "-c", str(folder / "nginx.conf"), "-s", "stop"]
            subprocess.run(stop, check=True, capture_output=True)
