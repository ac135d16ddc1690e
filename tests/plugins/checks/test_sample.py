"""What a finished site is asked."""

import json

import pytest

from checker import bridge
from plugins.selfcheck.checks import covering


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
