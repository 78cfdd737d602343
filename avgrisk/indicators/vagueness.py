"""How vague is the purpose description? Each distinct text read once, as a column."""

import numpy as np

from avgrisk.core.records import ProposedUse, Reading
from avgrisk.indicators.cell_columns import Cells
from avgrisk.indicators.column import MEASURED, UNKNOWN_STATUS, Column
from avgrisk.indicators.uses import Uses
from avgrisk.indicators.vague_text import facts, vagueness

#: The fields of a proposed use that this reading looks at.
FIELDS = ("purpose_statement",)


def column(uses: Uses) -> Column:
    """The vagueness of every purpose statement; each distinct text is read once."""
    cells = uses.cells("purpose_statement")
    read = [facts(text) for text in cells.distinct]
    numbers = np.array([numbers for numbers, _ in read]).T
    status = np.where(numbers[3] > 0, MEASURED, UNKNOWN_STATUS).astype(np.int8)
    return Column(
        cells.spread(numbers[:3]),
        cells.spread(status),
        unmatched=(Cells([told for _, told in read], cells.codes),),
    )


def explain(use: ProposedUse, column: Column) -> Reading:
    """The reading of one use with its spans and missing slots."""
    return vagueness(use.purpose_statement)
