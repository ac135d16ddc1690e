"""The cache: what is in it is whole or made anew, whatever has happened to it."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.selfcheck.errors import BuildError
from plugins.selfcheck.tools import clear, made_once, tidy
from tests.conftest import ROOT

KINDS = (
    "esbuild/0.28.2", "pyodide/0.29.5", "selfcheck/knee", "selfcheck/library", "selfcheck/packed",
    "selfcheck/proof", "selfcheck/rehearsed", "selfcheck/scripts", "selfcheck/snapshots",
    "selfcheck/templates",
)  # fmt: skip
"""All that builds keep, by what the names of entries begin with."""

DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    "flipped": lambda content: content[:-1] + bytes([content[-1] ^ 0x40]),
    "cut": lambda content: content[: len(content) // 2],
    "zeroed": lambda content: bytes(len(content)),
    "gone": lambda _: None,
}


def newest(kind: str) -> Path:
    """An entry of this kind that a build has made."""
    return max((ROOT / ".cache").glob(f"{kind}*@*"), key=lambda entry: entry.stat().st_mtime)


def files_of(entry: Path) -> list[Path]:
    return [path for path in (entry, *entry.rglob("*")) if path.is_file()]


@pytest.mark.usefixtures("built_once", "clinic")
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_told_and_made_anew(kind, damage, tmp_path, capsys):
    """Each file of each kind of entry: one line names the entry, and what is given is another one."""
    entry = newest(kind)
    for number, file in enumerate(files_of(entry)):
        own = tmp_path / str(number) / entry.name
        if entry.is_dir():
            shutil.copytree(entry, own, copy_function=os.link)
        else:
            own.parent.mkdir()
            os.link(entry, own)
        assert given(own, "not asked for") == own, "unharmed, it is believed"
        hurt = own / file.relative_to(entry)
        hurt.unlink()
        if (left := DAMAGES[damage](file.read_bytes())) is not None:
            hurt.write_bytes(left)
        assert given(own, "made anew").read_text() == "made anew"
        alone = entry.is_file() and left is None  # nothing is left to be told of
        told = "" if alone else f"selfcheck: {own} is damaged, and made anew.\n"
        assert capsys.readouterr().out == told


def given(entry: Path, new: str) -> Path:
    """What the cache gives, which can make nothing but this."""
    target = entry.with_name(entry.name.partition("@")[0])
    return made_once(target, lambda made: made.write_text(new))


def test_what_is_not_as_it_must_be_is_not_kept(tmp_path):
    """Such as a compressed copy that does not decode to its source: nothing of it stays."""
    with pytest.raises(BuildError, match="is not what it must be"):
        made_once(tmp_path / "a", lambda made: made.write_text("b"), lambda _: False)
    assert [*tmp_path.iterdir()] == []


def test_a_full_disk_is_told_in_one_line(tmp_path):
    """What lacks room, where, and what to do; nothing of it stays."""

    def write(made: Path) -> None:
        made.write_text("half of it")
        with Path("/dev/full").open("w") as full:
            full.write("more")

    with pytest.raises(BuildError) as told:
        made_once(tmp_path / "a", write)
    assert str(told.value) == (
        f"selfcheck: {tmp_path / 'a'} cannot be written (No space left on device). Make room there, or name "
        "another folder in SELFCHECK_CACHE_PATH."
    )
    assert [*tmp_path.iterdir()] == []


def test_what_a_killed_build_had_begun_goes_a_day_later(tmp_path):
    """Not sooner: another build may be at work on it."""
    for name, age in (("tmp1", 25), ("tmp2", 23)):
        (tmp_path / name).mkdir()
        past = time.time() - age * 60 * 60
        os.utime(tmp_path / name, (past, past))
    clear(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["tmp2"]
    tidy(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["tmp2"]


def test_what_a_former_failure_has_left_is_in_nobodys_way(tmp_path):
    """A file where an entry's folder was to be, by the name that it would have had."""
    (tmp_path / "0.29.5").write_text("half a download")
    entry = made_once(tmp_path / "0.29.5", lambda made: made.mkdir())
    assert entry.is_dir()
    assert made_once(tmp_path / "0.29.5", lambda _: pytest.fail("it is there")) == entry
