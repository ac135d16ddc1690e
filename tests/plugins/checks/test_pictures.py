"""A picture of an author's own lies beside the checker, and its parts are options to click."""

from dataclasses import replace

import pytest

from checker.model import Checker
from plugins.selfcheck.checks import pictures
from plugins.selfcheck.errors import BuildError
from tests.plugins import knee

SVG = '<svg class="selfcheck-picture"><g data-option="yes"/><g data-option="no"/></svg>'


def pictured(picture: str) -> Checker:
    """The knee, with a picture for its first question."""
    (page,) = knee.CHECKER.pages
    first, *rest = page.questions
    page = replace(page, questions=(replace(first, picture=picture), *rest))
    return replace(knee.CHECKER, pages=(page,))


@pytest.fixture
def module(tmp_path, monkeypatch):
    """The checker's module, with a folder of pictures beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pictures").mkdir()
    return tmp_path / "knee.py"


def test_it_is_found_beside_the_module_and_stands_in_a_page_as_svg(module):
    """What a drawing program writes before it has no place in HTML."""
    (module.parent / "pictures" / "fall.svg").write_text(f'\ufeff<?xml version="1.0"?>\n{SVG}\n')
    assert pictures.read(pictured("fall"), [module]) == {"fall": SVG}


def test_the_checkers_own_hides_one_that_came_with_its_questions(module, tmp_path):
    """A clinic that takes over a checker can draw it anew."""
    theirs = tmp_path / "theirs" / "pictures"
    theirs.mkdir(parents=True)
    (theirs / "fall.svg").write_text("<svg></svg>")
    (module.parent / "pictures" / "fall.svg").write_text(SVG)
    assert pictures.read(pictured("fall"), [module, tmp_path / "theirs" / "hip.py"])["fall"] == SVG


def test_a_checker_without_pictures_looks_for_none(tmp_path):
    """No folder is needed."""
    assert pictures.read(knee.CHECKER, [tmp_path / "knee.py"]) == {}


@pytest.mark.parametrize(
    ("svg", "told"),
    [
        (
            "",
            (
                "knee.py: question 'fall' has the picture 'fal', but there is no pictures/fal.svg. Did you "
                "mean 'fall'? Available: fall."
            ),
        ),
        (
            SVG.replace('"yes"', '"yess"'),
            (
                "pictures/fal.svg: a part is the option 'yess', which question 'fall' does not have. Did "
                "you mean 'yes'? Available: no, yes, unsure."
            ),
        ),
        (
            "<svg></svg>",
            'pictures/fal.svg: no picture of a check. Write <svg class="selfcheck-picture" …>…</svg>.',
        ),
    ],
    ids=["missing", "part", "class"],
)
def test_what_is_wrong_with_it_is_told(module, svg, told):
    """Before anything is written, and where to mend it."""
    (module.parent / "pictures" / "fall.svg").write_text(SVG)
    if svg:
        (module.parent / "pictures" / "fal.svg").write_text(svg)
    with pytest.raises(BuildError) as stopped:
        pictures.read(pictured("fal"), [module])
    assert str(stopped.value) == told
