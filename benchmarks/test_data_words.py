"""How fast words become data categories: a cell, distinct cells, and long text from 1 kB to 1 MB."""

from __future__ import annotations

import random

import pytest

from avgrisk.core.records import ProposedUse
from avgrisk.indicators.measure import measure
from avgrisk.vocabulary.data_words import match

WORDS = (
    "naam adres bsn geboortedatum foto inkomen schulden gezondheid zorgplan kwurk telefoonnummer "
    "e-mailadres nationaliteit betalingen surfgedrag verzuim kenteken opleiding lidmaatschap"
)
CELL = "NAW, bsn; geboortedatum en geslacht; inkomen en schulden; medisch dossiernummer"


def cells(count: int) -> list[str]:
    """Distinct cells of two to six items in random order, the same each time."""
    chance, words = random.Random(1), WORDS.split()
    return [
        ", ".join(chance.sample(words, chance.randint(2, 6))) + f"; dossier {number}"
        for number in range(count)
    ]


def text(size: int) -> str:
    """Running text of that many characters, a comma after every eighth word."""
    chance, words = random.Random(2), f"{WORDS} de van en het met voor".split()
    parts = (chance.choice(words) + ("," if chance.random() < 1 / 8 else "") for _ in range(size))
    return " ".join(parts)[:size]


@pytest.fixture(autouse=True, scope="module")
def warm():
    match(CELL)


def test_one_cell_seen_before(benchmark):
    benchmark(match, CELL)


def test_one_use(benchmark):
    use = ProposedUse(data_categories=CELL, identifiability="account")
    benchmark(measure, "data_sensitivity", use)


def test_a_hundred_thousand_distinct_cells(benchmark):
    lines = cells(100_000)
    benchmark.pedantic(lambda: [match(line) for line in lines], rounds=1)


@pytest.mark.parametrize("size", [1_000, 10_000, 100_000, 1_000_000])
def test_long_text_takes_time_in_step_with_its_length(benchmark, size):
    line = text(size)
    benchmark.extra_info["characters"] = size
    benchmark.pedantic(match, (line,), rounds=1)
