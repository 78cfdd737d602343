"""What people could not know or choose: 1 - control, less where they cannot go elsewhere."""

from functools import cache

import numpy as np

from avgrisk.core.levels import label_key, level_range, nearest
from avgrisk.core.records import ProposedUse, Reading, Reason
from avgrisk.core.shipped import rule
from avgrisk.indicators.column import GIVEN, SUGGESTED, UNKNOWN_STATUS, Column
from avgrisk.indicators.meaning import FIELDS as MEANING
from avgrisk.indicators.meaning import meaning
from avgrisk.indicators.meaning_words import of_level
from avgrisk.indicators.relations import organisation, people_numbers, sector_of
from avgrisk.indicators.uses import Uses
from avgrisk.vocabulary import people, sectors

FIELDS = (*MEANING, "control")


def column(uses: Uses) -> Column:
    """The control gap in [0, 1], 1 = they know nothing; unknown where nobody said.

    Where people cannot go elsewhere (`unavoidable` in sectors.csv) control counts for less, because
    consent is less free: a judgement, METHOD.md section 2.
    """
    given, said = uses.level("control"), meaning(uses).levels["control"]
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
    return unavoidable()[organisation(uses)] | _bound()[people_numbers(uses)]


@cache
def _bound() -> np.ndarray:
    """Per kind of people whether they cannot go elsewhere; last, and so for -1: no."""
    return np.array([*(each.unavoidable for each in people.table().values()), False])


@cache
def unavoidable() -> np.ndarray:
    """Per kind of organisation whether one cannot go elsewhere; last, and so for -1: not known."""
    return np.array([*(sector.unavoidable for sector in sectors.table().values()), False])


def explain(use: ProposedUse, column: Column) -> Reading:
    """The reading of one use in words."""
    control = level_range("control", use.control)
    if control is None and column.parts["read"][0]:
        words, said = of_level(use, "control"), float(column.parts["said"][0])
        level = label_key("control", nearest("control", said))
        values = (("level", f"@{level}"), ("words", words.quoted))
        return Reading("control_gap", reasons=(Reason("control_gap.read", values, words.span),))
    if control is None:
        return Reading("control_gap", reasons=(Reason("control_gap.unknown"),))
    level = label_key("control", nearest("control", control.mode))
    reasons = [Reason("control_gap.given", (("level", f"@{level}"),))]
    if column.parts["unavoidable"][0]:
        share, sector = rule("control.unavoidable").mode, sector_of(use)
        who = "@control_gap.people" if sector is None or not sector.unavoidable else sector.phrase
        values = (("sector", who), ("share", f"{100 * share:.0f} %"))
        reasons.append(Reason("control_gap.unavoidable", values, weight=1 - share))
    return Reading("control_gap", reasons=tuple(reasons))
