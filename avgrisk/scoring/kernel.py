"""The kernel: columns of readings in, columns of scores out; one row and ten million alike."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from avgrisk.indicators.cell_columns import Ranges
from avgrisk.scoring import index as formula
from avgrisk.scoring import joint_uncertainty, uncertainty
from avgrisk.scoring.index import RiskIndex


@dataclass(frozen=True, slots=True)
class Scores:
    """What the kernel gives for rows of readings: columns of one length."""

    value: np.ndarray
    eta: np.ndarray
    band: np.ndarray
    low: np.ndarray | None = None
    high: np.ndarray | None = None
    bands: np.ndarray | None = None
    contributions: Mapping[str, np.ndarray] | None = None


def evaluate(index: RiskIndex, columns: Mapping[str, Ranges], detail: str = "full") -> Scores:
    """The kernel: every input as float64 columns low, mode and high in [0, 1], shape (3, rows).

    `detail` is "point" (score and band) or "full" (also interval, band probabilities and
    contributions). One row and ten million give the same bits.
    """
    spread = uncertainty.spreads({name: columns[name] for name in index.inputs})
    means = uncertainty.means(spread)
    eta = formula.eta(index, means)
    value = formula.score(index, eta)
    band = formula.band_of(index, value)
    if detail == "point":
        return Scores(value, eta, band)
    if index.covariance is None:
        parts = uncertainty.cumulants(index, spread)
    else:
        parts = joint_uncertainty.cumulants(index, spread)
    low, high = uncertainty.interval(index, parts)
    low, high = np.minimum(low, value), np.maximum(high, value)  # a strange index may lie askew
    bands = uncertainty.band_probabilities(index, parts)
    return Scores(value, eta, band, low, high, bands, formula.contributions(index, means))
