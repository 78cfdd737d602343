"""What a fit found: coefficients beside their prior, held-out figures, an index to score with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from avgrisk.calibration import notes
from avgrisk.calibration.estimation import as_index, conflict, cross_validation, robust
from avgrisk.calibration.estimation.as_index import Thresholds
from avgrisk.calibration.estimation.clustering import Clustering
from avgrisk.calibration.estimation.conflict import Settled
from avgrisk.calibration.estimation.cross_validation import CrossValidation
from avgrisk.calibration.estimation.ordinal import Fit, Prior
from avgrisk.calibration.notes import Note
from avgrisk.calibration.survey.design import Design
from avgrisk.core.labels import explained, label
from avgrisk.core.records import InputError
from avgrisk.core.shipped import setting
from avgrisk.scoring.index import RiskIndex

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False, kw_only=True)
class Calibration:
    """A fit on ratings or cases. `print` shows it; intervals run from 5 % to 95 %.

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
            return conflict.settle(x, y, prior, start, self.widen, weights).fitted.parameters
        used = np.concatenate([np.arange(places), places + given[1:] - 1])
        part = Prior(prior.mean[used], prior.precision[np.ix_(used, used)])
        y = np.searchsorted(given, y)
        found = conflict.settle(x, y, part, start[used], self.widen, weights).fitted.parameters
        ends = np.concatenate([[-np.inf], found[places:], [np.inf]])
        next_given = np.searchsorted(given, np.arange(1, steps + 1))
        return np.concatenate([found[:places], ends[next_given]])

    @property
    def believed(self) -> Prior:
        """The prior as it was before the data."""
        return conflict.wider(self.prior, len(self.design.columns), 1 / self.settled.factor)

    @cached_property
    def covariance(self) -> np.ndarray:
        """Of coefficients and thresholds, robust to respondents and scenarios."""
        design = self.design
        weights = None if self.clustering is None else self.clustering.weights
        return robust.covariance(
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
                "scale": [notes.span(column) for column in columns],
                "unknown": [column.missing for column in columns],
            },
            index=pd.Index([column.name for column in columns], name="reading"),
        )

    @cached_property
    def thresholds(self) -> tuple[float, ...]:
        """Thresholds of the answers' steps, counted from the use in the middle of every scale."""
        return tuple(self.fitted.parameters[len(self.design.columns) :].tolist())

    @explained()
    def cross_validate(
        self, by: str | None = None, *, folds: int | None = None, seed: int = 1
    ) -> CrossValidation:
        """Predict judgements that were left out of the fit in whole groups.

        `by`: "respondent", "scenario", "both" (the fit sees neither the person nor the scenario)
        or "row"; by itself the strictest the data allow. Up to 20 groups are left out one by one,
        more in 10 folds, dealt by `seed`. Raises InputError where the groups were not named.
        """
        names = tuple(n for n, codes in self.design.groups.items() if len(np.unique(codes)) > 1)
        chosen = by if by is not None else ("both" if len(names) == 2 else (*names, "row")[0])
        return cross_validation.cross_validate(
            self.design.centred,
            self.design.y,
            self.believed.mean[: len(self.design.columns)],
            self.fit,
            self.design.groups,
            chosen,
            folds,
            seed,
        )

    @cached_property
    def calibration_slope(self) -> float:
        """The slope of the strictest cross-validation: 1 = right, below 1 = too sure of itself.

        Its interval: `cross_validate().slope_interval`.
        """
        return self.cross_validate().slope

    @cached_property
    def index(self) -> RiskIndex:
        """The fit as an index, usable wherever an index is; see `to_index`."""
        return self.to_index()

    @explained()
    def to_index(self, *, allow_negative: bool = False, name: str | None = None) -> RiskIndex:
        """The fit as an index with the fitted weights and their covariance.

        Readings that were not in the data keep their prior weight. The thresholds of a survey's
        index are the prior's: people said what they find acceptable, not how often a use ends in
        backlash, so the use in the middle of every scale keeps the score it has under the prior.
        A negative coefficient is an InputError, as more risk would then lower the score; with
        `allow_negative` the index says that it does not promise that.
        """
        table = self.coefficients
        columns = self.design.columns
        below = [c for c, weight in zip(columns, table["estimate"], strict=True) if weight < 0]
        if below and not allow_negative:
            turn = notes.turned(below)
            every = len(below) == len(columns) > 1
            key = "error.calibrate_all_negative" if every else "error.calibrate_negative"
            raise InputError("index", notes.named(below), turn, key)
        count = len(columns)
        return as_index.build(
            self.base,
            columns,
            self.fitted.parameters[:count],
            self.covariance[:count, :count],
            self._thresholds(),
            self.basis,
            name,
        )

    def _thresholds(self) -> Thresholds:
        return as_index.prior_thresholds(self.base, len(self.design.columns))

    def notes(self, lang: str = "nl") -> list[str]:
        """What to know before believing the figures, a line each."""
        return [label(f"calibration.{key}", lang, **values) for key, values in self._notes()]

    def _notes(self) -> Iterator[Note]:
        yield from notes.notes(self)

    def beside(self, lang: str = "nl") -> list[str]:
        """What is always shown beside the fit, a line each; a survey has nothing yet."""
        return []

    def summary(self, lang: str = "nl") -> str:
        """The fit as a table in the manner of statsmodels, with its notes."""
        from avgrisk.calibration.printed import summary

        return summary(self, lang)

    def __str__(self) -> str:
        return self.summary()
