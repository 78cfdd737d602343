"""The case base as a design: which cases take part, their readings, their place on the ladder."""

from collections.abc import Sequence

import numpy as np

from avgrisk.calibration.survey.design import Design
from avgrisk.calibration.survey.factors import Column
from avgrisk.calibration.validation.separation import facts_only
from avgrisk.cases.case_records import Case
from avgrisk.core.records import InputError
from avgrisk.indicators import measure
from avgrisk.indicators.cell_columns import mean
from avgrisk.indicators.uses import Uses
from avgrisk.scoring.index import RiskIndex, Scale, products


def case_design(cases: Sequence[Case], index: RiskIndex, facts: bool = False) -> Design:
    """The terms of the index for each case, and its place on the outcome ladder."""
    uses = Uses.of(*(facts_only(case) if facts else case.use for case in cases))
    found = measure.columns(uses)
    means = {name: column.mean for name, column in found.items()}
    means["guardian"] = mean(measure.guardian_column(uses))
    unknown = {name: int((~column.known).sum()) for name, column in found.items()}
    x = np.column_stack([products(term, means) for term in index.terms])
    columns = tuple(
        Column(
            name=term.name,
            term=term.name,
            scale=Scale(term.name, 0.0, 1.0) if len(term.factors) == 1 else None,
            missing=max(unknown.get(factor, 0) for factor in term.factors),
            constant=bool(np.ptp(column) == 0),
        )
        for term, column in zip(index.terms, x.T, strict=True)
    )
    steps = [case.outcome.ordinal for case in cases if case.outcome is not None]
    ladder = tuple(range(len(index.thresholds) + 1))
    return Design(x, np.array(steps, dtype=np.int64), columns, ladder, {})


def base_rate_shift(base_rate: float | None, sampled: float) -> float:
    """How much higher the thresholds lie where `base_rate` is the share, not `sampled`; log-odds.

    ln[(1 - pi) / pi x y / (1 - y)], as in a case-control study; 0 without a base rate.
    """
    if base_rate is None:
        return 0.0
    good = isinstance(base_rate, int | float | np.floating) and 0 < base_rate < 1
    if not good:
        raise InputError("base_rate", base_rate, "0-1", "error.calibrate_base_rate")
    return float(np.log((1 - base_rate) / base_rate * sampled / (1 - sampled)))
