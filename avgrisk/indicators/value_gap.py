"""What the customer does not get back: 1 - value returned."""

from __future__ import annotations

from avgrisk.core.levels import label_key, level_range, nearest
from avgrisk.core.records import ProposedUse, Reading, Reason

FIELDS = ("value_returned",)


def measure(use: ProposedUse) -> Reading:
    """The value gap in [0, 1], 1 = only the organisation gains; unknown when nobody said.

    >>> measure(ProposedUse(value_returned="token")).value
    0.75
    """
    value = level_range("value_returned", use.value_returned)
    if value is None:
        return Reading("value_gap", reasons=(Reason("value_gap.unknown"),))
    level = label_key("value_returned", nearest("value_returned", value.mode))
    reason = Reason("value_gap.given", (("level", f"@{level}"),))
    return Reading("value_gap", value.flipped(), "given", (reason,))
