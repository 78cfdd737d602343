"""Known truth first: does a 90 % interval hold the truth nine times in ten?

Truths are drawn from the prior, data from the truths; shares are pooled over coefficients. Nominal
within 3 points, at fixed seeds.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit, ndtri

import avgrisk
from avgrisk.calibration.case_design import case_design
from avgrisk.calibration.estimation import clustering, ordinal, priors
from avgrisk.calibration.validation.separation import chosen
from avgrisk.core.records import READINGS
from avgrisk.scoring.index_file import load_index

pytestmark = pytest.mark.slow

INDEX = load_index()
MEAN = np.array([term.mean for term in INDEX.terms])
SD = np.array([term.sd for term in INDEX.terms])


def simulated(rng, rows, weights, edges, each=3, repeated=1):
    """A survey: `rows` judgements of `each` a person, answered on len(edges) + 1 steps; with
    `repeated`, every answer stands there several times, as from people who cannot let go."""
    x = rng.random((rows, len(weights)))
    latent = (x - 0.5) @ weights + rng.logistic(size=rows)
    frame = pd.DataFrame(x, columns=list(READINGS))
    frame["ok"] = len(edges) - np.digitize(latent, edges)
    frame["person"] = np.arange(rows) // each
    return frame.loc[np.repeat(frame.index, repeated)].reset_index(drop=True)


def covered(table, truth):
    return ((table["low"] <= truth) & (truth <= table["high"])).to_numpy()


@pytest.mark.parametrize("edges", [[0.4], [-1.5, -0.5, 0.6, 1.5]], ids=["yes-no", "five answers"])
@pytest.mark.parametrize("rows", [60, 300])
def test_intervals_hold_truths_drawn_from_the_prior(edges, rows):
    rng, held = np.random.default_rng(rows + len(edges)), []
    for _ in range(120):
        truth = rng.normal(MEAN, SD)
        frame = simulated(rng, rows, truth, np.array(edges) + rng.normal(0, 1))
        fit = avgrisk.calibrate(frame, "ok", list(READINGS), respondent="person")
        held.append(covered(fit.coefficients, truth))
    assert abs(np.mean(held) - 0.9) < 0.03


def test_without_a_prior_intervals_hold_any_truth_at_5000_ratings():
    rng, held = np.random.default_rng(5), []
    for _ in range(100):
        truth = rng.normal(MEAN, 2 * SD)
        frame = simulated(rng, 5_000, truth, [0.4])
        fit = avgrisk.calibrate(frame, "ok", list(READINGS), respondent="person", prior=None)
        held.append(covered(fit.coefficients, truth))
    assert abs(np.mean(held) - 0.9) < 0.03


def test_answers_that_hang_together_need_the_respondent_to_be_named():
    rng, named, bare = np.random.default_rng(6), [], []
    for _ in range(150):
        truth = rng.normal(MEAN, SD)
        frame = simulated(rng, 150, truth, [0.0], each=1, repeated=4)
        for respondent, held in (("person", named), (None, bare)):
            fit = avgrisk.calibrate(frame, "ok", list(READINGS), respondent=respondent)
            held.append(covered(fit.coefficients, truth))
    assert abs(np.mean(named) - 0.9) < 0.03
    assert np.mean(bare) < 0.8


def test_intervals_of_a_case_base_hold_truths_drawn_from_the_prior():
    x = case_design(chosen(False), INDEX).centred
    prior = priors.ladder_prior(INDEX, READINGS)
    root = np.linalg.cholesky(np.linalg.inv(prior.precision))
    z = float(ndtri(0.95))
    rng, held = np.random.default_rng(7), []
    while len(held) < 300:
        truth = prior.mean + root @ rng.normal(size=len(prior.mean))
        weights, thetas = truth[: x.shape[1]], truth[x.shape[1] :]
        if (np.diff(thetas) <= 0).any():
            continue  # no ladder
        reached = expit((x @ weights)[:, None] - thetas) > rng.random(len(x))[:, None]
        y = reached.sum(axis=1)
        fitted = ordinal.fit(x, y, prior)
        spread = np.sqrt(np.diag(clustering.covariance(x, y, fitted, prior, {})))
        held.append(np.abs(fitted.parameters - truth)[: x.shape[1]] <= z * spread[: x.shape[1]])
    assert abs(np.mean(held) - 0.9) < 0.03
