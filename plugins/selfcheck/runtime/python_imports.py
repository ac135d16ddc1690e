"""Runs inside a whole Pyodide: the files of its library that modules import."""

import importlib.util
import json
import sys
import traceback

for name in json.loads(globals()["given"]):  # set from outside
    importlib.import_module(name)
traceback.format_exception(RuntimeError("so that what prints an exception is imported as well"))

paths = [getattr(module, "__file__", None) or "" for module in sys.modules.values()]
library = {path.partition(".zip/")[2] for path in paths if ".zip/" in path}
json.dumps({"library": sorted(library), "magic": importlib.util.MAGIC_NUMBER.hex()})
