"""A checker is held together when it is made: what cannot be carried by every part is refused."""

from dataclasses import replace

import pytest

from checker.lower_back import CHECKER
from checker.model import CheckerError


@pytest.mark.parametrize(
    "id",
    ["", "/check", "two words", 'E"]1', "it's", "back\\slash", "new\nline", "__proto__", "42", "é"],
)
def test_an_id_is_made_of_what_every_part_can_carry(id: str):
    """Selectors, addresses, JavaScript's objects: the error says which id, and what to write."""
    page = replace(CHECKER.pages[0], id=id)
    with pytest.raises(CheckerError) as caught:
        replace(CHECKER, pages=(page, *CHECKER.pages[1:]))
    assert f"page {id!r} is no id" in str(caught.value)
    assert "Write letters" in str(caught.value)


@pytest.mark.parametrize("kind", ["pages", "ladder", "flags", "rules", "claims", "sources"])
def test_every_kind_of_id_is_looked_at(kind: str):
    """Not only those of pages."""
    first, *others = getattr(CHECKER, kind)
    with pytest.raises(CheckerError, match="is no id"):
        replace(CHECKER, **{kind: (replace(first, id='a"b'), *others)})  # type: ignore[arg-type]


@pytest.mark.parametrize("id", ["outcome", "check", "failure", "constructor", "E1", "18_49", "a-b"])
def test_any_word_is_an_id(id: str):
    """Also those that a screen of the widget has, or had: they cannot meet."""
    page = replace(CHECKER.pages[0], id=id)
    assert replace(CHECKER, pages=(page, *CHECKER.pages[1:])).pages[0].id == id
