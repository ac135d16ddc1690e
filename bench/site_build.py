"""How long a build takes and how much it writes, beside plain Pelican, for many posts.

    .venv/bin/python bench/site_build.py [ROUNDS]

Each post is written in both languages and has no check. Three builds of the same posts take turns:
plain Pelican with its own theme, our site without the check's plugin, and our whole site. Printed
are medians of the processor time, its ratios within a round, and the bytes written for each post.
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PELICAN = Path(sys.executable).with_name("pelican")
COUNTS = (10, 100, 1000)
WORDS = (ROOT / "content" / "back-under-the-bar.md").read_text(encoding="utf-8").split("\n\n", 1)[1]

PLAIN = (
    'PLUGINS = []\nTHEME = "notmyidea"\nSITENAME = "Plain"\nTIMEZONE = "UTC"\nPATH = "content"\n'
)
OURS = (
    (ROOT / "pelican.conf.py")
    .read_text(encoding="utf-8")
    .replace("Path(__file__).resolve().parent", f"Path({str(ROOT)!r})")
)
HERE = 'PATH = "content"\nPAGE_PATHS = []\nSTATIC_PATHS = [SEARCH_LIBRARY]\n'
VARIANTS = {
    "plain Pelican": PLAIN,
    "our site without the check": OURS + HERE + 'PLUGINS.remove("selfcheck")\n',
    "our whole site": OURS + HERE,
}


def write_posts(content: Path, count: int) -> None:
    """Write `count` posts in each language."""
    text = WORDS.replace("{filename}", "#")
    for folder, lang in (("", "en"), ("es", "es")):
        (content / folder).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            head = (
                f"title: Post {number} ({lang})\nslug: post-{number}\nlang: {lang}\n"
                f"date: 2026-01-{number % 28 + 1:02}\nauthor: A\ncategory: C\n"
                f"tags: t{number % 7}\nsummary: Words.\n\n"
            )
            (content / folder / f"post-{number}.md").write_text(head + text, encoding="utf-8")


def build(folder: Path, settings: str, output: Path) -> tuple[float, int]:
    """Build once: seconds of processor time, and bytes written.

    Raises SystemExit with Pelican's words when it fails.
    """
    (folder / "conf.py").write_text(settings, encoding="utf-8")
    words = [PELICAN, "content", "-s", "conf.py", "-o", output, "--fatal", "errors", "-q"]
    here = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    before = os.times()
    done = subprocess.run(words, cwd=folder, env=here, capture_output=True, text=True, check=False)
    after = os.times()
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    spent = (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )
    return spent, sum(file.stat().st_size for file in output.rglob("*") if file.is_file())


def measure(count: int, rounds: int) -> dict[str, dict[str, object]]:
    """Let the variants take turns over the same posts; give each one's seconds, and bytes a post."""
    seconds: dict[str, list[float]] = {name: [] for name in VARIANTS}
    size: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_posts(folder / "content", count)
        for number in range(rounds + 1):
            for name, settings in VARIANTS.items():
                output = folder / "output"
                spent, size[name] = build(folder, settings, output)
                shutil.rmtree(output)
                if number:  # the first round also compiles what it imports
                    seconds[name].append(round(spent, 3))
    return {
        name: {"seconds": spent, "bytes per post": size[name] // (2 * count)}
        for name, spent in seconds.items()
    }


def ratio(results: dict[str, dict[str, object]], name: str, base: str) -> str:
    """The median of the rounds' ratios, and their spread."""
    pairs = zip(results[name]["seconds"], results[base]["seconds"], strict=True)
    ratios = [mine / other for mine, other in pairs]
    return f"{statistics.median(ratios):.3f} ({min(ratios):.3f}–{max(ratios):.3f})"


def main() -> None:
    """Measure, print a table, and keep the figures in bench/results."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    print(f"n = {rounds}, load {os.getloadavg()[0]:.1f}, {platform.python_version()}", flush=True)
    plain, without, whole = VARIANTS
    results = {}
    for count in COUNTS:
        results[count] = measure(count, rounds)
        for name, figures in results[count].items():
            print(
                f"{count:>5} posts  {name:<28} {statistics.median(figures['seconds']):>7.2f} s  "
                f"{ratio(results[count], name, plain)} of plain  "
                f"{figures['bytes per post']:>6} B/post"
            )
        print(
            f"             the check's plugin: {ratio(results[count], whole, without)}", flush=True
        )
    kept = ROOT / "bench" / "results" / "site_build.json"
    kept.parent.mkdir(exist_ok=True)
    facts = {
        "date": datetime.now(UTC).date().isoformat(),
        "pelican": version("pelican"),
        "load": os.getloadavg(),
        "posts": results,
    }
    kept.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
