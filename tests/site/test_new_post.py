"""`make post` starts a post that builds as it is."""

import os
import subprocess
import sys

from tests.conftest import ROOT


def new_post(content, title: str) -> subprocess.CompletedProcess:
    script = ROOT / ".make" / "new_post.py"
    return subprocess.run(
        [sys.executable, script, content],
        env=os.environ | {"TITLE": title},
        capture_output=True,
        text=True,
        check=False,
    )


def test_both_languages_are_started_as_drafts(small_site):
    """Two files with the same slug, which pass the checks of an author's mistakes."""
    site = small_site("author_checks", I18N_SUBSITES={"es": {}})
    (site.folder / "content" / "es").mkdir(parents=True)
    result = new_post(site.folder / "content", "How to warm up: really?")
    assert result.returncode == 0, result.stderr
    slug = "how-to-warm-up-really"
    for path in (f"content/{slug}.md", f"content/es/{slug}.md"):
        assert f"slug: {slug}\n" in (site.folder / path).read_text()
    assert site.try_to_build().returncode == 0


def test_a_post_that_exists_is_not_overwritten(tmp_path):
    """The second call names the file and leaves it."""
    (tmp_path / "es").mkdir()
    (tmp_path / "warm-up.md").write_text("mine")
    result = new_post(tmp_path, "Warm up")
    assert result.returncode != 0
    assert "warm-up.md exists already." in result.stderr
    assert (tmp_path / "warm-up.md").read_text() == "mine"
    assert not (tmp_path / "es" / "warm-up.md").exists()


def test_a_title_is_asked_for(tmp_path):
    """Without a title nothing is written, and the command is shown."""
    result = new_post(tmp_path, "")
    assert "make post TITLE='" in result.stderr
    assert list(tmp_path.iterdir()) == []
