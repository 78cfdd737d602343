"""Several tables on one sheet, beside or below one another, put together as one."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from avgrisk.register.readers.around import several
from avgrisk.register.readers.grids import Sheet, filled
from avgrisk.register.readers.headings import FIRST_ROWS, clean, find_heading
from avgrisk.register.readers.mapping import WORDS, fit_of
from avgrisk.register.readers.shapes import MOST_ROWS, NAMING

#: A row below the heading is one of another table when it names so many fields, and nothing else;
#: where it does so in words that only begin as their names do, so many.
ENOUGH, BEGUN = 3, 4
#: Below an empty row, or one with a title only, it may have so many names that nobody knows.
UNKNOWN = 1
#: Names that a table beside another has at least.
NAMES = 2
#: Rows above and below a heading among the rows that tell whether it is one.
NEAR = 50


def one_table(sheet: Sheet, mapped: frozenset[str] = frozenset()) -> Sheet:
    """The sheet itself, or with tables that stand beside or below one another as one."""
    if sheet.cards or sheet.headed or len(sheet.rows) > MOST_ROWS:
        return sheet
    return _below(_beside(sheet), mapped)


def _beside(sheet: Sheet) -> Sheet:
    """Tables with the same headings beside one another, below one another."""
    for number, row in enumerate(sheet.rows[:FIRST_ROWS]):
        starts = _starts([clean(cell) for cell in row])
        if len(starts) > 1:
            return _stacked(sheet, number, starts)
    return sheet


def _starts(names: Sequence[str]) -> list[int]:
    """Where the tables begin whose headings these are; one place where there is one table."""
    first = next((at for at, name in enumerate(names) if name), None)
    if first is None:
        return []
    again = [at for at, name in enumerate(names) if name and name == names[first]]
    blocks = [
        [name for name in names[start:end] if name]
        for start, end in zip(again, [*again[1:], len(names)], strict=True)
    ]
    alike = len(blocks) > 1 and all(block == blocks[0] for block in blocks)
    fields = {fit_of(name)[0] for name in blocks[0]} if alike else set()
    return again if alike and len(blocks[0]) >= NAMES and fields & set(NAMING) else again[:1]


def _stacked(sheet: Sheet, number: int, starts: Sequence[int]) -> Sheet:
    width = max(map(len, sheet.rows))
    ends = [*starts[1:], width]
    rows = [*sheet.rows[:number], sheet.rows[number][starts[0] : ends[0]]]
    lines = list(range(number + 1))
    for place, row in enumerate(sheet.rows[number + 1 :], start=number + 1):
        parts = [row[start:end] for start, end in zip(starts, ends, strict=True)]
        said = [part for part in parts if filled(part)] or [[]]
        rows += said
        lines += [place] * len(said)
    return sheet.put_anew(rows, lines)


def _below(sheet: Sheet, mapped: frozenset[str]) -> Sheet:
    """A table below another with other headings, or in another order, in the columns of the first;
    its heading becomes that of the first."""
    heading = find_heading(sheet, mapped)
    if heading is None or any(heading.groups):
        return sheet
    above = _first_heading(sheet.rows[: heading.row])
    first = heading.row if above is None else above
    head = list(sheet.rows[first])
    order: list[int] | None = None
    rows = sheet.rows[: first + 1]
    for at, (above_it, row) in enumerate(pairwise(sheet.rows[first:]), start=first + 1):
        apart = len(filled(above_it)) < ENOUGH - 1
        if _is_next(row, apart) and not _is_same(row, head):
            wider = list(head)
            places = _places(row, wider)
            below = sheet.rows[at + 1 : at + 1 + NEAR]
            if apart or not _goes_on(rows[first + 1 :][-NEAR:], below, order, places):
                head[:], order = wider, places
                rows.append(head)
                continue
        rows.append(row if order is None else _moved(row, order))
    rows[first] = head
    return replace(sheet, rows=rows) if order else sheet


def _goes_on(
    above: Sequence[Sequence[str]],
    below: Sequence[Sequence[str]],
    order: Sequence[int] | None,
    places: Sequence[int],
) -> bool:
    """Whether the rows below a row say more of what those above it say when they are left in
    `order` than when they are moved to the `places` it names: then it is a row among them, though
    every word of it is the name of a field."""
    said = {(at, cell) for row in above for at, cell in enumerate(row) if cell.strip()}

    def again(order: Sequence[int] | None) -> int:
        rows = below if order is None else [_moved(row, order) for row in below]
        return len(said & {cell for row in rows for cell in enumerate(row)})

    return again(order) > again(places)


def _first_heading(rows: Sequence[Sequence[str]]) -> int | None:
    """The first heading among the rows above one, where a row of a table stands below it."""
    for at, row in enumerate(rows):
        if _is_heading(row):
            below = (other for other in rows[at + 1 :] if several(other))
            if any(not _is_heading(other) for other in below):
                return at
    return None


def _is_heading(row: Sequence[str]) -> bool:
    """Whether a row names fields and nothing else, one of them what a processing is."""
    names = list(map(clean, filled(row)))
    if len(names) < ENOUGH or len(set(names)) < len(names):
        return False
    found = [fit_of(name) for name in names]
    fields = {field for field, _ in found if field}
    sure = all(whole for _, whole in found) or len(names) >= BEGUN
    return sure and len(fields) == len(names) and not fields.isdisjoint(NAMING)


def _is_next(row: Sequence[str], apart: bool) -> bool:
    """Whether a row below a heading is that of another table: `apart` tells that it stands below
    an empty row or a title, as the heading of a table does and a row seldom."""
    if not apart:
        return _is_heading(row) and len(filled(row)) >= BEGUN
    if _is_heading(row):
        return True
    names = list(map(clean, filled(row)))
    known = [name for name in names if fit_of(name)[1]]
    return len(known) >= BEGUN and len(names) <= len(known) + UNKNOWN and _is_heading(known)


def _is_same(row: Sequence[str], head: Sequence[str]) -> bool:
    """Whether every field of a row stands where the heading has it."""
    return all(
        at < len(head) and _field(cell) == _field(head[at])
        for at, cell in enumerate(row)
        if cell.strip()
    )


def _field(cell: str) -> str:
    """The field that a heading names, in words or as keys, "" where it names none."""
    return (fit_of(clean(cell))[0] or "").removesuffix(WORDS)


def _places(row: Sequence[str], head: list[str]) -> list[int]:
    """For each cell of a next heading its column in the first, which gets what it lacks."""
    places = []
    for cell in row:
        field = _field(cell)
        same = [at for at, name in enumerate(head) if field and _field(name) == field]
        free = [at for at in same if at not in places]
        if not free:
            head.append(cell)
        places.append(free[0] if free else len(head) - 1)
    return places


def _moved(row: Sequence[str], order: Sequence[int]) -> list[str]:
    """A row of a next table in the columns of the first; cells beyond its heading stay behind."""
    moved = [""] * (max(order) + 1)
    for at, cell in enumerate(row):
        if at < len(order):
            moved[order[at]] = cell
        else:
            moved.append(cell)
    return moved
