"""The tests nearest to what changed, until the time is up: `make quick` runs them after the linters.

Near is counted in imports: first the tests that changed, then those of a module that changed, then
those of the modules that import it, and so on. Browsers, notebooks and what takes seconds are for
`make test`, which this does not replace.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import grimp
import pytest

from avgrisk.core.by_name import homes

ROOT = Path(__file__).resolve().parent.parent
PACKAGE, TESTS = ROOT / "avgrisk", ROOT / "tests"

#: Seconds for the linters and these tests together, and the least that tests get of them.
SECONDS, LEAST = 48, 10

#: Threads of linear algebra cost more than they bring in tests (tests/suite.py).
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

#: Further away than any import leads: a test that only shares the project with what changed.
FAR = 99.0


def git(*arguments: str) -> list[str]:
    """The lines that git answers; none when it refuses."""
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split("\n")


def changed(since: str) -> set[Path]:
    """What differs from where this branch left `since`, new files included; on main: from HEAD."""
    base = git("merge-base", "HEAD", since)[0] or "HEAD"
    names = {*git("diff", "--name-only", base), *git("ls-files", "-o", "--exclude-standard")}
    return {ROOT / name for name in names - {""}}


def module_of(path: Path) -> str:
    """avgrisk/scoring/frame.py is avgrisk.scoring.frame."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def about(test: Path) -> str:
    """The module that a test mirrors, by the longest name that is one; "" when it spans more."""
    home = PACKAGE / test.parent.relative_to(TESTS)
    words = test.stem.removeprefix("test_").split("_")
    for count in range(len(words), 0, -1):
        path = home / ("_".join(words[:count]) + ".py")
        if path.exists():
            return module_of(path)
    return ""


def touched(paths: Iterable[Path]) -> set[str]:
    """The modules that changed, and those that name a file of data that did."""
    paths = set(paths)
    data = {path.name for path in paths if path.is_relative_to(ROOT / "datasets")}
    found = {module_of(p) for p in paths if p.is_relative_to(PACKAGE) and p.suffix == ".py"}
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if any(name in text for name in data):
            found.add(module_of(path))
    return found


def distances(modules: set[str]) -> dict[str, int]:
    """How many imports lie between each module and the nearest of these; 0 for these themselves."""
    graph = grimp.build_graph("avgrisk", cache_dir=None)
    for init in PACKAGE.rglob("__init__.pyi"):  # names that are loaded when first used
        for home in homes(str(init)).values():
            graph.add_import(importer=module_of(init), imported=home)
    found: dict[str, int] = {}
    here, far = modules & graph.modules, 0
    while here:
        found |= dict.fromkeys(here, far)
        here = {up for name in here for up in graph.find_modules_that_directly_import(name)}
        here, far = here - found.keys(), far + 1
    return found


def imported(test: Path) -> set[str]:
    """The modules of the package that a test names in an import."""
    tree = ast.parse(test.read_text(encoding="utf-8"))
    froms = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module]
    return {name for n in froms for name in (n.module, *(f"{n.module}.{a.name}" for a in n.names))}


def nearest(paths: set[Path]) -> list[list[Path]]:
    """The test files that what changed may have broken, by how near they are, the nearest first."""
    away = distances(touched(paths))
    found = {}
    for test in set(TESTS.rglob("test_*.py")) - set((TESTS / "browser").iterdir()):
        own, used = away.get(about(test), FAR), [away[m] for m in imported(test) if m in away]
        found[test] = -1.0 if test in paths else min(own, min(used, default=FAR) + 0.5)
    near = sorted(
        (test for test in found if found[test] < FAR), key=lambda test: (found[test], test)
    )
    spanning = [[TESTS / "project"]] if paths else []
    return [*(list(some) for _, some in groupby(near, found.__getitem__)), *spanning]


@dataclass(eq=False)
class Bound:
    """Ends the runs after so many seconds from now; what is far away is not even collected then."""

    seconds: float
    failed: int = 0
    begin: float = field(default_factory=time.monotonic)

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() - self.begin > self.seconds

    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        """After each test: is there time for another?"""
        if self.over:
            item.session.shouldstop = "the time is up; tests further away are left"

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """What failed in this run counts for all of them."""
        self.failed += session.testsfailed


def main() -> int:
    """Run what is nearest; 0 when nothing failed, also if the time was up before the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--since", default="main", help="a branch or commit (default: main)")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--begun", type=float, default=time.time(), help="when linting began")
    asked = parser.parse_args()
    os.environ.update(ALONE)
    bound = Bound(max(LEAST, asked.seconds - (time.time() - asked.begun)))
    paths = changed(asked.since)
    rings = nearest(paths)
    if not rings:
        print("nothing changed: no test is nearer than another; make test runs them all")
        return 0
    doctests = sorted(p for p in paths if p.is_relative_to(PACKAGE) and p.suffix == ".py")
    options = ["-q", "-m", "not browser and not slow", "--benchmark-disable"]
    rings[0] = [*doctests, *rings[0]]
    for ring in rings:
        there = [str(path) for path in ring if path.exists()]
        if bound.over or not there:
            continue
        ended = pytest.main([*options, *there], plugins=[bound])
        if ended in (pytest.ExitCode.INTERNAL_ERROR, pytest.ExitCode.USAGE_ERROR):
            return int(ended)
    return min(bound.failed, 1)


if __name__ == "__main__":
    sys.exit(main())
