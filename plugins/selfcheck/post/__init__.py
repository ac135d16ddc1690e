"""What an author writes becomes HTML: the directive, the claims, the widget and the rules in a page.

A directive leaves a link when a post is read; the widget takes its place when the page is written."""

from checker.translation import Words

from .claims import refuse_drift
from .directive import link, named, places, register_rest
from .page import Assets, Served, place, render
from .templates import template
from .translations import link_words, refuse_untranslated, words

MARKDOWN_EXTENSIONS = (f"{__name__}.directive", f"{__name__}.claims")
"""By name, not as objects: Pelican pickles its settings."""

__all__ = [
    "MARKDOWN_EXTENSIONS", "Assets", "Served", "Words", "link", "link_words", "named", "place", "places", "refuse_drift",
    "refuse_untranslated", "register_rest", "render", "template", "words",
]  # fmt: skip
