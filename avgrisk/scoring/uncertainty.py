"""How sure is a score? Intervals and band probabilities in closed form, without draws.

Coefficients are truncated normal, readings PERT (a beta on low-mode-high with weight 4), the
thresholds' common shift is normal; all independent. The first four cumulants of eta - theta add up
over the terms; the interval follows by Cornish-Fisher, the bands by Edgeworth. A test holds
them against 200,000 draws. An index with a covariance: see joint_uncertainty.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from itertools import pairwise
from operator import add
from typing import Any

import numpy as np

from avgrisk.indicators.cell_columns import Ranges
from avgrisk.scoring.curves import end, expit, ndtr
from avgrisk.scoring.index import Columns, RiskIndex, Term, band_edges

Array = np.ndarray
#: First four cumulants, arrays of one length (or plain floats for a coefficient).
Cumulants = tuple[Array | float, Array | float, Array | float, Array | float]


@dataclass(frozen=True, slots=True)
class Spread:
    """Readings as columns with their doubt: mean, and the second to fourth central moment.

    `moments` is None where every row of the column is certain.
    """

    mean: Array
    moments: tuple[Array, Array, Array] | None


def pert(low: Array, mode: Array, high: Array) -> Spread:
    """Mean and central moments of the PERT distribution on low <= mode <= high.

    The mean is (low + 4 mode + high) / 6, written so that a certain value comes back to the bit.
    With a + b = 6 the beta's central moments are q/7, q (1 - 2p)/28 and q/84, q = p (1 - p).
    """
    width = high - low
    rise = width + 4 * (mode - low)
    mean = low + rise / 6
    if not width.any():
        return Spread(mean, None)
    p = np.divide(rise, 6 * width, out=np.zeros_like(width), where=width > 0)
    q = p * (1 - p)
    square = width * width
    return Spread(
        mean, (square * q / 7, square * width * q * (1 - 2 * p) / 28, square * square * q / 84)
    )


#: So many standard deviations below the mean a floor cuts off nothing that a number can hold.
UNCUT = -40


@cache
def coefficient_cumulants(term: Term) -> tuple[float, float, float, float]:
    """The first four cumulants of a coefficient: normal, cut off at its floor."""
    if term.sd == 0:
        return (term.mean, 0.0, 0.0, 0.0)
    start = -np.inf if term.floor is None else (term.floor - term.mean) / term.sd
    if start < UNCUT:
        return (term.mean, term.sd**2, 0.0, 0.0)
    hazard = float(np.exp(-start * start / 2) / np.sqrt(2 * np.pi) / ndtr(np.array(-start)))
    # Raw moments of the standard normal above `start`: m_k = (k - 1) m_(k-2) + start^(k-1) hazard.
    m1 = hazard
    m2 = 1 + start * hazard
    m3 = 2 * m1 + start**2 * hazard
    m4 = 3 * m2 + start**3 * hazard
    k2 = m2 - m1**2
    k3 = m3 - 3 * m1 * m2 + 2 * m1**3
    k4 = m4 - 4 * m1 * m3 - 3 * m2**2 + 12 * m1**2 * m2 - 6 * m1**4
    return (term.mean + term.sd * m1, term.sd**2 * k2, term.sd**3 * k3, term.sd**4 * k4)


def times(coefficient: Cumulants, reading: Spread) -> Cumulants:
    """Cumulants of coefficient x reading, both random and independent.

    Written as what a certain reading would give, plus what its doubt adds: the second part is
    exactly 0 for a certain row, so that a row's result does not depend on its neighbours.
    """
    k1, k2, k3, k4 = coefficient
    x = reading.mean
    xx = x * x
    out1, out2, out3, out4 = k1 * x, k2 * xx, k3 * xx * x, k4 * xx * xx
    if reading.moments is None:
        return out1, out2, out3, out4
    c2, c3, c4 = reading.moments
    r1, r2 = k1, k2 + k1 * k1
    r3 = k3 + 3 * k1 * k2 + k1 * k1 * k1
    r4 = k4 + 4 * k1 * k3 + 3 * k2 * k2 + 6 * k1 * k1 * k2 + k1 * k1 * k1 * k1
    out2 = out2 + r2 * c2
    out3 = out3 + (3 * (r3 - r1 * r2) * x * c2 + r3 * c3)
    out4 = out4 + (
        (6 * r4 - 12 * r1 * r3 - 6 * r2 * r2 + 12 * r1 * r1 * r2) * xx * c2
        + 4 * (r4 - r1 * r3) * x * c3
        + r4 * c4
        - 3 * r2 * r2 * c2 * c2
    )
    return out1, out2, out3, out4


def cumulants(index: RiskIndex, spreads: dict[str, Spread]) -> Cumulants:
    """The first four cumulants of eta - theta at the scored step, one value a row.

    A product term joins its host, the last factor: coefficient_host + coefficient x first factor
    is one random coefficient, multiplied by the host's reading.
    """
    hosts: dict[str, Cumulants] = {}
    for term in index.terms:
        own: Cumulants = coefficient_cumulants(term)
        if len(term.factors) == 2:
            own = times(own, spreads[term.factors[0]])
        if term.reading in hosts:  # cumulants of independent parts add up
            own = tuple(map(add, hosts[term.reading], own))  # type: ignore[assignment]
        hosts[term.reading] = own
    stacked = times(_stacked(hosts.values()), _together([spreads[name] for name in hosts]))
    k1, k2, k3, k4 = (added(part) for part in stacked)
    return k1 - index.threshold, k2 + index.shift_sd**2, k3, k4


def _stacked(coefficients: Iterable[Cumulants]) -> Cumulants:
    """Coefficients under one another, to be multiplied with readings under one another."""
    k1, k2, k3, k4 = (
        np.array(np.broadcast_arrays(*each)).reshape(len(each), -1)
        for each in zip(*coefficients, strict=True)
    )
    return k1, k2, k3, k4


def _together(spreads: list[Spread]) -> Spread:
    """Readings under one another; a certain one has moments of 0."""
    mean = np.array([spread.mean for spread in spreads])
    if all(spread.moments is None for spread in spreads):
        return Spread(mean, None)
    none = (np.zeros_like(mean[0]),) * 3
    c2, c3, c4 = (
        np.array([(spread.moments or none)[place] for spread in spreads]) for place in range(3)
    )
    return Spread(mean, (c2, c3, c4))


def added(parts: Any) -> Any:
    """Numbers or columns added one after the other, so that a sum never depends on its company."""
    return reduce(add, parts)


def quantile(parts: Cumulants, probability: float) -> Array:
    """The value below which a share `probability` lies (Cornish-Fisher, fourth order)."""
    k1, k2, k3, k4 = parts
    sd = np.sqrt(k2)
    skew, kurtosis = k3 / (k2 * sd), k4 / (k2 * k2)
    z = end(probability)
    w = (
        z
        + (z * z - 1) / 6 * skew
        + (z * z * z - 3 * z) / 24 * kurtosis
        - (2 * z * z * z - 5 * z) / 36 * (skew * skew)
    )
    return k1 + sd * w


def below(parts: Cumulants, edge: float) -> Array:
    """The chance of a value below `edge`, in [0, 1] (Edgeworth, fourth order)."""
    k1, k2, k3, k4 = parts
    sd = np.sqrt(k2)
    skew, kurtosis = k3 / (k2 * sd), k4 / (k2 * k2)
    t = (edge - k1) / sd
    tt = t * t
    correction = (
        skew / 6 * (tt - 1)
        + kurtosis / 24 * (tt - 3) * t
        + skew * skew / 72 * ((tt - 10) * tt + 15) * t
    )
    density = np.exp(-tt / 2) / np.sqrt(2 * np.pi)
    return np.clip(ndtr(t) - density * correction, 0, 1)


def interval(index: RiskIndex, parts: Cumulants) -> tuple[Array, Array]:
    """The 80 % margin of the score, low and high, 0-100."""
    low, high = (100 * expit(quantile(parts, probability)) for probability in index.margin)
    return low, high


def band_probabilities(index: RiskIndex, parts: Cumulants) -> Array:
    """The chance of each band, one column a band from low to high; a row adds up to 1."""
    edges = [below(parts, edge) for edge in band_edges(index)]
    steps = [np.zeros_like(edges[0]), *np.maximum.accumulate(edges), np.ones_like(edges[0])]
    return np.column_stack([above - start for start, above in pairwise(steps)])


def spreads(columns: Mapping[str, Ranges]) -> dict[str, Spread]:
    """Every input's Spread from its columns low, mode and high."""
    low, mode, high = np.array(list(columns.values())).swapaxes(0, 1)
    whole = pert(low, mode, high)
    if whole.moments is None:
        return {name: Spread(mean, None) for name, mean in zip(columns, whole.mean, strict=True)}
    each = zip(columns, whole.mean, *whole.moments, strict=True)
    return {name: Spread(mean, (c2, c3, c4)) for name, mean, c2, c3, c4 in each}


def means(spread: dict[str, Spread]) -> Columns:
    """Every input's mean."""
    return {name: part.mean for name, part in spread.items()}
