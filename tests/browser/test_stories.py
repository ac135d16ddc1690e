"""The seven classic stories: the browser's Python says what CPython says."""

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.stories import STORIES


@pytest.fixture(scope="session")
def assessed() -> dict[str, dict]:
    """What `python -m checker assess` prints for every story."""
    lines = "".join(json.dumps({"answers": story.answers}) + "\n" for story in STORIES)
    command = [sys.executable, "-m", "checker", "assess", "lower-back"]
    done = subprocess.run(
        command, cwd=ROOT, input=lines, capture_output=True, text=True, check=True
    )
    verdicts = map(json.loads, done.stdout.splitlines())
    return {story.name: verdict for story, verdict in zip(STORIES, verdicts, strict=True)}


@pytest.mark.parametrize("browser", ["chromium", "webkit"], indirect=True)  # parity has them all
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_the_browser_gives_the_verdict_of_the_command_line(reader, assessed, story):
    """Verdict for verdict, and the outcome that the clinical contract gives the story."""
    reader.answer(story.answers)
    verdict = reader.verdicts()[-1]
    assert verdict == assessed[story.name]
    assert (verdict["state"], verdict["outcome"]) == (story.state, story.outcome)
    assert tuple(reason["rule"] for reason in verdict["reasons"]) == story.rules
    assert reader.outcome() == (story.outcome if story.state == "complete" else None)
