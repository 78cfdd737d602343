"""Does the use clash with what this kind of organisation is for? 1 - image fit."""

import numpy as np

from avgrisk.core.levels import level_range, shown
from avgrisk.core.records import ProposedUse, Range, Reading, Reason
from avgrisk.indicators.cell_columns import UNKNOWN_COLUMN
from avgrisk.indicators.column import GIVEN, SUGGESTED, UNKNOWN_STATUS, Column
from avgrisk.indicators.fit_told import reasons
from avgrisk.indicators.image_fit import suggest
from avgrisk.indicators.meaning import FIELDS as MEANING
from avgrisk.indicators.uses import Uses

FIELDS = (
    *MEANING, "image_fit", "data_logical", "data_needed", "collected_for",
    "collected_for_key", "recipient", "recipient_sector",
)  # fmt: skip

#: Data logical, data needed, use fit and what stays inside, each in [0, 1], 1 = good.
FACETS = {
    "fit.data": "data_logical",
    "fit.need": "data_needed",
    "fit.use": "use_fit",
    "fit.kept": "kept",
}


def column(uses: Uses) -> Column:
    """The image misfit in [0, 1], 1 = the opposite of what the organisation stands for.

    A given level of image fit wins; else it is suggested from the sector, and somebody should
    confirm it. Whether the data are logical for the core task is a part of its own.
    """
    found, given = suggest(uses), uses.level("image_fit")
    fit = np.where(given.known, given.ranges, found.fit)
    known = ~np.isnan(fit[0])
    status = np.where(given.known, GIVEN, np.where(known, SUGGESTED, UNKNOWN_STATUS))
    return Column(
        np.where(known, 1 - fit[::-1], UNKNOWN_COLUMN),
        status,
        parts={name: getattr(found, part) for name, part in FACETS.items()} | dict(found.said),
    )


def explain(use: ProposedUse, column: Column) -> Reading:
    """The reading of one use in words."""
    parts = {name: column.parts[name][:, 0].tolist() for name in FACETS}
    facets = tuple(
        (name, None if np.isnan(ends[0]) else Range(*ends)) for name, ends in parts.items()
    )
    given = level_range("image_fit", use.image_fit)
    if given is not None:
        level = shown("image_fit", given.mode)
        why: tuple[Reason, ...] = (Reason("fit.given", (("level", level),)),)
    else:
        asked, natural = (bool(column.parts[name][0]) for name in ("asked", "natural"))
        why = reasons(use, asked, natural)
    return Reading("image_misfit", reasons=why, facets=facets)
