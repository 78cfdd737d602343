"""Which row of a sheet holds the headings, and what each column is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from avgrisk.register.readers.grids import Sheet
from avgrisk.register.readers.mapping import field_of

#: How many rows from the top are looked at.
FIRST_ROWS = 20
#: Recognised columns that make a row a heading; one is enough in the first row.
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """The last row of the heading (0 is the first of the sheet) and the columns' names, unique."""

    row: int
    names: tuple[str, ...]


def find_heading(sheet: Sheet, mapped: frozenset[str] = frozenset()) -> Heading | None:
    """The heading of a sheet, on one level or two; None where there is no heading.

    The row with most recognised columns counts, the first of equals. `mapped` are names that a
    mapping file knows.
    """
    best, most = None, 0
    for number in range(min(1 if sheet.headed else FIRST_ROWS, len(sheet.rows))):
        for names in _namings(sheet, number):
            known = {field_of(name) or name for name in names if field_of(name) or name in mapped}
            if len(known) > most and (len(known) >= ENOUGH or number == 0):
                best, most = (number, names), len(known)
    if best is None:
        return None
    width = max(len(row) for row in sheet.rows[best[0] :])
    return Heading(best[0], widened(best[1], width))


def widened(names: Sequence[str], width: int) -> tuple[str, ...]:
    """The names of so many columns; those beyond the heading are called after their place."""
    return _unique([*names, *([""] * (width - len(names)))])


def _namings(sheet: Sheet, number: int) -> list[list[str]]:
    """The row as headings by itself, and together with the row above it."""
    row = [clean(cell) for cell in sheet.rows[number]]
    above = [clean(cell) for cell in sheet.rows[number - 1]] if number else []
    if sum(map(bool, above)) < ENOUGH or sum(map(bool, row)) < ENOUGH:
        return [row]
    return [row, _two_levels(above, row)]


def _two_levels(above: Sequence[str], row: Sequence[str]) -> list[str]:
    """A merged cell above stretches over the columns below it up to the next one; a column
    without a name below is merged downwards and has its name above."""
    names, group = [], ""
    for place in range(max(len(above), len(row))):
        upper = above[place] if place < len(above) else ""
        lower = row[place] if place < len(row) else ""
        group = upper or group
        if not lower:
            names.append(upper)
        elif field_of(lower) or not group or field_of(f"{group} {lower}") is None:
            names.append(lower)
        else:
            names.append(f"{group} {lower}")
    return names


def clean(cell: str) -> str:
    """A heading on one line."""
    return " ".join(cell.split())


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Every column a name of its own: "Doel", "Doel (2)"; a column without one gets its place."""
    taken: dict[str, int] = {}
    given = {name for name in names if name}
    result = []
    for place, name in enumerate(names, start=1):
        own = name or f"kolom {place}"
        shown = own
        while shown in taken or (shown != name and shown in given):
            taken[own] = taken.get(own, 1) + 1
            shown = f"{own} ({taken[own]})"
        taken.setdefault(shown, 1)
        result.append(shown)
    return tuple(result)
