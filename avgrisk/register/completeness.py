"""Which of the questions about a use a register answers, row by row."""

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd

from avgrisk.core import shipped

#: What a score begins with: each is a set of questions (taxonomy/completeness.csv) of which one is
#: to be answered.
ASKED: Mapping[str, tuple[str, ...]] = {
    "use": ("use", "purpose"),
    "data": ("data",),
    "organisation": ("organisation",),
}


@cache
def questions() -> dict[str, tuple[str, ...]]:
    """Question -> the fields that answer it (taxonomy/completeness.csv)."""
    return {
        row["question"]: tuple(row["fields"].split("|"))
        for row in shipped.rows("taxonomy/completeness.csv")
    }


def answered(uses: pd.DataFrame, lazy: np.ndarray) -> pd.DataFrame:
    """Per row and question whether it is answered; a purpose that says nothing is no answer."""
    filled = {name: _filled(uses[name]) for name in uses.columns}
    none = np.zeros(len(uses), dtype=bool)
    told = {
        question: np.logical_or.reduce([filled.get(name, none) for name in names])
        for question, names in questions().items()
    }
    told["purpose"] &= ~lazy | filled.get("vagueness", none)
    return pd.DataFrame(told, index=uses.index)


def completeness(uses: pd.DataFrame, lazy: np.ndarray) -> np.ndarray:
    """Per row the share of questions answered, in [0, 1]."""
    return answered(uses, lazy).to_numpy(dtype=np.float64).mean(axis=1)


def rows_told(found: pd.DataFrame) -> dict[str, np.ndarray]:
    """Per thing that a score begins with, in which rows it is told; `found` is what `answered`
    gives."""
    return {name: found[list(asked)].any(axis=1).to_numpy() for name, asked in ASKED.items()}


def counted(found: pd.DataFrame) -> dict[str, int]:
    """Per thing that a score begins with, how many rows tell it; of what `answered` gives."""
    return {name: int(rows.sum()) for name, rows in rows_told(found).items()}


def share(answers: int, rows: int) -> int:
    """The share of all questions answered, in whole per cents."""
    asked = rows * len(questions())
    return round(100 * answers / asked) if asked else 0


def _filled(cells: pd.Series) -> np.ndarray:
    if cells.dtype == np.float64:
        return cells.notna().to_numpy(dtype=bool)
    return ((cells != "") & cells.notna()).to_numpy(dtype=bool)
