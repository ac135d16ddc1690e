"""The browser gives what CPython gives, byte for byte (I16).

`make test` tries a share of random answers, `make parity` all: SELFCHECK_PARITY is how many.
"""

import os
import re
from collections.abc import Iterator
from itertools import batched
from typing import Any

import pytest

from checker import bridge
from checker.lower_back import CHECKER
from tests.engines import ENGINES, launch

from .requests import at_random, malformed, of_every_case, of_every_region

RANDOM = int(os.environ.get("SELFCHECK_PARITY", "1000"))
SEED = 20261123

START = """
async (withSnapshot) => {
  const own = new URL(document.querySelector(".selfcheck").dataset.worker, document.baseURI);
  const { filesOf } = await import(new URL("python-worker.js", own));
  const { trustedScript } = await import(new URL("trusted-types.js", own));
  const { worker, ...files } = filesOf([document.querySelector(".selfcheck")]);
  const python = new Worker(trustedScript(worker), { type: "module" });
  const answered = new Map();
  const ready = new Promise((resolve, reject) => {
    python.onmessage = ({ data }) => {
      if (data.type) {
        if (data.type === "ready") resolve();
        if (data.type === "failed") reject(new Error(data.message));
      }
      else answered.get(data.id)(data.response ?? data.error);
    };
  });
  python.postMessage({ type: "boot", ...files, snapshot: withSnapshot ? files.snapshot : null });
  await ready;
  let id = 0;
  window.ask = (request) => new Promise((resolve) => {
    answered.set(++id, resolve);
    python.postMessage({ id, checker: "lower-back", request });
  });
}
"""

ASK = "(requests) => Promise.all(requests.map(window.ask))"


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


def hold(reader, expected: dict[str, str]) -> None:
    """Ask the browser all of it, and compare byte for byte."""
    for requests in batched(expected, 500):
        responses = reader.page.evaluate(ASK, list(requests))
        for request, response in zip(requests, responses, strict=True):
            assert comparable(response) == comparable(expected[request]), request


def comparable(response: str) -> str:
    """Less where JSON is broken: Pythons see the same break at different places."""
    return re.sub(r"(?<=not JSON: ).*?(?=\. Write)", "…", response)


@pytest.mark.parametrize("with_snapshot", [True, False], ids=["snapshot", "full"])
def test_the_browser_answers_as_cpython_does(reader, expected, refused, with_snapshot):
    """From the snapshot alone whatever a form can hold; mistakes too, where it may give up first."""
    given_up = []
    reader.page.on("console", lambda it: given_up.append(it.text) if "in full" in it.text else None)
    reader.page.evaluate(START, with_snapshot)
    hold(reader, expected)
    assert given_up == []
    hold(reader, refused)
