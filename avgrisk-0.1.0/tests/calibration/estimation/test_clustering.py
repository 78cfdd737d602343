"""How alike answers of one person are, held against a published answer, and what they then count."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

import avgrisk
from avgrisk.calibration.estimation import ordinal
from avgrisk.calibration.estimation.clustering import icc, vote_weights
from avgrisk.calibration.estimation.ordinal import Prior
from avgrisk.core.records import READINGS, InputError

#: Six targets rated by four judges: Shrout & Fleiss, Psychological Bulletin 86 (1979), table 2.
RATED = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def test_the_published_icc_comes_back():
    found = icc(np.ravel(RATED).astype(float), np.repeat(np.arange(6), 4))
    assert round(found, 2) == 0.17


def test_groups_of_unequal_size_come_near_the_truth():
    rng = np.random.default_rng(1)
    groups = np.repeat(np.arange(3_000), rng.integers(1, 7, 3_000))
    values = rng.normal(0, np.sqrt(0.3), 3_000)[groups] + rng.normal(0, np.sqrt(0.7), len(groups))
    assert icc(values, groups) == pytest.approx(0.3, abs=0.02)
    assert icc(rng.normal(size=len(groups)), groups) == pytest.approx(0, abs=0.02)


def test_without_two_groups_or_two_members_nothing_is_known_and_every_vote_counts():
    for groups in (np.arange(4), np.zeros(4, dtype=int)):
        found = icc(np.array([1.0, 2, 3, 4]), groups)
        assert np.isnan(found) and (vote_weights(found, groups) == 1).all()
    assert (vote_weights(-0.2, np.zeros(3)) == 1).all()
    assert np.allclose(vote_weights(1.0, np.array([0, 0, 0, 1])), [1 / 3, 1 / 3, 1 / 3, 1])


@pytest.mark.parametrize("steps", [1, 3])
def test_a_weight_of_three_is_three_rows_and_a_half_is_half_of_two(steps):
    rng = np.random.default_rng(2)
    x = rng.random((80, 2)) - 0.5
    y = np.digitize(x @ [2, 1] + rng.logistic(size=80), np.linspace(-1, 1, steps + 2)[1:-1])
    prior = Prior(np.zeros(2 + steps), np.eye(2 + steps))
    often = ordinal.fit(np.repeat(x, 3, 0), np.repeat(y, 3), prior)
    once = ordinal.fit(x, y, prior, weights=np.full(80, 3.0))
    assert np.allclose(once.parameters, often.parameters, atol=1e-6)
    assert np.allclose(once.information, often.information, atol=1e-4)
    halves = ordinal.fit(np.repeat(x, 2, 0), np.repeat(y, 2), prior, weights=np.full(160, 0.5))
    assert np.allclose(halves.parameters, ordinal.fit(x, y, prior).parameters, atol=1e-6)


def surveyed(seed, people=60, each=16, taste=1.5):
    """Few people with many answers and a taste of their own."""
    rng = np.random.default_rng(seed)
    person = np.repeat(np.arange(people), each)
    frame = pd.DataFrame(rng.random((len(person), 3)), columns=list(READINGS[:3]))
    eta = (frame.to_numpy() - 0.5) @ [1.0, 2.0, 1.5] + taste * rng.normal(size=people)[person]
    return frame.assign(ok=rng.random(len(person)) > expit(eta), person=person)


def test_answers_that_hang_together_count_for_less_and_the_summary_says_so():
    frame = surveyed(3)
    plain = avgrisk.calibrate(frame, "ok", list(READINGS[:3]), respondent="person")
    fit = avgrisk.calibrate(frame, "ok", list(READINGS[:3]), respondent="person", weights="icc")
    assert plain.clustering is None and 0.15 < fit.clustering.icc < 0.5
    worth = 1 / (1 + 15 * fit.clustering.icc)
    assert np.allclose(fit.clustering.weights, worth)
    off = [
        abs(found.coefficients["estimate"] - found.coefficients["prior"]) for found in (fit, plain)
    ]
    assert off[0].sum() < off[1].sum()  # fewer votes lean more on the prior
    assert any(f"ICC {fit.clustering.icc:.2f}" in note for note in fit.notes("en"))
    assert fit.cross_validate().auc == pytest.approx(plain.cross_validate().auc, abs=0.01)


def test_weights_need_to_know_whose_answers_they_are():
    frame = surveyed(3)
    for more in ({}, {"respondent": "person", "weights": "votes"}):
        with pytest.raises(InputError) as error:
            avgrisk.calibrate(frame, "ok", list(READINGS[:3]), **{"weights": "icc", **more})
        assert "respondent" in avgrisk.explain(error.value, "nl")
    by = avgrisk.calibrate(frame, "ok", list(READINGS[:3]), scenario="person", weights="icc")
    assert by.clustering.by == "scenario"
