"""JSON in, JSON out: what comes through the only door, and what is turned away."""

from __future__ import annotations

import json
import time
from random import Random

import pytest

from checker import bridge, engine
from checker.conditions import given
from checker.lower_back import CHECKER
from checker.model import CheckerError, Line
from tests.checker.small import with_lines
from tests.fuzz import hostile
from tests.stories import SORE_AFTER_DEADLIFTS

SIGNS = {"nerve": ["none"], "body": ["none"], "unwell": ["none"]}
KEYS = ["checker", "version", "state", "outcome", "level", "flags", "reasons", "next"]


def _assess(request: object) -> dict:
    line = request if isinstance(request, str) else json.dumps(request)
    return bridge.assess_line(CHECKER, line)


def _respond(answers: dict, page: str | None = None) -> dict:
    return json.loads(bridge.respond(CHECKER, json.dumps({"answers": answers, "page": page})))


def test_a_verdict_has_the_fields_of_the_contract():
    """In their order, with every reason's rule, floor, text, claims and sources."""
    verdict = _assess({"answers": SORE_AFTER_DEADLIFTS | {"exercise": ["running"]}})
    assert list(verdict) == KEYS
    assert (verdict["checker"], verdict["outcome"], verdict["level"]) == (
        "lower-back", "change_routine", 1,
    )  # fmt: skip
    (reason,) = verdict["reasons"]
    assert list(reason) == ["rule", "floor", "text", "claims", "sources"]
    assert (reason["rule"], reason["floor"]) == ("C1", "change_routine")
    assert reason["sources"] == ["post"]
    assert verdict["flags"] == ["check_form"]


def test_nothing_answered_has_no_outcome():
    """Outcome and level are null, and the first questions are next."""
    verdict = _assess({"answers": {}})
    assert (verdict["state"], verdict["outcome"], verdict["level"]) == ("incomplete", None, None)
    assert verdict["next"] == ["nerve", "body", "unwell"]


@pytest.mark.parametrize(
    ("request_", "where", "remedy"),
    [
        ("", "not JSON", "one object a line"),
        ("{", "not JSON", "one object a line"),
        ("[" * 5000, "more than 1000 lists and objects", "only the answers"),
        ("[]", "a list, not an object", '{"answers"'),
        ("null", "null, not an object", '{"answers"'),
        ("7", "a number, not an object", '{"answers"'),
        ({}, "'answers' is missing", '{"answers"'),
        ({"answers": []}, "'answers' is missing or no object", '{"answers"'),
        ({"answers": {}, "age": "18_49"}, "'age' is no part", "under 'answers'"),
        ({"answers": {"knee": "yes"}}, "answers.knee: no such question", "Questions: nerve"),
        (
            {"answers": {"daily": "often"}},
            "answers.daily: no such option 'often'",
            "Give one option: no,",
        ),
        (
            {"answers": {"exercise": ["chess"]}},
            "answers.exercise: no such option 'chess'",
            "Give a list of options",
        ),
        ({"answers": {"age": ["18_49"]}}, "answers.age: a list is no answer", "Give one option"),
        ({"answers": {"age": None}}, "answers.age: null is no answer", "Give one option"),
        ({"answers": {"age": True}}, "answers.age: true or false is no answer", "Give one option"),
        ({"answers": {"nerve": [1]}}, "answers.nerve: a number is no answer", "Give a list"),
        ({"answers": {"nerve": [{}]}}, "answers.nerve: an object is no answer", "Give a list"),
        ('{"answers": {"leg": [], "leg": ["pain"]}}', "leg: stands twice", "each question once"),
        ('{"answers": {}}' + " " * bridge.MAX_CHARACTERS, "longer than", "only the answers"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_a_remedy_and_no_outcome(request_, where, remedy):
    """Where, what and the remedy; a mistake is never taken for an answer."""
    answer = _assess(request_)
    assert list(answer) == ["checker", "version", "error"]
    assert where in answer["error"]
    assert remedy in answer["error"]


@pytest.mark.parametrize("question", CHECKER.questions)
def test_an_unknown_option_is_never_normal(question):
    """One that nobody knows among answers that would be normal: an error, whatever it answers."""
    assert "error" in _assess({"answers": SORE_AFTER_DEADLIFTS | {question: "something_new"}})


def test_one_option_of_a_list_may_stand_alone():
    """A check-all question takes a list, or a single option."""
    assert _assess({"answers": {"nerve": "saddle"}})["outcome"] == "emergency"


def test_an_empty_list_is_no_answer():
    """Ticking nothing leaves the question open: it is not 'none of these'."""
    assert "nerve" in _assess({"answers": {"nerve": []}})["next"]


def test_a_reader_stays_on_the_page_until_it_is_left():
    """While the reader is still answering, no other screen is called for."""
    assert _respond(SIGNS)["screen"] is None


def test_an_emergency_interrupts():
    """The outcome comes at once, though the page was not left."""
    assert _respond({"nerve": ["saddle"]})["screen"] == "/outcome"


def test_leaving_a_page_half_answered_names_what_is_missing():
    """The reader is held, and the missing question is named."""
    response = _respond({"nerve": ["none"]}, "signs")
    assert (response["unanswered"], response["screen"]) == (["body", "unwell"], None)


def test_leaving_an_answered_page_leads_to_the_next():
    """The next page is the first that still matters."""
    response = _respond(SIGNS, "signs")
    assert (response["unanswered"], response["screen"]) == ([], "health")
    assert response["at_most"] == 5


def test_the_last_page_leads_to_the_outcome():
    """Calm or urgent: the answers stand on its card."""
    assert _respond(SORE_AFTER_DEADLIFTS, "course")["screen"] == "/outcome"
    assert _respond(SORE_AFTER_DEADLIFTS | {"leg": ["worse"]}, "course")["screen"] == "/outcome"


def test_the_reasons_say_which_answers_made_them():
    """For every fired rule, the reader's own answers."""
    response = _respond(SORE_AFTER_DEADLIFTS | {"feel": "sharp", "finish": "no"})
    assert response["because"]["P4"] == [["feel", "sharp"], ["finish", "no"]]


def test_the_steps_are_pages_with_their_questions():
    """What was answered and what comes next, page by page."""
    response = _respond(SIGNS)
    assert list(response["steps"]) == ["signs", "health"]


def test_the_response_names_the_lines_that_stand():
    """By their places among the outcome's lines, so that a page need only hide the others."""
    lines = Line("Keep moving."), Line("Press less.", given("sport", "press")), Line("Wait.")
    checker = with_lines("change", *lines)
    answers = {"numb": ["none"], "pain": "no", "finish": "yes"}
    for sport, places in (("press", [0, 1, 2]), ("unsure", [0, 2])):
        request = json.dumps({"answers": answers | {"sport": [sport]}})
        assert json.loads(bridge.respond(checker, request))["do"] == places
    assert json.loads(bridge.respond(checker, '{"answers": {}}'))["do"] == []


def test_the_verdict_in_a_response_is_what_assess_prints():
    """One verdict, whichever way it is asked for."""
    answers = {
        id: frozenset([v] if isinstance(v, str) else v) for id, v in SORE_AFTER_DEADLIFTS.items()
    }
    verdict = bridge.verdict(CHECKER, engine.assess(CHECKER, answers))
    assert _respond(SORE_AFTER_DEADLIFTS)["verdict"] == verdict


def test_a_name_that_is_no_checker_is_refused():
    """The error says what it is instead, and which checkers are there."""
    said = r"'checker.lower_back:LADDER': LADDER is a tuple, no Checker. Available: CHECKER."
    with pytest.raises(CheckerError, match=said):
        bridge.load("checker.lower_back:LADDER")
    with pytest.raises(CheckerError, match=r"CHEKER does not exist. Did you mean 'CHECKER'?"):
        bridge.load("checker.lower_back:CHEKER")


@pytest.mark.parametrize("page", [1, 1.5, True, [], {}, ["signs"]])
def test_a_page_that_is_no_name_is_refused(page):
    """Null or an id: for all else there is one answer, an error, whichever Python is asked."""
    asked = {"answers": {"nerve": ["saddle"]}, "page": page}
    answer = json.loads(bridge.respond(CHECKER, json.dumps(asked)))
    assert list(answer) == ["error"]
    assert answer["error"].startswith("page: ")
    assert answer["error"].endswith(" is no page. Give the id of a page, or null.")


def test_a_key_that_stands_ten_thousand_times_is_found_at_once():
    """In less time than a page takes to render; each is named once."""
    asked = '{"answers": {' + ", ".join(['"a": 1, "b": 1'] * 6000) + "}}"
    started = time.process_time()
    answer = json.loads(bridge.respond(CHECKER, asked))
    assert time.process_time() - started < 0.5
    assert answer == {"error": "a, b: stands twice. Give each question once."}


def test_whatever_is_sent_gets_a_verdict_or_an_error():
    """5,000 requests that no widget would make: nothing raises, and nothing else comes back."""
    chance = Random(21)
    kinds = {
        frozenset(json.loads(bridge.respond(CHECKER, hostile(CHECKER, chance))))
        for _ in range(5000)
    }
    error, response = sorted(kinds, key=len)
    assert error == {"error"}
    assert {"verdict", "screen"} < response


def test_the_widget_is_told_of_a_request_that_cannot_be_read():
    """The browser gets the same words as the command line, and no verdict."""
    answer = json.loads(bridge.respond(CHECKER, '{"answers": {"knee": "yes"}}'))
    assert list(answer) == ["error"]
    assert "no such question" in answer["error"]
