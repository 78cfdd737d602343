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


def agreement(kept: Mapping[tuple[str, str], Coding]) -> pd.DataFrame:
    """A row per coder and field, and one over all fields: kappa with the mean of those shipped.

    Columns: coder, field, n (levels both gave), kappa (-1 to 1; NaN where nobody varies), low and
    high (95 %, NaN below two levels), same (share of the very same step, 0-1).
    """
    rows = []
    for coder in sorted({coder for _, coder in kept}):
        own = {case: item for (case, by), item in kept.items() if by == coder}
        pairs = {
            field: [pair for case, item in own.items() for pair in _pair(case, item, field)]
            for field in FIELDS
        }
        rows += [_measured(coder, field, found) for field, found in pairs.items() if found]
        rows.append(_measured(coder, ALL, [pair for found in pairs.values() for pair in found]))
    return pd.DataFrame(rows, columns=["coder", "field", "n", "kappa", "low", "high", "same"])


def shipped_agreement() -> pd.DataFrame:
    """The same between the two shipped codings: what a person's agreement may be held against."""
    rows = []
    both = [case.codings for case in load_cases() if len(case.codings) == 2]
    every = []
    for field in FIELDS:
        found = []
        for one, other in both:
            values = dict(one.levels)[field], dict(other.levels)[field]
            if None not in values:
                found.append((float(values[0]), float(values[1])))  # type: ignore[arg-type]
        every += found
        rows.append(_measured("A-B", field, found))
    rows.append(_measured("A-B", ALL, every))
    return pd.DataFrame(rows)


def weighted_kappa(pairs: list[tuple[float, float]]) -> tuple[float, float, float]:
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


def _measured(coder: str, field: str, pairs: list[tuple[float, float]]) -> dict[str, object]:
    kappa, low, high = weighted_kappa(pairs)
    same = [_step(one) == _step(other) for one, other in pairs]
    return {
        "coder": coder,
        "field": field,
        "n": len(pairs),
        "kappa": kappa,
        "low": low,
        "high": high,
        "same": mean(same) if same else np.nan,
    }


def _pair(case: str, item: Coding, field: str) -> list[tuple[float, float]]:
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
