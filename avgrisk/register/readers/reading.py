"""Read a register: its sheets, headings and columns; nothing lost, everything said."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from avgrisk.register.readers import (
    csv_reader,
    json_reader,
    parquet_reader,
    spreadsheets,
)
from avgrisk.register.readers.grids import Sheet, checked_size, unreadable
from avgrisk.register.readers.headings import Heading, clean, find_heading
from avgrisk.register.readers.mapping import mapped_fields
from avgrisk.register.readers.values import is_blank

#: A reader is one file: its suffixes, and `read(path)` to a list of sheets.
READERS = (csv_reader, spreadsheets, json_reader, parquet_reader)


@dataclass(frozen=True)
class Register:
    """What was read.

    `rows`: the input as texts, columns and rows in their order. `fields`: column -> field, "" =
    none. `places`: sheet and row of each row as the file's own program numbers them. `skipped`
    counts empty rows; `dropped` names columns left out as personal; `notes` is what a reader
    should know, as (label key, values).
    """

    rows: pd.DataFrame
    fields: Mapping[str, str] = field(default_factory=dict)
    places: tuple[tuple[str, int], ...] = ()
    skipped: int = 0
    notes: tuple[tuple[str, dict[str, object]], ...] = ()
    digest: str = ""
    dropped: tuple[str, ...] = ()

    @property
    def recognised(self) -> tuple[str, ...]:
        """The columns that stand for a field."""
        return tuple(name for name, found in self.fields.items() if found)


def read_register(path: Path, mapping: Mapping[str, str] | None = None) -> Register:
    """A register in csv, a spreadsheet, parquet or our own json; InputError where it has no table.

    `mapping` (column -> field, "" = do not use) wins from what the headings suggest.
    """
    reader = reader_for(path)
    checked_size(path)
    sheets = reader.read(path)
    digest = file_digest(path)
    parts = [(sheet, find_heading(sheet, frozenset(mapping or {}))) for sheet in sheets]
    found = [(sheet, heading) for sheet, heading in parts if heading is not None]
    notes = _left_out(parts) + _formulas(sheets)
    if not found:
        if any(any(row) for sheet in sheets for row in sheet.rows):
            raise unreadable(path, "error.no_columns")
        raise unreadable(path, "error.empty")
    return _register(found, mapping or {}, notes, digest)


def reader_for(path: Path):
    """The reader of this kind of file, by the end of its name."""
    for reader in READERS:
        if path.suffix.lower() in reader.SUFFIXES:
            return reader
    raise unreadable(path, "error.format")


def file_digest(path: Path) -> str:
    """The sha256 of a file: what a report was made from."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise unreadable(path, "error.no_file") from None


def _register(
    found: list[tuple[Sheet, Heading]],
    mapping: Mapping[str, str],
    notes: tuple[tuple[str, dict[str, object]], ...],
    digest: str,
) -> Register:
    """All sheets under one another; a column that a sheet lacks is blank there."""
    names = list(dict.fromkeys(name for _, heading in found for name in heading.names))
    fields = mapped_fields(names, mapping)
    lines, places, skipped, repeated = [], [], 0, 0
    for sheet, heading in found:
        own = {name: place for place, name in enumerate(heading.names)}
        order = [own.get(name) for name in names]
        numbers = {own[name] for name, what in fields.items() if what == "number" and name in own}
        for number, row in enumerate(sheet.rows[heading.row + 1 :], start=heading.row + 2):
            if _empty(row, numbers):
                skipped += 1
            elif _repeats(row, sheet, heading):
                repeated += 1
            else:
                lines.append([row[at] if at is not None and at < len(row) else "" for at in order])
                places.append((sheet.name, number))
    if repeated:
        notes = (*notes, ("register.repeated", {"count": repeated}))
    unused = tuple(name for name in mapping if name not in names)
    if unused:
        notes = (*notes, ("register.not_in_file", {"columns": ", ".join(unused)}))
    rows = pd.DataFrame(lines, columns=names, dtype=str)
    return Register(rows, fields, tuple(places), skipped, notes, digest)


def _empty(row: list[str], numbers: set[int]) -> bool:
    """A row without anything, or prefilled: only a number, dashes and placeholders of a form."""
    return all(place in numbers or is_blank(cell) for place, cell in enumerate(row))


def _repeats(row: list[str], sheet: Sheet, heading: Heading) -> bool:
    """A heading that is repeated further down, as on every printed page."""
    return [clean(cell) for cell in row] == [clean(cell) for cell in sheet.rows[heading.row]]


def _left_out(
    parts: list[tuple[Sheet, Heading | None]],
) -> tuple[tuple[str, dict[str, object]], ...]:
    """What is not a table: sheets without a heading, lines above a heading."""
    notes: list[tuple[str, dict[str, object]]] = []
    for sheet, heading in parts:
        if heading is None:
            if any(any(row) for row in sheet.rows):
                notes.append(("register.no_heading", {"sheet": sheet.name}))
        elif heading.row:
            notes.append(("register.above", {"count": heading.row, "sheet": sheet.name}))
    return tuple(notes)


def _formulas(sheets: list[Sheet]) -> tuple[tuple[str, dict[str, object]], ...]:
    count = sum(sheet.formulas for sheet in sheets)
    return (("register.formulas", {"count": count}),) if count else ()


def without(register: Register, names: list[str]) -> Register:
    """The register without these columns."""
    fields = {name: what for name, what in register.fields.items() if name not in names}
    rows = register.rows.drop(columns=names)
    return replace(register, rows=rows, fields=fields, dropped=tuple(names))


def title_of(rows: pd.DataFrame, fields: Mapping[str, str]) -> pd.Series:
    """What each row is called: its title, else its purpose, else its first filled cell."""
    columns = [name for what in ("title", "proposed_use", "purpose_statement") for name in fields
               if fields[name] == what]  # fmt: skip
    shown = pd.Series("", index=rows.index, dtype=object)
    for name in [*columns, *rows.columns]:
        shown = shown.where(shown.str.strip() != "", rows[name])
    return shown
