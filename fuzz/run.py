"""Every reader under fire for a while: make fuzz ARGS="--seconds 600 csv xlsx"."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
READERS = ("csv", "xlsx", "ods", "json", "yaml", "parquet", "mapping", "scenario")
#: What one input may cost: seconds, and megabytes with all libraries loaded.
SECONDS, MEGABYTES = 10, 900
#: No input longer than this: what is wrong with a reader shows in little.
LETTERS = 20_000
#: These bounds, as libFuzzer takes them.
BOUNDS = (f"-timeout={SECONDS}", f"-rss_limit_mb={MEGABYTES}", f"-max_len={LETTERS}")


def command(reader: str, *options: str) -> list[str]:
    """How a reader's harness is run."""
    return [sys.executable, str(HERE / "harness.py"), reader, *BOUNDS, *options]


def fuzz(reader: str, seconds: int, found: Path) -> int:
    """Fire at one reader; inputs that reach new code are thrown away, what breaks it is kept."""
    found.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as fresh:
        options = (f"-max_total_time={seconds}", f"-artifact_prefix={found}/{reader}-",
                   "-print_final_stats=1", fresh, str(HERE / "corpus" / reader))  # fmt: skip
        line = command(reader, *options)
        done = subprocess.run(line, capture_output=True, text=True, check=False)
    lines = done.stderr.splitlines()
    told = [line for line in lines if "number_of_executed_units" in line or "ERROR" in line]
    print(f"{reader}: {'; '.join(told)}", flush=True)
    if done.returncode:
        print("\n".join(lines[-60:]), flush=True)
    return done.returncode


def main() -> int:
    """The number of readers that broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each reader")
    parser.add_argument("--found", type=Path, default=HERE / "found", help="where breakers go")
    parser.add_argument("readers", nargs="*", default=READERS)
    asked = parser.parse_args()
    broken = [name for name in asked.readers if fuzz(name, asked.seconds, asked.found)]
    if asked.found.is_dir() and not any(asked.found.iterdir()):
        shutil.rmtree(asked.found)
    print(f"broken: {', '.join(broken) or 'none'}")
    return len(broken)


if __name__ == "__main__":
    sys.exit(main())
