"""What a browser asks a checker, as the build foresees it."""

import json

import pytest

from checker import bridge
from checker.loading import load
from plugins.selfcheck.checks import known

CHECKERS = ["checker.lower_back:CHECKER", "checker.examples.ankle:CHECKER"]


@pytest.mark.parametrize("path", CHECKERS)
def test_what_a_python_must_know_to_be_believed_goes_from_nothing_to_the_highest(path: str):
    """No answer gives no outcome, calm ones the lowest; and few bytes ask for it."""
    checker = load(path)
    told = known(checker)
    assert [*told.values()] == [None, checker.ladder[0].id, checker.ladder[-1].id]
    assert json.loads(next(iter(told)))["answers"] == {}
    for asked, outcome in told.items():
        assert json.loads(bridge.respond(checker, asked))["verdict"]["outcome"] == outcome
        assert len(asked) < 500
