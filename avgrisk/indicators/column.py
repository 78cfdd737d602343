"""One reading over all rows of a table: where it stands, on what ground, and what nobody knows."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from avgrisk.core.records import ProposedUse, Range, Reading
from avgrisk.indicators.cell_columns import Cells, Ranges, mean, rounded
from avgrisk.indicators.uses import Uses
from avgrisk.vocabulary.data_words import FLAGS

#: Decimals of a measured reading: what a file and a vector hold, so that both give the same score.
DECIMALS = 4

#: The status of a reading as a number, in the order of STATUSES (see `core.records.Reading`).
STATUSES = ("unknown", "given", "measured", "suggested")
UNKNOWN_STATUS, GIVEN, MEASURED, SUGGESTED = (np.int8(place) for place in range(len(STATUSES)))


@dataclass(frozen=True, slots=True)
class Column:
    """A reading per row: low, mode and high in [0, 1], 1 = most risk, shape (3, rows); `status`
    is a place in STATUSES (int8); `unmatched` texts of words no table knows, `;` between.

    `parts` are what the reading was made of: facets, shape (3, rows), NaN where unknown, and
    numbers of rules that were followed; `flags` are bits in the order of data_words.FLAGS.
    """

    ranges: Ranges
    status: np.ndarray
    unmatched: tuple[Cells, ...] = ()
    parts: Mapping[str, np.ndarray] = field(default_factory=dict)
    flags: np.ndarray | None = None

    @property
    def known(self) -> np.ndarray:
        """In which rows there is anything to stand on."""
        return self.status != UNKNOWN_STATUS

    @property
    def mean(self) -> np.ndarray:
        """The PERT mean per row; unknown rows stand at the reference."""
        return mean(self.ranges)


#: How an indicator reads a table, and how it tells one use of it in words: range and status are
#: those of the column.
Measure = Callable[[Uses], Column]
Explain = Callable[[ProposedUse, Column], Reading]


def one(use: ProposedUse, column: Measure, explain: Explain) -> Reading:
    """A reading of one use as its indicator measures it; InputError where that cannot be done."""
    uses = Uses.of(use)
    found = column(uses)
    if uses.rejected:
        raise uses.rejected[0]
    return reading_of(use, written(found), explain)


def written(column: Column) -> Column:
    """A measured column at the precision that is written down."""
    ranges = rounded(column.ranges, DECIMALS)
    return Column(ranges, column.status, column.unmatched, column.parts, column.flags)


def reading_of(use: ProposedUse, column: Column, explain: Explain) -> Reading:
    """The reading of the only row of a column, with its reasons and flags."""
    flags = () if column.flags is None else flag_names(int(column.flags[0]))
    reading = dataclasses.replace(explain(use, column), flags=flags)
    if not column.known[0]:
        return reading
    part = Range(*column.ranges[:, 0].tolist())
    return dataclasses.replace(reading, range=part, status=STATUSES[column.status[0]])


def flag_names(bits: int) -> tuple[str, ...]:
    """The flags of a number, in order."""
    return tuple(flag for place, flag in enumerate(FLAGS) if bits >> place & 1)


def blanked(rows: np.ndarray, cells: Cells) -> Cells:
    """A column of texts, blank in these rows."""
    return Cells(
        [*cells.distinct, ""], np.where(rows, len(cells.distinct), np.asarray(cells.codes))
    )
