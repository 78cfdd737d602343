"""Proposed uses as columns: the distinct cells of each field, and which of them a row has.

One use is a table of one row. Whatever a cell stands for is worked out once per distinct cell and
then handed to the rows by number, so that cost = distinct cells x reading + rows x arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any, TypeVar

import numpy as np

from avgrisk.core.levels import choice, level_range
from avgrisk.core.records import (
    FIELDS,
    LEVEL_FIELDS,
    READINGS,
    UNKNOWN,
    InputError,
    ProposedUse,
    normal,
)
from avgrisk.indicators.cell_columns import UNKNOWN_COLUMN, Cells, Ranges, combinations, handed

T = TypeVar("T")

#: Fields that hold a key of a short list.
CHOICES = ("legal_basis", "informed")

#: How many texts' facts are remembered, some hundred bytes each.
REMEMBERED = 200_000

#: A table of fewer rows is not looked at for rows that say the same.
FEW = 256


@dataclass(frozen=True, slots=True)
class Level:
    """A level over all rows: where it stands, shape (3, rows), and in which rows it is given."""

    ranges: Ranges
    known: np.ndarray

    @property
    def mode(self) -> np.ndarray:
        """The most likely value per row."""
        return self.ranges[1]


@dataclass(frozen=True)
class Uses:
    """Proposed uses, one a row; a field that nobody filled in has no column.

    `rejected` holds the first thing that cannot be used in a row, by row; such a cell counts as
    blank in what is worked out.
    """

    rows: int
    columns: Mapping[str, Cells]
    rejected: dict[int, InputError] = field(default_factory=dict)
    _known: dict[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, *uses: ProposedUse) -> Uses:
        """These uses as columns."""
        if len(uses) == 1:
            given = ((name, getattr(uses[0], name)) for name in FIELDS)
            return cls(
                1, {name: Cells((cell,), _zeros(1)) for name, cell in given if cell or cell == 0}
            )
        columns: dict[str, Cells] = {}
        for name in FIELDS:
            places: dict[Any, int] = {}
            codes = [places.setdefault(getattr(use, name), len(places)) for use in uses]
            if any(cell is not None and cell != "" and cell != () for cell in places):
                columns[name] = Cells(tuple(places), np.array(codes, dtype=np.intp))
        return cls(len(uses), columns)

    def cells(self, name: str, blank: object = "") -> Cells:
        """A column, or one blank cell for all rows where nobody filled it in."""
        found = self.columns.get(name)
        return Cells([blank], _zeros(self.rows)) if found is None else found

    def level(self, name: str) -> Level:
        """What a field's levels stand for; unknown stands at 0|.5|1."""
        return self.once(f"level {name}", lambda: self._read_level(name))

    def once(self, what: str, work: Callable[[], T]) -> T:
        """What several readings need, worked out when first asked."""
        if what not in self._known:
            self._known[what] = work()
        return self._known[what]

    def by_words(self, what: str, names: Sequence[str], work: Callable[[Uses], T]) -> T:
        """What `work` makes of these fields, once per distinct combination of their cells (a row
        of a smaller table), handed to the rows by number; kept as `once` does."""
        return self.once(what, lambda: self._by_words(what, names, work))

    def _by_words(self, what: str, names: Sequence[str], work: Callable[[Uses], T]) -> T:
        small, rows = self.once(f"words of {','.join(names)}", lambda: self._combined(names))
        if small is self:
            return work(self)
        found = small.once(what, lambda: work(small))
        for place, error in small.rejected.items():
            for row in np.flatnonzero(rows == place).tolist():
                self.rejected.setdefault(row, error)
        return handed(found, rows)

    def _combined(self, names: Sequence[str]) -> tuple[Uses, np.ndarray]:
        """The distinct combinations of these fields' cells, and which of them each row has; this
        table itself where they are not far fewer than its rows."""
        codes = {name: self.columns[name].codes for name in names if name in self.columns}
        parts = [part for part in codes.values() if part is not None]
        if self.rows < FEW or not parts or len(parts) < len(codes):
            return self, _zeros(self.rows)
        rows, first = combinations(parts)
        if 2 * len(first) > self.rows:
            return self, _zeros(self.rows)
        columns = {
            name: Cells(self.columns[name].distinct, part[first])
            for name, part in codes.items()
            if part is not None
        }
        return Uses(len(first), columns), rows

    def _read_level(self, name: str) -> Level:
        if name not in self.columns:
            return _nobody(self.rows)
        cells = self.columns[name]
        if cells.bare:
            return self._numbers(name, np.asarray(cells.distinct))
        found = np.empty((3, len(cells.distinct)))
        known = np.zeros(len(cells.distinct), dtype=bool)
        for place, cell in enumerate(cells.distinct):
            try:
                level = level_range(name, cell)
            except InputError as error:
                self.reject(cells, place, error)
                level = None
            known[place] = level is not None
            part = level or UNKNOWN
            found[:, place] = part.ends
        return Level(cells.spread(found), cells.spread(known))

    def _numbers(self, name: str, numbers: np.ndarray) -> Level:
        """Bare numbers; what is not in [0, 1] is rejected."""
        blank = np.isnan(numbers)
        bad = ~((numbers >= 0) & (numbers <= 1)) & ~blank
        for row in np.flatnonzero(bad).tolist():
            error = InputError(name, float(numbers[row]), "0-1", "error.level_range")
            self.rejected.setdefault(row, error)
        known = ~(blank | bad)
        return Level(np.where(known, numbers, UNKNOWN_COLUMN), known)

    def reject(self, cells: Cells, place: int, error: InputError) -> None:
        """The rows with this distinct cell cannot be scored."""
        assert cells.codes is not None
        for row in np.flatnonzero(cells.codes == place).tolist():
            self.rejected.setdefault(row, error)

    def check(self) -> None:
        """Look at every cell that must be a level or a key, also where no reading looks at it."""
        for name in (*READINGS, *LEVEL_FIELDS):
            if name in self.columns:
                self.level(name)
        for name in CHOICES:
            self.each(name, partial(choice, name), "")

    def each(self, name: str, read: Callable[[Any], Any], blank: Any) -> list[Any]:
        """What `read` gives per distinct cell of a field; `blank` where it refuses (rejected)."""
        cells = self.cells(name)
        found = []
        for place, cell in enumerate(cells.distinct):
            try:
                found.append(read(cell))
            except InputError as error:
                self.reject(cells, place, error)
                found.append(blank)
        return found


@lru_cache(maxsize=4)
def _zeros(rows: int) -> np.ndarray:
    """The codes of a column with one cell for all rows; shared, so not to be written in."""
    codes = np.zeros(rows, dtype=np.intp)
    codes.flags.writeable = False
    return codes


@lru_cache(maxsize=4)
def _nobody(rows: int) -> Level:
    """A level that nobody filled in."""
    return Level(np.broadcast_to(UNKNOWN_COLUMN, (3, rows)), np.zeros(rows, dtype=bool))


def problem(name: str, cell: object) -> InputError | None:
    """What is wrong with a cell of a field by itself; None when nothing is.

    >>> problem("control", "opt_in") is None, problem("control", "deels").key
    (True, 'error.level_key')
    """
    try:
        given = normal(name, cell)
        if name in LEVEL_FIELDS:
            level_range(name, given)
        elif name in CHOICES:
            choice(name, given)
    except InputError as error:
        return error
    return None
