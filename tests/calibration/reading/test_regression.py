"""The fit: a small one that learns, letters or meanings; how sure it is put right."""

import numpy as np
import pytest

from avgrisk.calibration.reading import regression
from avgrisk.vocabulary import learned

SMALL = ["sell data", "sell names", "pay wages", "pay salaries", "count visitors", "count heads"]
LABELS = ["sharing", "sharing", "wages", "wages", "count", "count"]


def test_a_small_fit_learns_its_texts():
    rare = regression.rarity(SMALL)
    rows = regression.as_rows(SMALL, rare)
    found = regression.fit(rows, LABELS)
    best = [found.keys[i] for i in found.odds(rows).argmax(axis=1)]
    assert best == LABELS


def test_rows_have_length_one():
    rows = regression.as_rows(SMALL, regression.rarity(SMALL)).buckets
    lengths = np.sqrt(rows.multiply(rows).sum(axis=1))
    assert lengths == pytest.approx(np.ones((len(SMALL), 1)), abs=1e-3)


@pytest.mark.parametrize("times", [0.5, 2.0])
def test_the_temperature_undoes_what_is_too_sure_or_not_sure_enough(times):
    draw = np.random.default_rng(1)
    odds = draw.normal(size=(4_000, 3))
    part = learned.shares(odds).cumsum(axis=1)
    labels = [str(int((draw.random() > row).sum())) for row in part]
    found = regression.temperature(odds * times, ("0", "1", "2"), labels)
    assert found == pytest.approx(1 / times, rel=0.1)


def test_a_word_it_never_met_counts_as_those_like_it():
    rare = regression.rarity(SMALL)
    found = regression.fit(regression.as_rows(SMALL, rare), LABELS)
    odds = found.odds(regression.as_rows(["salaris"], rare))[0]
    assert found.keys[odds.argmax()] == "wages"
