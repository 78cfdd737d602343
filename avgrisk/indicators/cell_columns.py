"""Columns of distinct cells, and arithmetic on the ranges that they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

import numpy as np

from avgrisk.core.ranges import UNKNOWN, Range

R = TypeVar("R")
C = TypeVar("C")

#: Low, mode and high of every row: float64, shape (3, rows).
Ranges = np.ndarray

#: The largest number that stands for a combination.
MOST = 2**62

#: Lines that hold a number from 0 to 1, or nothing.
_DECIMALS = re.compile(r"(?:(?:0?[.,][0-9]+|1[.,]0+)?\n)*")


def column_of(part: Range) -> np.ndarray:
    """A range as a column of one row."""
    return np.array([[end] for end in part.ends])


#: What an unknown reading stands at, as a column of one row.
UNKNOWN_COLUMN = column_of(UNKNOWN)


@dataclass(frozen=True, slots=True)
class Cells:
    """A column: its distinct cells, and for each row the number of its cell (intp, shape rows).

    Without `codes` every row has a cell of its own; `distinct` is then float64 with NaN for blank.
    """

    distinct: Sequence[Any] | np.ndarray
    codes: np.ndarray | None = None

    @property
    def bare(self) -> bool:
        """Whether the numbers stand there row by row."""
        return self.codes is None

    def spread(self, values: np.ndarray) -> np.ndarray:
        """What was worked out per distinct cell (last axis), per row."""
        return values if self.codes is None else values[..., self.codes]


def combinations(parts: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Which distinct combination of these numbers each row has, and the first row of each."""
    key, size = np.zeros(len(parts[0]), dtype=np.int64), 1
    for part in parts:
        many = int(part.max(initial=0)) + 1
        if size * many > MOST:
            key = np.unique(key, return_inverse=True)[1]
            size = int(key.max(initial=0)) + 1
        key, size = key * many + part, size * many
    _, first, key = np.unique(key, return_index=True, return_inverse=True)
    return key, first


def handed(found: Any, rows: np.ndarray) -> Any:
    """What was found per combination, per row: arrays and columns of cells, and records of them."""
    if isinstance(found, np.ndarray):
        return found.take(rows, axis=-1)
    if isinstance(found, Cells):
        return replace(found, codes=np.asarray(found.codes).take(rows))
    if isinstance(found, tuple):
        return tuple(handed(part, rows) for part in found)
    if isinstance(found, Mapping):
        return {name: handed(part, rows) for name, part in found.items()}
    if is_dataclass(found) and not isinstance(found, type):
        each = {part.name: handed(getattr(found, part.name), rows) for part in fields(found)}
        return type(found)(**each)
    return found


def mean(ranges: Ranges) -> np.ndarray:
    """The PERT mean per row, (low + 4 mode + high) / 6, exact for a certain value."""
    low, mode, high = ranges
    return low + ((high - low) + 4 * (mode - low)) / 6


def rounded(ranges: np.ndarray, decimals: int) -> np.ndarray:
    """Rounded as Python rounds, to the nearest decimal number; numpy's own way differs in ties."""
    scale = 10.0**decimals
    scaled = ranges * scale
    found = np.rint(scaled) / scale
    close = np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6
    if close.any():
        values, place = np.unique(ranges[close], return_inverse=True)
        found[close] = np.array([round(value, decimals) for value in values.tolist()])[place]
    return found


def in_decimals(cells: Iterable[object]) -> list[float] | None:
    """Levels where all cells are numbers from 0 to 1 in plain decimals, NaN where blank; else None.

    >>> in_decimals(["0.25", "1,0"]), in_decimals(["0.25", "opt_in"])
    ([0.25, 1.0], None)
    """
    cells = list(cells)
    if cells and not _DECIMALS.fullmatch(f"{cells[0]}\n"):
        return None
    try:
        lines = "\n".join([*cells, ""])  # type: ignore[list-item]
    except TypeError:
        return None
    if not _DECIMALS.fullmatch(lines) or lines.count("\n") != len(cells):
        return None
    return [float(cell or "nan") for cell in lines.replace(",", ".").split("\n")[:-1]]


class Filled:
    """A table of numbers worked out the first time a place in it is looked at.

    `fill(i, j)` gives a Range, or a number for a table without ends.
    """

    def __init__(self, shape: tuple[int, int], fill: Callable[[int, int], Range | float]) -> None:
        self._table = np.full((3, *shape), np.nan)
        self._fill = fill

    @classmethod
    def of(
        cls, rows: Iterable[R], columns: Iterable[C], fill: Callable[[R, C], Range | float]
    ) -> Filled:
        """A table by what its rows and columns stand for."""
        one, other = tuple(rows), tuple(columns)
        return cls((len(one), len(other)), lambda i, j: fill(one[i], other[j]))

    def __call__(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Low, mode and high at these places, shape (3, ...); places of -1 give NaN."""
        known = (first >= 0) & (second >= 0)
        found = self._at(first, second)
        open_ = np.isnan(found[0]) & known
        if open_.any():
            first, second = np.broadcast_arrays(first, second)
            for i, j in set(zip(first[open_].tolist(), second[open_].tolist(), strict=True)):
                part = self._fill(i, j)
                self._table[:, i, j] = part.ends if isinstance(part, Range) else part
            found = self._at(first, second)
        return found if known.all() else np.where(known, found, np.nan)

    def _at(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """The cells at these places, whatever stands at -1."""
        wide = self._table.shape[2]
        return self._table.reshape(3, -1).take(first * wide + second, axis=1, mode="clip")
