"""The prior costs nothing where it was off: held out, as good as plain fits and nearly as the truth."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest

from tests.calibration.estimation.plain_fits import NAMES, WEIGHTS, compared

# Together, so that the fits are made once.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("priors")]


@pytest.fixture(scope="module")
def table():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bys = ("respondent", "scenario")
        return pd.DataFrame([compared(seed, bys, gee=seed < 2) for seed in range(8)])


@pytest.mark.parametrize("by", ["respondent", "scenario"])
def test_no_auc_is_lost_against_a_plain_fit_or_the_true_weights(table, by):
    ours = table[f"{by}: avgrisk"]
    assert (abs(ours - table[f"{by}: glm"]) < 0.002).all()
    assert (abs(ours - table[f"{by}: gee"]).dropna() < 0.003).all()
    assert table["true weights"].mean() - ours.mean() < 0.006


def test_the_slope_is_right_and_weights_come_near_the_truth(table):
    assert 0.95 < table["respondent: slope"].mean() < 1.08
    # three standard errors of a mean of eight, and the prior's pull on trust, 2.7 log-odds off
    found = table[[f"weight {name}" for name in NAMES]]
    assert (abs(found.mean() - WEIGHTS) < 3 * found.std() / 8**0.5 + [0.3, 0, 0, 0]).all()
    assert (found["weight trust_gap"].mean() - 1.2) / (3.89 - 1.2) > 0.85
    assert table["in order"].mean() > 0.6
