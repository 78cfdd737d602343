"""The order of a register with its doubt: the same in any company, told apart only where sure."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import rankdata

from avgrisk.register import ranking
from avgrisk.scoring.index import INPUTS
from avgrisk.scoring.index_file import load_index


@pytest.fixture(scope="module")
def ranges():
    chance = np.random.default_rng(3)
    ends = {name: np.sort(chance.random((3, 30)), axis=0) for name in INPUTS}
    for name in INPUTS[::2]:
        ends[name][:] = ends[name][1]
    return {name: (low, mode, high) for name, (low, mode, high) in ends.items()}


def ranked(ranges, rows, content, seed=1):
    picked = {name: tuple(end[rows] for end in ends) for name, ends in ranges.items()}
    index = load_index()
    value = sum(
        term.mean * (p[0] + 4 * p[1] + p[2]) / 6
        for term in index.terms
        for p in (picked[term.name],)
    )
    return ranking.rank(index, value, picked, [content[row] for row in rows], seed)


def test_a_rank_lies_in_its_interval_and_does_not_depend_on_the_order_of_rows(ranges):
    content = [f"rij {place}" for place in range(30)]
    order = np.arange(30)
    mixed = np.random.default_rng(1).permutation(30)
    one, other = ranked(ranges, order, content), ranked(ranges, mixed, content)
    assert (one.low <= one.high).all()
    np.testing.assert_array_equal(one.low[mixed], other.low)
    np.testing.assert_array_equal(one.above[mixed], other.above)
    np.testing.assert_array_equal(one.below[mixed], other.below)
    assert one.below.sum() == one.above.sum()
    assert 0 <= one.apart <= 1


def test_another_seed_draws_other_values_and_the_same_seed_the_same(ranges):
    content = [str(place) for place in range(30)]
    rows = np.arange(30)
    first, again, other = (ranked(ranges, rows, content, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.low, again.low)
    assert (first.high != other.high).any()


def test_certain_rows_far_apart_are_told_apart():
    ranges = {name: (np.array([0.1, 0.9]),) * 3 for name in INPUTS}
    found = ranked(ranges, np.arange(2), ["a", "b"])
    assert found.above.tolist() == [0, 1] and found.apart == 1
    assert found.below.tolist() == [1, 0]
    assert found.low.tolist() == found.high.tolist() == [2, 1]


def test_the_places_told_apart_are_those_of_the_rows_counted(ranges):
    found = ranked(ranges, np.arange(30), [str(place) for place in range(30)])
    assert not (found.surely & found.surely.T).any(), "no pair is sure both ways"
    for row in range(30):
        over, under = ranking.places_told_apart(found, row)
        assert (len(over), len(under)) == (found.above[row], found.below[row])
        assert all(place > found.rank[row] for place in over)
        assert all(place < found.rank[row] for place in under)
        runs = ranking.spans(over)
        assert [p for low, high in runs for p in range(low, high + 1)] == over


def test_equals_share_the_best_of_their_places():
    values = np.random.default_rng(3).integers(0, 9, 60).astype(float)
    np.testing.assert_array_equal(ranking._places(values), rankdata(-values, method="min"))


def test_too_many_rows_have_a_rank_and_no_interval(ranges, monkeypatch):
    monkeypatch.setattr(ranking, "MOST_ROWS", 10)
    found = ranked(ranges, np.arange(30), ["x"] * 30)
    assert np.isnan(found.low).all() and not np.isnan(found.rank).any() and found.draws == 0
