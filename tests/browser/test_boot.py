"""How Python starts in the browser: from the small snapshot, from the whole one, in full."""

import json
import random
import re
import shutil
from pathlib import Path

import pytest

from checker import bridge
from plugins.selfcheck.snapshot import wasm
from plugins.selfcheck.tools import integrity, integrity_of
from tests.browser.altered import alter
from tests.checker.contract import PAGES
from tests.stories import STORIES

CHECKER = bridge.load("checker.lower_back:CHECKER")
STORY = STORIES[0]

CONFIG = """
async () => {
  const section = document.querySelector(".selfcheck");
  const { configOf } = await import(new URL("python-worker.js", new URL(section.dataset.worker, document.baseURI)));
  return configOf([section]);
}
"""

ASK = """
async ({ config, requests }) => {
  const { PythonWorker } = await import(new URL("python-worker.js", config.worker));
  const engine = new PythonWorker(config);
  engine.start();
  return Promise.all(requests.map((request) => engine.ask("lower-back", request)));
}
"""


@pytest.fixture
def spoilt(clinic, tmp_path) -> Path:
    """A copy of the clinic's site, to be spoilt."""
    return shutil.copytree(clinic, tmp_path / "site")


def fetched(reader) -> set[str]:
    """The kinds of files that were asked for below the check's folder."""
    names = [path.split("/")[1:] for path in reader.server.paths() if path.startswith("selfcheck/")]
    return {re.sub(r"-[0-9a-f]{16}", "", name[-1]) for name in names}


def requests(count: int, seed: int) -> list[dict]:
    """Random answers to random questions, on random pages."""
    chance = random.Random(seed)
    pages = [None, *(page.id for page in CHECKER.pages)]
    return [{"answers": answers(chance), "page": chance.choice(pages)} for _ in range(count)]


def answers(chance: random.Random) -> dict[str, str | list[str]]:
    questions = list(CHECKER.questions.values())
    asked = chance.sample(questions, chance.randint(0, len(questions)))
    options = {q.id: chance.choice(q.options).id for q in asked}
    return {q.id: [options[q.id]] if q.multiple else options[q.id] for q in asked}


def in_cpython(asked: list[dict]) -> list[dict]:
    return [json.loads(bridge.respond(CHECKER, json.dumps(request))) for request in asked]


def in_browser(reader, asked: list[dict], trapping: list[str]) -> list[dict]:
    """What the page's Python answers, where the first snapshots have these hashes."""
    config = reader.page.evaluate(CONFIG)
    for step, hash in zip(config["steps"], trapping, strict=False):
        step["files"] = dict.fromkeys(step["files"], hash)
    return reader.page.evaluate(ASK, {"config": config, "requests": asked})


def snapshots(site: Path) -> list[Path]:
    """The small one and the whole one."""
    found = sorted((site / "selfcheck").glob("snapshot-*.wasm"))
    assert [file.name.split("-")[1] for file in found] == ["small", "whole"]
    return found


def test_the_small_snapshot_is_all_that_a_start_fetches(start_reader, clinic):
    """Neither the whole one, nor Pyodide, its library or its script, nor the checker's bundle."""
    reader = start_reader(clinic, "lower-back.html", service_workers="block").look()
    assert "snapshot-small.wasm" not in fetched(reader)
    reader.begin()
    reader.answer(STORY.answers)
    assert reader.outcome() == STORY.outcome
    assert {"worker.js", "restore.js", "snapshot-small.wasm"} <= fetched(reader)
    assert not {"snapshot-whole.wasm", "pyodide.js", "library.zip", "lower-back.whl"} & fetched(
        reader
    )


def test_the_page_hints_at_every_module_that_it_loads(start_reader, clinic):
    """None is found only when another one has been read: that costs a slow line a round trip."""
    reader = start_reader(clinic, "lower-back.html").look()
    hints = reader.find('link[rel="modulepreload"]').evaluate_all("all => all.map(it => it.href)")
    hinted = {url.removeprefix(f"{reader.server.address}/") for url in hints}
    loaded = {path for path in reader.server.paths() if re.search(r"/widget-\w+/[\w-]+\.js$", path)}
    (widget,) = {path for path in loaded if path.endswith("/widget.js")}
    assert len(hinted) > 5
    assert loaded == hinted | {widget}


LISTEN = """
const send = Worker.prototype.postMessage;
window.sent = [];
Worker.prototype.postMessage = function (message) {
  if (message.question) window.sent.push(message.question.split("\\n")[1]);
  send.call(this, message);
};
"""

ASKED_AHEAD = """
() => window.sent.some((request) => {
  const { answers, page } = JSON.parse(request);
  return page === "signs" && answers.nerve && answers.body && answers.unwell;
})
"""


def test_continue_does_not_wait_for_python(start_reader, clinic):
    """What it brings has been asked when the last answer was given, and is not asked again."""
    reader = start_reader(clinic, "lower-back.html")
    reader.page.add_init_script(LISTEN)
    reader.open()
    for question in PAGES["signs"]:
        reader.tick(question, "none")
    reader.page.wait_for_function(ASKED_AHEAD)
    before = reader.page.evaluate("window.sent.length")
    assert reader.go_on() == "health"
    assert reader.page.evaluate("window.sent.length") == before


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_two_checks_on_a_page_share_one_python(start_reader, site_of_two):
    """The second one brings its own bundle and nothing else."""
    site_of_two.set(SITEURL="")
    site_of_two.build()
    output = site_of_two.folder / "output"
    reader = start_reader(output, "knee.html", service_workers="block").open()
    for name in ("knee", "hip"):
        reader.find(f"#selfcheck-{name} .selfcheck-start").first.evaluate("it => it.click()")
        reader.find(f'label[for="selfcheck-{name}-fall-yes"]').click()
        reader.find(f"#selfcheck-{name} .selfcheck-result[data-outcome=emergency]").wait_for()
    assert reader.page.evaluate("performance.getEntriesByName('selfcheck:ready').length") == 1
    loaded = [path for path in reader.server.paths() if path.endswith((".wasm", ".zip", ".whl"))]
    assert sorted(re.sub(r"-[0-9a-f]{16}", "", path.split("/")[-1]) for path in loaded) == [
        "hip.whl",
        "knee.whl",
        "library.zip",
        "pyodide.asm.wasm",
    ]


@pytest.mark.parametrize("lost", [1, 2])
def test_a_missing_snapshot_is_done_without(start_reader, clinic, lost: int):
    """The server has lost it: the next step starts, and the page never notices."""
    reader = start_reader(clinic, "lower-back.html", service_workers="block")
    reader.trouble_expected = True  # the browser itself reports the 404
    reader.server.broken = {file.name for file in snapshots(clinic)[:lost]}
    reader.open()
    reader.answer(STORY.answers)
    assert reader.outcome() == STORY.outcome
    assert "snapshot-whole.wasm" in fetched(reader)
    assert ("library.zip" in fetched(reader)) == (lost == 2)


INSECURE = "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });"
"""What a page finds on a site without https: browsers let no script hash there."""


@pytest.mark.parametrize("page", ["", INSECURE], ids=["https", "http"])
def test_a_snapshot_of_another_build_is_not_run(start_reader, clinic, page: str):
    """It would start and answer: the hash in the page refuses it."""
    reader = start_reader(clinic, "lower-back.html", service_workers="block")
    small, _ = snapshots(clinic)
    reader.server.changed[small.name] = (
        small.read_bytes() + b"\0\2\1x"
    )  # a section with a name only
    reader.page.add_init_script(page)
    reader.trouble_expected = True  # the browser itself reports the wrong hash
    reader.open()
    reader.answer(STORY.answers)
    assert reader.outcome() == STORY.outcome
    assert "snapshot-whole.wasm" in fetched(reader)
    reader.wait_until_said(f"{small.name}: not as the build made it")


def test_a_snapshot_that_traps_is_replaced_and_asked_no_more(start_reader, clinic):
    """Every question is answered as by CPython, also those that were waiting behind the trap: by the whole
    snapshot, and by Pyodide where that traps too."""
    reader = start_reader(clinic, "lower-back.html", service_workers="block").open()
    asked, hashes = requests(20, seed=9), []
    for file in snapshots(clinic):
        trapping = without(file.read_bytes(), "PyUnicode_AsUTF8AndSize")
        reader.server.changed[file.name] = trapping
        hashes.append(integrity_of(trapping))
        assert "library.zip" not in fetched(reader)
        assert in_browser(reader, asked, hashes) == in_cpython(asked)
        assert "snapshot-whole.wasm" in fetched(reader)
    assert "library.zip" in fetched(reader)


def without(snapshot: bytes, door: str) -> bytes:
    """The snapshot with a door that traps."""
    sections = dict(wasm.sections(snapshot))
    doors = {name: at for name, _, at in wasm.entries(sections[wasm.EXPORT], wasm.read_export)}
    imports = wasm.entries(sections[wasm.IMPORT], wasm.read_import)
    bodies = wasm.entries(sections[wasm.CODE], wasm.Reader.sized)
    bodies[doors[door] - len(imports)] = b"\0\0\x0b"  # no locals, unreachable, end
    sections[wasm.CODE] = wasm.vector([wasm.sized(body) for body in bodies])
    return wasm.module(sections.items())


@pytest.fixture
def lying(spoilt: Path) -> Path:
    """A site whose small snapshot was damaged before it was hashed: it starts, and answers wrongly."""
    small, _ = snapshots(spoilt)
    before = integrity(small)
    damaged = small.read_bytes().replace(b"emergency", b"emergenzy")
    small.write_bytes(damaged)
    page = spoilt / "lower-back.html"
    page.write_text(page.read_text().replace(before, integrity_of(damaged)))
    return spoilt


def test_a_snapshot_that_answers_wrongly_is_not_heard(start_reader, lying):
    """However soon the reader answers: what it must know tells it, and another is asked."""
    reader = start_reader(lying, "lower-back.html", service_workers="block").open()
    reader.answer(STORY.answers)
    assert reader.outcome() == STORY.outcome
    assert {"snapshot-small.wasm", "snapshot-whole.wasm"} <= fetched(reader)


WHOLE_IS_ASKED_FOR = """
() => performance.getEntriesByType("resource").some(({ name }) => name.includes("snapshot-whole"))
"""


def test_what_a_snapshot_must_know_it_is_asked_while_the_reader_reads(start_reader, lying):
    """Before anything is ticked another has taken the place of one that answers wrongly."""
    reader = start_reader(lying, "lower-back.html", service_workers="block").open()
    reader.page.wait_for_function(WHOLE_IS_ASKED_FOR)


def test_a_snapshot_that_never_starts_is_given_up(start_reader, spoilt):
    """After the time limit the next step has its turn: nobody waits for ever."""
    alter(spoilt, "messages.js", "snapshot: 10", "snapshot: 1")
    reader = start_reader(spoilt, "lower-back.html", service_workers="block")
    reader.server.changed["restore.js"] = b"export const restore = () => new Promise(() => {});"
    reader.open()
    reader.answer(STORY.answers)
    assert reader.outcome() == STORY.outcome
    assert {"snapshot-small.wasm", "snapshot-whole.wasm", "library.zip"} <= fetched(reader)
