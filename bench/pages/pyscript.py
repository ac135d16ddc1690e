import json

from five_questions import verdict
from js import bench

bench.tell(verdict(json.loads(bench.answers())))
