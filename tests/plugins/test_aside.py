"""All or nothing: whatever stops Pelican's own command, the former site stays; watching goes on."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from watchfiles import watch

from tests.conftest import PELICAN, ROOT, Site

STOPPER = """
import os, signal
from pelican import signals

def stop(*_):
    os.kill(os.getpid(), getattr(signal, os.environ["STOP_BY"]))

def register():
    signals.finalized.connect(stop)
"""

FILLER = """
from pathlib import Path
from pelican import signals

def fill(*_, **__):
    with Path("/dev/full").open("w") as full:
        full.write("more")

def register():
    signals.content_written.connect(fill)
"""


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"THEME_TEMPLATES_OVERRIDES": ["templates"]}, "'nothing' is undefined"),
        (
            {"SELFCHECK_OFFLINE_PAGES": ["a.html", "b.html"]},
            "names 'b.html', which the site does not",
        ),
        ({"DEFAULT_LANG": "fr"}, "is not translated"),
        (
            {"DELETE_OUTPUT_DIRECTORY": True, "SITEURL": "site.example"},
            "Write 'https://site.example'.",
        ),
    ],
    ids=["theme", "offline pages", "translation", "output to be deleted"],
)
def test_what_stops_a_build_late_leaves_the_former_site(built, settings, said):
    """A template that Pelican renders last, a page that was not made, a word: not a byte changes."""
    built.write("templates/archives.html", "{{ nothing.at.all }}")
    built.edit("content/knee.md", "After the check.", "After it.")
    built.set(**settings)
    before = built.output()
    done = built.try_to_build()
    assert done.returncode != 0
    assert said in done.stdout + done.stderr
    assert built.output() == before
    assert not list(built.folder.glob("output?*"))


def test_a_full_disk_is_told_in_one_line(built):
    """What lacks room, and what to do; not a byte of the former site changes."""
    before = built.output()
    built.write("filler.py", FILLER)
    built.set(PLUGINS=["selfcheck", "filler"], PLUGIN_PATHS=[str(ROOT / "plugins"), "."])
    done = built.try_to_build()
    assert done.returncode != 0
    output = built.folder / "output"
    assert done.stderr.splitlines()[-1] == (
        f"selfcheck: {output} cannot be written (No space left on device). Make room there."
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert built.output() == before


@pytest.mark.parametrize("by", ["SIGKILL", "SIGINT"])
def test_a_build_that_is_ended_leaves_the_former_site(built, by):
    """Killed or interrupted after its last page: not a byte changes, and the next build is clean."""
    before = built.output()
    built.write("stopper.py", STOPPER)
    built.edit("content/knee.md", "After the check.", "After it.")
    settings = (built.folder / "pelican.conf.py").read_text()
    built.set(PLUGINS=["selfcheck", "stopper"])
    ended = subprocess.run(
        [PELICAN, "content", "-s", "pelican.conf.py"],
        cwd=built.folder,
        env=os.environ | {"PYTHONPATH": f"{ROOT}:{built.folder}", "STOP_BY": by},
        capture_output=True,
        check=False,
    )
    assert b"Done" not in ended.stdout
    assert built.output() == before
    built.write("pelican.conf.py", settings)
    built.build()
    assert "After it." in built.page("knee.html")
    assert not list(built.folder.glob("output?*"))


def test_what_others_have_put_into_the_output_stays_unless_pelican_is_to_delete_it(built):
    """As Pelican's settings say: nothing is deleted, or all but what is to be retained."""
    for name in ("CNAME", "old.html", "old/page.html"):
        built.write(f"output/{name}", "theirs")
    built.build()
    assert "old/page.html" in built.output()
    built.set(DELETE_OUTPUT_DIRECTORY=True, OUTPUT_RETENTION=["CNAME"])
    built.build()
    assert "CNAME" in built.output()
    assert not {"old.html", "old/page.html"} & built.output().keys()
    assert not (built.folder / "output" / "old").exists()
    assert "After the check." in built.page("knee.html")


def test_a_folder_beside_the_output_that_cannot_be_made_is_named(site):
    """With what to do; written into the output itself if the site asks for that."""
    (site.folder / "output.unfinished").write_text("somebody's file")
    (line,) = site.try_to_build().stderr.splitlines()
    assert line.startswith(f"{site.folder / 'output.unfinished'}: File exists. Pelican writes"), (
        line
    )
    site.set(SELFCHECK_WRITE_ASIDE=False)
    site.build()
    assert 'id="selfcheck-knee"' in site.page("knee.html")
    assert "sw.js" in site.output()


@contextmanager
def autoreload(site: Site, *more: str) -> Iterator[None]:
    """Pelican's own, in the site's folder; what it says is in the file ``log``."""
    with (site.folder / "log").open("w") as log:
        pelican = subprocess.Popen(
            [PELICAN, "content", "-s", "pelican.conf.py", "-r", *more],
            cwd=site.folder,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "COLUMNS": "400"},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield
        finally:
            os.killpg(pelican.pid, signal.SIGKILL)
            pelican.wait()


def comes(site: Site, path: str, text: str) -> bool:
    """Whether a file of the site has the text within a minute; looked at whenever one changes.

    Pelican does not see a change before it watches: the post is touched until it has seen it."""
    deadline = time.monotonic() + 60
    for _ in watch(site.folder, watch_filter=None, rust_timeout=250, yield_on_timeout=True):
        file = site.folder / path
        found = file.exists() and text in file.read_text(encoding="utf-8")
        if found or time.monotonic() > deadline:
            return found
        (site.folder / "content" / "knee.md").touch()
    return False


def test_autoreload_outlives_a_mistake_and_builds_the_mended_post(built):
    """`pelican -lr`: a typo is told, the site stays served; once it is mended, the post is built."""
    log = built.folder / "log"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with autoreload(built, "-l", "-p", str(port)):
        assert comes(built, "log", "Done:"), log.read_text()
        built.edit("content/knee.md", "::: selfcheck knee", "::: selfcheck kne")
        assert comes(built, "log", "Waiting for a change"), log.read_text()
        assert "content/knee.md:7: selfcheck 'kne' does not exist." in log.read_text()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/knee.html", timeout=10) as served:
            assert b"After the check." in served.read()
        built.edit(
            "content/knee.md", "::: selfcheck kne\n\nAfter", "::: selfcheck knee\n\nLong after"
        )
        assert comes(built, "output/knee.html", "Long after the check."), log.read_text()
        assert 'id="selfcheck-knee"' in built.page("knee.html")


def test_autoreload_that_begins_with_a_mistake_waits_for_its_remedy(site):
    """`pelican -r`, at its first build, with a theme that is broken: it does not end, nor go round."""
    log = site.folder / "log"
    template = site.write("templates/archives.html", "{{ nothing.at.all }}")
    site.set(THEME_TEMPLATES_OVERRIDES=["templates"])
    with autoreload(site):
        assert comes(site, "log", "Waiting for a change"), log.read_text()
        assert "UndefinedError: 'nothing' is undefined" in log.read_text()
        assert site.output() == {}
        template.write_text("mended")
        assert comes(site, "output/archives.html", "mended"), log.read_text()
    said = log.read_text()
    assert said.count("Waiting for a change") <= said.count("-> Modified") + 1
