"""Every state of the page in WebKit, as far as it can be driven there: what axe finds."""

import pytest

from .states import STATES, walk
from .test_states import AXE, VIOLATIONS

pytestmark = pytest.mark.parametrize("browser", ["webkit"], indirect=True)


def test_axe_finds_nothing_in_any_state(start_walk):
    """No violation of its rules, from the first page to the failure."""
    reader = start_walk("lower-back.html")
    found = {}
    for state in walk(reader):
        if not reader.page.evaluate("'axe' in window"):
            reader.page.evaluate(f"() => {{ {AXE} }}")
        found[state] = reader.page.evaluate(VIOLATIONS, {})
    assert set(STATES) - set(found) == {"print"}
    assert {state: broken for state, broken in found.items() if broken} == {}
