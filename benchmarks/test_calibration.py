"""How fast a fit is: the case base, a survey, leave-one-out, a million ratings.

No assert on time: a figure belongs to the machine it was measured on.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import avgrisk
from avgrisk.calibration.case_design import case_design, chosen
from avgrisk.calibration.estimation import priors
from avgrisk.calibration.estimation.priors import ladder_prior
from avgrisk.core.records import READINGS
from avgrisk.scoring.index_file import load_index


def survey(rows: int) -> pd.DataFrame:
    """Seven readings, three judgements a person, drawn from the prior's weights."""
    rng = np.random.default_rng(2014)
    x = rng.random((rows, len(READINGS)))
    weights = np.array([term.mean for term in load_index("1").terms])
    frame = pd.DataFrame(x, columns=list(READINGS))
    frame["ok"] = (rng.logistic(size=rows) > (x - 0.5) @ weights).astype(int)
    frame["person"], frame["scenario"] = np.arange(rows) // 3, np.arange(rows) % 11
    return frame


@pytest.fixture(scope="module")
def cases():
    """The case base as the fit takes it."""
    index = load_index("1")
    return case_design(chosen(False), index), ladder_prior(index, index, READINGS)


def test_fit_of_the_case_base(benchmark, cases):
    design, prior = cases
    settled = benchmark(priors.settle, design.centred, design.y, prior, None, False)
    assert np.isfinite(settled.fitted.parameters).all()


def test_calibrate_cases_whole(benchmark):
    assert len(benchmark(avgrisk.calibrate_cases).coefficients) == len(READINGS)


def test_leave_one_out_warm_started(benchmark):
    fit = avgrisk.calibrate_cases()
    found = benchmark.pedantic(fit.cross_validate, rounds=5, warmup_rounds=1)
    assert found.folds == len(fit.cases)


def test_permutation_test(benchmark):
    fit = avgrisk.calibrate_cases()
    assert benchmark.pedantic(fit.permutation_test, rounds=1).chance < 0.05


@pytest.mark.parametrize("rows", [861, 10_000])
def test_survey(benchmark, rows):
    frame = survey(rows)

    def fitted():
        return avgrisk.calibrate(frame, "ok", list(READINGS), "person", "scenario").coefficients

    assert len(benchmark.pedantic(fitted, rounds=5, warmup_rounds=1)) == len(READINGS)


def test_survey_of_five_answers(benchmark):
    frame = survey(10_000)
    frame["ok"] += frame["vagueness"].round().astype(int) * 2

    def fitted():
        return avgrisk.calibrate(frame, "ok", list(READINGS), "person", "scenario").coefficients

    assert len(benchmark.pedantic(fitted, rounds=3, warmup_rounds=1)) == len(READINGS)


@pytest.mark.parametrize("by", ["respondent", "scenario", "both"])
def test_cross_validation_of_861_ratings(benchmark, by):
    fit = avgrisk.calibrate(survey(861), "ok", list(READINGS), "person", "scenario")
    assert benchmark.pedantic(fit.cross_validate, (by,), rounds=3, warmup_rounds=1).auc > 0.5


def test_survey_of_a_million(benchmark):
    frame = survey(1_000_000)

    def fitted():
        return avgrisk.calibrate(frame, "ok", list(READINGS), "person", "scenario").coefficients

    assert len(benchmark.pedantic(fitted, rounds=1)) == len(READINGS)
