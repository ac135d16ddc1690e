"""The lock files: everything pinned, verified, and from no particular host."""

import json
import re
import tomllib

import pytest

from .conftest import ROOT

LOCKS = ["requirements.txt", "requirements-dev.txt"]


def requirements(lock: str) -> list[str]:
    """The lock's entries, each with its hashes on one line."""
    text = (ROOT / lock).read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if re.match(r"\w", line)]


def names(lines: list[str]) -> set[str]:
    """The packages asked for, without versions and comments."""
    return {re.match(r"[\w.-]+", line)[0].lower() for line in lines if re.match(r"\w", line)}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_python_package_is_pinned_and_hashed(lock):
    """One version each, and at least one sha256."""
    entries = requirements(lock)
    assert len(entries) > 10
    loose = [line for line in entries if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:", line)]
    assert loose == []


@pytest.mark.parametrize("lock", [*LOCKS, "package-lock.json", ".npmrc"])
def test_no_lock_names_a_registry_or_a_path(lock):
    """A lock made on one machine says nothing of that machine, and works behind any mirror."""
    text = (ROOT / lock).read_text()
    found = re.findall(r"--index-url|--find-links|\bfile:|registry\.|\"resolved\"| @ |/opt/", text)
    assert found == []


def test_both_locks_agree():
    """A package of both locks has one version: the test tools change nothing of the site."""
    site, tools = (
        dict(re.findall(r"^([\w.-]+)==(\S+)", "\n".join(requirements(lock)), re.MULTILINE))
        for lock in LOCKS
    )
    assert {name: tools[name] for name in tools.keys() & site.keys()}.items() <= site.items()


def test_what_the_plugin_depends_on_is_locked():
    """The distribution's dependencies are among those the site is built with."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = (ROOT / "requirements.in").read_text().splitlines()
    assert names(project["dependencies"]) <= names(asked)


def test_every_npm_package_is_verified():
    """Exact versions are asked for, and each package of the lock has its integrity."""
    package = json.loads((ROOT / "package.json").read_text())
    asked = package["dependencies"] | package["devDependencies"]
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values()), asked
    unverified = [name for name, entry in packages.items() if name and "integrity" not in entry]
    assert unverified == []


def test_what_ci_runs_of_others_is_pinned_by_its_commit():
    """A tag can be moved to another one; beside each stands the version for whoever reads."""
    recipes = [
        ROOT / ".github" / "workflows" / "test.yml",
        ROOT / "docs" / "hosting" / "github-pages.yml",
    ]
    used = [
        line
        for recipe in recipes
        for line in recipe.read_text().splitlines()
        if re.search(r"\buses:", line)
    ]
    assert len(used) > 5
    pinned = re.compile(r"uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
    assert [line for line in used if not pinned.search(line)] == []
