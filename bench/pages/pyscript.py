import json

from five import verdict
from js import bench

bench.tell(verdict(json.loads(bench.answers())))
