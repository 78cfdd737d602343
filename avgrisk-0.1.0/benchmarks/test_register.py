"""How long a register takes: reading, scoring, ranks, the page, and a large csv in chunks."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from avgrisk.core import shipped
from avgrisk.register.assess import assess
from avgrisk.register.large import bulk
from avgrisk.register.readers.reading import read_register
from avgrisk.register.report_data import Options, report_of
from avgrisk.reports.register_page import register_html

EXAMPLE = Path(str(shipped.path("registers/voorbeeldregister.csv")))
ROWS = 100_000


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A csv of many rows with a thousand distinct texts."""
    path = tmp_path_factory.mktemp("large") / "r.csv"
    numbers = pd.Series(range(ROWS)).astype(str)
    part = (pd.Series(range(ROWS)) % 1000).astype(str)
    table = {
        "Naam": "Verwerking " + numbers,
        "Doel": "Tips geven over boeken op basis van aankopen " + part,
        "Gegevens": "naam; aankopen",
        "Organisatie": "webwinkel",
    }
    pd.DataFrame(table).to_csv(path, index=False)
    return path


def test_read_the_example(benchmark):
    benchmark(read_register, EXAMPLE)


def test_score_and_rank_the_example(benchmark):
    register = read_register(EXAMPLE)
    benchmark(assess, register)


def test_report_of_the_example(benchmark):
    assessed = assess(read_register(EXAMPLE))
    benchmark(lambda: register_html(report_of(assessed, EXAMPLE, Options())))


def score_large(source, out):
    large = bulk.planned(source, {}, False)
    return bulk.score_large(large, bulk.job_of(large, out, (), "1", ""), out)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_large_csv(benchmark, large, tmp_path, form):
    out = tmp_path / f"uit.{form}"
    benchmark.pedantic(lambda: score_large(large, out), rounds=1, iterations=1)


def test_pandas_reads_and_writes_the_same(benchmark, large, tmp_path):
    """What the large csv is compared with: the same output columns at four decimals."""
    score_large(large, tmp_path / "uit.csv")
    written = pd.read_csv(tmp_path / "uit.csv", encoding="utf-8-sig")

    def both() -> None:
        pd.read_csv(large)
        written.to_csv(tmp_path / "pandas.csv", index=False, float_format="%.4f")

    benchmark.pedantic(both, rounds=1, iterations=1)
