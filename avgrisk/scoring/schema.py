"""The schema of the canonical register: what may stand in each column, and what is wrong where."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from avgrisk.core.levels import level_range
from avgrisk.core.records import FIELDS, LEVEL_FIELDS, READINGS, InputError, ProposedUse
from avgrisk.scoring import legal

if TYPE_CHECKING:
    from pandera.pandas import DataFrameSchema

#: Fields that hold a key of a short list.
CHOICES = ("legal_basis", "informed")
#: Fields whose texts mean something by themselves; in the others any text will do.
HELD = frozenset((*LEVEL_FIELDS, *CHOICES))


@cache
def canonical() -> DataFrameSchema:
    """A pandera schema: every field of ProposedUse is an optional column whose cells may be blank.

    A level is a named key, a number in [0, 1] or low|mode|high; a choice is a key of its list; the
    rest is text. Other columns are left alone, but no name may stand there twice.
    """
    from pandera.pandas import Check, Column, DataFrameSchema

    columns = {
        name: Column(None, Check(partial(_fit, name), name=name), nullable=True, required=False)
        for name in FIELDS
    }
    return DataFrameSchema(columns, unique_column_names=True)


def refused(uses: pd.DataFrame) -> dict[int, tuple[InputError, ...]]:
    """Place of a row (0 is the first) -> everything that is wrong in it, in the order of columns.

    A column that stands there twice is an InputError itself.
    """
    from pandera.errors import SchemaErrors

    twice = uses.columns[uses.columns.duplicated()]
    if len(twice):
        raise InputError("frame", twice[0], "", "error.twice")
    rows = uses.reset_index(drop=True)
    try:
        canonical().validate(rows, lazy=True)
    except SchemaErrors as errors:
        return _by_row(rows, errors.failure_cases)
    return {}


def _by_row(rows: pd.DataFrame, cases: pd.DataFrame) -> dict[int, tuple[InputError, ...]]:
    found: dict[int, list[InputError]] = {}
    for name in rows.columns:
        for row in sorted(cases.loc[cases["column"] == name, "index"].astype(int)):
            error = problem(name, rows[name].iloc[row])
            if error is not None:
                found.setdefault(row, []).append(error)
    return {row: tuple(found[row]) for row in sorted(found)}


def _fit(name: str, cells: pd.Series) -> pd.Series:
    """Which cells may stand in a column; looked at once per distinct cell."""
    if name in READINGS and cells.dtype == np.float64:
        return cells.between(0, 1) | cells.isna()
    codes, distinct = pd.factorize(cells.astype(object), use_na_sentinel=False)
    fit = np.array([problem(name, cell) is None for cell in distinct], dtype=bool)
    return pd.Series(fit[codes], index=cells.index)


def problem(name: str, cell: object) -> InputError | None:
    """What is wrong with a cell of a field; None when nothing is.

    >>> problem("control", "opt_in") is None, problem("control", "deels").key
    (True, 'error.level_key')
    """
    if isinstance(cell, str) and (name not in HELD or not cell.strip()):
        return None
    try:
        given = getattr(ProposedUse(**{name: cell}), name)  # type: ignore[arg-type]
        if name in LEVEL_FIELDS:
            level_range(name, given)
        elif name in CHOICES:
            legal.choice(name, given)
    except InputError as error:
        return error
    return None
