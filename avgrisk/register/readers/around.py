"""Rows around the processings of a sheet: names of groups, numbers of columns, notes below."""

import re
from collections.abc import Sequence
from itertools import pairwise

from avgrisk.register.readers.fill_in import no_processing
from avgrisk.register.readers.grids import Sheet, filled
from avgrisk.register.readers.headings import Heading
from avgrisk.register.readers.shapes import MOST_ROWS

#: How the name of a group of rows begins, and how many letters one in capitals has at least.
_GROUP = re.compile(
    r"(?:(?:hoofd)?afdeling|team|domein|cluster|sector|department|directorate|division"
    r"|business unit|service|direction|pôle|abteilung|fachbereich|dezernat|referat)\b",
    re.IGNORECASE,
)
LONG = 6
#: A table has so many rows of several cells; so many names number its columns.
FULL, COLUMNS = 2, 3
#: Rows at the end of a table among which notes below it are looked for.
TAIL = 200


def several(row: Sequence[str]) -> bool:
    """Whether more than one cell of a row says something."""
    return len(filled(row)) > 1


def is_lone(row: Sequence[str]) -> bool:
    """Whether one cell of a row says something: right above a heading it is a title, not a row."""
    return len(filled(row)) == 1


def names_group(cell: str) -> bool:
    """Whether a cell that stands by itself names a department, a team, a field of work.

    >>> names_group("Afdeling HR"), names_group("Salarissen betalen")
    (True, False)
    """
    return _GROUP.match(cell.strip()) is not None


def group_rows(sheet: Sheet, heading: Heading) -> set[int]:
    """Rows with one cell that name a department, a team, a field of work for the rows below: by a
    word for one, in capitals where the names of processings are not, or by a total of it below.

    One by itself among the rows may be a processing of which no more is told than its name. What is
    read in pieces can only be asked row by row: there a word in the first cell tells it, right
    above a row of several cells.
    """
    first = heading.row + 1
    rows = sheet.rows[first:]
    if sheet.cut:
        pairs = enumerate(pairwise(rows), start=first)
        return {
            at for at, (row, below) in pairs
            if is_lone(row) and names_group(row[0]) and several(below)
        }  # fmt: skip
    if sheet.headed or len(rows) > MOST_ROWS:
        return set()
    lone = {number: "".join(row).strip() for number, row in enumerate(rows) if is_lone(row)}
    names = [next((cell for cell in row if cell.strip()), "") for row in rows if not is_lone(row)]
    loud = any(name != name.upper() for name in names)
    totals = [text for text in lone.values() if no_processing([text]) == "total"]
    summed = {at for at, text in lone.items() if any(text in total for total in totals)}
    named = {at for at, text in lone.items() if names_group(text) or (loud and _is_loud(text))}
    found = {at for at in summed | named if at + 1 < len(rows) and several(rows[at + 1])}
    return {first + at for at in found if len(found) > 1 or not at or at in summed}


def _is_loud(text: str) -> bool:
    return len(text) >= LONG and text == text.upper() != text.lower()


def notes_below(rows: Sequence[Sequence[str]]) -> int:
    """How many rows at the end of a table are notes below it: an empty one, and below that only
    lines of one cell. The last `TAIL` rows tell it.

    >>> notes_below([["A", "b"], ["C", "d"], [], ["* = bijzondere persoonsgegevens"]])
    2
    """
    rows = rows[-TAIL:]
    last = next((at for at in range(len(rows), 0, -1) if several(rows[at - 1])), 0)
    empty = next((at for at in range(last, len(rows)) if not filled(rows[at])), len(rows))
    return len(rows) - empty if sum(map(several, rows[:last])) >= FULL else 0


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
    cells = [cell.strip(" ().").upper() for cell in filled(row)]
    if len(cells) < COLUMNS or not all(cell.isdigit() or len(cell) == 1 for cell in cells):
        return False
    places = [int(cell) if cell.isdecimal() else ord(cell) for cell in cells]
    return all(after == before + 1 for before, after in pairwise(places))
