"""The way through the check: Continue, Back, what interrupts, the answers once more, the outcome."""

import pytest

from tests.checker.contract import PAGES
from tests.stories import SORE_AFTER_DEADLIFTS

only_chromium = pytest.mark.parametrize("browser", ["chromium"], indirect=True)


def test_enter_in_a_radio_goes_on(reader):
    """What Enter does in a form; here it is held by the blank question."""
    reader.tick("nerve", "none")
    reader.option("nerve", "none").press("Enter")
    reader.find(".selfcheck-errors").wait_for()
    assert len(reader.complaints()) == len(PAGES["signs"]) - 1


def test_back_and_the_browsers_back_keep_every_answer(reader):
    """Three pages on, two back by the button, one by the browser, and forward again."""
    page = reader.page
    before = (*PAGES["signs"], *PAGES["health"])
    reader.answer({key: it for key, it in SORE_AFTER_DEADLIFTS.items() if key in before})
    assert reader.complaints(), "held on the third page, for want of an answer"
    given = reader.given()
    reader.act("back")
    reader.wait_for("health")
    assert reader.given() == given
    page.evaluate("history.back()")
    reader.wait_for("signs")
    assert reader.given() == given
    page.evaluate("history.forward()")
    reader.wait_for("health")
    assert reader.given() == given
    assert reader.go_on() == "now"


def test_back_in_the_moment_of_a_turn_leads_to_the_screen_before(reader):
    """The turn is painted before it is in the browser's history; Back waits for it."""
    reader.answer(SORE_AFTER_DEADLIFTS)
    reader.page.evaluate(
        """() => {
             for (const action of ["change", "back"])
               document.querySelector(`[data-action=${action}]`).click();
           }"""
    )
    reader.wait_for("outcome")


@only_chromium
def test_the_outcome_lists_the_answers_and_lets_change_one(reader):
    """Every question with its answer and a Change button; a change leads to the new outcome."""
    assert reader.answer(SORE_AFTER_DEADLIFTS) == "outcome"
    lines = dict(
        zip(
            reader.find(".selfcheck-answers dt").all_text_contents(),
            reader.find(".selfcheck-answer-text").all_text_contents(),
            strict=True,
        )
    )
    assert len(lines) == len(SORE_AFTER_DEADLIFTS)
    assert lines["How bad is it now?"] == "Mild"
    assert lines["Which exercises were you doing when you felt it?"] == "Deadlift"
    assert reader.outcome() == "normal"
    reader.change("now")
    assert reader.outcome() is None
    reader.tick("severity", "moderate")
    reader.answer({})
    assert reader.outcome() == "change_routine"


@only_chromium
def test_a_changed_answer_asks_only_what_becomes_new(reader):
    """Over three months opens the question about mornings, and no other is asked again."""
    reader.answer(SORE_AFTER_DEADLIFTS)
    reader.change("course")
    before = reader.asked()
    reader.tick("how_long", "over_3_months")
    assert reader.go_on() == "course"
    assert reader.asked() == [*before, "morning"]
    assert len(reader.complaints()) == 1
    reader.tick("morning", "none")
    assert reader.go_on() == "outcome"
    assert reader.outcome() == "book_pt"


@pytest.mark.parametrize("browser", ["chromium", "firefox"], indirect=True)
def test_the_outcome_is_laid_out_ahead_but_neither_seen_nor_heard(reader):
    """Once nothing is left to ask its card waits: it takes no room, no focus, and is not read."""
    last = {id: SORE_AFTER_DEADLIFTS[id] for id in PAGES["course"] if id in SORE_AFTER_DEADLIFTS}
    reader.answer({id: it for id, it in SORE_AFTER_DEADLIFTS.items() if id not in last})
    for question in last:
        reader.give(question, last)
    card = reader.find(".selfcheck-result article")
    card.wait_for(state="attached")
    assert card.evaluate("it => it.parentElement.offsetHeight") == 0
    assert not card.evaluate("it => it.checkVisibility({ contentVisibilityAuto: true })")
    heading = card.locator("h3")
    heading.evaluate("it => it.focus()")
    assert not heading.evaluate("it => it === document.activeElement")
    widget = reader.find(".selfcheck")
    assert "Copy my answers" not in widget.aria_snapshot()
    assert reader.go_on() == "outcome"
    assert "Copy my answers" in widget.aria_snapshot()
    assert heading.evaluate("it => it === document.activeElement")


def test_start_again_forgets_everything(reader):
    """No answer, no outcome, no follow-up question is left."""
    reader.answer(SORE_AFTER_DEADLIFTS)
    reader.act("restart")
    reader.wait_for("signs")
    assert reader.given() == {}
    assert reader.outcome() is None
    assert reader.asked() == list(PAGES["signs"])
    assert reader.complaints() == []


def test_an_emergency_answer_interrupts(reader):
    """At the tick, which the page has announced: the other questions unasked, the outcome's heading in
    focus and in sight. After Back the page says what the tick means."""
    assert "One tick here can end the check" in reader.find(".selfcheck-page:visible").inner_text()
    reader.tick("body", "chest")
    reader.wait_for("outcome")
    assert reader.outcome() == "emergency"
    heading = reader.find(".selfcheck-result h3")
    assert reader.focused() == "Immediate action: Call 911 or go to the ER now"
    box = heading.bounding_box()
    assert 0 <= box["y"] < reader.page.viewport_size["height"]
    assert not reader.find(".selfcheck-form").is_visible()
    assert reader.title().startswith("Your result: Is it OK")
    reader.page.wait_for_function("() => history.state?.selfcheck")  # written once it is painted
    reader.page.evaluate("() => { history.back(); }")
    reader.wait_for("signs")
    assert "Call 911 or go to the ER now" in reader.find(".selfcheck-sofar").inner_text()
    assert reader.title().startswith("Is it OK")


@only_chromium
def test_arrow_keys_pass_an_emergency_answer_and_stop_at_it(reader):
    """Arrow keys tick each radio on their way: it interrupts when the question is left."""
    keys = reader.page.keyboard
    reader.answer({question: ["none"] for question in PAGES["signs"]} | {"injury": "older"})
    reader.option("injury", "older").focus()
    keys.press("ArrowDown")
    assert reader.given()["injury"] == ["major"]
    keys.press("ArrowDown")
    assert reader.given()["injury"] == ["unsure"]
    reader.find(".selfcheck-sofar").wait_for()
    assert reader.screen() == "health"
    keys.press("ArrowUp")
    keys.press("Tab")
    reader.wait_for("outcome")
    assert reader.outcome() == "emergency"


@only_chromium
def test_an_urgent_answer_shows_at_once_and_asks_on(reader):
    """The advice so far stands there while the next questions tell if it is even more urgent."""
    reader.tick("unwell", "fever")
    reader.find(".selfcheck-sofar").wait_for()
    assert "Get medical help today" in reader.find(".selfcheck-sofar").inner_text()
    assert reader.screen() == "signs"


CHANGE_AND_GO_ON = """() => {
  for (const question of ["unwell", "nerve", "body"]) document.querySelector(`[name=${question}][value=none]`).click();
  document.querySelector(".selfcheck-continue").click();
}"""


def test_a_sign_that_was_taken_back_is_not_spoken_of_on_the_next_page(reader):
    """However quickly Continue follows: the advice so far is that of the answers that stand."""
    reader.tick("unwell", "fever")
    reader.find(".selfcheck-sofar").wait_for()
    reader.page.evaluate(CHANGE_AND_GO_ON)
    reader.wait_for("health")
    assert not reader.find(".selfcheck-sofar").is_visible()


@only_chromium
def test_progress_never_lies(reader):
    """The page's number grows by one, and the most that it can become never grows by itself."""
    seen = []
    while reader.screen() != "outcome":
        seen.append(reader.find(".selfcheck-progress").inner_text())
        for question in reader.asked():
            given = SORE_AFTER_DEADLIFTS[question]
            reader.tick(question, *([given] if isinstance(given, str) else given))
        reader.go_on()
    numbers = [[int(word) for word in line.split() if word.isdecimal()] for line in seen]
    assert [page for page, _ in numbers] == list(range(1, len(seen) + 1))
    most = [pages for _, pages in numbers]
    assert most == sorted(most, reverse=True)
    assert most[0] == 5
    assert most[-1] >= len(seen)
