"""The image: it answers as this Python does, is made alike every time, and stops where it must."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from checker import bridge
from plugins.selfcheck import bundle, image, node, runtime, trim, wasm
from plugins.selfcheck.sample import Part, sample
from tests.conftest import ROOT

PATH = "checker.lower_back:CHECKER"
CACHE = ROOT / ".cache"
CODE = ROOT / "plugins" / "selfcheck" / "static" / "image.js"


@pytest.fixture(scope="session")
def part() -> Part:
    """The lower-back checker, as a site has it."""
    return Part(bridge.load(PATH), PATH, bundle.build("lower-back", PATH, CACHE))


@pytest.fixture(scope="session")
def inputs(part):
    """What an image is made of: Pyodide, its trimmed library, and the checker."""
    pyodide = runtime.pyodide(CACHE)
    return pyodide, trim.build(pyodide, [part.bundle], CACHE), {"lower-back": part}


@pytest.fixture(scope="session")
def file(inputs):
    """The image that a build has put into the cache."""
    return image.build(*inputs, CACHE)


def ask(file, lines: list[str]) -> list[str]:
    """What the image answers, under Node, by the code that the browser runs."""
    return json.loads(node.run("ask.mjs", CODE, file, given=json.dumps(lines)))["answers"]


def test_two_images_of_the_same_are_the_same(inputs, file, tmp_path):
    """Made again, in another folder at another time, it is byte-identical."""
    assert image.make(*inputs, tmp_path) == file.read_bytes()


def test_it_answers_what_it_has_not_been_asked_before(part, file):
    """Four hundred random answer sets of another kind than the build's own sample."""
    chance = random.Random(4)
    questions = part.checker.questions.values()
    lines = []
    for _ in range(400):
        asked = chance.sample(list(questions), chance.randint(0, len(questions)))
        given = {question.id: [chance.choice(question.options).id] for question in asked}
        answers = {
            id: ids if part.checker.questions[id].multiple else ids[0] for id, ids in given.items()
        }
        lines.append(f"lower-back\n{json.dumps({'answers': answers, 'page': None})}")
    assert ask(file, lines) == [part.answer(line) for line in lines]


def test_two_checkers_share_one_image(inputs, part, tmp_path, monkeypatch):
    """Each answers for itself, and the second adds little more than its own rules."""
    monkeypatch.syspath_prepend(ROOT / "tests" / "plugins")
    knee = Part(
        bridge.load("knee:CHECKER"), "knee:CHECKER", bundle.build("knee", "knee:CHECKER", CACHE)
    )
    pyodide, library, _ = inputs
    both = tmp_path / "both.wasm"
    both.write_bytes(image.make(pyodide, library, {"lower-back": part, "knee": knee}, tmp_path))
    lines = ['knee\n{"answers": {"fall": "yes"}, "page": null}', 'lower-back\n{"answers": {}}']
    assert ask(both, lines) == [knee.answer(lines[0]), part.answer(lines[1])]
    assert both.stat().st_size < image.build(*inputs, CACHE).stat().st_size + 100_000


def test_it_takes_nothing_but_functions_from_outside(file):
    """Memory, table and globals are its own: the browser hands in no state."""
    imports = wasm.imports(wasm.sections(file.read_bytes())[wasm.IMPORT])
    assert {item.kind for item in imports} == {wasm.FUNCTION}


def test_most_of_the_interpreter_is_left_out(file):
    """Of Pyodide's functions fewer than one in ten still have a body."""
    bodies = list(wasm.bodies(wasm.sections(file.read_bytes())[wasm.CODE]))
    assert len(bodies) == 13_091
    assert 100 < sum(body != wasm.TRAP for body in bodies) < len(bodies) / 10


def in_node(script: str, file: Path) -> object:
    """What a script makes of the restored image, as JSON."""
    restored = """
        const [, code, image] = process.argv;
        const { restore } = await import(code);
        const { readFileSync } = process.getBuiltinModule("fs");
        const { ask, exports } = await restore(readFileSync(image));
        const question = 'lower-back\\n{"answers": {}, "page": null}';
    """
    done = node.node(
        ["--input-type=module", "--eval", restored + script, "--", CODE.as_uri(), str(file)],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_an_image_that_failed_once_answers_no_more(file):
    """Whatever a trap left behind in its memory, nobody is told anything from it."""
    script = """
        const said = [question, "no such checker", question].map((line) => {
          try { return ask(line).slice(0, 11); } catch (error) { return error.message; }
        });
        console.log(JSON.stringify(said));
    """
    good, failed, after = in_node(script, file)
    assert good == '{"verdict":'
    assert failed in {"unreachable", "Python raised an exception"}
    assert after == failed


def test_ten_thousand_checks_take_no_more_memory_than_one(file):
    """A page that is left open for a day is as small in the evening."""
    script = """
        const sizes = [];
        for (let n = 0; n < 10_000; n++) {
          ask(question);
          sizes.push(exports.memory.buffer.byteLength);
        }
        console.log(JSON.stringify([sizes.length, ...new Set(sizes)]));
    """
    assert in_node(script, file) == [10_000, 20 << 20]


def test_an_image_that_answers_otherwise_is_refused(inputs, part, tmp_path):
    """The build compares with this Python: a checker that differs from its bundle is noticed."""
    pyodide, library, _ = inputs
    other = replace(part, checker=replace(part.checker, version="another"))
    with pytest.raises(image.ImageError, match="instead of"):
        image.make(pyodide, library, {"lower-back": other}, tmp_path)


def test_a_memory_without_room_is_refused(inputs, monkeypatch, tmp_path):
    """The first answers must not make the heap grow: the build wants a margin."""
    monkeypatch.setattr(image, "MARGIN", 1 << 24)
    with pytest.raises(image.ImageError, match="bytes free"):
        image.make(*inputs, tmp_path)


def test_a_site_whose_image_fails_is_built_without(site):
    """A checker that answers otherwise in the browser gets no image; the author reads why."""
    site.set(SELFCHECK_IMAGE=True)
    site.edit("knee.py", 'version="1"', 'version=__import__("sys").platform')
    done = site.try_to_build()
    assert done.returncode == 0, done.stderr
    assert "selfcheck: no image" in done.stdout
    assert "instead of" in done.stdout
    assert "data-image" not in site.page("knee.html")


def test_the_sample_is_the_same_at_every_call(part):
    """The image's functions are chosen by it: it must not change from build to build."""
    assert list(sample("lower-back", part, 50)) == list(sample("lower-back", part, 50))
