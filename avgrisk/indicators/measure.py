"""From a proposed use to its seven readings: a given reading wins, else its indicator measures."""

from __future__ import annotations

import dataclasses
from types import ModuleType

from avgrisk.core.levels import level_range
from avgrisk.core.records import READINGS, ProposedUse, Range, Reading, Reason
from avgrisk.indicators import (
    control_gap,
    data_sensitivity,
    image_misfit,
    purpose_distance,
    trust_gap,
    vagueness,
    value_gap,
)
from avgrisk.vocabulary import sectors

#: Decimals of a measured reading: what a file and a vector hold, so that both give the same score.
DECIMALS = 4

INDICATORS: dict[str, ModuleType] = {
    "vagueness": vagueness,
    "purpose_distance": purpose_distance,
    "data_sensitivity": data_sensitivity,
    "image_misfit": image_misfit,
    "trust_gap": trust_gap,
    "value_gap": value_gap,
    "control_gap": control_gap,
}


def fields(name: str) -> tuple[str, ...]:
    """The fields of a proposed use that a reading depends on, the overruling one first."""
    return (name, *INDICATORS[name].FIELDS)


def measure(name: str, use: ProposedUse) -> Reading:
    """One reading of a proposed use: as given, else as its indicator measures it."""
    given = level_range(name, getattr(use, name))
    if given is not None:
        return Reading(name, given, "given", (Reason("reason.given", (("value", _words(given)),)),))
    return rounded(INDICATORS[name].measure(use))


def readings(use: ProposedUse) -> dict[str, Reading]:
    """The seven readings, in canonical order."""
    return {name: measure(name, use) for name in READINGS}


def guardian(use: ProposedUse) -> Range | None:
    """How much the organisation has a guardian's role, from its sector; None when unknown."""
    sector = sectors.find(use.sector) if use.sector else None
    return None if sector is None else Range.point(sector.guardian)


def rounded(reading: Reading) -> Reading:
    """The reading at the precision that is written down."""
    if not reading.known:
        return reading
    part = reading.range
    low, mode, high = (round(value, DECIMALS) for value in (part.low, part.mode, part.high))
    return dataclasses.replace(reading, range=Range(low, mode, high))


def _words(part: Range) -> str:
    """A value or a range as it is shown."""
    if part.low == part.high:
        return f"{part.mode:.2f}"
    return f"{part.mode:.2f} ({part.low:.2f}–{part.high:.2f})"
