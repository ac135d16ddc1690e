"""A checker loaded, compiled to a bundle, proved, and with its like frozen to a snapshot."""

from .bundle import Bundle
from .freeze import frozen
from .load import Check, load

__all__ = ["Bundle", "Check", "frozen", "load"]
