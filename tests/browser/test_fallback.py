"""Without JavaScript, without WebAssembly, after a failure: the plain guide is there."""

import pytest

from tests.checker.contract import PAGES

only_chromium = pytest.mark.parametrize("browser", ["chromium"], indirect=True)

LADDER = [
    "Call 911 or go to the ER now",
    "Get medical help today",
    "See a doctor in the next few days",
    "Book a visit with a physical therapist",
    "Change your routine",
    "This sounds like normal workout soreness",
]

SENTENCE = "The check does not run here. Use the list below: it gives the same advice."


def guide_stands(reader) -> bool:
    """Every outcome of the ladder can be seen, the emergency first."""
    titles = reader.find(".selfcheck-guide-outcome:visible").all_inner_texts()
    return titles == LADDER


@only_chromium
def test_without_javascript_the_guide_is_the_check(start_reader, clinic):
    """All outcomes with their signs, the emergency list first; no form that cannot work."""
    reader = start_reader(clinic, "lower-back.html", java_script_enabled=False)
    reader.page.goto(reader.address)
    titles = reader.find(".selfcheck-guide-outcome:visible").all_inner_texts()
    assert titles == LADDER
    signs = reader.find(".selfcheck-guide-level--immediate li:visible").all_inner_texts()
    assert "New numbness or tingling between your legs" in signs
    assert reader.find("form.selfcheck-form:visible, .selfcheck-failure:visible").count() == 0


def test_the_guide_is_folded_where_the_check_can_run(reader):
    """One press away, beside the questions."""
    assert reader.find(".selfcheck-form").is_visible()
    assert not reader.find(".selfcheck-guide-outcome").first.is_visible()
    reader.press(reader.find(".selfcheck-fold summary"))
    assert guide_stands(reader)


def test_without_webassembly_one_sentence_says_so(start_reader, clinic):
    """The form makes way for the sentence; the guide stands."""
    reader = start_reader(clinic, "lower-back.html")
    reader.trouble_expected = True
    reader.server.prefixes["worker.js"] = b"delete self.WebAssembly;\n"
    reader.open()
    reader.tick("nerve", "none")
    reader.wait_for("failure")
    assert reader.find(".selfcheck-failure p").inner_text() == SENTENCE
    assert reader.find(".selfcheck-failure button").inner_text() == "Try again"
    assert not reader.find(".selfcheck-form").is_visible()
    assert guide_stands(reader)


@only_chromium
@pytest.mark.parametrize("kind", ["worker.js", "pyodide.mjs", "*.wasm", "*.whl"])
def test_try_again_after_the_network_came_back(start_reader, clinic, kind):
    """A file that does not come: the sentence. It comes again: the answers given before count."""
    reader = start_reader(clinic, "lower-back.html", service_workers="block")
    reader.trouble_expected = True
    names = {path.name for path in (clinic / "selfcheck").rglob(kind)}
    assert names, "the site must have such a file to be broken"
    snapshot = {path.name for path in (clinic / "selfcheck").glob("snapshot-*.wasm")}
    reader.server.broken |= names | snapshot  # with a snapshot the others would not be asked for
    reader.open()
    reader.tick("nerve", "saddle")
    reader.wait_for("failure")
    assert guide_stands(reader)
    reader.server.broken.clear()
    reader.act("retry")
    reader.wait_for("outcome")
    assert reader.outcome() == "emergency"


@pytest.mark.parametrize("comes_back", [True, False])
def test_a_start_that_fails_before_an_answer_is_tried_again_at_it(
    start_reader, clinic, comes_back: bool
):
    """No form goes from under the pointer that started it: the first answer is when it counts."""
    reader = start_reader(clinic, "lower-back.html", service_workers="block")
    reader.trouble_expected = True
    reader.server.broken.add("worker.js")
    reader.open()
    reader.find(".selfcheck-title").hover()
    reader.wait_until_said("selfcheck:")
    assert reader.find(".selfcheck-form").is_visible()
    assert not reader.find(".selfcheck-failure").is_visible()
    if comes_back:
        reader.server.broken.clear()
    reader.tick("nerve", "saddle")
    reader.wait_for("outcome" if comes_back else "failure")


def test_what_failed_ahead_is_asked_again_after_try_again(start_reader, clinic):
    """Each Python fails at a question: the sentence, not a frozen page. Continue asks anew: it does not
    wait for an answer that the failed workers never gave."""
    reader = start_reader(clinic, "lower-back.html", service_workers="block")
    reader.trouble_expected = True
    fails = b"const post = self.postMessage.bind(self);\n"
    fails += b'self.postMessage = (m) => post(m.response?.includes(\'"screen": "health"\')'
    fails += b" ? { failed: 'x' } : m);\n"
    reader.server.prefixes["worker.js"] = fails
    reader.open()
    for question in PAGES["signs"]:
        reader.tick(question, "none")
    reader.wait_for("failure")
    assert guide_stands(reader)
    reader.server.prefixes.clear()
    reader.act("retry")
    reader.wait_for("signs")
    assert reader.go_on() == "health"
