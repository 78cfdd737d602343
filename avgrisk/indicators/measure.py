"""From proposed uses to their seven readings: a given reading wins, else its indicator measures."""

from dataclasses import replace
from functools import cache
from types import ModuleType

import numpy as np

from avgrisk.core.levels import choice, level_range
from avgrisk.core.records import (
    LEVEL_FIELDS,
    READINGS,
    UNKNOWN,
    ProposedUse,
    Range,
    Reading,
    Reason,
)
from avgrisk.indicators import (
    control_gap,
    data_sensitivity,
    image_misfit,
    purpose_distance,
    trust_gap,
    vagueness,
    value_gap,
)
from avgrisk.indicators.cell_columns import Ranges
from avgrisk.indicators.column import GIVEN, Column, blanked, reading_of, written
from avgrisk.indicators.facts import by_place
from avgrisk.indicators.meaning import row_of, words_of
from avgrisk.indicators.relations import organisation, people_numbers
from avgrisk.indicators.uses import CHOICES, Uses
from avgrisk.vocabulary import sectors
from avgrisk.vocabulary.data_words import FLAGS, UNREAD_DATA, UNREAD_ORGANISATION, UNREAD_USE

INDICATORS: dict[str, ModuleType] = {
    "vagueness": vagueness,
    "purpose_distance": purpose_distance,
    "data_sensitivity": data_sensitivity,
    "image_misfit": image_misfit,
    "trust_gap": trust_gap,
    "value_gap": value_gap,
    "control_gap": control_gap,
}

#: What of a plan is unread where a reading is unknown: its use, its data, its organisation.
ESSENTIAL = {
    "purpose_distance": UNREAD_USE,
    "data_sensitivity": UNREAD_DATA,
    "image_misfit": UNREAD_ORGANISATION,
    "trust_gap": UNREAD_ORGANISATION,
}


@cache
def fields(name: str) -> tuple[str, ...]:
    """The fields of a proposed use that a reading looks at: the reading itself, then its own."""
    return (name, *INDICATORS[name].FIELDS)


def column(name: str, uses: Uses) -> Column:
    """One reading of all uses: as given, else as its indicator measures it; without what a plan
    cannot do without it has a flag."""
    found = _column(name, uses)
    unread = np.full(uses.rows, name in ESSENTIAL) & ~found.known
    if name == "image_misfit" and unread.any():
        unread &= organisation(uses) < 0
    if not unread.any():
        return found
    bits = np.where(unread, 1 << FLAGS.index(ESSENTIAL[name]), 0)
    return replace(found, flags=bits if found.flags is None else found.flags | bits)


def _column(name: str, uses: Uses) -> Column:
    given = uses.level(name)
    status = np.full(uses.rows, GIVEN)
    if given.known.all() or not any(field in uses.columns for field in INDICATORS[name].FIELDS):
        return Column(given.ranges, np.where(given.known, status, np.int8(0)))
    measured = written(INDICATORS[name].column(uses))
    if not given.known.any():
        return measured
    return _over(given.known, Column(given.ranges, status), measured)


def _over(given: np.ndarray, first: Column, other: Column) -> Column:
    """The given reading where there is one; what the other one rests on is then blank there."""
    blank = {name: _without(given, part) for name, part in other.parts.items()}
    return Column(
        np.where(given, first.ranges, other.ranges),
        np.where(given, first.status, other.status),
        tuple(blanked(given, cells) for cells in other.unmatched),
        blank,
        None if other.flags is None else other.flags * ~given,
    )


def _without(rows: np.ndarray, part: np.ndarray) -> np.ndarray:
    """A part of a reading, unknown in these rows."""
    nothing = np.nan if part.dtype.kind == "f" else np.zeros_like(part)
    return np.where(rows, nothing, part)


def columns(uses: Uses) -> dict[str, Column]:
    """The seven readings of all uses, in canonical order."""
    return {name: column(name, uses) for name in READINGS}


def measure(name: str, use: ProposedUse) -> Reading:
    """One reading of a proposed use with its reasons; InputError where that cannot be done."""
    return _told(name, use, Uses.of(use))


def readings(use: ProposedUse) -> dict[str, Reading]:
    """The seven readings of a proposed use with their reasons, in canonical order.

    What was read a moment ago is remembered: whoever moves one slider changes one reading, or two.
    """
    keys = {name: (name, *(getattr(use, field) for field in fields(name))) for name in READINGS}
    if len(_READ) > REMEMBERED:
        _READ.clear()
    unread = [name for name, key in keys.items() if key not in _READ]
    if unread:
        uses = row_of(use)
        _READ.update({keys[name]: _told(name, use, uses) for name in unread})
    return {name: _READ[key] for name, key in keys.items()}


def _told(name: str, use: ProposedUse, uses: Uses) -> Reading:
    """One reading of the only row; InputError where that cannot be done."""
    found = column(name, uses)
    if uses.rejected:
        raise uses.rejected[0]
    return tell(name, use, found)


#: Readings of single uses, by what they were read from; so many are kept.
_READ: dict[tuple[object, ...], Reading] = {}
REMEMBERED = 4_096


def check(use: ProposedUse) -> None:
    """InputError on a field that holds no level or key, also where no reading looks at it."""
    for name in (*READINGS, *LEVEL_FIELDS):
        level_range(name, getattr(use, name))
    for name in CHOICES:
        choice(name, getattr(use, name))


def tell(name: str, use: ProposedUse, found: Column) -> Reading:
    """The reading of the only row of a column, with its reasons."""
    given = level_range(name, getattr(use, name))
    if given is not None:
        return Reading(name, given, "given", (Reason("reason.given", (("value", _words(given)),)),))
    if not found.parts and not found.unmatched and not found.known[0]:
        uses = Uses.of(use)
        found = replace(written(INDICATORS[name].column(uses)), flags=found.flags)
    return reading_of(use, found, INDICATORS[name].explain)


def guardian_column(uses: Uses) -> Ranges:
    """How much each organisation has a guardian's role, from its sector, shape (3, rows)."""
    return np.fmax(
        _guardians()[:, organisation(uses)], by_place("people", "guardian")[people_numbers(uses)]
    )


@cache
def _guardians() -> np.ndarray:
    found = [(s.guardian,) * 3 for s in sectors.table().values()]
    return np.array([*found, UNKNOWN.ends]).T


def guardian(use: ProposedUse) -> Range | None:
    """How much the organisation has a guardian's role, from its sector; None when unknown."""
    uses = words_of(use)
    return Range(*guardian_column(uses)[:, 0].tolist()) if organisation(uses)[0] >= 0 else None


def _words(part: Range) -> str:
    """A value or a range as it is shown."""
    if part.low == part.high:
        return f"{part.mode:.2f}"
    return f"{part.mode:.2f} ({part.low:.2f}–{part.high:.2f})"
