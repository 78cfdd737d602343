"""How fast: whole tables, one use with everything, and the import. `make bench` runs them.

No assert on time: a figure belongs to the machine it was measured on.
"""

from __future__ import annotations

import subprocess
import sys
import tracemalloc

import numpy as np
import pandas as pd
import pytest

import avgrisk
from avgrisk.core.records import READINGS

ROWS = 1_000_000


@pytest.fixture(scope="module")
def numeric():
    """A million rows of certain readings."""
    rng = np.random.default_rng(2014)
    return pd.DataFrame({name: rng.random(ROWS) for name in READINGS})


def test_point_scores_of_a_million_rows(benchmark, numeric):
    result = benchmark.pedantic(
        avgrisk.score_frame, (numeric,), {"detail": "point"}, rounds=5, warmup_rounds=1
    )
    benchmark.extra_info["rows_per_second"] = round(ROWS / benchmark.stats.stats.median)
    assert len(result) == ROWS


def test_scores_with_margin_bands_and_contributions_of_a_million_rows(benchmark, numeric):
    result = benchmark.pedantic(
        avgrisk.score_frame, (numeric,), {"detail": "interval"}, rounds=3, warmup_rounds=1
    )
    benchmark.extra_info["rows_per_second"] = round(ROWS / benchmark.stats.stats.median)
    assert len(result) == ROWS


def test_memory_of_a_million_rows_is_bounded_by_chunks(benchmark, numeric):
    def peak() -> float:
        tracemalloc.start()
        result = avgrisk.score_frame(numeric, detail="interval")
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        benchmark.extra_info["result_mb"] = round(result.memory_usage().sum() / 1e6)
        return highest / 1e6

    highest = benchmark.pedantic(peak, rounds=1)
    benchmark.extra_info["peak_mb"] = round(highest)
    print(f"\npeak {highest:.0f} MB for {ROWS:,} rows")


def test_a_frame_of_texts(benchmark):
    """A hundred thousand rows with a thousand texts nobody read before, each both the use and the
    purpose, as in an ordinary register."""
    pick = np.random.default_rng(1).integers(0, 1_000, 100_000)
    texts = np.array([f"Tips over boeken geven op basis van aankopen {n}" for n in range(1_000)])
    frame = pd.DataFrame(
        {
            "proposed_use": texts[pick],
            "purpose_statement": texts[pick],
            "sector": "webshop",
            "data_categories": "naam; aankopen",
        }
    ).astype(object)
    avgrisk.score_frame(frame.iloc[:0])  # tables of words are loaded
    result = benchmark.pedantic(avgrisk.score_frame, (frame,), rounds=1)
    assert len(result) == len(frame)


@pytest.mark.parametrize("case", ["ing-2014", "ill-boek-filmtip"])
def test_one_use_with_everything(benchmark, case):
    use = avgrisk.load_case(case).use

    def everything():
        score = avgrisk.score(use)
        return score, score.vector, avgrisk.similar_cases(use, readings=score.readings)

    everything()
    benchmark(everything)


def seconds(statement: str) -> float:
    """How long a fresh interpreter takes for one import."""
    code = f"import time; t = time.perf_counter(); {statement}; print(time.perf_counter() - t)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(found.stdout)


@pytest.mark.parametrize(
    "statement", ["import avgrisk", "import pandas", "import avgrisk; avgrisk.score"]
)
def test_import(benchmark, statement):
    benchmark.pedantic(seconds, (statement,), rounds=5, warmup_rounds=1)
