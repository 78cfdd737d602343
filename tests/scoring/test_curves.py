"""The curves by hand give what scipy gives, to the bit."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import special

from avgrisk.scoring import curves

SPREAD = np.concatenate(
    [
        np.random.default_rng(1).normal(0, 3, 20_000),
        np.linspace(-40, 40, 8_001),
        [0.0, -0.0, 5e-324, math.sqrt(2), -math.sqrt(2), 8 * math.sqrt(2), 709.9, -709.9, -746.0],
        [math.inf, -math.inf, math.nan],
    ]
)


def by_hand(curve, numbers, most):
    few = np.array_split(numbers, len(numbers) // most + 1)
    return np.concatenate([curve(part) for part in few])


@pytest.mark.parametrize("name", ["expit", "ndtr"])
def test_a_few_numbers_get_the_bits_of_a_table(name):
    curve, scipys = getattr(curves, name), getattr(special, name)
    assert curves.FEW < len(SPREAD) < curves.SOME
    np.testing.assert_array_equal(by_hand(curve, SPREAD, curves.FEW), scipys(SPREAD))
    np.testing.assert_array_equal(curve(SPREAD), scipys(SPREAD))
    np.testing.assert_array_equal(curve(np.tile(SPREAD, 3)), scipys(np.tile(SPREAD, 3)))


def test_shape_is_kept():
    assert curves.expit(np.zeros((2, 3))).shape == (2, 3)
    assert curves.ndtr(0.0) == 0.5


def test_single_numbers():
    for chance in np.linspace(0.001, 0.999, 999).tolist():
        assert curves.logit(chance) == special.logit(chance)
    for share in (0.1, 0.9, 0.05, 0.975):
        assert curves.end(share) == special.ndtri(share)


def test_the_inverse_gets_the_bits_of_a_table():
    far = 10.0 ** -np.linspace(0.1, 15, 500)
    shares = np.concatenate([np.random.default_rng(1).random(20_000), far, 1 - far, [curves.END]])
    assert len(shares) < curves.SOME
    np.testing.assert_array_equal(curves.ndtri(shares), special.ndtri(shares))
    np.testing.assert_array_equal(
        curves.ndtri(np.tile(shares, 3)), special.ndtri(np.tile(shares, 3))
    )
