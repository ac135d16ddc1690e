"""A checker and the words around it in any language: catalogues of gettext, read and written.

For the host only: a browser gets the words in the page. The widget's own words lie here, beside what
reads them, and not with the widget: the command line writes them too, and knows no widget."""

from .catalogue import read, shown
from .languages import direction, same, tag
from .translation import LANGUAGE, Translation, Words
from .update import Written, update

__all__ = [
    "LANGUAGE", "Translation", "Words", "Written", "direction", "read", "same", "shown", "tag", "update",
]  # fmt: skip
