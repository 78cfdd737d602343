"""An index with a covariance: closed form against draws, and the same bits in any company."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from scipy.special import expit

from avgrisk.core.records import UNKNOWN, InputError, Range
from avgrisk.scoring import draws
from avgrisk.scoring.index import INPUTS, Scale, Term
from avgrisk.scoring.index_file import VERSIONS, load_index
from avgrisk.scoring.joint_uncertainty import points
from avgrisk.scoring.kernel import evaluate
from avgrisk.scoring.uncertainty import pert
from tests.scoring.test_uncertainty import assert_close, columns

DRAWS = 200_000


def fitted(version, seed, products=()):
    """A version of the index with a covariance in which everything hangs together."""
    rng = np.random.default_rng(seed)
    base = load_index(version)
    terms = (*base.terms, *(Term(name, 1.0, 0.5, None) for name in products))
    sds = np.array([*(term.sd for term in terms), 0.9])
    mixed = rng.normal(size=(len(sds), len(sds) + 2))
    spread = mixed @ mixed.T
    scale = sds / np.sqrt(np.diag(spread))
    covariance = (spread * scale).T * scale
    rows = tuple(tuple(map(float, row)) for row in (covariance + covariance.T) / 2)
    return dataclasses.replace(base, terms=terms, covariance=rows, basis="survey")


def random_ranges(rng):
    ranges = {}
    for name in INPUTS:
        low, mode, high = np.sort(rng.random(3))
        ranges[name] = (Range.point(mode), Range(low, mode, high), UNKNOWN)[rng.integers(3)]
    return ranges


def drawn(index, ranges, rng):
    values = {name: pert_draws(part, rng) for name, part in ranges.items()}
    means = [*(term.mean for term in index.terms), index.threshold]
    weights = rng.multivariate_normal(means, index.covariance, size=DRAWS)
    eta = -weights[:, -1]
    for term, weight in zip(index.terms, weights.T[:-1], strict=True):
        part = weight
        for factor in term.factors:
            part = part * values[factor]
        eta = eta + part
    return 100 * expit(eta)


def pert_draws(part, rng):
    width = part.high - part.low
    if width == 0:
        return part.mode
    a = 1 + 4 * (part.mode - part.low) / width
    return part.low + width * rng.beta(a, 6 - a, DRAWS)


CASES = [
    *((version, ()) for version in VERSIONS),
    ("1", ("vagueness:image_misfit",)),
    ("1", ("guardian:image_misfit", "vagueness:trust_gap")),
]


@pytest.mark.parametrize("version, products", CASES)
@pytest.mark.parametrize("seed", range(3))
def test_closed_form_is_within_half_a_point_and_a_hundredth_of_200_000_draws(
    version, products, seed
):
    rng = np.random.default_rng([seed, len(version), len(products)])
    index, ranges = fitted(version, seed, products), random_ranges(rng)
    assert_close(evaluate(index, columns(ranges)), drawn(index, ranges, rng), index)


def test_without_correlation_it_is_the_independent_form():
    base = load_index()
    bare = tuple(dataclasses.replace(term, floor=None) for term in base.terms)
    plain = dataclasses.replace(base, terms=bare)
    variances = [*(term.sd**2 for term in bare), base.shift_sd**2]
    joint = dataclasses.replace(plain, covariance=tuple(map(tuple, np.diag(variances).tolist())))
    rng = np.random.default_rng(1)
    for _ in range(20):
        ranges = columns(random_ranges(rng))
        one, other = evaluate(plain, ranges), evaluate(joint, ranges)
        assert one.value == other.value
        assert np.allclose([one.low, one.high], [other.low, other.high], atol=1e-9)
        assert np.allclose(one.bands, other.bands, atol=1e-12)


def test_three_points_have_the_mean_and_three_moments_of_the_reading():
    spread = pert(np.array([0.1, 0.0, 0.4]), np.array([0.2, 0.9, 0.4]), np.array([0.9, 1.0, 0.4]))
    found = list(points(spread))
    assert np.allclose(sum(weight for _, weight in found), 1)
    assert np.allclose(sum(weight * at for at, weight in found), spread.mean)
    for power, moment in zip((2, 3, 4), spread.moments, strict=True):
        off = sum(weight * (at - spread.mean) ** power for at, weight in found)
        assert np.allclose(off, moment, atol=1e-12)


@pytest.mark.parametrize("products", [(), ("vagueness:image_misfit",)])
def test_one_row_a_table_any_chunk_and_any_order_give_the_same_bits(products):
    rng = np.random.default_rng(7)
    index, rows = fitted("1", 3, products), 600
    triples = {name: np.sort(rng.random((rows, 3)), axis=1) for name in INPUTS}
    for part in triples.values():
        sure = rng.random(rows) < 0.5
        part[sure] = part[sure][:, [1]]
    whole = bits(index, triples)
    order = rng.permutation(rows)
    assert (bits(index, {n: part[order] for n, part in triples.items()}) == whole[order]).all()
    for start in range(0, rows, 40):
        part = bits(index, {name: column[start : start + 1] for name, column in triples.items()})
        assert (part == whole[start : start + 1]).all()


def bits(index, triples):
    parts = {
        name: tuple(np.ascontiguousarray(part[:, i]) for i in range(3))
        for name, part in triples.items()
    }
    result = evaluate(index, parts)
    return np.column_stack([result.value, result.low, result.high, *result.bands.T])


def test_drawn_coefficients_have_the_covariance():
    index = fitted("2-guardian", 5)
    count = len(index.terms)
    uniform = draws.uniforms("test", count * 50_000).reshape(count, -1)
    found = np.cov(np.array(draws.coefficients(index, uniform)))
    assert np.allclose(found, np.array(index.covariance)[:count, :count], atol=0.03)


@pytest.mark.parametrize("size", [1, 7, 9])
def test_a_covariance_of_another_size_is_refused(size):
    rows = tuple(map(tuple, np.eye(size).tolist()))
    with pytest.raises(InputError):
        dataclasses.replace(load_index(), covariance=rows)


def test_an_extra_column_is_an_input_of_its_own_index_only():
    base = load_index()
    terms = (*base.terms, Term("age", 0.5, 0.2, None))
    with pytest.raises(InputError):
        dataclasses.replace(base, terms=terms)
    held = dataclasses.replace(base, terms=terms, extras=(Scale("age", 18, 90),))
    assert held.inputs == (*INPUTS, "age")
