"""What people could not know or choose: 1 - control, less where they cannot go elsewhere."""

import numpy as np

from avgrisk.core.levels import level_range, shown
from avgrisk.core.records import ProposedUse, Reading, Reason
from avgrisk.core.shipped import rule
from avgrisk.indicators.column import GIVEN, SUGGESTED, UNKNOWN_STATUS, Column
from avgrisk.indicators.facts import by_place
from avgrisk.indicators.meaning import FIELDS as MEANING
from avgrisk.indicators.meaning import meaning
from avgrisk.indicators.meaning_words import of_level
from avgrisk.indicators.relations import organisation, people_numbers, sector_of
from avgrisk.indicators.uses import Uses

FIELDS = (*MEANING, "control")


def column(uses: Uses) -> Column:
    """The control gap in [0, 1], 1 = they know nothing; unknown where nobody said.

    Where people cannot go elsewhere (`unavoidable` in sectors.csv) control counts for less, because
    consent is less free: a judgement, METHOD.md section 2.
    """
    given, use = uses.level("control"), meaning(uses)
    said = np.where(np.isnan(use.levels["control"]), use.deal["control"], use.levels["control"])
    read = ~given.known & ~np.isnan(said[0])
    control, known = np.where(read, said, given.ranges), given.known | read
    bound = bound_to(uses) & (control[2] > 0) & known
    ranges = np.where(bound, rule("control.unavoidable").mode * control, control)
    status = np.where(given.known, GIVEN, np.where(read, SUGGESTED, UNKNOWN_STATUS))
    return Column(
        1 - ranges[::-1], status, parts={"unavoidable": bound, "read": read, "said": control[1]}
    )


def bound_to(uses: Uses) -> np.ndarray:
    """In which rows people cannot go elsewhere: by the kind of organisation, or by who they are."""
    return (
        by_place("sectors", "unavoidable")[organisation(uses)]
        | by_place("people", "unavoidable")[people_numbers(uses)]
    )


def explain(use: ProposedUse, column: Column) -> Reading:
    """The reading of one use in words."""
    control = level_range("control", use.control)
    if control is None and column.parts["read"][0]:
        words, said = of_level(use, "control"), float(column.parts["said"][0])
        values = (("level", shown("control", said)), ("words", words.quoted))
        return Reading("control_gap", reasons=(Reason("control_gap.read", values, words.span),))
    if control is None:
        return Reading("control_gap", reasons=(Reason("control_gap.unknown"),))
    reasons = [Reason("control_gap.given", (("level", shown("control", control.mode)),))]
    if column.parts["unavoidable"][0]:
        share, sector = rule("control.unavoidable").mode, sector_of(use)
        who = "@control_gap.people" if sector is None or not sector.unavoidable else sector.phrase
        values = (("sector", who), ("share", f"{100 * share:.0f} %"))
        reasons.append(Reason("control_gap.unavoidable", values, weight=1 - share))
    return Reading("control_gap", reasons=tuple(reasons))
