"""Rows of a piece that go on with the row above, or say that a cell is as the one above it."""

from collections import Counter

import numpy as np
import pandas as pd

from avgrisk.register.distinct import are_decimals, holds
from avgrisk.register.readers.plans import Plan
from avgrisk.register.readers.sheet_rows import is_ditto, joins_of
from avgrisk.register.readers.values import is_blank


def joined_rows(
    plan: Plan, table: pd.DataFrame, use: np.ndarray, passed: Counter[str]
) -> pd.DataFrame:
    """The rows of a piece that count, each with what goes on below it; `use` and `passed` are told
    of those that went into another. A piece begins with a row that takes nothing from above."""
    joins = joins_of(plan.names, plan.fields, passed)
    on = np.full(len(table), joins.named)
    for at in joins.telling:
        on &= holds(table[plan.names[at]], is_blank)
    on[np.flatnonzero(use)[:1]] = False
    same = np.zeros(len(table), dtype=bool)
    for name in plan.names:
        if not are_decimals(table[name]):
            same |= holds(table[name], is_ditto)
    asked = np.flatnonzero(use & (on | same))
    if not len(asked):
        return table[use]
    cells = table.to_numpy(dtype=object, copy=True)
    kept = np.flatnonzero(use & ~on)
    for row in asked.tolist():
        above = np.searchsorted(kept, row) - 1
        if above >= 0:
            line, upper = cells[row].tolist(), cells[kept[above]].tolist()
            use[row] = not joins.joined(line, upper)
            cells[row], cells[kept[above]] = line, upper
    return pd.DataFrame(cells[use], columns=table.columns, index=table.index[use])
