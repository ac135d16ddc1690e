"""Node: what went wrong with it is told in words."""

from pathlib import Path

import pytest

from plugins.selfcheck.tools import NodeError, run


def script(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "script.mjs").write_text(text)
    return folder / "script.mjs"


@pytest.mark.parametrize(
    ("text", "patience", "said"),
    [
        (
            "process.kill(process.pid, 'SIGKILL')",
            60,
            "Node was killed (SIGKILL). Was the memory full?",
        ),
        ("setTimeout(() => {}, 60_000)", 1, "nothing within 1 seconds"),
        ("throw new Error('no such thing')", 60, "no such thing"),
    ],
)
def test_a_script_that_is_killed_hangs_or_throws_stops_the_build(tmp_path, text, patience, said):
    """By a ``SystemExit``, which Pelican lets pass: no half of a site is made after it."""
    with pytest.raises(NodeError, match=r"script\.mjs: ") as error:
        run(script(tmp_path, text), patience=patience)
    assert said in str(error.value)
    assert isinstance(error.value, SystemExit)


def test_a_path_with_a_backslash_is_refused(tmp_path):
    """Node's modules take none; the line names the path."""
    folder = tmp_path / "a\\b"
    with pytest.raises(NodeError, match=r"a path with a backslash\. Give the folder another"):
        run(script(folder, ""))
