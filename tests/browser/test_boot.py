"""How Python starts in the browser: from the snapshot, and in full whenever the snapshot is not right."""

import json
import random
import re
import shutil
from pathlib import Path

import pytest

from checker import bridge
from plugins.selfcheck.snapshot import wasm
from plugins.selfcheck.tools import integrity
from tests.checker.contract import PAGES
from tests.stories import STORIES

CHECKER = bridge.load("checker.lower_back:CHECKER")
STORY = STORIES[0]

CONFIG = """
async () => {
  const section = document.querySelector(".selfcheck");
  const { filesOf } = await import(new URL("python-worker.js", new URL(section.dataset.worker, document.baseURI)));
  return filesOf([section]);
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


def in_browser(reader, asked: list[dict], **changed: object) -> list[dict]:
    """What a worker of the page answers, with some of its files exchanged."""
    config = reader.page.evaluate(CONFIG) | changed
    return reader.page.evaluate(ASK, {"config": config, "requests": asked})


def snapshot_url(reader) -> str:
    return reader.page.evaluate(CONFIG)["snapshot"]["url"]


def test_the_snapshot_is_all_that_a_start_fetches(reader):
    """Neither Pyodide, nor its library, nor the checker's bundle: the snapshot holds them."""
    assert "snapshot.wasm" not in fetched(reader)
    reader.answer(STORY.answers)
    assert reader.outcome() == STORY.outcome
    assert {"worker.js", "restore.js", "snapshot.wasm"} <= fetched(reader)
    assert not {"pyodide.mjs", "library.zip", "lower-back.whl"} & fetched(reader)


def test_the_page_hints_at_every_module_that_it_loads(reader):
    """None is found only when another one has been read: that costs a slow line a round trip."""
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
  if (message.request) window.sent.push(message.request);
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


def test_a_missing_snapshot_is_done_without(reader):
    """The server has lost it: Pyodide starts in full, and the page never notices."""
    reader.trouble_expected = True  # the browser itself reports the 404
    reader.server.broken = {Path(snapshot_url(reader)).name}
    reader.answer(STORY.answers)
    assert reader.outcome() == STORY.outcome
    assert "library.zip" in fetched(reader)


INSECURE = b"Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });\n"
"""What a worker finds on a site without https: browsers let no script hash there."""


@pytest.mark.parametrize("worker", [b"", INSECURE], ids=["https", "http"])
def test_a_snapshot_of_another_build_is_not_run(start_reader, spoilt, worker):
    """It would start and answer, but in other words: the hash in the page refuses it."""
    (file,) = (spoilt / "selfcheck").glob("snapshot-*.wasm")
    assert b"normal" in file.read_bytes()
    file.write_bytes(file.read_bytes().replace(b"normal", b"NORMAL"))
    reader = start_reader(spoilt, "lower-back.html")
    reader.server.prefixes["worker.js"] = worker
    reader.trouble_expected = True  # the browser itself reports the wrong hash
    reader.open()
    reader.answer(STORY.answers)
    assert reader.outcome() == STORY.outcome
    assert "library.zip" in fetched(reader)


def test_a_snapshot_that_traps_is_replaced_and_asked_no_more(start_reader, spoilt):
    """Every question is answered as by CPython, also those that were waiting behind the trap."""
    file = next((spoilt / "selfcheck").glob("snapshot-*.wasm"))
    file.write_bytes(without(file.read_bytes(), "PyUnicode_AsUTF8AndSize"))
    reader = start_reader(spoilt, "lower-back.html").open()
    trapping = {"url": snapshot_url(reader), "integrity": integrity(file)}
    asked = requests(20, seed=9)
    assert in_browser(reader, asked, snapshot=trapping) == in_cpython(asked)
    assert "library.zip" in fetched(reader)


def without(snapshot: bytes, door: str) -> bytes:
    """The snapshot with a door that traps."""
    sections = wasm.sections(snapshot)
    doors = {name: index for name, _, index in wasm.exports(sections[wasm.EXPORT])}
    bodies = list(wasm.bodies(sections[wasm.CODE]))
    bodies[doors[door] - len(list(wasm.imports(sections[wasm.IMPORT])))] = wasm.TRAP
    return wasm.module({**sections, wasm.CODE: wasm.vector([wasm.sized(body) for body in bodies])})


def test_a_snapshot_that_never_starts_is_given_up(start_reader, spoilt):
    """After the time limit Pyodide starts in full: nobody waits for ever."""
    (widget,) = (spoilt / "selfcheck").glob("widget-*")
    worker = widget / "worker.js"
    limited = re.sub(r"TIME_LIMIT = [\d_]+", "TIME_LIMIT = 50", worker.read_text())
    worker.write_text(limited)
    (widget / "restore.js").write_text("export const restore = () => new Promise(() => {});")
    reader = start_reader(spoilt, "lower-back.html").open()
    reader.answer(STORY.answers)
    assert reader.outcome() == STORY.outcome
    assert "library.zip" in fetched(reader)
    assert limited.count("TIME_LIMIT = 50;") == 1
