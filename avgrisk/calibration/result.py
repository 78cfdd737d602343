"""What a fit found: coefficients beside their prior, held-out figures, an index to score with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from avgrisk.calibration import as_index, conflict, cross_validation, robust
from avgrisk.calibration.as_index import Thresholds
from avgrisk.calibration.conflict import Settled
from avgrisk.calibration.cross_validation import CrossValidation
from avgrisk.calibration.design import Design
from avgrisk.calibration.ordinal import Fit, Prior
from avgrisk.calibration.settings import setting
from avgrisk.index import RiskIndex
from avgrisk.labels import label
from avgrisk.records import InputError

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

    @property
    def fitted(self) -> Fit:
        """The parameters, and what the data say of them."""
        return self.settled.fitted

    @property
    def prior(self) -> Prior:
        """What the fit was held by, as wide as it was taken."""
        return self.settled.prior

    def fit(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Parameters from other rows in the same way, the prior's width chosen anew.

        A step that none of these rows reached, or all did, has an infinite threshold; an answer
        that none of them gave has no room of its own.
        """
        prior, start = self.believed, self.fitted.parameters
        places, steps = len(self.design.columns), len(self.thresholds)
        given = np.unique(y)
        if self.basis != "survey" or not 1 < len(given) <= steps:
            return conflict.settle(x, y, prior, start, self.widen).fitted.parameters
        kept = np.concatenate([np.arange(places), places + given[1:] - 1])
        part = Prior(prior.mean[kept], prior.precision[np.ix_(kept, kept)])
        y = np.searchsorted(given, y)
        found = conflict.settle(x, y, part, start[kept], self.widen).fitted.parameters
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
        return robust.covariance(
            design.centred, design.y, self.fitted, self.prior, design.groups
        )

    @cached_property
    def coefficients(self) -> pd.DataFrame:
        """A row per reading, column or product, named as it was given.

        `estimate`, `low`, `high` (5 % and 95 %), `prior` and `prior_sd`, `sd`, `sd_ratio` (sd over
        prior sd: near 1 = the data hardly moved it), `term` (its name in the index), `scale`
        (value without risk and of most risk) and `unknown` (how many were missing and stand in the
        middle). Without a prior its columns are NaN.
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
                "term": [column.term for column in columns],
                "scale": [_scale(column.scale) for column in columns],
                "unknown": [column.missing for column in columns],
            },
            index=pd.Index([column.name for column in columns], name="reading"),
        )

    @cached_property
    def thresholds(self) -> tuple[float, ...]:
        """Thresholds of the answers' steps, counted from the use in the middle of every scale."""
        return tuple(self.fitted.parameters[len(self.design.columns) :].tolist())

    def cross_validate(
        self, by: str | None = None, *, folds: int | None = None, seed: int = 1
    ) -> CrossValidation:
        """Predict judgements that were left out of the fit in whole groups.

        `by`: "respondent", "scenario", "both" (the fit sees neither the person nor the scenario)
        or "row"; by itself the strictest the data allow. Up to 20 groups are left out one by one,
        more in 10 folds, dealt by `seed`. Raises InputError where the groups were not named.
        """
        names = tuple(self.design.groups)
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

    def to_index(self, *, allow_negative: bool = False, name: str | None = None) -> RiskIndex:
        """The fit as an index with the fitted weights and their covariance.

        Readings that were not in the data keep their prior weight. The thresholds of a survey's
        index are the prior's: people said what they find acceptable, not how often a use ends in
        backlash, so the use in the middle of every scale keeps the score it has under the prior.
        A negative coefficient is an InputError, as more risk would then lower the score; with
        `allow_negative` the index says that it does not promise that.
        """
        table = self.coefficients
        negative = [str(name) for name in table.index[table["estimate"] < 0]]
        if negative and not allow_negative:
            raise InputError("index", ", ".join(negative), "", "error.calibrate_negative")
        count = len(self.design.columns)
        return as_index.build(
            self.base,
            self.design.columns,
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

    def _notes(self) -> Iterator[tuple[str, Mapping[str, object]]]:
        design, table = self.design, self.coefficients
        yield f"about_{self.basis}", {}
        if design.dropped:
            yield "dropped", {"count": design.dropped}
        if design.again:
            yield "again", {"count": design.again}
        used = robust.enough(design.groups)
        for name, codes in design.groups.items():
            key = "robust" if name in used else "few_groups"
            yield key, {"groups": f"@calibration.{name}", "count": len(np.unique(codes))}
        if not design.groups and self.basis == "survey":
            yield "no_groups", {}
        if not self.has_prior:
            yield "no_prior", {}
        if self.settled.factor > 1:
            yield "widened", {"factor": f"{self.settled.factor:.1f}"}
        far = setting("far") * table["prior_sd"]
        for key, names in (
            ("unknown", table.index[table["unknown"] > 0]),
            ("constant", [column.name for column in design.columns if column.constant]),
            ("leaning", table.index[table["sd_ratio"] >= setting("leaning")]),
            ("far", table.index[abs(table["estimate"] - table["prior"]) > far]),
            ("negative", table.index[table["estimate"] < 0]),
        ):
            if len(names):
                yield key, {"names": ", ".join(map(str, names))}

    def beside(self, lang: str = "nl") -> list[str]:
        """What is always shown beside the fit, a line each; a survey has nothing yet."""
        return []

    def summary(self, lang: str = "nl") -> str:
        """The fit as a table in the manner of statsmodels, with its notes."""
        from avgrisk.calibration.summary import summary

        return summary(self, lang)

    def __str__(self) -> str:
        return self.summary()


def _scale(scale: object) -> str:
    """ "0 - 1": the value without risk, then that of most risk."""
    if scale is None:
        return ""
    return f"{scale.least:g} - {scale.most:g}"  # type: ignore[attr-defined]
