"""Does the use clash with what this kind of organisation is for? 1 - image fit."""

from __future__ import annotations

from avgrisk.core.levels import label_key, level_range, nearest
from avgrisk.core.records import ProposedUse, Range, Reading, Reason
from avgrisk.indicators.image_fit import Fit, suggest

FIELDS = (
    "title",
    "image_fit",
    "data_logical",
    "sector",
    "data_categories",
    "proposed_use",
    "proposed_use_key",
    "collected_for",
    "collected_for_key",
    "recipient",
    "recipient_sector",
)


def measure(use: ProposedUse) -> Reading:
    """The image misfit in [0, 1], 1 = the opposite of what the organisation stands for.

    A given level of image fit wins; else it is suggested from the sector, and somebody should
    confirm it. Whether the data are logical for the core task is a facet of its own.

    >>> measure(ProposedUse(image_fit="core")).value
    0.0
    >>> measure(ProposedUse(sector="bank", proposed_use_key="marketing.third_party")).status
    'suggested'
    """
    found = suggest(use)
    given = level_range("image_fit", use.image_fit)
    if given is not None:
        level = label_key("image_fit", nearest("image_fit", given.mode))
        reason = Reason("fit.given", (("level", f"@{level}"),))
        return Reading("image_misfit", given.flipped(), "given", (reason,), facets=_facets(found))
    if found.fit is None:
        return Reading("image_misfit", reasons=found.reasons, facets=_facets(found))
    return Reading(
        "image_misfit", found.fit.flipped(), "suggested", found.reasons, facets=_facets(found)
    )


def _facets(found: Fit) -> tuple[tuple[str, Range | None], ...]:
    """Data logical, use fit and what stays inside, each in [0, 1], 1 = good; None is unknown."""
    return (
        ("fit.data", found.data_logical),
        ("fit.use", found.use_fit),
        ("fit.kept", found.kept),
    )
