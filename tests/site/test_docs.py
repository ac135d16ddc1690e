"""The authors' documentation keeps up with the settings."""

import re
import runpy

from pelican.settings import DEFAULT_CONFIG

from tests.conftest import ROOT

DOCS = (ROOT / "docs" / "site.md").read_text()
WITHOUT_DEFAULT = {"TIMEZONE", "FEED_ATOM", "FEED_RSS", "FEED_ALL_RSS"}  # Pelican's too
CONF = runpy.run_path(str(ROOT / "pelican.conf.py"))


def test_every_setting_of_the_clinic_is_documented():
    """The table of CLINIC has a row for each key, and no row for a key that is gone."""
    section = DOCS.split("## The clinic")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE)) == set(CONF["CLINIC"])


def test_every_setting_of_our_own_is_documented():
    """What is neither Pelican's nor another plugin's has its row."""
    known = set(DEFAULT_CONFIG) | WITHOUT_DEFAULT | {"CLINIC", "ROOT"}
    plugins = ("SELFCHECK_", "I18N_", "RELATED_POSTS_", "PLUGIN")
    direct = {f"{name.upper()}_SAVE_AS" for name in CONF["DIRECT_TEMPLATES"]}
    ours = {name for name in CONF if name.isupper() and not name.startswith(plugins)}
    undocumented = {name for name in ours - known - direct if f"`{name}`" not in DOCS}
    assert undocumented == set()
