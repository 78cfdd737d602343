"""The whole suite in parts, as `make test` runs it, with one closing line for all of them.

Code tests run on two workers, browser tests one after the other, notebooks strictly against
their stored output. Any part that fails makes the whole fail.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

PARTS = {
    "code": ["-m", "not browser", "-n", "2", "--benchmark-disable"],
    "browser": ["-m", "browser", "--benchmark-disable", "tests"],
    "notebooks": [
        *("--nbval", "--nbval-current-env"),
        *("--nbval-sanitize-with", "notebooks/nbval_sanitize.cfg"),
        *("--nbval-cell-timeout", "60"),
        *("-n", "2", "--dist", "loadfile", "notebooks/"),
    ],
}


def run(name: str, arguments: list[str], report: Path) -> int:
    """Run one part; its exit code."""
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
    print(f"== {name}: pytest {' '.join(arguments)}", flush=True)
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
    begin = time.monotonic()
    passed = failed = skipped = 0
    bad = []
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in PARTS.items():
            if name == "notebooks" and not list((ROOT / "notebooks").glob("*.ipynb")):
                print("== notebooks: there are none yet")
                continue
            report = Path(folder) / f"{name}.xml"
            if run(name, arguments, report) != 0:
                bad.append(name)
            part = count(report)
            passed, failed, skipped = passed + part[0], failed + part[1], skipped + part[2]
    seconds = time.monotonic() - begin
    verdict = f"FAILED in: {', '.join(bad)}" if bad else "every part passed"
    print(f"== {verdict} ({seconds:.0f} s, Python {sys.version.split()[0]})")
    # A part can fail without a failed test, e.g. when its workers die.
    print(f"total: {passed} passed, {max(failed, len(bad))} failed, {skipped} skipped", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
