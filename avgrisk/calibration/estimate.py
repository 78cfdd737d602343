"""Coefficients beside their prior: what a fit on ratings or cases found, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from avgrisk.calibration.estimation import clustering, priors
from avgrisk.calibration.estimation.clustering import Clustering
from avgrisk.calibration.estimation.ordinal import Fit, Prior
from avgrisk.calibration.estimation.priors import Settled
from avgrisk.calibration.survey.design import Design
from avgrisk.core.shipped import setting
from avgrisk.scoring.index import RiskIndex

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False, kw_only=True)
class Estimate:
    """A design and what the fit on it found; intervals run from 5 % to 95 %.

    A positive coefficient means: more of this, less acceptable; log-odds over the full range of
    the scale that stands beside it.
    """

    design: Design
    settled: Settled
    base: RiskIndex
    basis: str
    has_prior: bool = True
    #: whether the prior may be widened where the data contradict it
    widen: bool = False
    #: how answers of one person resemble each other, where that was asked to count
    clustering: Clustering | None = None

    @property
    def fitted(self) -> Fit:
        """The parameters, and what the data say of them."""
        return self.settled.fitted

    @property
    def prior(self) -> Prior:
        """What the fit was held by, as wide as it was taken."""
        return self.settled.prior

    def fit(self, kept: np.ndarray) -> np.ndarray:
        """Parameters from the rows `kept` in the same way, the prior's width chosen anew.

        A step that none of these rows reached, or all did, has an infinite threshold; an answer
        that none of them gave has no room of its own.
        """
        prior, start = self.believed, self.fitted.parameters
        x, y = self.design.centred[kept], self.design.y[kept]
        weights = None if self.clustering is None else self.clustering.weights[kept]
        places, steps = len(self.design.columns), len(self.thresholds)
        given = np.unique(y)
        if self.basis != "survey" or not 1 < len(given) <= steps:
            return priors.settle(x, y, prior, start, self.widen, weights).fitted.parameters
        used = np.concatenate([np.arange(places), places + given[1:] - 1])
        part = Prior(prior.mean[used], prior.precision[np.ix_(used, used)])
        y = np.searchsorted(given, y)
        found = priors.settle(x, y, part, start[used], self.widen, weights).fitted.parameters
        ends = np.concatenate([[-np.inf], found[places:], [np.inf]])
        next_given = np.searchsorted(given, np.arange(1, steps + 1))
        return np.concatenate([found[:places], ends[next_given]])

    @property
    def believed(self) -> Prior:
        """The prior as it was before the data."""
        return priors.wider(self.prior, len(self.design.columns), 1 / self.settled.factor)

    @cached_property
    def covariance(self) -> np.ndarray:
        """Of coefficients and thresholds, robust to respondents and scenarios."""
        design = self.design
        weights = None if self.clustering is None else self.clustering.weights
        return clustering.covariance(
            design.centred, design.y, self.fitted, self.prior, design.groups, weights
        )

    @cached_property
    def coefficients(self) -> pd.DataFrame:
        """A row per reading, column or product, named as it was given.

        `estimate`, `low`, `high` (5 % and 95 %), `prior` and `prior_sd`, `sd`, `sd_ratio` (sd over
        prior sd: near 1 = the data hardly moved it), `per_sd` (the estimate over one sd of the
        column in these data, as standardised coefficients are printed), `term` (its name in the
        index), `scale` (value without risk and of most risk) and `unknown` (how many were missing
        and stand in the middle). Without a prior its columns are NaN.
        """
        import pandas as pd

        columns = self.design.columns
        count = len(columns)
        estimate, sd = self.fitted.parameters[:count], np.sqrt(np.diag(self.covariance)[:count])
        low, high = (ndtri(setting(f"interval_{end}")) for end in ("low", "high"))
        blank = np.full(count, np.nan)
        mean, believed = blank, blank
        if self.has_prior:
            mean = self.believed.mean[:count]
            believed = np.sqrt(np.diag(np.linalg.inv(self.believed.precision))[:count])
        return pd.DataFrame(
            {
                "estimate": estimate,
                "low": estimate + low * sd,
                "high": estimate + high * sd,
                "prior": mean,
                "prior_sd": believed,
                "sd": sd,
                "sd_ratio": sd / believed,
                "per_sd": estimate * self.design.x.std(axis=0),
                "term": [column.term for column in columns],
                "scale": [column.span for column in columns],
                "unknown": [column.missing for column in columns],
            },
            index=pd.Index([column.name for column in columns], name="reading"),
        )

    @cached_property
    def thresholds(self) -> tuple[float, ...]:
        """Thresholds of the answers' steps, counted from the use in the middle of every scale."""
        return tuple(self.fitted.parameters[len(self.design.columns) :].tolist())
