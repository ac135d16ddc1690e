"""The questions under a reader's hands: early answers, exclusive options, errors, other ways to tick."""

import pytest

from tests.checker.contract import PAGES
from tests.conftest import POSTS
from tests.stories import SORE_AFTER_DEADLIFTS

only_chromium = pytest.mark.parametrize("browser", ["chromium"], indirect=True)
PAGE = "lower-back.html"
WIDGET = "widget.js"


def test_answers_given_while_python_starts_count(start_reader, clinic):
    """The form answers at once that it waits; then it goes on by itself."""
    reader = start_reader(clinic, PAGE, service_workers="block")
    (snapshot,) = (path.name for path in (clinic / "selfcheck").glob("snapshot-small-*.wasm"))
    with reader.server.holding(snapshot):
        reader.open()
        for question in PAGES["signs"]:
            reader.tick(question, "none")
        reader.press(reader.find(".selfcheck-continue"))
        status = reader.find(".selfcheck-form > .selfcheck-status")
        assert (
            status.inner_text() == "One moment: the check is getting ready. Your answers are kept."
        )
        assert reader.screen() == "signs"
    reader.wait_for("health")
    assert status.inner_text() == ""
    assert reader.given() == {question: ["none"] for question in PAGES["signs"]}


def test_answers_given_before_the_script_listens_count(start_reader, clinic):
    """A slow line: the reader is quicker than the script, and is heard all the same."""
    reader = start_reader(clinic, PAGE, service_workers="block")
    with reader.server.holding(WIDGET):
        reader.open(until="commit")
        reader.tick("nerve", "saddle")
    reader.wait_for("outcome")
    assert reader.outcome() == "emergency"


def test_enter_before_the_script_listens_does_not_leave_the_page(start_reader, clinic):
    """The form neither navigates nor puts an answer into the address."""
    reader = start_reader(clinic, PAGE, service_workers="block")
    with reader.server.holding(WIDGET):
        reader.open(until="commit")
        reader.tick("nerve", "none")
        reader.option("nerve", "none").press("Enter")
        reader.page.evaluate("document.querySelector('.selfcheck-form').requestSubmit()")
        assert reader.page.url.partition("#")[0] == reader.address
        asked = [path for path in reader.server.paths() if path.startswith(PAGE)]
        assert asked == [PAGE]
        assert reader.given() == {"nerve": ["none"]}


@only_chromium
@pytest.mark.parametrize("alone", ["none", "unsure"])
def test_none_and_not_sure_stand_alone(reader, alone):
    """Either unticks the rest; a sign unticks either."""
    reader.tick("nerve", alone)
    assert reader.given() == {"nerve": [alone]}
    other = {"none": "unsure", "unsure": "none"}[alone]
    reader.tick("nerve", other)
    assert reader.given() == {"nerve": [other]}
    reader.tick("nerve", "saddle")
    assert reader.given() == {"nerve": ["saddle"]}


def test_an_error_is_summed_up_linked_and_said_beside_its_question(reader):
    """The summary has the focus; each line names its question and leads to it. There stands what to do, and the
    question not once more."""
    reader.go_on()
    assert len(reader.complaints()) == 3
    assert reader.page.evaluate("document.activeElement.className") == "selfcheck-errors"
    assert reader.title().startswith("Error: ")
    first = reader.complaints()[0]
    error = reader.find('[data-question="nerve"] .selfcheck-error-text')
    assert error.inner_text() == "Tick what fits, or “None of these”."
    assert first == (
        "Are any of these new in the last 3 months, or getting worse? "
        "Tick what fits, or “None of these”."
    )
    field = reader.find('[data-question="nerve"]')
    assert field.get_attribute("aria-invalid") == "true"
    described = reader.find('[data-question="nerve"] .selfcheck-error').get_attribute("id")
    assert described in field.get_attribute("aria-describedby")
    reader.press(reader.page.get_by_role("link", name=first))
    assert reader.page.evaluate("document.activeElement.name") == "nerve"
    for question in PAGES["signs"]:
        reader.tick(question, "none")
    assert reader.go_on() == "health"
    assert reader.complaints() == []


def to_workout(reader) -> None:
    """Go to the page of the exercises."""
    before = [id for page in ("signs", "health", "now") for id in PAGES[page]]
    reader.answer({key: value for key, value in SORE_AFTER_DEADLIFTS.items() if key in before})
    assert reader.screen() == "workout"


@only_chromium
def test_the_exercises_are_found_by_typing_and_without(reader):
    """Typing shortens the list, whatever the spelling; what is ticked stays in sight."""
    to_workout(reader)
    flat = reader.find('[data-question="exercise"] .selfcheck-option:visible')
    assert flat.count() == 13, "the ten of the post, and three that fit everybody"
    reader.press(reader.find(".selfcheck-others summary"))
    shown = reader.find(".selfcheck-others .selfcheck-option:visible")
    everything = shown.count()
    assert everything > 50
    reader.tick("exercise", "walking")
    search = reader.find('[data-question="exercise"] [type=search]')
    search.fill("PULL do")
    assert shown.locator("label").all_inner_texts() == ["Lat pulldown", "Walking"]
    count = reader.find(".selfcheck-search-count")
    assert count.inner_text() == f"2 of {everything} shown"
    search.press("Enter")
    assert reader.screen() == "workout"
    search.fill("")
    assert shown.count() == everything
    assert reader.given()["exercise"] == ["walking"]


def test_start_again_shows_the_whole_list(reader):
    """What was typed to shorten it is gone, and so is its effect."""
    to_workout(reader)
    options = reader.find('[data-question="exercise"] .selfcheck-option')
    reader.press(reader.find(".selfcheck-others summary"))
    reader.find('[data-question="exercise"] [type=search]').fill("pull")
    hidden = "all => all.filter(it => it.hidden).length"
    assert options.evaluate_all(hidden) > 0
    reader.page.evaluate("() => document.querySelector('.selfcheck-form').reset()")
    reader.page.wait_for_function(
        "() => !document.querySelector('[data-question=exercise] .selfcheck-option[hidden]')"
    )


@only_chromium
def test_the_picture_is_another_way_to_tick_the_same_radios(reader):
    """A tap on a part of the back ticks its radio, and shows which part is ticked."""
    before = [id for page in ("signs", "health") for id in PAGES[page]]
    reader.answer({key: value for key, value in SORE_AFTER_DEADLIFTS.items() if key in before})
    for part in ("low_back", "mid_back", "upper_back", "buttock"):
        shape = f'.selfcheck-picture :is(rect[data-option="{part}"], g[data-option="{part}"] rect)'
        reader.find(shape).first.click()
        assert reader.given()["where"] == [part]
        chosen = reader.find(".selfcheck-picture-part--chosen").evaluate_all(
            "all => all.map(it => it.dataset.option)"
        )
        assert set(chosen) == {part}


@only_chromium
@pytest.mark.parametrize(
    ("answers", "page", "question"),
    [
        ({"history": ["pregnant"]}, "health", "pregnancy_warning"),
        ({"exercise": ["other"]}, "workout", "moves"),
        ({"exercise": ["deadlift", "other"]}, "workout", "moves"),
        ({"how_long": "over_3_months"}, "course", "morning"),
    ],
    ids=["pregnant", "another exercise", "one of the list and another", "over three months"],
)
def test_an_answer_opens_its_follow_up_question(reader, answers, page, question):
    """The question comes on the same page, and only then."""
    reader.answer(SORE_AFTER_DEADLIFTS | answers)
    assert reader.screen() == page
    assert question in reader.asked()
    assert len(reader.complaints()) == 1


HEIGHTS = """all => all.map((page) => {
  const others = page.parentElement.querySelectorAll(".selfcheck-page");
  for (const other of others) other.hidden = other !== page;
  for (const question of page.querySelectorAll("fieldset")) question.hidden = false;
  return page.closest("form").getBoundingClientRect().height;
})"""
"""Of the form, with each page in turn and every question that can stand there."""


GOES_ON = "() => document.querySelector('.contents + p').getBoundingClientRect().top"
"""Where the article goes on after the check."""


@only_chromium
@pytest.mark.parametrize("path", POSTS.values(), ids=POSTS)
def test_the_check_is_no_wall_on_a_phone(start_reader, clinic, path):
    """At 360 by 740 pixels the whole post has 7,000 at most and goes on within one and a half screens; once
    the check is open none of its pages is taller than three, with whatever an answer can open."""
    screen = {"width": 360, "height": 740}
    reader = start_reader(clinic, path, viewport=screen, service_workers="block").look()
    reader.find(".selfcheck--alive").wait_for()
    assert reader.page.evaluate("document.documentElement.scrollHeight") <= 7000
    assert reader.page.evaluate(GOES_ON) <= 1.5 * screen["height"]
    heights = reader.open().find(".selfcheck-page").evaluate_all(HEIGHTS)
    assert len(heights) == len(PAGES)
    assert max(heights) <= 3 * screen["height"], heights
