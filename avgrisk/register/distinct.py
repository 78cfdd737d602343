"""Columns of texts by their distinct cells: what a text stands for is worked out once."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from avgrisk.indicators.cell_columns import in_decimals
from avgrisk.scoring.frame import coded

#: What the distinct texts of a column are called that are all numbers in plain decimals.
DECIMALS = "decimals"


def texts(cells: Sequence[str] | pd.Series) -> pd.Series:
    """A column that keeps its distinct texts and the number of each row's text."""
    codes, distinct = pd.factorize(np.array(cells, dtype=object), use_na_sentinel=False)
    return pd.Series(_categories(codes, distinct))


def are_decimals(cells: pd.Series) -> bool:
    """Whether a column of distinct texts holds numbers from 0 to 1 in plain decimals and nothing
    else: whatever words are looked for, they are none."""
    kind = cells.dtype
    return isinstance(kind, pd.CategoricalDtype) and kind.categories.name == DECIMALS


def each(cells: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """A change of texts, made once per distinct text; a column of distinct texts stays one."""
    codes, distinct = coded(cells)
    changed = [change(str(cell)) for cell in distinct]
    if isinstance(cells.dtype, pd.CategoricalDtype):
        places: dict[str, int] = {}
        merged = np.array([places.setdefault(text, len(places)) for text in changed], dtype=np.intp)
        found = _categories(merged[codes], np.array([*places], dtype=object))
        return pd.Series(found, index=cells.index)
    texts = np.array(changed, dtype=object)
    return pd.Series(texts[codes] if len(texts) else texts, index=cells.index, dtype=object)


def holds(cells: pd.Series, test: Callable[[str], bool]) -> np.ndarray:
    """In which rows a text passes a test, which is asked once per distinct text."""
    codes, distinct = coded(cells)
    return np.array([test(str(cell)) for cell in distinct], dtype=bool)[codes]


def _categories(codes: np.ndarray, distinct: np.ndarray) -> pd.Categorical:
    name = None if in_decimals(distinct) is None else DECIMALS
    kind = pd.CategoricalDtype(pd.Index(distinct, dtype=object, name=name))
    return pd.Categorical.from_codes(codes, dtype=kind, validate=False)
