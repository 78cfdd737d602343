"""The kept corpus and a few hundred more inputs against every reader; `make fuzz` goes on longer."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from tests import ROOT

RUNS = 300

pytest.importorskip("atheris", reason="atheris is for Linux")

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("fuzz")]


def load_run():
    spec = importlib.util.spec_from_file_location("fuzz_run", ROOT / "fuzz" / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


RUN = load_run()

#: A reader with a fault in it, which is no refusal.
BROKEN = "broken"

#: Every reader in a process of its own, forked after the harness was loaded: seconds go into that.
#: What libFuzzer says stands in a file by the reader's name; exit codes on stdout.
EVERY = """
import os, sys
home, options, *readers = sys.argv[1:]
sys.path.insert(0, home)
import harness
harness.READERS["broken"] = lambda: lambda data: 1 / len(data)
for reader in readers:
    child = os.fork()
    if not child:
        told = os.open(reader, os.O_WRONLY | os.O_CREAT)
        os.dup2(told, 1), os.dup2(told, 2)
        os.mkdir(f"fresh-{reader}")
        given = [f"fresh-{reader}", f"{home}/corpus/{reader}"][:2 - (reader == "broken")]
        sys.argv = ["harness", reader, *options.split(), *given]
        harness.main()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.fixture(scope="module")
def fired(tmp_path_factory):
    """Reader -> exit code, what was said of it, and the folder in which what broke one is kept."""
    folder = tmp_path_factory.mktemp("fuzz")
    readers = (*RUN.READERS, BROKEN)
    options = " ".join((*RUN.BOUNDS, f"-runs={RUNS}", "-seed=1", "-artifact_prefix=./"))
    done = subprocess.run(
        [sys.executable, "-c", EVERY, str(ROOT / "fuzz"), options, *readers],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        timeout=900,
    )
    codes = map(int, done.stdout.split())
    return {
        reader: (code, (folder / reader).read_text(encoding="utf-8", errors="replace"), folder)
        for reader, code in zip(readers, codes, strict=True)
    }


@pytest.mark.parametrize("reader", RUN.READERS)
def test_a_reader_stands_up_to_its_corpus_and_to_what_grows_from_it(reader, fired):
    assert len(list((ROOT / "fuzz" / "corpus" / reader).iterdir())) > 2
    code, said, _ = fired[reader]
    assert code == 0, said[-3000:]
    assert f"Done {RUNS} runs" in said


def test_a_reader_that_breaks_is_told(fired):
    """The harness itself: a fault of a reader is no refusal."""
    code, said, folder = fired[BROKEN]
    assert code != 0 and "ZeroDivisionError" in said
    assert list(folder.glob("crash-*")), "what broke it is kept"
