"""Our own random numbers: the same for ever, and distributed as they should be."""

from __future__ import annotations

import numpy as np
import pytest

from avgrisk.scoring.draws import coefficient, inverses, pert, uniforms, worked_out
from avgrisk.scoring.index_file import load_index


@pytest.mark.parametrize("ends", [(0, 0.5, 1), (0.1, 0.1, 0.9), (0.2, 0.6, 0.7)])
def test_draws_of_a_reading_have_its_pert_mean(ends):
    low, mode, high = ends
    drawn = pert(low, mode, high, uniforms("x", 100_000))
    assert drawn.mean() == pytest.approx((low + 4 * mode + high) / 6, abs=0.003)
    assert drawn.min() >= low and drawn.max() <= high


def test_draws_of_a_coefficient_stay_above_its_floor():
    for term in load_index().terms:
        drawn = coefficient(term, uniforms(term.name, 50_000))
        assert drawn.min() >= 0
        assert drawn.mean() == pytest.approx(term.mean, abs=0.12)


def test_raw_words_are_the_same_for_ever():
    """PCG64's raw words do not change between numpy versions; our own inverse neither."""
    assert uniforms("avgrisk", 3) == pytest.approx(
        [0.12042312784320891, 0.6268261665421593, 0.3208128571156648], abs=1e-15
    )


def test_the_shipped_inverses_are_those_of_scipy():
    np.testing.assert_allclose(inverses(), worked_out(), rtol=1e-12, atol=1e-15)
