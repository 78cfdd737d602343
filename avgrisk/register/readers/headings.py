"""Which row of a sheet holds the headings, and what each column is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from avgrisk.register.readers.grids import Sheet
from avgrisk.register.readers.mapping import CONTACT, field_of, fit_of

#: How many rows from the top are looked at.
FIRST_ROWS = 60
#: Recognised columns that make a row a heading; one is enough in the first row.
ENOUGH = 2
#: What a column is called after that says nothing of a processing by itself.
LOOSE = (CONTACT, "number", "note")
_BROKEN = re.compile(r"(?<=[a-zà-ÿ])-\n\s*(?=[a-zà-ÿ])")
#: Behind another name these answer a question; at the start of a row "No" is a number.
ANSWERS = frozenset(("no", "non"))
#: A heading that is an alias as a whole counts for more than one that goes on after it.
WHOLE, BEGUN = 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Heading:
    """The last row of the heading (0 is the first of the sheet), the columns' names, unique, and
    the name of the group that a column stands in, "" where there is none."""

    row: int
    names: tuple[str, ...]
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Naming:
    """One way to read a row as heading; `groups` are the names above it where it has two levels."""

    row: int
    names: list[str]
    groups: list[str]


def find_heading(sheet: Sheet, mapped: frozenset[str] = frozenset()) -> Heading | None:
    """The heading of a sheet, on one level or two; None where there is no heading.

    The row with most recognised columns counts, the first of equals. A row below it belongs to
    the heading only where the sheet shows that: cells above are merged, left open or repeated over
    the names below, and nothing stands below a name of its own. `mapped` are names that a mapping
    file knows.
    """
    best: _Naming | None = None
    fields: dict[str, float] = {}
    most = 0.0
    for number in range(min(1 if sheet.headed else FIRST_ROWS, len(sheet.rows))):
        for naming in _namings(sheet, number):
            known = _recognised(naming.names, mapped)
            worth = sum(known.values())
            enough = len(known) >= ENOUGH or (number == 0 and bool(known))
            # Whether it is the best so far with the row below it, and says no less
            goes_on = best is not None and any(naming.groups) and number == best.row + 1
            if enough and (worth > most or (goes_on and known.keys() >= fields.keys())):
                best, fields, most = naming, known, max(worth, most)
    if best is None:
        return None
    width = max(len(row) for row in sheet.rows[best.row :])
    groups = (*best.groups, *([""] * (width - len(best.groups))))
    return Heading(best.row, widened(best.names, width), groups)


def _recognised(names: Sequence[str], mapped: frozenset[str]) -> dict[str, float]:
    """The fields that a row's cells stand for, and how surely each does."""
    found: dict[str, float] = {}
    for at, name in enumerate(names):
        field, whole = fit_of(name)
        if at and any(names[:at]) and name.lower() in ANSWERS:
            continue
        if name in mapped:
            found[name] = WHOLE
        elif field:
            worth = (WHOLE if whole else BEGUN) / (10 if field in LOOSE else 1)
            found[field] = max(found.get(field, 0.0), worth)
    return found


def widened(names: Sequence[str], width: int) -> tuple[str, ...]:
    """The names of so many columns, each its own: "Doel", "Doel (2)"; a column without one, or
    beyond the heading, gets its place."""
    taken: dict[str, int] = {}
    given = {name for name in names if name}
    result = []
    for place, name in enumerate([*names, *([""] * (width - len(names)))], start=1):
        own = name or f"kolom {place}"
        shown = own
        while shown in taken or (shown != name and shown in given):
            taken[own] = taken.get(own, 1) + 1
            shown = f"{own} ({taken[own]})"
        taken.setdefault(shown, 1)
        result.append(shown)
    return tuple(result)


def _namings(sheet: Sheet, number: int) -> list[_Naming]:
    """The row as headings by itself, and together with the row above it."""
    row = [clean(cell) for cell in sheet.rows[number]]
    alone = _Naming(number, row, [])
    above = [clean(cell) for cell in sheet.rows[number - 1]] if number else []
    several = sum(map(bool, above)) >= ENOUGH and sum(map(bool, row)) >= ENOUGH
    if several and _goes_on(sheet, number, above, row):
        return [alone, _two_levels(number, above, row)]
    return [alone]


def _goes_on(sheet: Sheet, number: int, above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether the sheet shows that the heading above goes on in this row."""
    pairs = list(zip_longest(above, row, fillvalue=""))
    merged = {
        place
        for top, left, bottom, right in sheet.merged
        if top == bottom == number - 1 and right > left
        for place in range(left, right + 1)
    }
    # Whether the next column has a name below and none above
    opens = [not upper and bool(lower) for upper, lower in pairs[1:]] + [False]
    shared = [
        place in merged or not upper or above.count(upper) > 1 or opens[place]
        for place, (upper, _) in enumerate(pairs)
    ]
    below = [place for place, (_, lower) in enumerate(pairs) if lower]
    return all(shared[place] for place in below) and bool(pairs[below[-1]][1])


def _two_levels(number: int, above: Sequence[str], row: Sequence[str]) -> _Naming:
    """A merged cell above stretches over the columns below it up to the next one; a column
    without a name below is merged downwards and has its name above."""
    names, groups, group = [], [], ""
    for upper, lower in zip_longest(above, row, fillvalue=""):
        group = upper or group
        groups.append(group if lower else "")
        if not lower:
            names.append(upper)
        elif field_of(lower) or not group or field_of(f"{group} {lower}") is None:
            names.append(lower)
        else:
            names.append(f"{group} {lower}")
    return _Naming(number, names, groups)


def clean(cell: str) -> str:
    """A heading on one line, a word that was broken off at its end whole again."""
    if "-\n" in cell:
        cell = _BROKEN.sub("", cell)
    return " ".join(cell.split())
