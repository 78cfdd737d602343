"""How long the vagueness reading takes: new texts, repeated texts, long texts, 100,000 distinct ones."""

from __future__ import annotations

from itertools import count

import pytest

from avgrisk.core.shipped import rows
from avgrisk.indicators.vague_text import vagueness

TEXTS = [row["text"] for row in rows("development/purpose_statements.csv")]
LONG = " ".join(TEXTS)


def test_new_text(benchmark):
    """One statement that was not read before."""
    numbers = count()
    benchmark(lambda: vagueness(f"{TEXTS[(n := next(numbers)) % len(TEXTS)]} ({n})"))


def test_repeated_text(benchmark):
    """A register's statement that was read before."""
    for text in TEXTS:
        vagueness(text)
    benchmark(lambda: [vagueness(text) for text in TEXTS])


@pytest.mark.parametrize("kilobytes", [1, 10, 100, 1000])
def test_length(benchmark, kilobytes):
    """Linear in the length of the text."""
    size = 1000 * kilobytes
    text = (LONG * (size // len(LONG) + 1))[:size]
    numbers = count()
    fresh = lambda: ((f"{text} {next(numbers)}",), {})  # noqa: E731
    benchmark.pedantic(vagueness, setup=fresh, rounds=3)


def test_100_000_distinct_texts(benchmark):
    texts = [f"{TEXTS[n % len(TEXTS)]} ({n}.)" for n in range(100_000)]
    benchmark.pedantic(lambda: [vagueness(text) for text in texts], rounds=1)
