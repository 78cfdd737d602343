"""The one fit, held against two roads of statsmodels and against finite differences."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from avgrisk.calibration.estimation import ordinal
from avgrisk.calibration.estimation.ordinal import Prior
from avgrisk.core.records import InputError

WEIGHTS = np.array([0.8, 2.0, 1.6])


def simulated(rows, steps, seed=1):
    """Readings around the middle and outcomes 0 .. steps."""
    rng = np.random.default_rng(seed)
    x = rng.random((rows, 3)) - 0.5
    edges = np.linspace(-1, 1, steps) if steps > 1 else np.zeros(1)
    return x, np.digitize(x @ WEIGHTS + rng.logistic(size=rows), edges)


def normal(steps, sd=0.6):
    mean = np.array([0.5, 1.0, 1.0, *[0.2] * steps])
    return Prior(mean, np.diag([sd**-2.0] * 3 + [1 / 4.0] * steps))


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_gradient_and_information_are_those_of_finite_differences(steps):
    x, y = simulated(60, steps)
    at = np.array([0.3, 1.2, 0.7, *np.linspace(-0.8, 0.9, steps)])
    gradient, information = ordinal.derivatives(x, y, at)
    assert np.allclose(
        gradient, approx_fprime(at, lambda p: ordinal.log_likelihood(x, y, p), 1e-7), atol=1e-4
    )
    numeric = approx_fprime(at, lambda p: ordinal.derivatives(x, y, p)[0], 1e-7)
    assert np.allclose(-information, numeric, atol=1e-3)
    assert np.allclose(ordinal.scores(x, y, at).sum(axis=0), gradient)


def test_two_outcomes_with_a_prior_are_the_ridge_logit_of_statsmodels():
    import statsmodels.api as sm

    x, y = simulated(400, 1)
    prior = normal(1)
    design = np.column_stack([x, -np.ones(len(y))])
    model = sm.GLM(y, design, family=sm.families.Binomial(), offset=design @ prior.mean)
    moved = model.fit_regularized(alpha=np.diag(prior.precision) / len(y), L1_wt=0).params
    fitted = ordinal.fit(x, y, prior)
    assert np.allclose(fitted.parameters, prior.mean + moved, atol=1e-3)  # theirs stops earlier
    ours, theirs = (
        ordinal.log_likelihood(x, y, p) + prior.value(p)
        for p in (fitted.parameters, prior.mean + moved)
    )
    assert theirs <= ours < theirs + 1e-5


def test_five_outcomes_without_a_prior_are_the_ordered_model_of_statsmodels():
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    x, y = simulated(800, 4)
    free = Prior(np.zeros(7), np.zeros((7, 7)))
    fitted = ordinal.fit(x, y, free)
    theirs = OrderedModel(y, x, distr="logit").fit(method="bfgs", disp=0, gtol=1e-8)
    assert np.allclose(fitted.parameters[:3], theirs.params[:3], atol=1e-4)
    assert abs(fitted.value - theirs.llf) < 1e-6
    errors = np.sqrt(np.diag(np.linalg.inv(fitted.information)))[:3]
    assert np.allclose(errors, theirs.bse[:3], rtol=1e-3)


def test_five_outcomes_with_a_prior_are_an_ordered_model_with_a_penalty():
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    x, y = simulated(300, 4)
    prior = normal(4)

    class Penalised(OrderedModel):
        def loglike(self, params):
            ours = np.concatenate([params[:3], self.transform_threshold_params(params)[1:-1]])
            return super().loglike(params) + prior.value(ours)

    theirs = Penalised(y, x, distr="logit").fit(method="bfgs", disp=0, gtol=1e-8)
    assert np.allclose(ordinal.fit(x, y, prior).parameters[:3], theirs.params[:3], atol=1e-3)


def test_a_warm_start_ends_where_a_cold_one_does():
    x, y = simulated(300, 3)
    prior = normal(3)
    cold = ordinal.fit(x, y, prior)
    warm = ordinal.fit(x[1:], y[1:], prior, cold.parameters)
    assert np.allclose(warm.parameters, ordinal.fit(x[1:], y[1:], prior).parameters, atol=1e-5)
    assert warm.steps < ordinal.fit(x[1:], y[1:], prior).steps


@pytest.mark.parametrize("steps", [1, 3])
def test_separated_outcomes_stay_near_the_prior_and_without_one_are_refused(steps):
    x = np.linspace(-0.5, 0.5, 12)[:, None]
    y = np.digitize(x[:, 0], np.linspace(-0.3, 0.3, steps) if steps > 1 else [0.0])
    prior = Prior(np.array([1.0, *[0.0] * steps]), np.diag([4.0] + [0.04] * steps))
    assert abs(ordinal.fit(x, y, prior).parameters[0] - 1) < 2
    free = Prior(np.zeros(1 + steps), np.zeros((1 + steps, 1 + steps)))
    with pytest.raises(InputError):
        ordinal.fit(x, y, free)


def test_two_equal_columns_without_a_prior_have_no_answer():
    x, y = simulated(100, 1)
    twice = np.column_stack([x, x[:, 0]])
    with pytest.raises(InputError):
        ordinal.fit(twice, y, Prior(np.zeros(5), np.zeros((5, 5))))


def test_an_outcome_that_nobody_gave_does_not_stop_a_fit_with_a_prior():
    x, y = simulated(200, 4)
    y[y == 2] = 3
    fitted = ordinal.fit(x, y, normal(4))
    assert np.isfinite(fitted.parameters).all()
