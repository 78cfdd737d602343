"""The kept corpus and a few hundred more inputs against every reader; `make fuzz` goes on longer."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from tests import ROOT

RUNS = 300

pytest.importorskip("atheris", reason="atheris is for Linux")

pytestmark = pytest.mark.slow


def load_run():
    spec = importlib.util.spec_from_file_location("fuzz_run", ROOT / "fuzz" / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


RUN = load_run()

#: Starts a program from a small process: what the kernel calls the most memory of a program counts
#: that of whoever started it, and libFuzzer holds it against its limit.
APART = "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))"


@pytest.mark.parametrize("reader", RUN.READERS)
def test_a_reader_stands_up_to_its_corpus_and_to_what_grows_from_it(reader, tmp_path):
    corpus = ROOT / "fuzz" / "corpus" / reader
    assert len(list(corpus.iterdir())) > 2
    options = (f"-runs={RUNS}", "-seed=1", f"-artifact_prefix={tmp_path}/")
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", APART, *RUN.command(reader, *options, str(fresh), str(corpus))],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert f"Done {RUNS} runs" in done.stderr


def test_a_reader_that_breaks_is_told(tmp_path):
    """The harness itself: a fault of a reader is no refusal."""
    broken = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import harness\n"
        "harness.READERS['csv'] = lambda: lambda data: 1 / len(data)\n"
        "sys.argv[1:1] = ['csv']; harness.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", broken, str(ROOT / "fuzz"), "-runs=5",
         f"-artifact_prefix={tmp_path}/"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )  # fmt: skip
    assert done.returncode != 0 and "ZeroDivisionError" in done.stderr + done.stdout
    assert list(tmp_path.iterdir()), "what broke it is kept"
