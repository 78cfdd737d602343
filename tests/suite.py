"""The whole suite in one run, as `make test` runs it, with one closing line.

Code, browser and notebooks share the workers: those that wait for a browser leave room for those
that work. Tests that stand on the same server stay together (tests/conftest.py), and so do the cells
of a notebook, each compared strictly with its stored output.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: One more than there are processors: browser tests wait more than they work.
WORKERS = 1 + (os.cpu_count() or 1)

ARGUMENTS = [
    *("-n", str(WORKERS), "--dist", "loadgroup", "--benchmark-disable"),
    *("--nbval", "--nbval-current-env", "--nbval-cell-timeout", "120"),
    *("--nbval-sanitize-with", "notebooks/nbval_sanitize.cfg"),
    *("tests", "avgrisk", "README.md", "notebooks"),
]


def run(report: Path) -> int:
    """Run every test; the exit code of pytest."""
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *ARGUMENTS]
    print(f"== pytest {' '.join(ARGUMENTS)}", flush=True)
    return subprocess.run(command, cwd=ROOT, check=False).returncode


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


def main() -> int:
    """Run everything and say how it went; 1 when something failed, or the run itself."""
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        ended = run(report)
        passed, failed, skipped = count(report)
    seconds = time.monotonic() - begin
    verdict = f"FAILED (pytest ended with {ended})" if ended else "everything passed"
    print(f"== {verdict} ({seconds:.0f} s, Python {sys.version.split()[0]})")
    # A run can fail without a failed test, e.g. when its workers die.
    failed = max(failed, 1) if ended else failed
    print(f"total: {passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if ended else 0


if __name__ == "__main__":
    sys.exit(main())
