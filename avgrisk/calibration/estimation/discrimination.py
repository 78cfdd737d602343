"""How well do predictions tell outcomes apart, with intervals that know the groups.

Figures and their influence: how much each judgement moves the figure. Judgements of one person, or
of one scenario, are not independent; their influences are added up per group before they are
squared (Obuchowski 1997; Cameron, Gelbach & Miller 2011 for two ways of grouping at once).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, logit, ndtri
from scipy.stats import rankdata, spearmanr

from avgrisk.core.shipped import setting

Array = np.ndarray


@dataclass(frozen=True, slots=True)
class Estimated:
    """A figure with its interval (5 % to 95 %); NaN where it cannot be told."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f}-{self.high:.3f})"


def concordance(risk: Array, outcome: Array) -> tuple[float, Array]:
    """The chance that of two judgements with different outcomes the worse has the higher risk.

    Ties in risk count half. With two outcomes this is the AUC. Returned with the influence of
    each judgement; NaN where all outcomes are equal.

    >>> concordance(np.array([1.0, 2, 3, 4]), np.array([0, 0, 1, 1]))[0]
    1.0
    """
    right, pairs = np.zeros(len(risk)), np.zeros(len(risk))
    for level in np.unique(outcome):
        here = outcome == level
        own = rankdata(risk[here])
        lower, higher = outcome < level, outcome > level
        pairs[here] = lower.sum() + higher.sum()
        # rank among (own + others) - rank among own = others below, ties half
        with_lower, with_higher = lower | here, higher | here
        right[here] = rankdata(risk[with_lower])[here[with_lower]] - own
        beaten = rankdata(risk[with_higher])[here[with_higher]] - own
        right[here] += higher.sum() - beaten
    total = pairs.sum()
    if not total:
        return np.nan, np.full(len(risk), np.nan)
    value = right.sum() / total
    return float(value), 2 * (right - value * pairs) / total


def rank_agreement(first: ArrayLike, second: ArrayLike) -> float:
    """Spearman's rank correlation of two lists, from -1 to 1.

    >>> rank_agreement([1, 2, 3], [10, 20, 90])
    1.0
    """
    return float(spearmanr(first, second).statistic)


def group_square(scores: Array, groups: Mapping[str, Array]) -> Array:
    """Sum of squares of `scores` (a row a judgement) added up per group; k x k.

    Two ways of grouping: the sum of both minus that of their crossing. Without groups each
    judgement stands by itself.
    """
    rows = scores if scores.ndim == 2 else scores[:, None]
    codes = list(groups.values())
    if not codes:
        return _square(rows, np.arange(len(rows)))
    total = sum(_square(rows, code) for code in codes)
    if len(codes) == 2:
        crossed = np.unique(codes[0] * (codes[1].max() + 1) + codes[1], return_inverse=True)[1]
        total = total - _square(rows, crossed)
    return np.asarray(total)


def _square(rows: Array, codes: Array) -> Array:
    sums = np.column_stack([np.bincount(codes, column) for column in rows.T])
    count = len(sums)
    return sums.T @ sums * (count / max(count - 1, 1))


def spread(influence: Array, groups: Mapping[str, Array]) -> float:
    """The standard error of a figure from its influences; never below that of one grouping."""
    each = [{name: codes} for name, codes in groups.items()] or [{}]
    found = [float(group_square(influence, one)[0, 0]) for one in [*each, dict(groups)]]
    return float(np.sqrt(max(found)))


def around(value: float, error: float) -> Estimated:
    """A figure with a symmetric interval."""
    ends = (value + float(ndtri(setting(f"interval_{end}"))) * error for end in ("low", "high"))
    return Estimated(value, *ends)


def share_around(value: float, error: float) -> Estimated:
    """A share with an interval that stays in [0, 1]: symmetric in log-odds."""
    if not 0 < value < 1:
        return Estimated(value, value, value)
    found = around(float(logit(value)), error / (value * (1 - value)))
    return Estimated(value, float(expit(found.low)), float(expit(found.high)))


def squared_error(chances: Array, outcome: Array) -> Array:
    """Per judgement the Brier score: mean over the steps of (P(Y >= k) - [Y >= k]) squared."""
    steps = np.arange(1, chances.shape[1] + 1)
    return ((chances - (outcome[:, None] >= steps)) ** 2).mean(axis=1)
