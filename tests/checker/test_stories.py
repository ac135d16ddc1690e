"""The seven classic stories end as the contract says."""

from __future__ import annotations

import json

import pytest

from checker import bridge
from checker.lower_back import CHECKER
from tests.stories import STORIES


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_story_gives_the_outcome_of_the_contract(story):
    """State, outcome and reasons, through the door that the browser uses."""
    verdict = bridge.assess_line(CHECKER, json.dumps({"answers": story.answers}))
    assert (verdict["state"], verdict["outcome"]) == (story.state, story.outcome)
    assert {reason["rule"] for reason in verdict["reasons"]} == set(story.rules)
