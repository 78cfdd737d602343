"""What is believed before the data: a mean and a doubt for every coefficient."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from avgrisk.calibration.estimation.ordinal import Prior
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


def ladder_prior(index: RiskIndex, belief: Belief, terms: Sequence[str]) -> Prior:
    """The prior of the case base: thresholds are the index's, counted from the reference use.

    They share a shift (the index's own sd) and each may move by itself (setting spacing_sd).
    """
    pairs = believed(belief, terms)
    assert pairs is not None
    steps = len(index.thresholds)
    covariance = np.diag([sd**2 for _, sd in pairs] + [setting("spacing_sd") ** 2] * steps)
    covariance[len(terms) :, len(terms) :] += index.shift_sd**2
    thetas = np.array(index.thresholds) - index.reference_eta
    mean = np.concatenate([[mean for mean, _ in pairs], thetas])
    return Prior(mean, np.linalg.inv(covariance))
