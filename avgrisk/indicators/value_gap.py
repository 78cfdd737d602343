"""What the customer does not get back: 1 - value returned."""

from __future__ import annotations

import numpy as np

from avgrisk.core.levels import label_key, level_range, nearest
from avgrisk.core.records import ProposedUse, Reading, Reason
from avgrisk.indicators.column import GIVEN, UNKNOWN_STATUS, Column
from avgrisk.indicators.uses import Uses

FIELDS = ("value_returned",)


def column(uses: Uses) -> Column:
    """The value gap in [0, 1], 1 = only the organisation gains; unknown where nobody said."""
    value = uses.level("value_returned")
    return Column(1 - value.ranges[::-1], np.where(value.known, GIVEN, UNKNOWN_STATUS))


def explain(use: ProposedUse, column: Column) -> Reading:
    """The reading of one use in words."""
    value = level_range("value_returned", use.value_returned)
    if value is None:
        return Reading("value_gap", reasons=(Reason("value_gap.unknown"),))
    level = label_key("value_returned", nearest("value_returned", value.mode))
    return Reading("value_gap", reasons=(Reason("value_gap.given", (("level", f"@{level}"),)),))
