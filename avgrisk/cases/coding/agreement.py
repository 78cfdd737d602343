"""Do coders agree? Weighted kappa of a person's codings with the shipped ones.

Levels go to the nearest of five steps (0, .25, .5, .75, 1); disagreement counts by its square
(Cohen 1968, doi:10.1037/h0026256; statsmodels.stats.inter_rater). 1 is agreement, 0 what chance
alone gives. Two coders who share their knowledge agree for that reason too.
"""

from collections.abc import Mapping
from statistics import mean

import numpy as np
import pandas as pd

from avgrisk.cases.case_base import load_case, load_cases
from avgrisk.cases.case_records import Coding
from avgrisk.cases.coding.sheet import FIELDS
from avgrisk.core.extras import needed

#: Steps to which a level is rounded before codings are compared.
STEPS = 5
ALL = "all"
COLUMNS = ("coder", "field", "n", "kappa", "low", "high", "same")

#: Levels that two coders gave for the same case.
Pairs = list[tuple[float, float]]


def agreement(kept: Mapping[tuple[str, str], Coding]) -> pd.DataFrame:
    """A row per coder and field, and one over all fields: kappa with the mean of those shipped.

    Columns: coder, field, n (levels both gave), kappa (-1 to 1; NaN where nobody varies), low and
    high (95 %, NaN below two levels), same (share of the very same step, 0-1).
    """
    found: dict[str, dict[str, Pairs]] = {}
    for coder in sorted({coder for _, coder in kept}):
        own = {case: item for (case, by), item in kept.items() if by == coder}
        found[coder] = {
            field: [pair for case, item in own.items() for pair in _pair(case, item, field)]
            for field in FIELDS
        }
    return _table(found)


def shipped_agreement() -> pd.DataFrame:
    """The same between the two shipped codings: what a person's agreement may be held against."""
    both = [
        [dict(coding.levels) for coding in case.codings]
        for case in load_cases()
        if len(case.codings) == 2
    ]
    found: dict[str, Pairs] = {field: [] for field in FIELDS}
    for field, pairs in found.items():
        for one, other in ((one[field], other[field]) for one, other in both):
            if one is not None and other is not None:
                pairs.append((one, other))
    return _table({"A-B": found})


def weighted_kappa(pairs: Pairs) -> tuple[float, float, float]:
    """Quadratically weighted kappa of pairs of levels in [0, 1], with its 95 % interval.

    NaN where it is not defined: no pairs, or one of the two never varies.
    """
    needed("calibrate", "statsmodels")
    from statsmodels.stats.inter_rater import cohens_kappa

    table = np.zeros((STEPS, STEPS))
    for one, other in pairs:
        table[_step(one), _step(other)] += 1
    if (table.sum(axis=1) > 0).sum() < 2 or (table.sum(axis=0) > 0).sum() < 2:
        return np.nan, np.nan, np.nan
    found = cohens_kappa(table, wt="quadratic")
    return float(found.kappa), float(found.kappa_low), float(found.kappa_upp)


def _table(found: Mapping[str, dict[str, Pairs]]) -> pd.DataFrame:
    """A row per coder and field with pairs, and one over all fields."""
    rows = []
    for coder, fields in found.items():
        every = [pair for pairs in fields.values() for pair in pairs]
        for field, pairs in [*fields.items(), (ALL, every)]:
            same = [_step(one) == _step(other) for one, other in pairs]
            if pairs or field == ALL:
                share = mean(same) if same else np.nan
                rows.append((coder, field, len(pairs), *weighted_kappa(pairs), share))
    return pd.DataFrame(rows, columns=COLUMNS)


def _pair(case: str, item: Coding, field: str) -> Pairs:
    """The person's level and the mean of those shipped, where both were given."""
    mine = dict(item.levels)[field]
    shipped = [dict(other.levels).get(field) for other in load_case(case).codings]
    given = [value for value in shipped if value is not None]
    return [(mine, mean(given))] if mine is not None and given else []


def _step(value: float) -> int:
    """The nearest of the steps; half-way goes up.

    >>> _step(0.1), _step(0.375), _step(1.0)
    (0, 2, 4)
    """
    return int(np.floor(value * (STEPS - 1) + 0.5))
