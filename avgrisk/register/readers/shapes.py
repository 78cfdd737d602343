"""Sheets beside a register's own: merged names, lists of choices, and what names something else."""

import re
from collections.abc import Sequence
from dataclasses import replace

from avgrisk.register.readers.grids import Sheet, cell_at
from avgrisk.register.readers.headings import Heading
from avgrisk.register.readers.mapping import field_of, looked_at

#: A sheet of more rows than these is a table.
MOST_ROWS = 5_000
DATA = ("data_categories", "special_data")
#: Fields without which a sheet is a list of choices beside a register, not a part of it.
NAMING = ("title", "purpose_statement", "proposed_use")


def fields_of(heading: Heading) -> set[str]:
    """The fields that the columns below a heading stand for."""
    return {what for name in heading.names if (what := field_of(name))}


def merged_down(sheet: Sheet) -> Sheet:
    """What is merged over several rows stands in each of them."""
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom, right in sheet.merged:
        if bottom > top and right == left and top < len(rows) and left < len(rows[top]):
            for number in range(top + 1, min(bottom + 1, len(rows))):
                _put(rows[number], left, rows[top][left])
    return replace(sheet, rows=rows)


def _put(row: list[str], place: int, text: str) -> None:
    row.extend([""] * (place + 1 - len(row)))
    row[place] = row[place] or text


#: What a sheet is called that holds no processings.
_OTHER = re.compile(
    r"verwerkers(?:overeenkomst\w*|lijst)?$|datalek|incident|\bd?pia\b|verzoek|leverancier|contract"
    r"|breach|request|vendor|sous.traitant|violation|auftragsverarbeiter|datenpanne",
    re.IGNORECASE,
)


def is_other(sheet: Sheet, heading: Heading, tables: Sequence[tuple[Sheet, Heading]]) -> bool:
    """Whether a sheet beside others names something else than processings: by its own name, where
    it tells of no data; or by names alone that stand in no other sheet."""
    read = fields_of(heading) & looked_at()
    aims = {"purpose_statement", "proposed_use"}
    named = _OTHER.search(sheet.name) is not None and aims.isdisjoint(read)
    if named and any(not aims.isdisjoint(fields_of(other)) for _, other in tables):
        return True
    if sheet.cards or not {"data_categories", "special_data"}.isdisjoint(read):
        return False
    if _OTHER.search(sheet.name):
        return True
    if read - {"title", "sector", "controller"}:
        return False
    elsewhere = [part for part in tables if part[0] is not sheet]
    known = {name for part in elsewhere for name in _titles(*part)}
    return bool(known) and _titles(sheet, heading).isdisjoint(known)


def _titles(sheet: Sheet, heading: Heading) -> set[str]:
    """The names in a sheet, in small letters."""
    places = [at for at, name in enumerate(heading.names) if field_of(name) == "title"]
    rows = sheet.rows[heading.row + 1 :]
    return {cell_at(row, at).strip().lower() for row in rows for at in places} - {""}
