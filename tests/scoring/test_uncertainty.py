"""Closed form against draws, and what may never happen to a margin."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit
from scipy.stats import truncnorm

from avgrisk.core.records import READINGS, UNKNOWN, Range
from avgrisk.scoring import index as formula
from avgrisk.scoring import uncertainty
from avgrisk.scoring.index import INPUTS, RiskIndex
from avgrisk.scoring.index_file import VERSIONS, load_index
from avgrisk.scoring.kernel import evaluate

DRAWS = 200_000
unit = st.floats(0, 1)


def columns(ranges):
    return {
        name: tuple(np.array([value]) for value in (part.low, part.mode, part.high))
        for name, part in ranges.items()
    }


@cache
def weights_drawn(version):
    """Draws of every coefficient and of the shift of an index: the same for all uses."""
    index, rng = load_index(version), np.random.default_rng(len(version))
    found = {}
    for term in index.terms:
        floor = -np.inf if term.floor is None else (term.floor - term.mean) / term.sd
        found[term.name] = truncnorm.rvs(
            floor, np.inf, term.mean, term.sd, size=DRAWS, random_state=rng
        )
    return found, rng.normal(0, index.shift_sd, DRAWS)


def drawn(version, ranges, rng):
    """Scores of one use with every coefficient, reading and the shift drawn: the slow way."""
    index, (weights, shift) = load_index(version), weights_drawn(version)
    values = {name: pert_draws(part, rng) for name, part in ranges.items()}
    eta = np.zeros(DRAWS)
    for term in index.terms:
        part = weights[term.name]
        for factor in term.factors:
            part = part * values[factor]
        eta += part
    return 100 * expit(eta - index.threshold - shift)


def pert_draws(part, rng):
    width = part.high - part.low
    if width == 0:
        return part.mode
    a = 1 + 4 * (part.mode - part.low) / width
    return part.low + width * rng.beta(a, 6 - a, DRAWS)


def random_ranges(rng):
    """A mix of certain, doubtful and unknown readings."""
    ranges = {}
    for name in INPUTS:
        kind = rng.integers(3)
        low, mode, high = np.sort(rng.random(3))
        ranges[name] = (Range.point(mode), Range(low, mode, high), UNKNOWN)[kind]
    return ranges


def assert_close(result, scores: np.ndarray, index: RiskIndex) -> None:
    """Margin within half a point and bands within a hundredth of these draws."""
    low, high = np.quantile(scores, index.margin)
    assert abs(result.low[0] - low) < 0.5
    assert abs(result.high[0] - high) < 0.5
    shares = [(scores < 20).mean(), ((scores >= 20) & (scores < 50)).mean(), (scores >= 50).mean()]
    assert np.abs(result.bands[0] - shares).max() < 0.01


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("seed", range(6))
def test_closed_form_is_within_half_a_point_and_a_hundredth_of_200_000_draws(version, seed):
    rng = np.random.default_rng([seed, len(version)])
    index, ranges = load_index(version), random_ranges(rng)
    assert_close(evaluate(index, columns(ranges)), drawn(version, ranges, rng), index)


@pytest.mark.parametrize("term", load_index().terms, ids=lambda term: term.name)
def test_coefficient_cumulants_are_those_of_a_truncated_normal(term):
    mean, var, skew, kurtosis = truncnorm.stats(
        -term.mean / term.sd, np.inf, term.mean, term.sd, moments="mvsk"
    )
    expected = (mean, var, skew * var**1.5, kurtosis * var**2)
    assert np.allclose(uncertainty.coefficient_cumulants(term), expected, atol=1e-6)


@pytest.mark.parametrize("version", VERSIONS)
@given(values=st.tuples(*[unit] * len(INPUTS)), which=st.sampled_from(READINGS))
def test_unknown_never_narrows_the_margin_nor_lowers_its_top_against_a_half(version, values, which):
    ranges = {name: Range.point(value) for name, value in zip(INPUTS, values, strict=True)}
    index = load_index(version)
    half = evaluate(index, columns({**ranges, which: Range.point(0.5)}))
    unknown = evaluate(index, columns({**ranges, which: UNKNOWN}))
    assert unknown.high[0] >= half.high[0]
    assert unknown.high[0] - unknown.low[0] >= half.high[0] - half.low[0]


@given(values=st.tuples(*[st.tuples(unit, unit, unit)] * len(INPUTS)))
def test_margin_and_bands_are_in_order(values):
    ranges = {name: Range(*sorted(part)) for name, part in zip(INPUTS, values, strict=True)}
    result = evaluate(load_index(), columns(ranges))
    assert 0 <= result.low[0] <= result.value[0] <= result.high[0] <= 100
    assert (result.bands >= 0).all()
    assert abs(result.bands.sum() - 1) < 1e-12


def test_one_row_a_table_any_chunk_and_any_order_give_the_same_bits():
    rng = np.random.default_rng(7)
    rows = 4_000
    triples = {name: np.sort(rng.random((rows, 3)), axis=1) for name in INPUTS}
    for part in triples.values():
        part[rng.random(rows) < 0.4] = part[:, [1]][0]  # some rows certain, as in real tables
    whole = bits(triples)
    order = rng.permutation(rows)
    assert (bits({name: part[order] for name, part in triples.items()}) == whole[order]).all()
    for start, stop in [(0, 1), (1, 8), (8, 9), (100, 1123), (3999, 4000)]:
        part = bits({name: column[start:stop] for name, column in triples.items()})
        assert (part == whole[start:stop]).all(), (start, stop)


def bits(triples):
    columns = {
        name: tuple(np.ascontiguousarray(part[:, i]) for i in range(3))
        for name, part in triples.items()
    }
    result = evaluate(load_index(), columns)
    parts = [result.value, result.low, result.high, *result.bands.T, *result.contributions.values()]
    return np.column_stack(parts)


def test_a_certain_reading_has_its_own_value_as_mean_to_the_bit():
    value = np.random.default_rng(3).random(10_000)
    assert (uncertainty.pert(value, value, value).mean == value).all()
    wide = uncertainty.pert(np.append(value, 0.0), np.append(value, 0.5), np.append(value, 1.0))
    assert (wide.mean[:-1] == value).all()


def test_the_score_is_the_same_with_or_without_the_margin():
    rng = np.random.default_rng(5)
    part = {name: tuple(np.sort(rng.random((3, 50)), axis=0)) for name in INPUTS}
    index = load_index()
    assert (evaluate(index, part, "point").value == evaluate(index, part).value).all()
    assert formula.band_edges(index)[1] == 0.0
