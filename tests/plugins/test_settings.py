"""The plugin's settings: one table for defaults, checks and documentation."""

import pytest

from plugins.selfcheck import settings
from plugins.selfcheck.errors import BuildError


def test_a_mistyped_setting_is_refused_with_the_nearest_name() -> None:
    """A setting that does not exist stops the build and names the one that was meant."""
    with pytest.raises(BuildError, match=r"SELFCHECK_CHEKERS.*Did you mean 'SELFCHECK_CHECKERS'"):
        settings.read({"SELFCHECK_CHEKERS": {}})


def test_a_setting_of_the_wrong_kind_is_refused() -> None:
    """A list where a mapping is asked for stops the build and says what was found."""
    with pytest.raises(BuildError, match=r"SELFCHECK_CHECKERS is \['knee'\], not a dict"):
        settings.read({"SELFCHECK_CHECKERS": ["knee"]})


def test_names_and_paths_of_checkers_are_refused_together() -> None:
    """Names end up in addresses and files; a path that Python cannot import has no checker."""
    checkers: dict[object, object] = {
        "lower back": "clinic:BACK", "a/b": "clinic:AB", "rücken": "clinic:BACK", "1": "clinic:ONE", 7: "clinic:X",
        "a": "clinic/a.py", "b": ".b", "c": None, "d": "",
    }  # fmt: skip
    with pytest.raises(BuildError) as stopped:
        settings.read({"SELFCHECK_CHECKERS": checkers})
    told = str(stopped.value).splitlines()
    assert len(told) == len(checkers)
    assert told[0] == (
        "settings: SELFCHECK_CHECKERS has a check of the name 'lower back'. Write letters (a-z, A-Z), "
        "digits, '-' and '_', a letter first."
    )
    assert told[5] == (
        "settings: SELFCHECK_CHECKERS says that 'a' is found at 'clinic/a.py'. Write "
        "'package.module:NAME', as Python imports it."
    )


def test_names_of_checkers_may_be_words_of_python_or_in_capitals() -> None:
    """They are no names of Python's."""
    checkers = {"class": "clinic.lambdas:CLASS", "Knee-2_b": "clinic", "x": "größe:PRÜFUNG"}
    assert settings.read({"SELFCHECK_CHECKERS": checkers})["SELFCHECK_CHECKERS"] == checkers


def test_a_setting_with_a_value_that_is_not_there_is_refused_with_the_nearest() -> None:
    """The schemes are few: a mistyped one stops the build and names the one that was meant."""
    with pytest.raises(BuildError, match=r"SELFCHECK_COLOR_SCHEME: 'drak' .*Did you mean 'dark'"):
        settings.read({"SELFCHECK_COLOR_SCHEME": "drak"})


def test_all_mistakes_in_the_settings_are_told_at_once() -> None:
    """Names, kinds, the keys and values of the contact, an address without a scheme."""
    contact = {"fone": "555", "sms": 555, "form": "/write"}
    with pytest.raises(BuildError) as told:
        settings.read(
            {
                "SELFCHECK_CHEKERS": {},
                "SELFCHECK_OFFLINE": "no",
                "SELFCHECK_CONTACT": contact,
                "SITEURL": "site.example/blog",
            }
        )
    lines = str(told.value).splitlines()
    assert "settings: SELFCHECK_CONTACT: sms is 555, not text. Write '555'." in lines
    assert any("SELFCHECK_CONTACT has 'fone'. Did you mean 'phone'?" in line for line in lines)
    assert any(
        "'site.example/blog', without a scheme. Write 'https://site" in line for line in lines
    )
    assert len(lines) == 5


@pytest.mark.parametrize(
    "address", ["", "/blog", "//site.example", ".", "../..", "https://site.example"]
)
def test_an_address_may_be_whole_or_a_path(address: str) -> None:
    """As Pelican has it."""
    settings.read({"SITEURL": address})


def test_a_contact_may_have_any_part_or_none(site) -> None:
    """What is missing is not shown, on the page and in the standalone file; nothing else suffers."""
    site.set(SELFCHECK_CONTACT={"phone": "555-0100"})
    site.build()
    files = [text.decode() for path, text in site.output().items() if "standalone-" in path]
    for html, foot in ((site.page("knee.html"), 0), *((file, 1) for file in files)):
        # one of the outcomes names the contact, and the foot of the file
        assert html.count('href="tel:5550100"') == 1 + foot
        assert "sms:" not in html.partition("<script")[0]
        assert "Write to us" not in html
    assert files


def test_a_setting_that_is_not_given_has_its_default() -> None:
    """Offline use is on unless a site switches it off."""
    assert settings.read({})["SELFCHECK_OFFLINE"] is True


def test_a_renamed_setting_still_holds_and_says_its_new_name(site) -> None:
    """For one version: the site is built as its author asked for, and the author is told."""
    site.set(SELFCHECK_TAKE_ALONG=False)
    done = site.try_to_build()
    assert done.returncode == 0, done.stderr
    told = "settings: SELFCHECK_TAKE_ALONG is now SELFCHECK_STANDALONE. Rename it"
    assert done.stdout.count(told) == 1
    assert not [path for path in site.output() if "/standalone-" in path]


def test_the_scheme_that_is_set_is_that_of_the_check_in_its_page(site) -> None:
    """The standalone file is a page of its own: there it stays as that page is."""
    site.set(SELFCHECK_COLOR_SCHEME="dark")
    site.build()
    (standalone,) = [path for path in site.output() if "/standalone-" in path]
    assert '<section class="selfcheck selfcheck--dark"' in site.page("knee.html")
    assert '<section class="selfcheck"' in site.page(standalone)
