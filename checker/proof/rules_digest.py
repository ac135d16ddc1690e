"""The digest of what a checker means: any change of meaning changes it, a refactoring does not."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

from oxidd.bcdd import BCDDFunction as Function

from .. import engine
from ..model import Checker
from .decision import Decision
from .universe import AllAnswers

NOT_MEANT = {
    "version",
    "lang",
    "review",
    "open_points",
    "worse",
    "reassuring",
    "unsure",
    "certain",
    "offer",
}
"""What readers never meet: labels, and what only the proof needs."""


def digest(checker: Checker) -> str:
    """SHA-256, in hexadecimal, of everything that is asked, decided, said and cited."""
    text = json.dumps(_meaning(checker), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _meaning(checker: Checker) -> dict[str, Any]:
    """The checker as data: conditions as the sets of answers they hold for, rules in any order."""
    d = Decision(checker, AllAnswers(checker.questions.values()))

    def fingerprint(where: Function) -> str:
        return d.answers.fingerprint(where & d.answers.valid)

    data = asdict(checker)
    for page in data["pages"]:
        for question in page["questions"]:
            question["when"] = fingerprint(d.asked[question["id"]])
    for outcome, lines in zip(checker.ladder, data["ladder"], strict=True):
        for line, said in zip(outcome.do, lines["do"], strict=True):
            said["when"] = fingerprint(engine.stands(line, d.view)) if line.when else ""
    for rule in data["rules"]:
        rule["when"] = fingerprint(d.rules[rule["id"]])
    for kind in ("rules", "claims", "sources"):
        data[kind] = sorted(data[kind], key=lambda item: item["id"])
    decided = [*d.at_least, *d.could_be, *d.flags.values()]
    return {"said": _said(data), "decided": [fingerprint(where) for where in decided]}


def _said(value: Any) -> Any:
    """The same without what is not meant, and without what is empty: a field that the model gets
    later, and that this checker does not use, voids no signature."""
    if isinstance(value, dict):
        kept = {key: _said(part) for key, part in value.items() if key not in NOT_MEANT}
        return {key: part for key, part in kept.items() if part not in (None, "", [], False)}
    return [_said(part) for part in value] if isinstance(value, (list, tuple)) else value
