"""Costs in rows and in distinct texts, each beside pandas reading the input and writing the output.

Run one line of the table with `pytest benchmarks/test_scale.py -k 25000 -s`; it prints processor
seconds, their ratio to pandas, and what the largest memory was.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

LEVELS = ("identifiability", "recipient", "value_returned", "control", "trust", "data_logical")
WORDS = ("boeken", "films", "reizen", "verzekeringen", "schoenen", "auto's", "muziek", "kleding")
FORMS = (
    "Tips geven over {word} op basis van uw aankopen, actie {n}",
    "Klantgegevens doorgeven aan partners voor aanbiedingen van {word}, campagne {n}",
    "Uw bestelling van {word} bezorgen, route {n}",
    "Het doen van relevante commerciële aanbiedingen over {word}, groep {n}",
)

#: What runs in a process of its own: processor seconds and the largest memory come back (of its
#: own pages: ru_maxrss would count those of the process that started it as well).
SCORE = "from avgrisk.cli.main import main; main(sys.argv[1:])"
PANDAS = (
    "import pandas as pd; source, made, out = sys.argv[1:]; pd.read_csv(source)\n"
    "pd.read_pickle(made).to_csv(out, index=False, float_format='%.4f')"
)
TIMED = (
    "import json, re, resource, sys\n"
    "try:\n    {code}\n"
    "except SystemExit: pass\n"
    "used = resource.getrusage(resource.RUSAGE_SELF)\n"
    "largest = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]\n"
    "print(json.dumps([used.ru_utime + used.ru_stime, int(largest) / 1024]))"
)


#: Sentences that differ in their words, and in no number.
WORDED = (
    "Tips geven over {one} en {two} op basis van uw {three}",
    "Klantgegevens over {one} doorgeven aan partners voor aanbiedingen van {two} en {three}",
    "Uw {one} bezorgen met {two} of {three}",
    "Het doen van relevante aanbiedingen over {one}, {two} en {three}",
)
THINGS = (
    *WORDS, "games", "koffie", "fietsen", "lampen", "kaarten", "planten", "meubels", "brillen",
    "medicijnen", "horloges", "tassen", "speelgoed", "wijn", "kranten", "bloemen",
)  # fmt: skip


def sentences(count: int, shift: int, worded: bool = False) -> list[str]:
    """So many different sentences of a few words: of as many forms, each with a number of its own,
    or with words of its own."""
    if worded:
        size = len(THINGS)
        return [
            WORDED[(n + shift) % len(WORDED)].format(
                one=THINGS[n // size**2 % size],
                two=THINGS[n // size % size],
                three=THINGS[n % size],
            )
            + (" in de winkel" if n >= size**3 else "")
            for n in range(count)
        ]
    return [
        FORMS[(n + shift) % len(FORMS)].format(word=WORDS[(n // 7) % len(WORDS)], n=n)
        for n in range(count)
    ]


def register(path: Path, rows: int, texts: int, worded: bool = False) -> None:
    """A register with two columns of texts and levels of its own in every row; texts differ in a
    number, or in their words."""
    chance = np.random.default_rng(1)
    pick = chance.integers(0, texts, (2, rows))
    table = {
        "proposed_use": np.array(sentences(texts, 0, worded), dtype=object)[pick[0]],
        "purpose_statement": np.array(sentences(texts, 2, worded), dtype=object)[pick[1]],
        "sector": "webshop",
        "data_categories": "naam; aankopen",
    }
    levels = {name: np.round(chance.random(rows), 4) for name in LEVELS}
    pd.DataFrame(table | levels).to_csv(path, index=False)


def timed(code: str, *arguments: str) -> tuple[float, float]:
    """Processor seconds and MB of a process."""
    body = code.replace("\n", "\n    ")
    command = [sys.executable, "-c", TIMED.format(code=body), *arguments]
    cached = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=cached)
    seconds, memory = json.loads(done.stdout.splitlines()[-1])
    return seconds, memory


@pytest.mark.parametrize(
    ("rows", "texts", "worded"),
    [
        (2_000, 250, False),
        (20_000, 250, False),
        (200_000, 250, False),
        (200_000, 25_000, False),
        (200_000, 25_000, True),
        (1_000_000, 10_000, False),
        (2_000_000, 250, False),
    ],
)
def test_a_register_beside_pandas(rows, texts, worded, tmp_path):
    source, out = tmp_path / "r.csv", tmp_path / "uit.csv"
    register(source, rows, texts, worded)
    ours, memory = timed(SCORE, "score", str(source), "--out", str(out))
    made = tmp_path / "made.pickle"
    pd.read_csv(out, encoding="utf-8-sig", low_memory=False).to_pickle(made)
    theirs, _ = timed(PANDAS, str(source), str(made), str(tmp_path / "pandas.csv"))
    print(
        f"\n{rows} rows, {texts} texts{' of other words' * worded}: {ours:.1f} s and {memory:.0f} MB, pandas {theirs:.1f} s,"
        f" {ours / theirs:.2f} x"
    )
