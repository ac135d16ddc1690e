"""Lighthouse's scores of the built site: mobile preset, home, post and contact in both languages.

    .venv/bin/python bench/lighthouse.py [RUNS]

Lighthouse comes from npm when it is first needed. The site is served from output/ as a host would:
compressed. Printed are the medians of the scores, and what a first visit weighs.
"""

import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIGHTHOUSE = "lighthouse@13.5.0"
PAGES = ("", "lower-back.html", "contact.html", "es/", "es/lower-back.html", "es/contact.html")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROMIUM = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)


class Handler(SimpleHTTPRequestHandler):
    """Serve files compressed."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the file, or the first page of the folder, that was asked for."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        body = gzip.compress(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def report(address: str) -> dict[str, float]:
    """Run Lighthouse once: its scores from 0 to 100, and the kilobytes that were transferred."""
    with tempfile.TemporaryDirectory() as place:
        written = Path(place, "report.json")
        command = ["npm", "exec", "--yes", f"--package={LIGHTHOUSE}", "--", "lighthouse", address]
        options = ["--quiet", "--output=json", f"--output-path={written}"]
        browser = f"--chrome-flags={CHROMIUM}"
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        environment = {"CHROME_PATH": shutil.which("chromium") or "", "PATH": path}
        subprocess.run(
            [*command, *options, browser],
            check=True,
            capture_output=True,
            env=os.environ | environment,
        )
        result = json.loads(written.read_text(encoding="utf-8"))
    scores = {name: result["categories"][name]["score"] * 100 for name in CATEGORIES}
    return scores | {"kB": result["audits"]["total-byte-weight"]["numericValue"] / 1000}


def main() -> None:
    """Measure each page and print a table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(f"median of {runs}, load {os.getloadavg()[0]:.1f}, {LIGHTHOUSE}")
    print(f"{'page':<20}", *(f"{name:>15}" for name in (*CATEGORIES, "kB")))
    with serving(ROOT / "output") as address:
        for page in PAGES:
            reports = [report(f"{address}/{page}") for _ in range(runs)]
            medians = [statistics.median(each[name] for each in reports) for name in reports[0]]
            print(f"{page or 'index.html':<20}", *(f"{median:>15.1f}" for median in medians))


if __name__ == "__main__":
    main()
