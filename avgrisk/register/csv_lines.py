"""Tables as lines of csv: numbers at four decimals, texts quoted where they have to be."""

from __future__ import annotations

import re

import pandas as pd

DECIMALS = 4
#: Columns of whole numbers that may be blank.
WHOLE = ("rank", "rank_low", "rank_high")
#: What makes that a text has to stand between quotes; a bare CR too, which csv readers take for
#: the end of a line.
_QUOTED = re.compile(r'[",\r\n]')


def header_line(names: list[str]) -> str:
    """The first line of a csv."""
    return ",".join(_quoted(name) for name in names)


def table_lines(table: pd.DataFrame) -> list[str]:
    """Every row as a line of csv, without its end.

    >>> table_lines(pd.DataFrame({"a": ["x, y", None], "b": [0.5, None]}))
    ['"x, y",0.5000', ',']
    """
    if not len(table.columns):
        return [""] * len(table)
    columns = [_cells(table[name], name in WHOLE) for name in table.columns]
    return list(map(",".join, zip(*columns, strict=True)))


def _cells(cells: pd.Series, whole: bool) -> list[str]:
    """The cells of a column as they stand in a csv; texts are looked at once per distinct text."""
    if pd.api.types.is_float_dtype(cells.dtype):
        form = "%.0f" if whole else f"%.{DECIMALS}f"
        numbers = cells.to_numpy(dtype=float, na_value=float("nan")).tolist()
        return ["" if number != number else form % number for number in numbers]
    if isinstance(cells.dtype, pd.CategoricalDtype):
        cells = cells.astype(object)
    codes, distinct = pd.factorize(cells, use_na_sentinel=False)
    shown = ["" if _missing(cell) else _quoted(str(cell)) for cell in distinct]
    return [shown[code] for code in codes.tolist()]


def _missing(cell: object) -> bool:
    return cell is None or cell is pd.NA or cell != cell


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
