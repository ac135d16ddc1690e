"""The outside world: Node and npm, the cache that builds share, and what files are known by.

Nothing here knows what it is used for."""

from .cache import clear, made_once, source_digest, tidy
from .files import write_once
from .integrity import fingerprint, integrity, integrity_of
from .node import VERSION as NODE_VERSION
from .node import NodeError, run
from .npm import unpacked

__all__ = [
    "NODE_VERSION", "NodeError", "clear", "fingerprint", "integrity", "integrity_of", "made_once", "run",
    "source_digest", "tidy", "unpacked", "write_once",
]  # fmt: skip
