"""The one fit: proportional odds with a normal prior, by Newton's method.

    P(Y >= k) = logistic(x b - theta_k),  k = 1 .. K - 1

Y counts from 0, the best outcome, up; two outcomes make it a logistic regression. The fit is the
mode of log-likelihood + log prior. Of statsmodels, OrderedModel differentiates a prior numerically
(1.5 s for 10,000 ratings, and a cross-validation fits a hundred times) and GLM.fit_regularized
knows two outcomes only; tests/calibration hold this fit against both.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, log_expit

from avgrisk.core.records import InputError
from avgrisk.core.shipped import setting

Array = np.ndarray


@dataclass(frozen=True)
class Prior:
    """A normal prior on the parameters (coefficients, then thresholds): mean and precision.

    A precision of 0 is no prior.
    """

    mean: Array
    precision: Array

    def value(self, parameters: Array) -> float:
        """Log density, without its constant."""
        off = parameters - self.mean
        return float(-0.5 * off @ self.precision @ off)


@dataclass(frozen=True)
class Fit:
    """The mode, and the curvature of the log-likelihood there (without the prior's)."""

    parameters: Array
    information: Array
    value: float
    steps: int


def fit(
    x: Array, y: Array, prior: Prior, start: Array | None = None, weights: Array | None = None
) -> Fit:
    """The mode for readings `x` (a row a judgement) and outcomes `y` (0 .. K - 1, 0 = best).

    `start` is a parameter vector to begin from, such as the fit on nearly the same rows;
    `weights` what each row counts for. Raises InputError where there is no finite answer: only
    without a prior.
    """
    count = len(prior.mean) - x.shape[1]

    def objective(parameters: Array) -> float:
        return log_likelihood(x, y, parameters, weights) + prior.value(parameters)

    parameters = _begin(x, y, prior, count) if start is None else start
    value = objective(parameters)
    if not np.isfinite(value):  # a start from other rows may not suit these
        parameters = _begin(x, y, prior, count)
        value = objective(parameters)
    for step in range(int(setting("steps"))):
        gradient, information = derivatives(x, y, parameters, weights)
        gradient = gradient - prior.precision @ (parameters - prior.mean)
        try:
            move = np.linalg.solve(information + prior.precision, gradient)
        except np.linalg.LinAlgError:
            raise no_answer() from None
        promise = float(gradient @ move)
        if promise < setting("close"):
            _check(parameters, prior)
            return Fit(parameters, information, value, step)
        parameters, value = _ahead(objective, parameters, value, move)
        _check(parameters, prior)
    raise no_answer()


def no_answer() -> InputError:
    """Without a prior these data have no finite, single answer."""
    return InputError("prior", "None", "", "error.calibrate_no_answer")


def _begin(x: Array, y: Array, prior: Prior, count: int) -> Array:
    """Coefficients at the prior's mean, thresholds where they give the outcomes' shares."""
    places = x.shape[1]
    above = np.array([(y >= step).mean() for step in range(1, count + 1)])
    least = 0.5 / (len(y) + 1)
    odds = np.log(np.clip(above, least, 1 - least) / np.clip(1 - above, least, 1 - least))
    middle = float((x @ prior.mean[:places]).mean())
    # a step nobody reached has the same share as the next: keep the thresholds apart
    apart = np.arange(count) / (count + 1)
    return np.concatenate([prior.mean[:places], middle - odds + apart * least])


def _ahead(
    objective: Callable[[Array], float], parameters: Array, value: float, move: Array
) -> tuple[Array, float]:
    """A step along `move`, halved until it leads upwards."""
    share = 1.0
    for _ in range(int(setting("steps"))):
        tried = parameters + share * move
        found = objective(tried)
        if found >= value:
            return tried, found
        share /= 2
    return parameters, value


def _check(parameters: Array, prior: Prior) -> None:
    """Without a prior a coefficient may run away: that is no answer."""
    if not prior.precision.any() and np.abs(parameters).max(initial=0) > setting("furthest"):
        raise no_answer()


def bounds(x: Array, y: Array, parameters: Array) -> tuple[Array, Array]:
    """Per row a = eta - theta_y and b = eta - theta_(y+1); +inf and -inf at the ends."""
    places = x.shape[1]
    eta = x @ parameters[:places]
    thetas = np.concatenate([[-np.inf], parameters[places:], [np.inf]])
    return eta - thetas[y], eta - thetas[y + 1]


def log_likelihood(x: Array, y: Array, parameters: Array, weights: Array | None = None) -> float:
    """Sum of log P(Y = y), each times its weight; -inf where the thresholds are out of order for
    a row."""
    a, b = bounds(x, y, parameters)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        # logistic(a) - logistic(b) = (1 - exp(b - a)) logistic(a) logistic(-b)
        rows = np.log1p(-np.exp(b - a)) + log_expit(a) + log_expit(-b)
    total = (rows if weights is None else weights * rows).sum()
    return float(total) if np.isfinite(total) else -np.inf


def _slopes(x: Array, y: Array, parameters: Array, weights: Array | None) -> list[Array]:
    """Derivatives of a row's log-likelihood in its two bounds, a and b: slopes and densities of
    both, and r (1 + r) with r = 1 / (exp(a - b) - 1), what the two share."""
    a, b = bounds(x, y, parameters)
    low, high = expit(a), expit(b)
    with np.errstate(over="ignore"):
        r = 1 / np.expm1(a - b)  # 0 for the first and the last outcome
    found = (1 - low + r, -high - r, low * (1 - low), high * (1 - high), r * (1 + r))
    return [part if weights is None else weights * part for part in found]


def scores(x: Array, y: Array, parameters: Array, weights: Array | None = None) -> Array:
    """The gradient of each row's log-likelihood: a row a judgement, a column a parameter."""
    a, b, *_ = _slopes(x, y, parameters, weights)
    count = len(parameters) - x.shape[1]
    return np.hstack([x * (a + b)[:, None], -_at_bounds(y, count, a, b)])


def derivatives(
    x: Array, y: Array, parameters: Array, weights: Array | None = None
) -> tuple[Array, Array]:
    """Gradient of the log-likelihood, and minus its second derivatives."""
    a, b, density_a, density_b, both = _slopes(x, y, parameters, weights)
    places = x.shape[1]
    count = len(parameters) - places
    gradient = np.concatenate([x.T @ (a + b), -_at_bounds(y, count, a, b).sum(axis=0)])
    density = _at_bounds(y, count, density_a, density_b)
    curve = np.empty((len(parameters), len(parameters)))
    curve[:places, :places] = (x * density.sum(axis=1)[:, None]).T @ x
    curve[places:, :places] = -density.T @ x
    curve[:places, places:] = curve[places:, :places].T
    shared = np.bincount(y, both, count + 1)
    own = np.diag(density.sum(axis=0) + shared[1:] + shared[:-1])
    between = np.diag(shared[1:count], 1)
    curve[places:, places:] = own - between - between.T
    return gradient, curve


def _at_bounds(y: Array, count: int, a: Array, b: Array) -> Array:
    """A row's number `a` in the column of its upper threshold theta_y, `b` in that of its lower
    one, theta_(y+1)."""
    columns = np.zeros((len(y), count + 2))
    rows = np.arange(len(y))
    columns[rows, y], columns[rows, y + 1] = a, b
    return columns[:, 1:-1]
