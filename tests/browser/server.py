"""A static server like any other, that tells what was asked for and can hold or break a file."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
    "connect-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
"""Strict: nothing inline, nothing from elsewhere, no address that becomes a script unseen."""


class Handler(SimpleHTTPRequestHandler):
    """Answers as `python -m http.server` does, with the strict policy."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }
    server: "Server"

    def do_GET(self) -> None:
        with self.server.arriving:
            self.server.asked.append((self.command, self.path))
            self.server.arriving.notify_all()
        name = self.path.rpartition("/")[2]
        if name in self.server.held:
            self.server.held[name].wait(timeout=60)
        if name == "favicon.ico":  # asked for unseen, where a page names no icon
            self.answer(b"")
        elif fault := self.server.faults.get(name.partition("?")[0]):
            fault(self, Path(self.translate_path(self.path)).read_bytes())
        elif name in self.server.broken or self.server.changed.get(name, b"") is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        elif changed := self.server.changed.get(name):
            self.answer(changed)
        elif name in self.server.prefixes:
            self.answer(
                self.server.prefixes[name] + Path(self.translate_path(self.path)).read_bytes()
            )
        else:
            super().do_GET()

    do_POST = do_PUT = do_HEAD = do_GET

    def answer(self, body: bytes, kind: str = "", encoding: str = "", length: int = 0) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind or self.guess_type(self.path))
        self.send_header("Content-Length", str(length or len(body)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        if self.server.policy:
            self.send_header("Content-Security-Policy", self.server.policy)
        self.send_header("Cache-Control", "no-cache")  # so that a broken file is seen to be
        super().end_headers()

    def guess_type(self, path: Any) -> str:
        return self.server.types.get(Path(path).suffix, super().guess_type(path))

    def copyfile(self, source: Any, outputfile: Any) -> None:
        name = self.path.rpartition("/")[2]
        content = source.read()
        if name in self.server.stuck:
            outputfile.write(content[: len(content) // 2])
            outputfile.flush()
            self.server.released.wait(timeout=60)
            self.close_connection = True
            return
        piece = len(content) // 80 + 1 if name in self.server.slow else len(content) + 1
        for start in range(0, len(content), piece):
            outputfile.write(content[start : start + piece])
            outputfile.flush()
            self.server.released.wait(self.server.slow.get(name, 0) / 80)

    def log_message(self, *_: object) -> None:
        """Say nothing: what was asked for is kept in the server."""


class Server(ThreadingHTTPServer):
    """The server of one folder, on a port of its own."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[tuple[str, str]] = []
        self.arriving = threading.Condition()
        self.held: dict[str, threading.Event] = {}
        self.broken: set[str] = set()
        self.prefixes: dict[str, bytes] = {}
        self.changed: dict[str, bytes | None] = {}
        """What is sent instead of a file, by its name; None for a file that is gone."""
        self.faults: dict[str, Callable[[Handler, bytes], None]] = {}
        """What answers in place of a file, by its name, and is given the file."""
        self.types: dict[str, str] = {}
        self.slow: dict[str, float] = {}
        """How many seconds a file takes, by its name: it comes in many pieces."""
        self.stuck: set[str] = set()
        """The names of files of which only the first half comes."""
        self.policy = POLICY
        self.released = threading.Event()
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=str(folder)))

    def handle_error(self, *_: object) -> None:
        """Browsers hang up whenever they like."""

    @property
    def address(self) -> str:
        # localhost, not 127.0.0.1: all that browsers keep for secure pages, they keep here too
        return f"http://localhost:{self.server_port}"

    def paths(self) -> list[str]:
        """The paths asked for so far, in order, without the leading slash."""
        return [path.removeprefix("/") for _, path in self.asked]

    def wait_for(self, path: str) -> None:
        """Until somebody has asked for it."""
        with self.arriving:
            assert self.arriving.wait_for(lambda: path in self.paths(), timeout=60), self.paths()

    @contextmanager
    def holding(self, name: str) -> Iterator[None]:
        """Answer nobody who asks for this file until the block is left."""
        self.held[name] = threading.Event()
        try:
            yield
        finally:
            self.held.pop(name).set()

    @contextmanager
    def running(self) -> Iterator[Self]:
        thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.released.set()
            self.shutdown()
            self.server_close()
