"""make devserver: the site is served while it is written."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from watchfiles import watch

from .conftest import Site, outside_make

pytestmark = pytest.mark.scratch


@pytest.fixture
def port() -> int:
    """A port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def served(port: int) -> str:
    """The post as it is served; nothing while it is not."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/post.html", timeout=5) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def wait_until(true: Callable[[], bool], site: Site) -> bool:
    """Look again at each change in the site's folder, and a few times a second; 60 s at most."""
    deadline = time.monotonic() + 60
    for _ in watch(site.folder, watch_filter=None, rust_timeout=250, yield_on_timeout=True):
        if true() or time.monotonic() > deadline:
            return true()
    return False


@contextmanager
def devserver(site: Site, port: int) -> Iterator[subprocess.Popen[bytes]]:
    with (site.folder / "log").open("w") as log:
        process = subprocess.Popen(
            ["make", "devserver", f"PORT={port}"],
            cwd=site.folder,
            env=outside_make() | {"PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            # Tests that run in the background ignore Ctrl-C, and so would whatever they start.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


def test_a_changed_source_is_built_and_served_and_a_mistake_is_not(site, port):
    """A change shows; a mistake is reported and the last good page stays; its remedy shows."""
    log = site.folder / "log"
    with devserver(site, port):
        assert wait_until(lambda: "First" in served(port), site), log.read_text()
        site.write("Second")
        assert wait_until(lambda: "Second" in served(port), site), log.read_text()
        site.write("Third", date="soon")
        assert wait_until(lambda: "Could not process" in log.read_text(), site), log.read_text()
        assert "Second" in served(port)
        site.write("Fourth")
        assert wait_until(lambda: "Fourth" in served(port), site), log.read_text()


def test_a_changed_plugin_is_built_with(site, port):
    """Pelican's own autoreload does not look at plugins; here a change of one shows."""
    log = site.folder / "log"
    plugin = site.folder / "plugins" / "stopper.py"
    with devserver(site, port):
        assert wait_until(lambda: "First" in served(port), site), log.read_text()
        plugin.write_text("def register(): pass")
        assert wait_until(lambda: log.read_text().count("Done:") == 2, site), log.read_text()
    assert "Changed: stopper.py" in log.read_text()


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_stopping_it_stops_the_server_too(site, port, by):
    """Ctrl-C in its terminal, or ending make itself, leaves no process that holds the port."""
    with devserver(site, port) as process:
        assert wait_until(lambda: "First" in served(port), site)
        if by is signal.SIGINT:
            os.killpg(process.pid, by)
        else:
            process.terminate()
        process.wait(timeout=30)
        assert wait_until(lambda: not served(port), site)
        with socket.create_server(("127.0.0.1", port)):
            pass
