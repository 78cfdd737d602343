"""A fit as it is used: held-out figures, an index to score with, a table like statsmodels'."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from avgrisk.calibration import notes
from avgrisk.calibration.estimate import Estimate
from avgrisk.calibration.estimation import as_index, cross_validation
from avgrisk.calibration.estimation.as_index import Thresholds
from avgrisk.calibration.estimation.cross_validation import CrossValidation
from avgrisk.calibration.notes import Note
from avgrisk.calibration.survey.design import unpointed
from avgrisk.core.extras import needed
from avgrisk.core.labels import explained, label
from avgrisk.core.records import InputError
from avgrisk.scoring.index import RiskIndex


@dataclass(frozen=True, eq=False, kw_only=True)
class Calibration(Estimate):
    """A fit on ratings or cases, as `Estimate`. `print` shows it."""

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
        needed("calibrate", "statsmodels")
        from statsmodels.iolib.table import SimpleTable
        from statsmodels.iolib.tableformatting import fmt_params

        table = self.coefficients
        rows = table[list(COLUMNS)].itertuples(index=False)
        shown = SimpleTable(
            [[_cell(value) for value in row] for row in rows],
            [label(f"calibration.column_{name}", lang) for name in COLUMNS],
            [str(name) for name in table.index],
            title=label(f"calibration.title_{self.basis}", lang),
            txt_fmt=fmt_params,
        )
        told = [
            textwrap.fill(f"[{number}] {note}", WIDTH, subsequent_indent="    ")
            for number, note in enumerate(self.notes(lang), start=1)
        ]
        return "\n".join([shown.as_text(), _about(self, lang), *self.beside(lang), *told])

    def __str__(self) -> str:
        return self.summary()


#: Decimals of a coefficient, and how wide a note is set.
DECIMALS, WIDTH = 2, 88

COLUMNS = (
    *("estimate", "sd", "low", "high", "prior", "prior_sd", "sd_ratio"),
    *("per_sd", "scale", "unknown"),
)


def _about(fit: Estimate, lang: str) -> str:
    """How much was fitted, on what answers, with which prior."""
    answers = " < ".join(map(unpointed, reversed(fit.design.answers)))
    words = {"rows": len(fit.design.y), "answers": answers, "version": fit.base.version}
    return label(f"calibration.size_{fit.basis}", lang, **words)


def _cell(value: object) -> str:
    """A number with two decimals, a blank where there is none."""
    if isinstance(value, float | np.floating):
        return "" if np.isnan(value) else f"{value:.{DECIMALS}f}"
    return str(value)
