"""Links within the page: whoever follows one stays where they were in the check."""

import pytest

from tests.checker.contract import PAGES
from tests.stories import SORE_AFTER_DEADLIFTS

SIGNS = {question: ["none"] for question in PAGES["signs"]}
SHOWN = "id => document.getElementById(id).matches(':target')"


def on_the_second_page(reader) -> None:
    reader.answer(SIGNS)
    assert reader.screen() == "health"
    assert reader.complaints(), "held there, for want of an answer"


HOME = "() => location.hash === '#selfcheck-lower-back'"
"""Where the check was opened."""

WRITTEN = """
() => new Promise((resolve) => {
  let frames = 5; // the browser's history is written two frames after a screen has turned
  const next = () => (frames-- ? requestAnimationFrame(next) : resolve());
  next();
})
"""


def browsers_back(reader) -> None:
    """Press the browser's Back, once it knows of the last screen."""
    reader.page.evaluate(WRITTEN)
    reader.page.evaluate("() => { history.back(); }")


def follow(reader, fragment: str) -> None:
    """Click the first link that leads to a place of the page."""
    reader.page.evaluate(WRITTEN)
    link = reader.find(f'a[href$="#{fragment}"]:visible').first
    link.click()
    reader.page.wait_for_function(SHOWN, arg=fragment)


def test_the_link_of_an_error_leads_to_its_field_on_every_page(reader):
    """The field has the focus, the page stays, and the address tells nothing of it."""
    on_the_second_page(reader)
    reader.find(".selfcheck-errors a").first.click()
    reader.page.wait_for_function("() => document.activeElement.name === 'injury'")
    assert reader.screen() == "health"
    assert reader.page.evaluate("location.hash") == "#selfcheck-lower-back"


def test_a_link_of_the_page_leaves_the_check_as_it_is(reader):
    """The place is shown, the check stays on its page, and Back leads to the page before."""
    on_the_second_page(reader)
    given = reader.given()
    follow(reader, "what-is-normal")
    assert reader.screen() == "health"
    assert reader.given() == given
    browsers_back(reader)
    reader.page.wait_for_function(HOME)
    assert reader.screen() == "health"
    browsers_back(reader)
    reader.wait_for("signs")
    assert reader.given() == given


def test_the_checks_own_back_leads_back_from_a_link_too(reader):
    """It is about the check, whatever else the browser's history holds."""
    on_the_second_page(reader)
    follow(reader, "what-is-normal")
    reader.act("back")
    reader.wait_for("signs")


def test_the_card_of_an_emergency_stays_when_its_source_is_looked_up(reader):
    """'Our post' in the reasons shows the sentence; 'Call 911' is still there."""
    reader.tick("nerve", "saddle")
    reader.wait_for("outcome")
    reader.page.evaluate(WRITTEN)
    reader.find(".selfcheck-fold:has(+ .selfcheck-folded .selfcheck-cites) > summary").click()
    claim = reader.find(".selfcheck-result .selfcheck-cites a[href*='#']:visible").first
    fragment = claim.get_attribute("href").partition("#")[2]
    claim.click()
    reader.page.wait_for_function(SHOWN, arg=fragment)
    assert reader.outcome() == "emergency"
    assert reader.find(".selfcheck-result").is_visible()
    assert not reader.find(".selfcheck-form").is_visible()
    browsers_back(reader)
    reader.page.wait_for_function(HOME)
    assert reader.outcome() == "emergency"


def test_back_leads_through_every_screen_in_order(reader):
    """Links on the way or not: from the outcome to the first page, none left out, none twice."""
    way = []
    while reader.screen() != "outcome":
        way.append(reader.screen())
        for question in reader.asked():
            given = SORE_AFTER_DEADLIFTS[question]
            reader.tick(question, *([given] if isinstance(given, str) else given))
        reader.go_on()
    follow(reader, "what-is-normal")
    browsers_back(reader)
    reader.page.wait_for_function(HOME)
    for screen in reversed(way):
        browsers_back(reader)
        reader.wait_for(screen)


@pytest.fixture
def two(start_reader, site_of_two):
    """A reader of a page with two checks. Their pages are called as a screen is, and as one once was."""
    site_of_two.edit("knee.py", '    "knee",\n    "Your knee"', '    "outcome",\n    "Your knee"')
    site_of_two.edit("hip.py", '    "knee",\n    "Your knee"', '    "check",\n    "Your knee"')
    site_of_two.set(SITEURL="")
    site_of_two.build()
    return start_reader(site_of_two.folder / "output", "knee.html", service_workers="block").open()


SCREEN_OF = """
name => {
  const widget = document.querySelector(`#selfcheck-${name}`);
  return widget.querySelector(".selfcheck-result[data-outcome]")?.dataset.outcome
    ?? widget.querySelector(".selfcheck-page:not([hidden])").dataset.page;
}
"""
IS_AT = f"([name, screen]) => ({SCREEN_OF})(name) === screen"


def test_each_of_two_checks_has_its_own_way_back(two):
    """The browser's Back undoes the last step on the page; a check's own Back the check's last. What
    their pages are called keeps no outcome from being shown."""

    def at(name: str, screen: str) -> None:
        two.page.wait_for_function(IS_AT, arg=[name, screen])

    for name in ("knee", "hip"):
        two.find(f"#selfcheck-{name} .selfcheck-start").first.evaluate("it => it.click()")
        for option in ("fall-no", "signs-none"):
            two.find(f'label[for="selfcheck-{name}-{option}"]').click()
        two.find(f"#selfcheck-{name} .selfcheck-continue").click()
        at(name, "normal")
    browsers_back(two)
    at("hip", "check")
    at("knee", "normal")
    two.find('label[for="selfcheck-hip-fall-yes"]').click()
    at("hip", "emergency")
    at("knee", "normal")
