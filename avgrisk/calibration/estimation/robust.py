"""How sure are fitted coefficients, when answers of one person, or on one scenario, hang together?

The mode's error is (H + P)^-1 (g - P (b - m)): H the information in the data, P the prior's
precision, g the gradient at the truth. Over truths drawn from the prior its covariance is

    (H + P)^-1 (J + P) (H + P)^-1

with J the covariance of g. Where rows are independent J = H and this is the posterior covariance;
where they are not, J adds gradients up per group before squaring them (the sandwich).
"""

from collections.abc import Mapping

import numpy as np

from avgrisk.calibration.estimation.discrimination import group_square
from avgrisk.calibration.estimation.ordinal import Array, Fit, Prior, no_answer, scores
from avgrisk.core.shipped import setting


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
