"""Read a register: its sheets, headings and columns; nothing lost, everything said."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from avgrisk.register.readers import csv_reader
from avgrisk.register.readers.card_sheets import as_table
from avgrisk.register.readers.column_fields import mapped_fields
from avgrisk.register.readers.crosses import crossed, is_ticked
from avgrisk.register.readers.grids import Sheet, absent, cell_at, checked_size, unreadable
from avgrisk.register.readers.headings import Heading, find_heading
from avgrisk.register.readers.joined_tables import one_table
from avgrisk.register.readers.left_out import Notes, notes_of, passed_notes
from avgrisk.register.readers.linked import beside, linked
from avgrisk.register.readers.mapping import field_of
from avgrisk.register.readers.organisations import named_after, organisation, titles
from avgrisk.register.readers.shapes import NAMING, fields_of, is_other, merged_down
from avgrisk.register.readers.sheet_rows import rows_of


@dataclass(frozen=True)
class Register:
    """What was read.

    `rows`: the input as texts, columns and rows in their order. `fields`: column -> field, "" =
    none. `places`: sheet and row of each row as the file's own program numbers them. `skipped`
    counts empty rows; `dropped` names columns left out as personal; `notes` is what a reader
    should know, as (label key, values). `sector` is the kind of organisation that the title or the
    file name names, where no column tells it, else "".
    """

    rows: pd.DataFrame
    fields: Mapping[str, str] = field(default_factory=dict)
    places: tuple[tuple[str, int], ...] = ()
    skipped: int = 0
    notes: Notes = ()
    digest: str = ""
    dropped: tuple[str, ...] = ()
    sector: str = ""

    @property
    def recognised(self) -> tuple[str, ...]:
        """The columns that stand for a field."""
        return tuple(name for name, found in self.fields.items() if found)


def read_register(path: str | Path, mapping: Mapping[str, str] | None = None) -> Register:
    """A register in csv, a spreadsheet, parquet or our own json; InputError where it has no table.

    `mapping` (column -> field, "" = do not use) wins from what the headings suggest.
    """
    path = Path(path)
    reader = reader_for(path)
    checked_size(path)
    sheets = reader.read(path)
    digest = file_digest(path)
    known = frozenset(mapping or {})
    # What is merged stands in each row, a card is a row
    tables = [one_table(as_table(merged_down(sheet), known), known) for sheet in sheets]
    whole = linked([(table, find_heading(table, known)) for table in tables])
    parts = whole.parts
    lists = _lists(parts)
    found = [
        (sheet, heading)
        for sheet, heading in parts
        if heading is not None and sheet.visible and sheet.name not in lists
    ]
    notes = notes_of(sheets, whole, lists)
    if not found:
        if any(any(row) for sheet in sheets for row in sheet.rows):
            raise unreadable(path, "error.no_columns")
        raise unreadable(path, "error.empty")
    register = _register(found, mapping or {}, notes, digest)
    sector, told = named_after(register.fields, [*titles(found), path.stem])
    return replace(register, sector=sector, notes=register.notes + told)


def _lists(parts: list[tuple[Sheet, Heading | None]]) -> frozenset[str]:
    """The sheets beside a register that hold something else: no processing and no purpose, only
    names that no other sheet has, or what their own name says."""
    tables = [(sheet, heading) for sheet, heading in parts if heading is not None]
    lists = {sheet.name for sheet, heading in tables if fields_of(heading).isdisjoint(NAMING)}
    others = {sheet.name for sheet, heading in tables if is_other(sheet, heading, tables)}
    left = {sheet.name for sheet, _ in tables}
    for names in (lists, others):
        left = left - names or left
    return frozenset(sheet.name for sheet, _ in tables) - left


def reader_for(path: Path):
    """The reader of this kind of file, by the end of its name: a module with its suffixes, and
    `read(path)` to a list of sheets; those of other files than csv are loaded where one is read."""
    if path.suffix.lower() in csv_reader.SUFFIXES:
        return csv_reader
    from avgrisk.register.readers import (
        json_reader,
        parquet_reader,
        spreadsheets,
        turtle_reader,
        word_reader,
        yaml_reader,
    )

    others = spreadsheets, word_reader, json_reader, parquet_reader, yaml_reader, turtle_reader
    for reader in others:
        if path.suffix.lower() in reader.SUFFIXES:
            return reader
    raise unreadable(path, "error.format")


def file_digest(path: Path) -> str:
    """The sha256 of a file: what a report was made from."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise absent(path) from None


def _register(
    found: list[tuple[Sheet, Heading]], mapping: Mapping[str, str], notes: Notes, digest: str
) -> Register:
    """All sheets under one another; a column that a sheet lacks is blank there."""
    above = [organisation(sheet, heading) for sheet, heading in found]
    names = list(dict.fromkeys(
        name for (_, heading), more in zip(found, above, strict=True)
        for name in (*heading.names, *more)))  # fmt: skip
    notes += tuple(
        ("register.organisation", {"name": said}) for said in
        dict.fromkeys(said for more in above for said, _ in more.values()))  # fmt: skip
    fields = _fields(found, mapping)
    lines: list[list[str]] = []
    places: list[tuple[str, int]] = []
    passed = Counter[str]()
    for sheet, heading in found:
        own = rows_of(sheet, heading, fields, names)
        lines, places = lines + own.lines, places + own.places
        passed += own.passed
    notes += passed_notes(passed)
    unused = tuple(name for name in mapping if name not in names)
    if unused:
        notes = (*notes, ("register.not_in_file", {"columns": ", ".join(unused)}))
    rows = pd.DataFrame(lines, columns=names, dtype=str)
    register = Register(rows, fields, tuple(places), passed["empty"], notes, digest)
    cards = frozenset(sheet.name for sheet, _ in found if sheet.cards)
    return _once(_ticked(register, found, mapping), cards)


def _fields(found: list[tuple[Sheet, Heading]], mapping: Mapping[str, str]) -> dict[str, str]:
    """The field of every column; sheets that call a field by other names each keep their own."""
    fields: dict[str, str] = {}
    for sheet, heading in found:
        for name, what in _own_fields(sheet, heading, mapping).items():
            fields[name] = fields.get(name) or what
    return fields


def _own_fields(sheet: Sheet, heading: Heading, mapping: Mapping[str, str]) -> dict[str, str]:
    """The fields of a sheet's columns; one that would be the name and holds numbers only is the
    number where another column can be the name."""
    fields = mapped_fields(list(heading.names), mapping)
    fields |= {name: what for name, (_, what) in organisation(sheet, heading).items()}
    titles = [name for name in heading.names if field_of(name) == "title" and name not in mapping]
    others = [name for name in titles if not fields[name]]
    first = next((name for name in titles if fields[name] == "title"), None)
    if first is not None and others and _only_numbers(sheet, heading, first):
        fields |= {first: "" if "number" in fields.values() else "number", others[0]: "title"}
    return fields


def _only_numbers(sheet: Sheet, heading: Heading, name: str) -> bool:
    at = heading.names.index(name)
    cells = [cell_at(row, at).strip() for row in sheet.rows[heading.row + 1 :]]
    return any(cells) and all(not cell or cell.isdigit() for cell in cells)


def _once(register: Register, cards: frozenset[str]) -> Register:
    """A processing that stands in two sheets counts once, and it is said."""
    sheets = [sheet for sheet, _ in register.places]
    rows, gone = beside(register.rows, register.fields, sheets, cards)
    if not gone:
        return register
    notes: Notes = (*register.notes, ("register.beside", {"count": len(gone)}))
    places = tuple(place for at, place in enumerate(register.places) if at not in set(gone))
    rows = rows.drop(index=gone).reset_index(drop=True)
    return replace(register, rows=rows, places=places, notes=notes)


def _ticked(
    register: Register, found: list[tuple[Sheet, Heading]], mapping: Mapping[str, str]
) -> Register:
    """Columns of crosses become the words above them, in a column of their own; the columns
    themselves come back as they are."""
    rows, fields = register.rows, dict(register.fields)
    done = set()
    for sheet, heading in found:
        for group in crossed(heading, sheet.rows[heading.row + 1 :], register.fields):
            names = [heading.names[place] for place in group.places]
            known = (group.name, *names)
            if set(names) & set(mapping) or known in done:  # another sheet has the same columns
                continue
            done.add(known)
            words = [
                "; ".join(w for w, cell in zip(group.words, cells, strict=True) if is_ticked(cell))
                for cells in zip(*(rows[name] for name in names), strict=True)
            ]
            fields.update(dict.fromkeys(names, "note"))
            own = group.name
            while own in rows.columns:
                own += " (x)"
            rows = rows.assign(**{own: words})
            fields[own] = group.field
    return replace(register, rows=rows, fields=fields)


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
