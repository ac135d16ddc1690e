"""The browser gives what CPython gives, byte for byte (I16).

`make test` tries a share of random answers, `make parity` all: SELFCHECK_PARITY is how many.
"""

import os
from collections.abc import Iterator
from itertools import batched
from typing import Any

import pytest

from checker import bridge
from checker.lower_back import CHECKER
from tests.engines import ENGINES, launch

from .requests import at_random, comparable, malformed, of_every_case, of_every_region

RANDOM = int(os.environ.get("SELFCHECK_PARITY", "1000"))
SEED = 20261123

START = """
async (number) => {
  const section = document.querySelector(".selfcheck");
  const module = (name) => import(new URL(name, new URL(section.dataset.worker, document.baseURI)));
  const { configOf } = await module("python-worker.js");
  const { arrive } = await module("arrival.js");
  const { spokenTo, startPython } = await module("messages.js");
  const { worker, steps, paths } = configOf([section]);
  const { files, size, ...how } = steps[number];
  const python = await spokenTo(worker);
  await startPython(python, how, await arrive(files, () => {}), Object.values(paths));
  const all = (requests) => new Promise((resolve) => {
    const words = [];
    python.onmessage = ({ data }) => words.push(data.response ?? "gave up") === requests.length && resolve(words);
    for (const request of requests) python.postMessage({ question: `${paths["lower-back"]}\\n${request}` });
  });
  let last = Promise.resolve();
  window.ask = (requests) => (last = last.then(() => all(requests))); // a driver may have asked twice
}
"""

ASK = "(requests) => window.ask(requests)"


@pytest.fixture(scope="module", params=ENGINES)
def browser(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Each with all its compilers: a fault of one would be a wrong answer."""
    browser = launch(request.param, request)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    """What CPython responds to cases, stories, answers of every region of the decision, and any."""
    requests = [*of_every_case(), *of_every_region(), *at_random(RANDOM, SEED)]
    return {request: bridge.respond(CHECKER, request) for request in requests}


@pytest.fixture(scope="module")
def refused() -> dict[str, str]:
    """What CPython responds to requests with a mistake in them."""
    return {request: bridge.respond(CHECKER, request) for request in malformed(RANDOM // 10, SEED)}


def hold(reader, expected: dict[str, str], *allowed: str) -> None:
    """Ask the browser all of it, and compare byte for byte."""
    for requests in batched(expected, 250):
        responses = reader.page.evaluate(ASK, list(requests))
        for request, response in zip(requests, responses, strict=True):
            right = comparable(expected[request])
            assert comparable(response) in {right, *allowed}, request


STEPS = {"small": 0, "whole": 1, "full": 2}
ASKED = [
    *((engine, step) for engine in ENGINES for step in ("small", "full")),
    ("chromium", "whole"),
]
"""The whole snapshot has the code of the small one: it is asked in one engine."""


@pytest.mark.parametrize(("browser", "step"), ASKED, indirect=["browser"])
def test_the_browser_answers_as_cpython_does(reader, expected, refused, step: str):
    """Each step by itself whatever a form can hold; mistakes too, where a snapshot may give up for good."""
    reader.page.evaluate(START, STEPS[step])
    hold(reader, expected)
    hold(reader, refused, *(["gave up"] if step != "full" else []))
