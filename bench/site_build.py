"""How long a build takes and how much it writes, beside plain Pelican, for many posts.

    .venv/bin/python bench/site_build.py [RUNS]

Each post is written in both languages and has no check. Three builds of the same posts take turns:
plain Pelican with its own theme, our site without the check's plugin, and our whole site. Printed
are the medians of the processor time, and the bytes that were written for each post.
"""

import json
import os
import platform
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
    before = os.times()
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    after = os.times()
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    spent = (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )
    return spent, sum(file.stat().st_size for file in output.rglob("*") if file.is_file())


def measure(count: int, runs: int) -> dict[str, dict[str, float]]:
    """Let the variants take turns over the same posts; give each one's medians."""
    seconds: dict[str, list[float]] = {name: [] for name in VARIANTS}
    size: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_posts(folder / "content", count)
        for run in range(runs):
            for name, settings in VARIANTS.items():
                spent, size[name] = build(folder, settings, folder / f"output-{run}-{name}")
                seconds[name].append(spent)
    return {
        name: {
            "seconds": round(statistics.median(spent), 3),
            "spread": round(max(spent) - min(spent), 3),
            "bytes per post": size[name] // (2 * count),
        }
        for name, spent in seconds.items()
    }


def main() -> None:
    """Measure, print a table, and keep the figures in bench/results."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(f"median of {runs}, load {os.getloadavg()[0]:.1f}, {platform.python_version()}")
    results = {}
    for count in COUNTS:
        results[count] = measure(count, runs)
        plain = results[count]["plain Pelican"]["seconds"]
        for name, figures in results[count].items():
            ratio = figures["seconds"] / plain
            print(
                f"{count:>5} posts  {name:<28} {figures['seconds']:>8.2f} s ± "
                f"{figures['spread']:.2f}  {ratio:>5.2f}  {figures['bytes per post']:>8} B/post"
            )
    kept = ROOT / "bench" / "results" / "site_build.json"
    kept.parent.mkdir(exist_ok=True)
    facts = {
        "date": datetime.now(UTC).date().isoformat(),
        "pelican": version("pelican"),
        "runs": runs,
        "posts": results,
    }
    kept.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
