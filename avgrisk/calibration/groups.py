"""Which judgements belong together: ids of respondents and scenarios, read and numbered."""

from __future__ import annotations

import numpy as np
import pandas as pd


def read_ids(cells: pd.Series) -> pd.Series:
    """Ids such that 3, 3.0 and "3 " are one; a blank is missing."""
    if cells.dtype != object and not pd.api.types.is_string_dtype(cells.dtype):
        return cells
    return cells.astype(object).map(_id, na_action="ignore")


def _id(cell: object) -> str | None:
    whole = isinstance(cell, float) and cell.is_integer()
    return (str(int(cell)) if whole else str(cell).strip()) or None  # type: ignore[call-overload]


def judged_again(respondents: np.ndarray, scenarios: np.ndarray) -> int:
    """Rows in which a respondent judges a scenario that was judged before."""
    return len(respondents) - len(np.unique(respondents * (scenarios.max() + 1) + scenarios))


def codes(cells: pd.Series) -> np.ndarray:
    """A number per distinct id; a row without an id is a group of its own."""
    found = pd.factorize(cells)[0].astype(np.int64)
    blank = found < 0
    found[blank] = found.max(initial=-1) + 1 + np.arange(blank.sum())
    return found
