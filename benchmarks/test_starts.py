"""What a command takes from start to end, as a whole process, beside `import pandas`.

Run it alone: `make bench BENCHMARKS=benchmarks/test_starts.py ARGS=-s`. Processor seconds, medians
of five, bytecode cached by a first run.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RUNS = 5
COMMANDS = {
    "--help": ["--help"],
    "vagueness": ["vagueness", "het doen van relevante commerciële aanbiedingen"],
    "replay": ["replay", "ing-2014"],
    "cases": ["cases"],
    "register to HTML": ["score", "datasets/registers/voorbeeldregister.csv", "--out"],
}


def seconds(*command: str) -> float:
    """Processor seconds of a process, the median of some runs after a first one."""
    found = []
    cached = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    for _ in range(RUNS + 1):
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=cached)
        used = os.wait4(process.pid, 0)[2]
        process.returncode = 0
        found.append(used.ru_utime + used.ru_stime)
    return statistics.median(found[1:])


@pytest.fixture(scope="module")
def pandas() -> float:
    return seconds(sys.executable, "-c", "import pandas")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_beside_pandas(name, pandas, tmp_path):
    avgrisk = str(Path(sys.executable).with_name("avgrisk"))
    out = [str(tmp_path / "uit.html")] if COMMANDS[name][-1] == "--out" else []
    took = seconds(avgrisk, *COMMANDS[name], *out)
    print(f"\n{name}: {took:.2f} s, import pandas {pandas:.2f} s, {took / pandas:.2f} x")
