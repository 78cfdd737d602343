"""Answers of one person, or on one scenario, hang together: how much, what each of them is then
worth, and how sure that leaves the fit.

The mode's error is (H + P)^-1 (g - P (b - m)): H the information in the data, P the prior's
precision, g the gradient at the truth. Over truths drawn from the prior its covariance is

    (H + P)^-1 (J + P) (H + P)^-1

with J the covariance of g. Where rows are independent J = H and this is the posterior covariance;
where they are not, J adds gradients up per group before squaring them (the sandwich).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from avgrisk.calibration.estimation.discrimination import group_square
from avgrisk.calibration.estimation.ordinal import Array, Fit, Prior, no_answer, scores
from avgrisk.calibration.survey.design import Design
from avgrisk.core.records import InputError
from avgrisk.core.shipped import setting


@dataclass(frozen=True)
class Clustering:
    """`icc` is how much answers within one group of `by` resemble each other, beyond what their
    readings explain; `weights` what each judgement counts for, in (0, 1]."""

    by: str
    icc: float
    weights: Array


def icc(values: Array, groups: Array) -> float:
    """Intraclass correlation of one-way groups of any size, by analysis of variance.

    ICC(1, 1) of Shrout & Fleiss (1979): 1 = equal within groups, 0 = no more alike than between
    groups; can come out below 0. NaN where no group has two members, or there is one group.

    >>> icc(np.array([1.0, 1, 2, 2, 5, 5]), np.array([0, 0, 1, 1, 2, 2]))
    1.0
    """
    place = np.unique(groups, return_inverse=True)[1]
    sizes = np.bincount(place)
    rows, count = len(values), len(sizes)
    if count < 2 or rows == count:
        return float("nan")
    means = np.bincount(place, values) / sizes
    between = float((sizes * (means - values.mean()) ** 2).sum() / (count - 1))
    within = float(((values - means[place]) ** 2).sum() / (rows - count))
    size = (rows - (sizes**2).sum() / rows) / (count - 1)
    spread = between + (size - 1) * within
    return float((between - within) / spread) if spread > 0 else float("nan")


def vote_weights(resemblance: float, groups: Array) -> Array:
    """What each of m answers in a group is worth: 1 / (1 + (m - 1) ICC), 1 where ICC is not
    above 0.

    >>> vote_weights(0.5, np.array([0, 0, 0, 1])).tolist()
    [0.5, 0.5, 0.5, 1.0]
    """
    place, sizes = np.unique(groups, return_inverse=True, return_counts=True)[1:]
    alike = max(resemblance, 0.0) if np.isfinite(resemblance) else 0.0
    return np.asarray(1 / (1 + (sizes[place] - 1) * alike))


def clustering(design: Design, fitted: Fit, weights: str) -> Clustering:
    """The resemblance of what `fitted` leaves unexplained, and the weights that follow from it.

    Grouped by respondent, or by scenario where no respondent was named. Raises InputError for
    other `weights` than "icc", and without either.
    """
    if weights != "icc" or not design.groups:
        raise InputError("weights", weights, "", "error.calibrate_weights")
    by = next(name for name in ("respondent", "scenario") if name in design.groups)
    # Steps answered less the steps the fit expects
    places = len(design.columns)
    eta, thetas = design.centred @ fitted.parameters[:places], fitted.parameters[places:]
    found = icc(np.asarray(design.y - expit(eta[:, None] - thetas).sum(axis=1)), design.groups[by])
    return Clustering(by, found, vote_weights(found, design.groups[by]))


def enough(groups: Mapping[str, Array]) -> dict[str, Array]:
    """The groupings with enough groups to learn from how they differ (setting few_groups)."""
    return {
        name: codes for name, codes in groups.items()
        if len(np.unique(codes)) >= setting("few_groups")
    }  # fmt: skip


def covariance(
    x: Array,
    y: Array,
    fitted: Fit,
    prior: Prior,
    groups: Mapping[str, Array],
    weights: Array | None = None,
) -> Array:
    """Covariance of coefficients and thresholds; robust to the groupings that are large enough."""
    try:
        bread = np.linalg.inv(fitted.information + prior.precision)
    except np.linalg.LinAlgError:
        raise no_answer() from None
    used = enough(groups)
    meat = fitted.information
    if used:
        # Without the negative part that two ways of grouping can leave
        matrix = group_square(scores(x, y, fitted.parameters, weights), used)
        values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
        meat = (vectors * np.maximum(values, 0)) @ vectors.T
    result = bread @ (meat + prior.precision) @ bread
    return (result + result.T) / 2
