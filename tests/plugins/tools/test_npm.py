"""npm: what comes slowly is waited for, and where nothing comes that is told soon."""

import io
import json
import os
import shutil
import socket
import subprocess
import sys
import tarfile
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from plugins.selfcheck.errors import BuildError
from plugins.selfcheck.tools import unpacked
from tests.conftest import ROOT
from tests.silence import silent

PIECES, PAUSE = 5, 3
"""Of each answer, and the seconds before each: together longer than any silence is borne."""


class Slow(BaseHTTPRequestHandler):
    """A registry that has one package, and takes its time."""

    def do_GET(self) -> None:
        content = packed() if self.path.endswith(".tgz") else self.described()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        for number in range(PIECES):
            Event().wait(PAUSE)
            part = slice(len(content) * number // PIECES, len(content) * (number + 1) // PIECES)
            self.wfile.write(content[part])
            self.wfile.flush()

    def described(self) -> bytes:
        tarball = f"http://{self.headers['Host']}/slow-1.0.0.tgz"
        version = {"name": "slow", "version": "1.0.0", "dist": {"tarball": tarball}}
        described = {"name": "slow", "dist-tags": {}, "versions": {"1.0.0": version}}
        return json.dumps(described).encode()

    def log_message(self, *_: object) -> None:
        pass


def packed() -> bytes:
    made, content = io.BytesIO(), b'{"name": "slow", "version": "1.0.0"}'
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        entry = tarfile.TarInfo("package/package.json")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return made.getvalue()


@pytest.mark.scratch
@pytest.mark.parametrize("accepts", [True, False])
def test_a_network_that_says_nothing_is_told_within_half_a_minute(accepts, tmp_path, monkeypatch):
    """Packets are lost, or whoever takes them is asleep: what was asked, what came and what to do."""
    with silent(accepts) as registry:
        monkeypatch.setenv("npm_config_registry", registry)
        started = time.monotonic()
        with pytest.raises(BuildError) as told, unpacked("slow@1.0.0", tmp_path / "a b"):
            pass
    assert time.monotonic() - started < 30
    assert f"{registry}/slow failed, reason: nothing came for 12 seconds" in str(told.value)
    assert "Connect to the npm registry and build again" in str(told.value)
    assert [*(tmp_path / "a b").iterdir()] == []


@pytest.mark.scratch
def test_a_slow_line_is_waited_for(tmp_path, monkeypatch):
    """A piece every few seconds, for longer than a silence is borne: all of it comes."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("npm_config_registry", f"http://127.0.0.1:{server.server_port}")
    with unpacked("slow@1.0.0", tmp_path) as package:
        assert [path.name for path in package.iterdir()] == ["package.json"]
    server.shutdown()
    server.server_close()


ASK = """
from pathlib import Path
from selfcheck.tools import unpacked
with unpacked("slow@1.0.0", Path("here")): pass
"""


def test_what_is_wrong_is_told_in_npms_own_words(tmp_path):
    """Not where its log was; wherever the plugin lies."""
    place = tmp_path / "a b" / "ü日本 # % & ' \""
    shutil.copytree(ROOT / "plugins", place)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        registry = f"http://127.0.0.1:{closed.getsockname()[1]}"
    said = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=tmp_path,
        env=os.environ
        | {"npm_config_registry": registry, "PYTHONPATH": f"{place}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "failed, reason: connect ECONNREFUSED" in said.stderr
