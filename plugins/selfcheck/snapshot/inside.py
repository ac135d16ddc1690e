"""Runs inside the Python that is to be frozen, as its main module: ends with ``answer`` ready."""

import gc
import json
import sys

from checker import bridge

given = json.loads(sys.argv[1])
checkers = {name: bridge.load(path) for name, path in given["checkers"].items()}


def answer(line: str) -> str:
    """The response to ``checker's name, newline, request``."""
    name, _, request = line.partition("\n")
    return bridge.respond(checkers[name], request)


for line in given["warm"]:
    answer(line)

# What only importing needed is given up. Code that still asks for it raises, and whoever holds the
# image then starts Python anew, in full.
NEEDED = {"__main__", "sys", "builtins", "gc", "json", "_json", "codecs", "_codecs", "encodings"}
NEEDED |= {"importlib", "_frozen_importlib", "_frozen_importlib_external"}
own = {path.partition(":")[0].partition(".")[0] for path in given["checkers"].values()}
for name in list(sys.modules):
    if name.partition(".")[0] not in NEEDED | own | {"checker"}:
        sys.modules.pop(name).__dict__.clear()
for finders in (sys.path, sys.path_hooks, sys.meta_path):
    finders.clear()
sys.path_importer_cache.clear()
del given, name, line
gc.collect()
gc.collect()
gc.freeze()
