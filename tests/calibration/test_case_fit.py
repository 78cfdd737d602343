"""The fit on cases: held by its prior, honest about what it leaves out, shifted on request."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import logit

import avgrisk
from avgrisk.calibration.case_design import base_rate_shift
from avgrisk.calibration.estimation import ordinal
from avgrisk.cases.case_base import load_case
from avgrisk.core.records import READINGS, InputError
from avgrisk.scoring.index_file import load_index


@pytest.fixture(scope="module")
def fit():
    return avgrisk.calibrate_cases()


def test_regulator_driven_cases_are_out_by_default_and_in_on_request(fit):
    driven = avgrisk.calibrate_cases(regulator_driven=True)
    extra = {case.id for case in driven.cases} - {case.id for case in fit.cases}
    assert extra and all(load_case(id).outcome.driver == "regulator" for id in extra)
    assert not any(case.outcome.driver == "regulator" for case in fit.cases)
    assert not any(case.illustration for case in driven.cases)
    assert "regulator" in " ".join(fit.notes("en")) and fit.notes("en") != driven.notes("en")


def test_coefficients_lean_on_the_prior_and_say_how_far(fit):
    table = fit.coefficients
    assert list(table.index) == list(READINGS)
    assert list(table["prior"]) == [term.mean for term in load_index().terms]
    assert table["sd_ratio"].between(0.8, 1).all()
    assert (abs(table["estimate"] - table["prior"]) < table["prior_sd"]).all()


def test_each_case_is_predicted_without_its_own_outcome(fit):
    place = 3
    x, y = fit.design.centred, fit.design.y
    kept = np.arange(len(y)) != place
    alone = ordinal.fit(x[kept], y[kept], fit.prior).parameters
    eta = x[place] @ alone[:7]
    found = fit.cross_validate()
    assert found.folds == len(y)
    assert abs(found.predicted[place] - (eta - np.median(alone[7:]))) < 1e-6
    assert np.allclose(found.chances[place], 1 / (1 + np.exp(alone[7:] - eta)), atol=1e-6)
    assert (np.diff(found.chances, axis=1) <= 0).all()


def test_the_baselines_always_stand_beside_it(fit):
    table = fit.compared().set_index("model")["auc"]
    assert set(table.index) == {"refitted", "prior", "consent", "prescan"}
    assert table["refitted"] == fit.held_out_auc > table["consent"] > table["prescan"]
    for lang, words in (("nl", "toestemming"), ("en", "Consent alone")):
        assert words in fit.summary(lang)


def test_shuffled_outcomes_are_not_predicted(fit):
    test = fit.permutation_test(19, seed=3)
    assert len(test.shuffled) == 19
    assert 0.3 < np.mean(test.shuffled) < 0.7
    assert test.observed > max(test.shuffled)
    assert test.chance == 1 / 20
    assert fit.permutation_test(3, seed=3).shuffled == test.shuffled[:3]


def test_the_ablation_refits_without_each_group(fit):
    table = fit.ablation().set_index("model")["auc"]
    assert list(table.index) == [
        "all",
        "without purpose",
        "without data",
        "without brand",
        "without deal",
    ]
    assert table["all"] == fit.held_out_auc
    assert (table != table["all"])[1:].any()


def test_a_base_rate_shifts_every_threshold_by_the_case_control_term(fit):
    rare = avgrisk.calibrate_cases(base_rate=0.05)
    sampled = np.mean([case.outcome.ordinal >= 2 for case in fit.cases])
    moved = np.array(rare.index.thresholds) - np.array(fit.index.thresholds)
    assert np.allclose(moved, logit(sampled) - logit(0.05))
    assert base_rate_shift(float(sampled), float(sampled)) == pytest.approx(0)
    use = load_case("ing-2014").use
    assert avgrisk.score(use, rare.index).value < avgrisk.score(use, fit.index).value
    assert "0.05" in " ".join(rare.notes("en"))


@pytest.mark.parametrize("value", [0, 1, -0.1, 2, float("nan"), "often"])
def test_a_base_rate_outside_0_to_1_is_refused(value):
    with pytest.raises(InputError) as error:
        avgrisk.calibrate_cases(base_rate=value)
    assert "base_rate" in avgrisk.explain(error.value, "en")


def test_the_index_predicts_what_the_fit_does(fit):
    scored = np.array([avgrisk.score(case.use, fit.index).value for case in fit.cases]) / 100
    places = len(fit.design.columns)
    eta = fit.design.centred @ fit.fitted.parameters[:places]
    assert np.allclose(logit(scored), eta - fit.thresholds[1], atol=1e-6)
    assert fit.index.basis == "cases" and fit.index.grounds == ("score.cases",)


def test_the_facts_door_and_the_hypotheses_can_be_fitted_too():
    facts = avgrisk.calibrate_cases(facts=True)
    assert facts.held_out_auc < avgrisk.calibrate_cases().held_out_auc
    guardian = avgrisk.calibrate_cases(index="2-guardian")
    assert "guardian:image_misfit" in guardian.coefficients.index
    licence = avgrisk.calibrate_cases(index="2-licence")
    assert "vagueness" not in licence.coefficients.index
    assert avgrisk.score(load_case("ing-2014").use, licence.to_index(allow_negative=True)).value > 0
