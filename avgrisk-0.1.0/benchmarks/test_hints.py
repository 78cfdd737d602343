"""How fast texts are read for hints: one text, 100,000 distinct texts, and 1 kB to 1 MB."""

from __future__ import annotations

import random

import pytest

from avgrisk.core import shipped
from avgrisk.indicators.purpose_distance import purpose_distance
from avgrisk.vocabulary.hints import read_use

TEXTS = [row["text"] for row in shipped.rows("development/use_texts.csv")]


def distinct(count: int) -> list[str]:
    """So many different texts, made from pairs of development texts."""
    pick = random.Random(1)
    return [f"{pick.choice(TEXTS)}; {pick.choice(TEXTS)} ({number})" for number in range(count)]


def test_read_hundred_thousand_distinct_texts(benchmark):
    texts = distinct(100_000)
    benchmark.pedantic(lambda: [read_use(text) for text in texts], rounds=1)


def test_read_repeated_texts(benchmark):
    read_use(TEXTS[0])
    benchmark(read_use, TEXTS[0])


def test_distance_of_one_use(benchmark):
    benchmark(purpose_distance, "Pakketten bezorgen", "Klantgegevens verkopen aan verzekeraars")


@pytest.mark.parametrize("size", [1_000, 10_000, 100_000, 1_000_000])
def test_read_one_long_text(benchmark, size):
    text = (" ".join(TEXTS) * (size // 1000))[:size]
    benchmark.pedantic(read_use, args=(text,), rounds=1)
