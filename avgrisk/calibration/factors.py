"""One column of a survey as a factor in [0, 1], 1 = most risk, and on which scale it stood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from avgrisk import shipped
from avgrisk.columns import read_column
from avgrisk.index import INPUTS, Scale
from avgrisk.records import READINGS, InputError

#: Fields of a proposed use that run from bad to good, and the reading each is the other end of.
GOOD = {
    "image_fit": "image_misfit",
    "trust": "trust_gap",
    "value_returned": "value_gap",
    "control": "control_gap",
}

#: An answer scale counts from 0 or 1 up to its number of answers; a slider to 100.
STARTS, ENDS = (0, 1), (*range(3, 12), 100)


@dataclass(frozen=True)
class Factor:
    """A column as the fit sees it.

    `name` is what the caller calls it, `term` what it is in the index (a reading, or the column's
    own name); `values` lie in [0, 1], .5 where missing; `scale` says which value of the column
    stands for no risk and which for most, `read_off` that the answers had to tell it.
    """

    name: str
    term: str
    values: np.ndarray
    missing: np.ndarray
    scale: Scale
    read_off: bool


def term_of(name: str) -> str:
    """The reading a name stands for, in any spelling; else the name itself.

    >>> term_of("Trust gap"), term_of("trust"), term_of("sensitivity"), term_of("age")
    ('trust_gap', 'trust_gap', 'data_sensitivity', 'age')
    """
    field = _field(name)
    return field if field in READINGS else GOOD.get(field, name)


def _field(name: str) -> str:
    """The field of a proposed use a name stands for (words/rating_names.csv), else as folded."""
    plain = re.sub(r"[\s.-]+", "_", str(name).strip().lower())
    return _other_names().get(plain, plain)


@cache
def _other_names() -> dict[str, str]:
    rows = shipped.rows("words/rating_names.csv")
    return {name: row["field"] for row in rows for name in row["names"].split("|")}


def read_factor(
    frame: pd.DataFrame, name: str, column: str, scale: Sequence[float] | None = None
) -> Factor:
    """A column of a frame as a factor.

    `scale` is (value without risk, value of most risk), such as (7, 1) for trust asked from 1 to
    7. Without it a reading has to lie in [0, 1] or on an answer scale of whole numbers of which
    both ends were used; `trust`, `control`, `value_returned` and `image_fit` run from bad to good
    and are turned round; any other column keeps [0, 1] or is set out over the values that occur.
    """
    term = term_of(name)
    numbers = _numbers(frame, column, name)
    cells = frame[column]
    used = _own_scale(cells, numbers, name, term) if scale is None else _declared(name, scale)
    least, most = used.least, used.most
    read_off = scale is None and {least, most} != {0.0, 1.0} and not _is_ordered(cells)
    low, high = min(least, most), max(least, most)
    outside = numbers[(numbers < low) | (numbers > high)]
    if len(outside):
        raise InputError(name, float(outside[0]), _span(low, high), "error.calibrate_outside")
    values = (numbers - least) / (most - least)
    missing = np.isnan(values)
    return Factor(name, term, np.where(missing, 0.5, values), missing, used, read_off)


def _declared(name: str, scale: Sequence[float]) -> Scale:
    try:
        least, most = (float(end) for end in scale)
    except (TypeError, ValueError):
        raise InputError(name, str(scale), "", "error.calibrate_scale_given") from None
    if not np.isfinite([least, most]).all() or least == most:
        raise InputError(name, str(scale), "", "error.calibrate_scale_given")
    return Scale(name, least, most)


def _own_scale(column: pd.Series, numbers: np.ndarray, name: str, term: str) -> Scale:
    """The scale a column stands on, when nobody said so."""
    given = numbers[~np.isnan(numbers)]
    low, high = (float(given.min()), float(given.max())) if len(given) else (0.0, 1.0)
    good = _field(name) in GOOD
    if _is_ordered(column):
        low, high = 0.0, float(len(column.cat.categories) - 1)
    elif low >= 0 and high <= 1 and (term in INPUTS or low < high):
        low, high = 0.0, 1.0
    elif term in INPUTS and not _answers(given):
        raise InputError(name, _span(low, high), "0-1", "error.calibrate_scale")
    if low == high:
        raise InputError(name, low, "", "error.calibrate_constant")
    return Scale(name, high, low) if good else Scale(name, low, high)


def _is_ordered(column: pd.Series) -> bool:
    return isinstance(column.dtype, pd.CategoricalDtype) and bool(column.cat.ordered)


def _answers(given: np.ndarray) -> bool:
    """Whether these are whole numbers of an answer scale, with both ends in use."""
    whole = bool((given == np.round(given)).all())
    return whole and given.min() in STARTS and given.max() in ENDS


def _numbers(frame: pd.DataFrame, column: str, name: str) -> np.ndarray:
    """A column as numbers, NaN where missing; levels of a reading are read as anywhere else."""
    cells = frame[column]
    if _is_ordered(cells):
        codes = cells.cat.codes.to_numpy().astype(np.float64)
        return np.where(codes < 0, np.nan, codes)
    try:
        numbers = pd.to_numeric(cells.astype(object)).to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError):
        return _levels(cells, name)
    if np.isinf(numbers).any():
        raise InputError(name, "inf", "", "error.calibrate_number")
    return numbers


def _levels(cells: pd.Series, name: str) -> np.ndarray:
    """Named levels, decimal commas and ranges of a reading or its good end, as that end runs."""
    field, term = _field(name), term_of(name)
    if term not in READINGS:
        wrong = next((cell for cell in cells.dropna() if isinstance(cell, str)), "")
        raise InputError(name, wrong, "", "error.calibrate_number")
    rejected: dict[int, InputError] = {}
    read = read_column(cells.astype(object).to_frame(field), term, rejected)
    if rejected:
        raise rejected[min(rejected)]
    mean = read.low + ((read.high - read.low) + 4 * (read.mode - read.low)) / 6
    mean = np.where(read.known(), mean, np.nan)
    return 1 - mean if field in GOOD else mean


def _span(low: float, high: float) -> str:
    return f"{low:g}-{high:g}"
