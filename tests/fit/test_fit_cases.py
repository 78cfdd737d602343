"""The fit on cases leans on its prior as far as the prior is sure."""

from __future__ import annotations

import numpy as np

from avgrisk.cases import load_cases
from avgrisk.fit.cases import design, held_out, moved, report
from avgrisk.index import load_index


def simulated(rows, coefficients):
    rng = np.random.default_rng(11)
    x = np.column_stack([rng.random((rows, len(coefficients) - 1)), np.ones(rows)])
    y = (rng.random(rows) < 1 / (1 + np.exp(-x @ coefficients))).astype(float)
    return x, y


def test_a_sure_prior_does_not_move_and_a_doubtful_one_finds_the_truth():
    truth = np.array([2.0, -1.0, -0.5])
    x, y = simulated(20_000, truth)
    prior = np.array([0.5, 0.5, 0.0])
    assert np.abs(moved(x, y, prior, np.full(3, 1e-4))).max() < 1e-3
    found = prior + moved(x, y, prior, np.full(3, 100.0))
    assert np.abs(found - truth).max() < 0.2


def test_separated_cases_never_blow_a_coefficient_up():
    x = np.column_stack([np.linspace(0, 1, 10), np.ones(10)])
    y = (x[:, 0] > 0.5).astype(float)
    assert np.abs(moved(x, y, np.array([1.0, -0.5]), np.array([0.5, 0.5]))).max() < 2


def test_leaving_a_case_out_does_not_use_its_outcome():
    cases, index = load_cases()[:12], load_index("1")
    x = design(cases, index)
    y = np.array([0.0, 1.0] * 6)
    first = held_out(x, y, index)[0]
    y[0] = 1.0
    assert held_out(x, y, index)[0] == first


def test_the_report_names_the_baseline_the_ablation_and_the_misfits():
    text = report()
    for word in ("consent", "without brand", "leave-one-out", "barclays-2013", "hindsight"):
        assert word in text
