"""How fast a kind of organisation is found and an image fit suggested, on many distinct texts."""

from __future__ import annotations

import itertools

import pytest

from avgrisk.core.records import ProposedUse
from avgrisk.indicators import trust_gap
from avgrisk.indicators.image_fit import suggest
from avgrisk.vocabulary import sectors

TEXTS = 100_000
DATA = (
    "NAW-gegevens",
    "betaaltransacties",
    "locatie",
    "gezondheid",
    "e-mailadres",
    "camerabeelden",
)
USES = (
    "Uw bestelling van {n} artikelen bezorgen",
    "Aanbiedingen van {n} winkels laten zien",
    "Gegevens verkopen aan {n} adverteerders",
    "To recommend {n} films you may like",
    "To share the list with {n} insurance companies",
)


@pytest.fixture(scope="module")
def uses() -> list[ProposedUse]:
    """Distinct texts over every kind of organisation."""
    turns = zip(
        range(TEXTS), itertools.cycle(sectors.table()), itertools.cycle(DATA), itertools.cycle(USES)
    )
    return [
        ProposedUse(sector=sector, data_categories=(data,), proposed_use=text.format(n=n))
        for n, sector, data, text in turns
    ]


def test_suggest_on_distinct_texts(benchmark, uses):
    benchmark.pedantic(lambda: [suggest(use) for use in uses], rounds=1)


def test_trust_on_distinct_texts(benchmark, uses):
    benchmark.pedantic(lambda: [trust_gap.measure(use) for use in uses], rounds=1)


def test_find_distinct_names(benchmark):
    names = [
        f"{sector.label()} nummer {n}" for n in range(1000) for sector in sectors.table().values()
    ]
    benchmark.pedantic(lambda: [sectors.find(name) for name in names], rounds=1)


def test_near_names_of_unknown_ones(benchmark):
    benchmark(lambda: sectors.near_names("woningcoperatie"))


@pytest.mark.parametrize("size", [1_000, 10_000, 100_000, 1_000_000])
def test_time_is_linear_in_the_length(benchmark, size):
    text = ("wij verkopen uw gegevens " * size)[:size]
    use = ProposedUse(sector="bank", data_categories=("naam",), proposed_use=text)
    benchmark.pedantic(lambda: suggest(use), rounds=1)
