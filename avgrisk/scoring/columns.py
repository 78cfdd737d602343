"""Columns of readings for a whole table: read once per distinct combination of fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from avgrisk.core.records import UNKNOWN, InputError, ProposedUse, Range, Reading
from avgrisk.indicators import measure
from avgrisk.scoring.index import Scale
from avgrisk.vocabulary import answers


@dataclass(frozen=True)
class Column:
    """One reading over all rows; `codes` points into `readings`, or the numbers stand bare."""

    low: np.ndarray
    mode: np.ndarray
    high: np.ndarray
    codes: np.ndarray | None = None
    readings: tuple[Reading, ...] = ()

    def known(self) -> np.ndarray:
        """Which rows have a value."""
        if self.codes is None:
            return np.ones(len(self.mode), dtype=bool)
        return np.array([part.known for part in self.readings], dtype=bool)[self.codes]

    def words(self, names: Callable[[Reading], Sequence[str]]) -> list[Sequence[str]]:
        """Per row what `names` gives for its reading."""
        if self.codes is None:
            return [()] * len(self.mode)
        each = [names(reading) for reading in self.readings]
        return [each[code] for code in self.codes]


def read_column(frame: pd.DataFrame, name: str, rejected: dict[int, InputError]) -> Column:
    """A reading over all rows: bare numbers where all are given, else read per distinct use.

    What cannot be read lands in `rejected`, by row; those rows stand at unknown.
    """
    numbers = _numbers(frame, name)
    others = [field for field in measure.fields(name)[1:] if field in frame]
    if numbers is None:
        return _measured(frame, name, rejected)
    bad = np.flatnonzero(~((numbers >= 0) & (numbers <= 1)) & ~np.isnan(numbers))
    for row in bad:
        error = InputError(name, float(numbers[row]), "0-1", "error.level_range")
        rejected.setdefault(int(row), error)
    blank = np.isnan(numbers)
    if not blank.any() and not len(bad):
        return Column(numbers, numbers, numbers)
    if others and blank.any():
        return _measured(frame, name, rejected)
    blank[bad] = True
    parts = (UNKNOWN.low, UNKNOWN.mode, UNKNOWN.high)
    low, mode, high = (np.where(blank, part, numbers) for part in parts)
    unknown = (Reading(name), Reading(name, status="given"))
    return Column(low, mode, high, (~blank).astype(np.intp), unknown)


def _numbers(frame: pd.DataFrame, name: str) -> np.ndarray | None:
    """A numeric column as contiguous float64, None when there is none."""
    if name not in frame or not pd.api.types.is_float_dtype(frame[name].dtype):
        return None
    return np.ascontiguousarray(frame[name].to_numpy(dtype=np.float64, na_value=np.nan))


def _measured(frame: pd.DataFrame, name: str, rejected: dict[int, InputError]) -> Column:
    """A reading measured once per distinct combination of the fields it looks at."""
    codes, uses = distinct(frame, measure.fields(name))
    found: list[Reading] = []
    for number, values in enumerate(uses):
        try:
            found.append(measure.measure(name, ProposedUse().replace(**values)))
        except InputError as error:
            found.append(Reading(name))
            for row in np.flatnonzero(codes == number):
                rejected.setdefault(int(row), error)
    low, mode, high = (
        np.array([getattr(reading.range, part) for reading in found], dtype=np.float64)[codes]
        for part in ("low", "mode", "high")
    )
    return Column(low, mode, high, codes, tuple(found))


def distinct(
    frame: pd.DataFrame, fields: Sequence[str]
) -> tuple[np.ndarray, list[dict[str, object]]]:
    """Which distinct combination of these fields each row has, and the combinations as dicts."""
    names = [field for field in fields if field in frame]
    if not names:
        return np.zeros(len(frame), dtype=np.intp), [{}] if len(frame) else []
    part = frame[names]
    try:
        codes = part.groupby(names, dropna=False, sort=False).ngroup().to_numpy()
    except TypeError:  # a cell that cannot be hashed, such as a list of categories
        part = part.map(lambda cell: tuple(cell) if isinstance(cell, list) else cell)
        codes = part.groupby(names, dropna=False, sort=False).ngroup().to_numpy()
    _, first = np.unique(codes, return_index=True)
    return codes.astype(np.intp), part.iloc[first].to_dict("records")


def extra_column(frame: pd.DataFrame, scale: Scale, rejected: dict[int, InputError]) -> Column:
    """A column that is no reading, as the index learned it: its scale set out over [0, 1].

    A frame without it is an InputError; a value off the scale lands in `rejected`.
    """
    if scale.name not in frame:
        raise InputError("frame", scale.name, "", "error.index_extras")
    cells = frame[scale.name]
    numbers = _on_scale(cells, scale)
    unread = np.isnan(numbers) & ~cells.map(answers.unanswered).to_numpy(dtype=bool)
    values = (numbers - scale.least) / (scale.most - scale.least)
    for row in np.flatnonzero(unread | (values < 0) | (values > 1)):
        span = f"{scale.least:g}-{scale.most:g}"
        value = frame[scale.name].iloc[row]
        rejected.setdefault(int(row), InputError(scale.name, value, span))
        values[row] = np.nan
    blank = np.isnan(values)
    low, mode, high = (
        np.ascontiguousarray(np.where(blank, part, values))
        for part in (UNKNOWN.low, UNKNOWN.mode, UNKNOWN.high)
    )
    return Column(low, mode, high)


def _on_scale(cells: pd.Series, scale: Scale) -> np.ndarray:
    """Numbers, ordered categories or words, as a fit reads them; NaN where a cell is none."""
    if isinstance(cells.dtype, pd.CategoricalDtype) and cells.cat.ordered:
        return cells.cat.codes.replace(-1, np.nan).to_numpy(dtype=np.float64)
    numbers = answers.numbers(cells)
    if numbers is not None:
        return numbers
    found = answers.steps(cells, int(max(scale.least, scale.most)) + 1)
    if found is not None:
        return found[0]
    each = [answers.number(cell) for cell in cells]
    return np.array([np.nan if value is None else value for value in each])


def guardian_column(frame: pd.DataFrame) -> Column:
    """The guardian role over all rows, from the sector."""
    codes, uses = distinct(frame, ("sector",))
    found = [_role(values.get("sector")) for values in uses]
    low, mode, high = (
        np.array([getattr(part or UNKNOWN, name) for part in found], dtype=np.float64)[codes]
        for name in ("low", "mode", "high")
    )
    return Column(low, mode, high)


def _role(sector: object) -> Range | None:
    return measure.guardian(ProposedUse(sector=sector)) if isinstance(sector, str) else None
