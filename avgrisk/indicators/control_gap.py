"""What people could not know or choose: 1 - control, less where they cannot go elsewhere."""

from __future__ import annotations

from functools import cache

import numpy as np

from avgrisk.core.levels import label_key, level_range, nearest
from avgrisk.core.records import ProposedUse, Reading, Reason
from avgrisk.core.shipped import rule
from avgrisk.indicators.column import GIVEN, UNKNOWN_STATUS, Column
from avgrisk.indicators.facts import sector_numbers
from avgrisk.indicators.uses import Uses
from avgrisk.vocabulary import sectors

FIELDS = ("control", "sector")


def column(uses: Uses) -> Column:
    """The control gap in [0, 1], 1 = they know nothing; unknown where nobody said.

    Where people cannot go elsewhere (`unavoidable` in sectors.csv) control counts for less, because
    consent is less free: a judgement, METHOD.md section 2.
    """
    control = uses.level("control")
    bound = unavoidable()[sector_numbers(uses)] & (control.ranges[2] > 0) & control.known
    ranges = np.where(bound, rule("control.unavoidable").mode * control.ranges, control.ranges)
    return Column(
        1 - ranges[::-1],
        np.where(control.known, GIVEN, UNKNOWN_STATUS),
        parts={"unavoidable": bound},
    )


@cache
def unavoidable() -> np.ndarray:
    """Per kind of organisation whether one cannot go elsewhere; last, and so for -1: not known."""
    return np.array([*(sector.unavoidable for sector in sectors.table().values()), False])


def explain(use: ProposedUse, column: Column) -> Reading:
    """The reading of one use in words."""
    control = level_range("control", use.control)
    if control is None:
        return Reading("control_gap", reasons=(Reason("control_gap.unknown"),))
    level = label_key("control", nearest("control", control.mode))
    reasons = [Reason("control_gap.given", (("level", f"@{level}"),))]
    if column.parts["unavoidable"][0]:
        share, sector = rule("control.unavoidable").mode, sectors.find(use.sector)
        assert sector is not None
        values = (("sector", sector.phrase), ("share", f"{100 * share:.0f} %"))
        reasons.append(Reason("control_gap.unavoidable", values, weight=1 - share))
    return Reading("control_gap", reasons=tuple(reasons))
