"""No rule can be got wrong unseen."""

from __future__ import annotations

from collections import Counter

import pytest

from checker import engine
from checker.lower_back import CHECKER
from checker.model import Checker
from checker.proof import prove
from tests.checker.held import differences
from tests.checker.proof.mutate import mutants
from tests.stories import STORIES


def _caught_by(checker: Checker) -> str:
    """Who catches it, the quickest first: the contract, the stories, or the proof."""
    if any(differences(checker)):
        return "contract"
    for story in STORIES:
        answers = {
            id: frozenset([v] if isinstance(v, str) else v) for id, v in story.answers.items()
        }
        if engine.assess(checker, answers).outcome != story.outcome:
            return "stories"
    return "proof" if prove(checker).failures else "nobody"


def test_every_mutant_is_caught(capsys: pytest.CaptureFixture[str]):
    """Each rule dropped, its floor lowered, an option of it dropped, 'all of' weakened to 'any
    of': the contract, the stories or the proof notices every one."""
    caught = [(mutant, _caught_by(mutant.checker)) for mutant in mutants(CHECKER)]
    survivors = [f"{mutant.rule} {mutant.kind}" for mutant, by in caught if by == "nobody"]
    with capsys.disabled():
        print(f"\n{len(caught)} mutants: {dict(Counter(m.kind for m, _ in caught))}")
        print(f"caught by {dict(Counter(by for _, by in caught))}, {len(survivors)} survivors")
    assert len(caught) > 4 * len(CHECKER.rules)
    assert survivors == []


def test_an_unchanged_checker_is_not_caught():
    """The net catches mutants, not the rules themselves."""
    assert _caught_by(CHECKER) == "nobody"
