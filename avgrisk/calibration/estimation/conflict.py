"""Do the data contradict the prior? Then the prior is doubted more, as far as the data ask for it.

The prior's sds are multiplied by one factor, 1 or more: the one under which the data are most
likely (the evidence, by Laplace's method), itself held near 1 by half a normal on its log. Data
that the prior expects leave it as it stands, and so do few data, and answers that are separated.
"""

from dataclasses import dataclass

import numpy as np

from avgrisk.calibration.estimation import discrimination, ordinal
from avgrisk.calibration.estimation.ordinal import Array, Fit, Prior
from avgrisk.core.shipped import setting


@dataclass(frozen=True)
class Settled:
    """A fit with the prior it was held by in the end, and the factor its sds were widened by."""

    fitted: Fit
    prior: Prior
    factor: float = 1.0


def settle(
    x: Array,
    y: Array,
    prior: Prior,
    start: Array | None = None,
    widen: bool = True,
    weights: Array | None = None,
) -> Settled:
    """The fit under the prior, or under a wider one where the data clearly contradict it."""
    first = Settled(ordinal.fit(x, y, prior, start, weights), prior)
    if not widen or not prior.precision.any():
        return first
    evidence = _evidence(first, x.shape[1])
    best, factor = first, setting("widen_step")
    while factor <= setting("widen_most"):
        doubted = wider(prior, x.shape[1], factor)
        fitted = ordinal.fit(x, y, doubted, best.fitted.parameters, weights)
        tried = Settled(fitted, doubted, factor)
        found = _evidence(tried, x.shape[1])
        if found <= evidence:
            break
        best, evidence = tried, found
        factor *= setting("widen_step")
    return first if best is not first and _separated(best, x, y) else best


def _separated(settled: Settled, x: Array, y: Array) -> bool:
    """Whether all but every worse answer has the higher risk: only the prior keeps that finite."""
    eta = x @ settled.fitted.parameters[: x.shape[1]]
    return discrimination.concordance(eta, y)[0] >= setting("separated")


def wider(prior: Prior, count: int, factor: float) -> Prior:
    """The prior with the sds of its coefficients, not of its thresholds, times `factor`."""
    shrink = np.ones(len(prior.mean))
    shrink[:count] = 1 / factor
    return Prior(prior.mean, prior.precision * shrink[:, None] * shrink)


def _evidence(settled: Settled, count: int) -> float:
    """Log of how likely the data and the factor are, up to a constant."""
    curve = settled.fitted.information + settled.prior.precision
    half = 0.5 * float(np.linalg.slogdet(curve)[1])
    far = float(np.log(settled.factor))
    held = 0.5 * (far / setting("widen_sd")) ** 2
    return settled.fitted.value - half - count * far - held
