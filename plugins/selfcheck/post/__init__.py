"""What an author writes becomes HTML: the directive, the claims, the widget and the rules in a page.

A directive leaves a link when a post is read; the widget takes its place when the page is written."""

from checker.translation import Words

from .directive import link, mark_places, named, places
from .drift import drift
from .mistakes import mistakes
from .page import Assets, Served, Step, place, render
from .restructured import register_rest
from .templates import template
from .translations import link_words, untranslated, words

MARKDOWN_EXTENSIONS = (f"{__name__}.directive", f"{__name__}.claims")
"""By name, not as objects: Pelican pickles its settings."""

__all__ = [
    "MARKDOWN_EXTENSIONS", "Assets", "Served", "Step", "Words", "drift", "link", "link_words", "mark_places",
    "mistakes", "named", "place", "places", "register_rest", "render", "template", "untranslated", "words",
]  # fmt: skip
