"""What is believed before the data: a mean and a doubt for every coefficient.

Where the data contradict it, the prior's sds are multiplied by one factor, 1 or more: the one under
which the data are most likely (the evidence, by Laplace's method), itself held near 1 by half a
normal on its log. Data that the prior expects leave it as it stands, and so do few data, and
answers that are separated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from avgrisk.calibration.estimation import discrimination, ordinal
from avgrisk.calibration.estimation.ordinal import Array, Fit, Prior
from avgrisk.core.records import InputError
from avgrisk.core.shipped import setting
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import VERSIONS, load_index

#: A version of the index, an index, own beliefs per term (mean, sd), or None: no prior at all.
Belief = str | RiskIndex | Mapping[str, tuple[float, float]] | None


def believed(belief: Belief, terms: Sequence[str]) -> list[tuple[float, float]] | None:
    """Mean and sd per term; None without a prior.

    A term the index lacks has that of a shipped hypothesis, else mean 0 and sd 2 (settings).
    """
    if belief is None:
        return None
    if isinstance(belief, Mapping):
        known = {name: _pair(name, pair) for name, pair in belief.items()}
    else:
        index = load_index(belief)
        known = hypotheses() | {term.name: (term.mean, term.sd) for term in index.terms}
    other = (setting("extra_mean"), setting("extra_sd"))
    return [known.get(term, other) for term in terms]


@cache
def hypotheses() -> dict[str, tuple[float, float]]:
    """Every term of a shipped index."""
    return {
        term.name: (term.mean, term.sd)
        for version in reversed(VERSIONS)
        for term in load_index(version).terms
    }


def _pair(name: str, pair: object) -> tuple[float, float]:
    try:
        mean, sd = (float(number) for number in pair)  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        mean, sd = np.nan, np.nan
    if not (np.isfinite([mean, sd]).all() and sd > 0):
        raise InputError("prior", f"{name}: {pair}", "", "error.calibrate_prior")
    return mean, sd


def rating_prior(belief: Belief, terms: Sequence[str], steps: int) -> Prior:
    """The prior of a survey: thresholds are all but free, as nobody knows how often people say no.

    Readings count from the middle of their scales, so thresholds stand there.
    """
    pairs = believed(belief, terms)
    size = len(terms) + steps
    if pairs is None:
        return Prior(np.zeros(size), np.zeros((size, size)))
    mean = np.array([*(mean for mean, _ in pairs), *[0.0] * steps])
    sd = np.array([*(sd for _, sd in pairs), *[setting("threshold_sd")] * steps])
    return Prior(mean, np.diag(sd**-2.0))


def ladder_prior(index: RiskIndex, terms: Sequence[str]) -> Prior:
    """The prior of the case base: thresholds are the index's, counted from the reference use.

    They share a shift (the index's own sd) and each may move by itself (setting spacing_sd).
    """
    pairs = believed(index, terms)
    assert pairs is not None
    steps = len(index.thresholds)
    covariance = np.diag([sd**2 for _, sd in pairs] + [setting("spacing_sd") ** 2] * steps)
    covariance[len(terms) :, len(terms) :] += index.shift_sd**2
    thetas = np.array(index.thresholds) - index.reference_eta
    mean = np.concatenate([[mean for mean, _ in pairs], thetas])
    return Prior(mean, np.linalg.inv(covariance))


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
