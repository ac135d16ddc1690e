"""Runs inside the Python that is to be frozen, as its main module: ends with ``answer`` ready."""

import gc
import json
import sys
from importlib import import_module

given = json.loads(sys.argv[1])
path, _, name = given["function"].partition(":")
answer = getattr(import_module(path), name)

for question in given["warm"]:
    answer(question)

# What only importing needed is given up. Code that still asks for it raises, and whoever holds the
# snapshot then starts Python anew, in full.
needed = {"__main__", "sys", "builtins", "gc", "codecs", "_codecs", "encodings"}
needed |= {"importlib", "_frozen_importlib", "_frozen_importlib_external", *given["uses"]}
for name, module in list(sys.modules.items()):
    own = (getattr(module, "__file__", None) or "").startswith("/wheels/")
    if not own and name.partition(".")[0] not in needed:
        sys.modules.pop(name).__dict__.clear()
for finders in (sys.path, sys.path_hooks, sys.meta_path):
    finders.clear()
sys.path_importer_cache.clear()
del given, path, name, module, own, question, needed
gc.collect()
gc.collect()
gc.freeze()
gc.disable()  # a collection calls whatever the objects of that moment need: no sample foresees it
