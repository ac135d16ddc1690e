"""What a checker is asked: by a browser before it is heard, and in a finished site."""

import json
import re
from html import unescape

import pytest

from checker import bridge
from checker.loading import load
from plugins.selfcheck.checks import covering, known
from tests.plugins.knee import CHECKER

CHECKERS = ["checker.lower_back:CHECKER", "checker.examples.ankle:CHECKER"]


@pytest.mark.parametrize("path", CHECKERS)
def test_what_a_python_must_know_to_be_believed_begins_with_the_highest(path: str):
    """Then no answer, which gives no outcome, and calm ones, which give the lowest; few bytes ask for it."""
    checker = load(path)
    told = known(checker)
    assert [outcome for _, outcome in told] == [checker.ladder[-1].id, None, checker.ladder[0].id]
    assert json.loads(told[1][0])["answers"] == {}
    for asked, outcome in told:
        assert json.loads(bridge.respond(checker, asked))["verdict"]["outcome"] == outcome
        assert len(asked) < 500


def test_a_page_asks_in_that_order(built_once):
    """The highest outcome first in the page too: a tick that comes soon waits for one answer only."""
    (told,) = re.findall("data-known='([^']*)'", built_once.page("knee.html"))
    assert json.loads(unescape(told)) == [list(pair) for pair in known(CHECKER)]


@pytest.mark.parametrize(
    "path", ["checker.lower_back:CHECKER", "checker.examples.phishing:CHECKER"]
)
def test_a_few_questions_lead_to_each_rule_and_each_outcome(path):
    """Each with what this Python answers; none that leads nowhere new."""
    checker = bridge.load(path)
    pairs = list(covering(path, checker))
    verdicts = [json.loads(right)["verdict"] for _, right in pairs]
    fired = {reason["rule"] for verdict in verdicts for reason in verdict["reasons"]}
    assert fired >= {rule.id for rule in checker.rules}
    assert {verdict["outcome"] for verdict in verdicts} >= {it.id for it in checker.ladder}
    assert len(pairs) < len(checker.rules) + len(checker.ladder)
    assert all(bridge.answer(question) == right for question, right in pairs)
