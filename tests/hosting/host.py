"""Hosts for a built site: a plain web server that counts, and Debian's real nginx."""

import http.server
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any
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


class Host:
    """What `python -m http.server` is, on a path of its own; it counts and can do harm."""

    def __init__(self, folder: Path, path: str = "") -> None:
        self.folder = folder
        self.path = path
        self.seen: list[str] = []
        self.changed: dict[str, bytes | None] = {}
        """What is sent instead of a file, by its path below the site; None breaks off."""
        self.held: dict[str, threading.Event] = {}
        """Files that are sent once the event has come, by their path below the site."""
        self.port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}{self.path}"

    def start(self) -> None:
        """Listen, after the first time on the same port as before."""
        handler = partial(Handler, self, directory=str(self.folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Answer nobody any more."""
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
        if below in self.host.held:
            self.host.held[below].wait()
        if not path.startswith(self.host.path + "/"):
            self.send_error(404)
        elif below in self.host.changed:
            self.send_changed(below, self.host.changed[below])
        else:
            super().do_GET()

    def send_changed(self, below: str, content: bytes | None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(below))
        self.send_header("Content-Length", str(len(content or b"") or 1_000_000))
        self.end_headers()
        self.wfile.write(content or b"the beginning")
        if content is None:
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
