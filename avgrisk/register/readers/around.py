"""Rows around the processings of a sheet: names of groups, numbers of columns, notes below."""

import re
from collections.abc import Sequence
from itertools import pairwise

from avgrisk.register.readers.fill_in import no_processing
from avgrisk.register.readers.grids import Sheet
from avgrisk.register.readers.headings import Heading
from avgrisk.register.readers.shapes import MOST_ROWS

#: How the name of a group of rows begins, and how many letters one in capitals has at least.
_GROUP = re.compile(
    r"(?:(?:hoofd)?afdeling|team|domein|cluster|sector|department|directorate|division"
    r"|business unit|service|direction|pôle|abteilung|fachbereich|dezernat|referat)\b",
    re.IGNORECASE,
)
LONG = 6
#: A table has so many rows of so many cells; so many names number its columns.
FULL, COLUMNS = 2, 3


def is_lone(row: Sequence[str]) -> bool:
    """Whether one cell of a row says something: right above a heading it is a title, not a row."""
    return sum(bool(cell.strip()) for cell in row) == 1


def group_rows(sheet: Sheet, heading: Heading) -> set[int]:
    """Rows with one cell that name a department, a team, a field of work for the rows below: by a
    word for one, in capitals where the names of processings are not, or by a total of it below.

    One by itself among the rows may be a processing of which no more is told than its name.
    """
    first = heading.row + 1
    rows = sheet.rows[first:]
    if sheet.headed or sheet.cut or len(rows) > MOST_ROWS:
        return set()
    lone = {number: "".join(row).strip() for number, row in enumerate(rows) if is_lone(row)}
    names = [next((cell for cell in row if cell.strip()), "") for row in rows if not is_lone(row)]
    loud = any(name != name.upper() for name in names)
    totals = [text for text in lone.values() if no_processing([text]) == "total"]
    summed = {at for at, text in lone.items() if any(text in total for total in totals)}
    named = {at for at, text in lone.items() if _GROUP.match(text) or (loud and _is_loud(text))}
    found = {at for at in summed | named if at + 1 < len(rows) and _cells(rows[at + 1]) > 1}
    return {first + at for at in found if len(found) > 1 or not at or at in summed}


def _is_loud(text: str) -> bool:
    return len(text) >= LONG and text == text.upper() != text.lower()


def _cells(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def notes_from(sheet: Sheet, heading: Heading) -> int:
    """The row from which on only lines of one cell stand, below an empty one: notes below the
    table. The number of rows where there are none."""
    end, first = len(sheet.rows), heading.row + 1
    if sheet.headed or sheet.cut or end - first > MOST_ROWS:
        return end
    last = next((at for at in range(end, first, -1) if _cells(sheet.rows[at - 1]) > 1), first)
    full = sum(_cells(row) >= FULL for row in sheet.rows[first:last])
    empty = next((at for at in range(last, end) if not _cells(sheet.rows[at])), end)
    return empty if full >= FULL else end


def merged_below(sheet: Sheet) -> set[tuple[int, int]]:
    """The places that a cell merged over several rows fills below its own: a row in which all that
    tells of a processing is such a place is another line of the same one."""
    return {
        (row, left)
        for top, left, bottom, right in sheet.merged
        if left == right
        for row in range(top + 1, min(bottom, len(sheet.rows)) + 1)
    }


def is_count(row: Sequence[str]) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 or A, B, C."""
    cells = [cell.strip(" ().").upper() for cell in row if cell.strip()]
    if len(cells) < COLUMNS or not all(cell.isdigit() or len(cell) == 1 for cell in cells):
        return False
    places = [int(cell) if cell.isdecimal() else ord(cell) for cell in cells]
    return all(after == before + 1 for before, after in pairwise(places))
