"""Agreement, held against numbers in print."""

from __future__ import annotations

import numpy as np
import pytest

from avgrisk.workshop.spread import item_icc, ordinal_alpha

NO = np.nan

#: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, four observers, twelve units.
OBSERVERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NO, NO, NO],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NO, 3],
        [NO, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NO],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NO],
    ]
)

#: Shrout & Fleiss 1979, table 2: six targets, four judges.
JUDGES = np.array(
    [[9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7]], float
)


def test_alpha_is_that_of_krippendorff():
    assert ordinal_alpha(OBSERVERS) == pytest.approx(0.815, abs=0.0005)


def test_icc_is_that_of_shrout_and_fleiss():
    assert item_icc(JUDGES) == pytest.approx(0.17, abs=0.005)


def test_agreement_chance_and_nothing_to_compare():
    generator = np.random.default_rng(1)
    assert ordinal_alpha(np.tile([1.0, 3, 5], (4, 1))) == 1
    assert abs(ordinal_alpha(generator.integers(1, 6, (40, 40)).astype(float))) < 0.03
    assert np.isnan(ordinal_alpha(np.full((4, 3), 2.0)))
    assert np.isnan(ordinal_alpha(np.array([[1.0, NO], [NO, 2.0]])))
