"""The contract of the page: names and values, the result element, events, marks, requests."""

import re

import pytest

from tests.checker.contract import ANSWERS, CHECK_ALL, PAGES
from tests.stories import SORE_AFTER_DEADLIFTS

only_chromium = pytest.mark.parametrize("browser", ["chromium"], indirect=True)


def marks(reader) -> dict[str, int]:
    """How often each of the check's User Timing marks was set."""
    return reader.page.evaluate(
        """() => performance.getEntriesByType("mark").map(({ name }) => name)
             .filter((name) => name.startsWith("selfcheck:"))
             .reduce((sum, name) => ({ ...sum, [name]: (sum[name] ?? 0) + 1 }), {})"""
    )


@only_chromium
def test_the_form_holds_every_question_with_every_option(reader):
    """Each control is named as its question and valued as its option, a radio or a checkbox."""
    controls = reader.find(".selfcheck-form fieldset input:not([type=search])").evaluate_all(
        "all => all.map(({ name, value, type }) => [name, value, type])"
    )
    questions = list(dict.fromkeys(name for name, _, _ in controls))
    assert questions == [question for page in PAGES.values() for question in page]
    for question, options in ANSWERS.items():
        assert {value for name, value, _ in controls if name == question} == set(options), question
    assert {name for name, _, kind in controls if kind == "checkbox"} == set(CHECK_ALL)
    assert {kind for _, _, kind in controls} == {"checkbox", "radio"}


@only_chromium
def test_each_control_is_labelled_and_each_question_has_a_legend(reader):
    """Native fieldsets; nothing is ticked beforehand."""
    fieldsets = reader.find(".selfcheck-form fieldset")
    assert fieldsets.count() == 24
    assert all(fieldsets.evaluate_all("all => all.map(it => !!it.querySelector('legend'))"))
    labels = reader.find(".selfcheck-form input").evaluate_all(
        "all => all.map(it => it.labels.length)"
    )
    assert set(labels) == {1}
    assert reader.given() == {}


@only_chromium
def test_the_longest_path_has_five_pages(reader):
    """Life-threatening signs first, training last; follow-up questions where they are due."""
    seen = []
    answers = SORE_AFTER_DEADLIFTS | {"exercise": ["other"], "moves": ["bend"]}
    answers |= {"how_long": "over_3_months", "morning": ["none"]}
    while reader.screen() != "outcome":
        reader.answer_page(answers)
        seen.append(reader.asked())
        reader.go_on()
    asked = ([it for it in page if it != "pregnancy_warning"] for page in PAGES.values())
    assert seen == list(asked)
    assert len(seen) == 5


@only_chromium
def test_the_result_is_told_to_the_page_once(start_reader, clinic):
    """The element, the events and the marks, each at its time and no sooner."""
    reader = start_reader(clinic, "lower-back.html").look()
    assert marks(reader) == {}
    assert reader.open().outcome() is None
    reader.tick("nerve", "saddle")
    reader.wait_for("outcome")
    assert reader.outcome() == "emergency"
    heard = [event["type"] for event in reader.page.evaluate("window.heard")]
    assert heard == ["selfcheck:ready", "selfcheck:result"]
    assert marks(reader) == dict.fromkeys(
        ("selfcheck:boot", "selfcheck:ready", "selfcheck:result"), 1
    )


@only_chromium
def test_an_incomplete_check_tells_its_verdict_too(reader):
    """A reader who goes on with a blank question is held, and reassured by nothing."""
    reader.tick("nerve", "none")
    reader.go_on()
    verdict = reader.verdicts()[-1]
    assert (verdict["state"], verdict["outcome"], verdict["level"]) == ("incomplete", None, None)
    assert verdict["next"] == ["body", "unwell"]
    assert reader.outcome() is None


def test_no_request_before_interest_only_hashed_files_after_none_once_ready(start_reader, clinic):
    """What is fetched when; and nothing that is fetched could tell an answer."""
    reader = start_reader(clinic, "lower-back.html", service_workers="block").look()
    server = reader.server
    runtime = ("whl", "wasm", "zip", "/worker.js", "pyodide", "snapshot")
    assert [path for path in server.paths() if any(part in path for part in runtime)] == []
    before = len(server.asked)
    reader.find(".selfcheck-title").hover()
    reader.wait_until_ready()
    reader.press(reader.find(".selfcheck-start").first)
    fetched = [path for path in server.paths()[before:] if not path.startswith("theme/")]
    assert fetched
    hashed = reader.page.evaluate(
        "paths => paths.filter(path => /^selfcheck\\/.*-[0-9a-f]{16}[./]/.test(path))", fetched
    )
    assert hashed == fetched
    before = len(server.asked)
    reader.answer(SORE_AFTER_DEADLIFTS)
    assert reader.outcome() == "normal"
    assert server.paths()[before:] == []


def test_no_request_ever_carries_an_answer(start_reader, clinic):
    """With all that the page does by itself: plain GETs of the site's files, without a query but
    for the version in the addresses of the theme."""
    reader = start_reader(clinic, "lower-back.html").open()
    reader.answer(SORE_AFTER_DEADLIFTS)
    assert reader.outcome() == "normal"
    files = {path.relative_to(clinic).as_posix() for path in clinic.rglob("*") if path.is_file()}
    assert {method for method, _ in reader.server.asked} == {"GET"}
    asked = {re.sub(r"^(theme/.*)\?[0-9a-f]{8}$", r"\1", path) for path in reader.server.paths()}
    assert asked - files - {"favicon.ico"} == set()


def test_nothing_is_kept(reader):
    """After a whole check: no cookie, no storage, no database, no answer in the address."""
    reader.answer(SORE_AFTER_DEADLIFTS)
    assert reader.page.url == f"{reader.address}#selfcheck-lower-back"
    assert reader.page.context.cookies() == []
    kept = reader.page.evaluate(
        """async () => ({
             local: localStorage.length,
             session: sessionStorage.length,
             databases: (await indexedDB.databases()).length,
             name: window.name,
             history: JSON.stringify(history.state ?? {}),
           })"""
    )
    history = kept.pop("history")
    assert kept == {"local": 0, "session": 0, "databases": 0, "name": ""}
    assert not any(f'"{question}"' in history for question in ANSWERS)


def test_a_reload_is_a_fresh_start(reader):
    """The page says so, and it is so: nothing ticked, the first page."""
    assert "A reload clears your answers" in reader.find(".selfcheck").inner_text()
    for question in PAGES["signs"]:
        reader.tick(question, "none")
    assert reader.go_on() != "signs"
    reader.page.reload()
    assert reader.given() == {}
    assert reader.screen() == "signs"
