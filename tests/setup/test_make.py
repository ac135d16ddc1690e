"""What a newcomer meets: make's targets, and the search for a Python."""

import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.pythons import find_python
from tests.silence import silent

from .conftest import ROOT, outside_make


@pytest.fixture
def bare_path(tmp_path_factory) -> Path:
    """A folder with the few commands that every system has, and no Python."""
    folder = tmp_path_factory.mktemp("bin")
    for command in ("sh", "make", "awk", "cat", "env"):
        (folder / command).symlink_to(shutil.which(command))
    return folder


def put_command(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def run(*command: str, cwd: Path, path: Path) -> subprocess.CompletedProcess[str]:
    environment = outside_make() | {"PATH": str(path)}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def test_make_alone_prints_the_help(folder, bare_path):
    """`make` without a target changes nothing and lists what it can do."""
    alone = run("make", cwd=folder, path=bare_path)
    asked = run("make", "help", cwd=folder, path=bare_path)
    assert alone.returncode == 0, alone.stderr
    assert alone.stdout == asked.stdout
    assert "make html " in alone.stdout


def test_what_the_documents_tell_to_make_can_be_made(folder, bare_path):
    """Every `make …` of README, CONTRIBUTING and docs is a target of the help."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    told = {
        target
        for page in pages
        for target in re.findall(r"(?:`|^ *|run: )make ([a-z]+)", page.read_text(), re.MULTILINE)
    }
    can = re.findall(r"^make (\w+)", run("make", cwd=folder, path=bare_path).stdout, re.MULTILINE)
    assert {"html", "test", "publish"} <= told <= set(can)


def test_without_a_fitting_python_one_line_says_what_to_install(folder, bare_path):
    """None by any way, and none that could fetch one: one line, no environment begun."""
    result = run("make", "html", cwd=folder, path=bare_path)
    lines = (result.stdout + result.stderr).splitlines()
    assert result.returncode != 0
    assert len(lines) == 1, lines
    assert "Python 3.12 or newer" in lines[0]
    assert "install" in lines[0]
    assert not (folder / ".venv").exists()


def test_a_python_that_refuses_to_start_is_passed_over(folder, bare_path):
    """pyenv's shim exists but fails where its version is not chosen: pyenv itself is asked."""
    put_command(
        bare_path, "python3.13", "echo 'pyenv: python3.13: command not found' >&2; exit 127"
    )
    put_command(bare_path, "pyenv", f"echo {sys.executable}")
    result = run(".make/find-python", cwd=folder, path=bare_path)
    assert result.stdout.strip() == sys.executable, result


def test_a_python_of_another_version_is_passed_over(folder, bare_path):
    """A command that is called python3.13 and is not leads to uv's."""
    put_command(bare_path, "python3.13", "exit 1")
    put_command(bare_path, "uv", f"echo {sys.executable}")
    result = run(".make/find-python", cwd=folder, path=bare_path)
    assert result.stdout.strip() == sys.executable, result


def test_a_python_that_is_asked_for_is_the_only_one_that_will_do(folder, bare_path):
    """`BASEPYTHON=python3.12 make html`: another one would be a surprise."""
    put_command(bare_path, "python3.13", f'exec {sys.executable} "$@"')
    asked = run("env", "BASEPYTHON=python3.12", ".make/find-python", cwd=folder, path=bare_path)
    assert asked.stdout == ""
    either = run(".make/find-python", cwd=folder, path=bare_path)
    assert either.stdout.strip() == sys.executable


def mirror(folder: Path) -> dict[str, str]:
    """A Python 3.13 as uv fetches one, from a folder instead of the network; uv's settings for it."""
    archive = folder / "python.tar.gz"
    home = Path(find_python("python3.13")).parents[1]
    with tarfile.open(archive, "w:gz", compresslevel=1) as tar:
        for part in ("bin/python3.13", "lib/python3.13"):
            tar.add((home / part).resolve(), f"python/{part}", filter=needed)
        for library in (home / "lib").glob("libpython3.13*"):
            tar.add(library, f"python/lib/{library.name}")
    version = {"major": 3, "minor": 13, "patch": 0}
    machine = {
        "arch": {"family": platform.machine(), "variant": None},
        "os": "linux",
        "libc": "gnu",
    }
    file = {"url": archive.as_uri(), "sha256": None, "prerelease": "", "variant": None}
    downloads = {"cpython": {"name": "cpython"} | version | machine | file}
    (folder / "downloads.json").write_text(json.dumps(downloads))
    return {"UV_PYTHON_DOWNLOADS_JSON_URL": str(folder / "downloads.json")}


def needed(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    left_out = ("/test/", "/site-packages/", "/__pycache__/", "/config-")
    return None if any(part in f"{member.name}/" for part in left_out) else member


@pytest.mark.skipif(not find_python("python3.13"), reason="no Python 3.13 that could be fetched")
def test_where_no_python_fits_one_is_fetched(folder, bare_path, tmp_path):
    """Debian's python3 cannot make environments, others are too old: it is enough to fetch another."""
    put_command(
        bare_path,
        "python3",
        f"""case "$2" in *ensurepip*) exit 1 ;; esac
exec {sys.executable} "$@\"""",
    )
    for command in ("mkdir", "sed"):
        put_command(bare_path, command, f'exec {shutil.which(command)} "$@"')
    shutil.copy(ROOT / "requirements-dev.txt", folder)
    settings = [f"{name}={value}" for name, value in mirror(tmp_path).items()]
    found = run("env", *settings, ".make/find-python", cwd=folder, path=bare_path)
    assert Path(found.stdout.strip()).is_relative_to(folder / ".cache" / "python"), found
    assert "fetching one into .cache/" in found.stderr


@pytest.mark.parametrize(
    ("network", "said"),
    [
        (nullcontext("http://127.0.0.1:9"), "ECONNREFUSED"),
        (silent(accepts=False), "nothing came for 12 seconds"),
    ],
    ids=["refused", "silent"],
)
def test_without_a_network_that_is_told_soon(site, tmp_path, network, said):
    """npm's own words, and ours, within half a minute: it would try for minutes. Nothing half is taken for whole."""
    (site.folder / "node_modules").unlink()
    with network as registry:
        offline = {"npm_config_registry": registry, "npm_config_cache": str(tmp_path / "npm")}
        started = time.monotonic()
        done = site.make("html", **offline)
    assert time.monotonic() - started < 30
    assert done.returncode != 0
    assert said in done.stderr
    assert (
        "npm could not bring what package-lock.json pins: see above. Connect to its" in done.stderr
    )
    assert not (site.folder / "node_modules" / ".ready").exists()


@pytest.mark.parametrize("accepts", [True, False])
def test_an_index_that_says_nothing_is_told_soon(folder, accepts):
    """Before pip is asked again, which waits for minutes and then blames the package."""
    subprocess.run([sys.executable, "-m", "venv", folder / ".venv"], check=True)
    own = {"PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": "", "PIP_NO_CACHE_DIR": "1"}
    started = time.monotonic()
    with (
        silent(accepts) as index,
        subprocess.Popen(
            ["make", "html"],
            cwd=folder,
            env=outside_make() | own | {"PIP_INDEX_URL": index},
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as make,
    ):
        told = any("No package index has answered yet" in line for line in make.stderr)
        took = time.monotonic() - started
        os.killpg(make.pid, signal.SIGTERM)
    assert told
    assert took < 30
    assert not (folder / ".venv" / ".ready").exists()


def test_no_package_of_npm_runs_a_script_of_its_own():
    """Wherever the set-up asks npm for packages."""
    makefile = (ROOT / "Makefile").read_text()
    asked = re.findall(r"^.*\(NPM\) ci .*$", makefile, re.MULTILINE)
    assert len(asked) == 1, "by one variable"
    assert "--ignore-scripts" in asked[0]


def test_ci_runs_make_test_and_nothing_else():
    """What CI runs is what a developer runs."""
    commands = (ROOT / ".ci" / "run").read_text().splitlines()[1:]
    assert commands == ["set -eu", 'cd "$(dirname "$0")/.."', "make test"]


def test_a_title_is_no_command(site):
    """Quotes, dollars and backticks of a title stand in the post; neither make nor the shell obeys them."""
    title = """a "b" 'c' $(shell touch made) $(touch done) `touch ticked` $HOME $$ {d} \\ # é"""
    (site.folder / "content" / "es").mkdir()
    for words, more in ((("post", f"TITLE={title}"), {}), (("post",), {"TITLE": f"{title} 2"})):
        made = site.make(*words, **more)
        assert made.returncode == 0, made.stderr
        post = site.folder / made.stdout.split()[0]
        assert post.read_text().splitlines()[0] == f"title: {more.get('TITLE', title)}"
    assert not {"made", "done", "ticked"} & {path.name for path in site.folder.iterdir()}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("PLUGINS = [\n    'a',\n", "pelican.conf.py:9: '[' was never closed"),
        (
            "SITENAME = ('a' 'b')('c')\n",
            "pelican.conf.py:9: TypeError: 'str' object is not callable",
        ),
    ],
)
def test_settings_that_python_cannot_read_are_told_in_one_line(site, line, said):
    """A missing bracket or comma: where it is, what is wrong and where to look; output/ stays."""
    with (site.folder / "pelican.conf.py").open("a") as settings:
        settings.write(line)
    done = site.make("html")
    assert done.returncode != 0
    assert said in done.stderr
    assert "for a comma, quote or bracket that lacks." in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not site.output.exists()
