"""What a browser asks a checker, as the build foresees it."""

import json

import pytest

from checker import bridge
from checker.loading import load
from plugins.selfcheck.checks import known

CHECKERS = ["checker.lower_back:CHECKER", "checker.examples.ankle:CHECKER"]


@pytest.mark.parametrize("path", CHECKERS)
def test_what_a_python_must_know_to_be_believed_begins_with_the_highest(path: str):
    """Then no answer, which gives no outcome, and calm ones, which give the lowest; few bytes ask for it."""
    checker = load(path)
    told = known(checker)
    assert [*told.values()] == [checker.ladder[-1].id, None, checker.ladder[0].id]
    assert json.loads([*told][1])["answers"] == {}
    for asked, outcome in told.items():
        assert json.loads(bridge.respond(checker, asked))["verdict"]["outcome"] == outcome
        assert len(asked) < 500
