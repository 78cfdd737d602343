"""The whole suite, as `make test` runs it: two runs beside each other, with one closing line.

Code and notebooks (each cell compared strictly with its stored output) work while the browser tests
wait. They are two runs because Playwright leaves a running loop behind in its process. Tests that
stand on the same server stay on one worker (tests/conftest.py), as do the cells of a notebook.
What is named on the command line is left out.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: Before a command that lets others go first, where the system has such a word.
PATIENT = ["nice", "-n", "10"] if shutil.which("nice") else []

#: Groups are given out in the order of tests/conftest.py, the slowest first.
TOGETHER = ["--dist", "loadgroup", "--no-loadscope-reorder", "--benchmark-disable"]

#: A test that asks for a browser. What has none is not even imported where browsers run.
ASKS = re.compile(r"def \w+\([^)]*\b(page|browser|chromium)\b")


def with_browsers() -> list[str]:
    """The test files in which a browser is asked for."""
    beside = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if path.parent.name != "browser" and ASKS.search(path.read_text(encoding="utf-8"))
    ]
    return ["tests/browser", *beside]


#: The cores are shared by tests, not within one: threads of linear algebra wait in a loop that keeps
#: a core busy, in workers, kernels and servers alike.
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

#: A browser test that fails is tried once more, on new pages; the closing lines name it.
ONCE_MORE = ["--reruns", "1", "--rerun-show-tracebacks", "-raR"]

AGAIN, FALLEN = "RERUN ", re.compile("(FAILED|ERROR) ")

PARTS = {
    "browser": [
        "-m",
        "browser",
        "-n",
        "2",
        *TOGETHER,
        *ONCE_MORE,
        "-p",
        "no:nbval",
        *with_browsers(),
    ],
    "code and notebooks": [
        *("-m", "not browser", "-n", str(os.cpu_count() or 1), *TOGETHER),
        *("--nbval", "--nbval-current-env", "--nbval-cell-timeout", "600"),
        *("--nbval-sanitize-with", "notebooks/nbval_sanitize.cfg", "--ignore", "tests/browser"),
        *("tests", "avgrisk", "README.md", "docs", "notebooks"),
    ],
}


def begin(arguments: list[str], folder: Path) -> subprocess.Popen:
    """Start one run; what it says and its report go to a folder."""
    folder.mkdir()
    report = f"--junitxml={folder / 'report.xml'}"
    # Browsers wait for a clock, code does not: it takes what processor they leave.
    patient = [] if "browser" in arguments else PATIENT
    command = [*patient, sys.executable, "-m", "pytest", "-q", report, *arguments]
    with (folder / "said.txt").open("w") as said:
        return subprocess.Popen(
            command, cwd=ROOT, env=os.environ | ALONE, stdout=said, stderr=subprocess.STDOUT
        )


def count(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped tests in a JUnit report; all zero when there is none."""
    if not report.exists():
        return 0, 0, 0
    total = failed = skipped = 0
    for suite in ElementTree.parse(report).iter("testsuite"):
        total += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    return total - failed - skipped, failed, skipped


def unsteady(said: str) -> list[str]:
    """The tests that passed only at their second try, by what pytest said."""
    lines = said.splitlines()
    fallen = {line.partition(" ")[2].split(" - ")[0] for line in lines if FALLEN.match(line)}
    tried = dict.fromkeys(line[len(AGAIN) :] for line in lines if line.startswith(AGAIN + "tests/"))
    return [name for name in tried if name.split(" - ")[0] not in fallen]


def main() -> int:
    """Run everything and say how it went; 1 when something failed, or a run itself."""
    start = time.monotonic()
    passed = failed = skipped = 0
    bad, shaky = [], []
    with tempfile.TemporaryDirectory() as folder:
        homes = {name: Path(folder) / str(place) for place, name in enumerate(PARTS)}
        left_out = [f"--ignore={path}" for path in sys.argv[1:]]
        runs = {name: begin([*part, *left_out], homes[name]) for name, part in PARTS.items()}
        for name, running in runs.items():
            print(f"== {name}: pytest {' '.join(PARTS[name])}", flush=True)
            if running.wait() != 0:
                bad.append(name)
            said = (homes[name] / "said.txt").read_text(encoding="utf-8")
            print(said, flush=True)
            shaky += unsteady(said)
            part = count(homes[name] / "report.xml")
            passed, failed, skipped = passed + part[0], failed + part[1], skipped + part[2]
    seconds = time.monotonic() - start
    verdict = f"FAILED in: {', '.join(bad)}" if bad else "every part passed"
    for name in shaky:
        print(f"unsteady: {name} passed only at its second try")
    print(f"== {verdict} ({seconds:.0f} s, Python {sys.version.split()[0]})")
    # A part can fail without a failed test, e.g. when its workers die.
    print(f"total: {passed} passed, {max(failed, len(bad))} failed, {skipped} skipped", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
