"""Sheets that are no table as they stand: cards, merged names, hidden rows, lists of choices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from avgrisk.register.readers.grids import Sheet
from avgrisk.register.readers.headings import Heading, clean, find_heading
from avgrisk.register.readers.mapping import field_of, fit_of, looked_at

#: A card has at least so many labels that stand for a field, each with its content beside it.
LABELS = 3
#: A sheet of more rows than these is a table.
MOST_ROWS = 5_000
#: Fields without which a sheet is a list of choices beside a register, not a part of it.
NAMING = ("title", "purpose_statement", "proposed_use")


def as_table(sheet: Sheet, mapped: frozenset[str] = frozenset()) -> Sheet:
    """The sheet itself, or where it holds cards a table of them, a row a card."""
    if len(sheet.rows) > MOST_ROWS:
        return sheet
    labels = _labels(sheet)
    if len(set(labels.values())) < LABELS or not set(NAMING) & set(labels.values()):
        return sheet
    heading = find_heading(sheet, mapped)
    if heading is not None and len(_fields(heading)) >= len(set(labels.values())):
        return sheet
    return _cards(sheet, labels)


def _fields(heading: Heading) -> set[str]:
    return {field for name in heading.names if (field := field_of(name))}


def _labels(sheet: Sheet) -> dict[int, str]:
    """Row -> field, for the rows whose first filled cell is the name of a field."""
    found = {}
    for number, row in enumerate(sheet.rows):
        name = clean(next((cell for cell in row if cell.strip()), ""))
        field, whole = fit_of(name) if name else (None, False)
        if field and (whole or field in looked_at()):
            found[number] = field
    return found


def _cards(sheet: Sheet, labels: dict[int, str]) -> Sheet:
    """Every card as a row: a label that comes again begins a next card."""
    column = _label_column(sheet, labels)
    contents = _columns_of_content(sheet, labels, column)
    first = next(iter(labels.values()))
    cards: list[tuple[int, dict[str, list[str]]]] = []
    names: dict[str, None] = {}
    for number in range(len(sheet.rows)):
        row = sheet.rows[number]
        name = clean(row[column]) if column < len(row) else ""
        if not name or (not cards and number not in labels):
            continue
        if number in labels and (not cards or (labels[number] == first and name in cards[-1][1])):
            cards.append((number, {}))
        values = [row[at] if at < len(row) else "" for at in contents]
        names.setdefault(name)
        cards[-1][1].setdefault(name, values)
    rows, lines = [list(names)], [0]
    for number, card in cards:
        for at in range(len(contents)):
            cells = [card.get(name, [""] * len(contents))[at] for name in names]
            if any(cell.strip() for cell in cells):
                rows.append(cells)
                lines.append(number)
    return replace(sheet, rows=rows, lines=tuple(lines), headed=True, merged=(), hidden=frozenset())


def _label_column(sheet: Sheet, labels: dict[int, str]) -> int:
    places = [next(at for at, cell in enumerate(sheet.rows[n]) if cell.strip()) for n in labels]
    return max(set(places), key=places.count)


def _columns_of_content(sheet: Sheet, labels: dict[int, str], column: int) -> list[int]:
    """The columns beside the labels: all of them where each holds a name, else the first."""
    width = max(len(row) for row in sheet.rows)
    filled = {
        at: {labels[n] for n in labels if at < len(sheet.rows[n]) and sheet.rows[n][at].strip()}
        for at in range(column + 1, width)
    }
    named = [at for at, fields in filled.items() if set(NAMING) & fields and len(fields) >= 2]
    return named or [next((at for at, fields in filled.items() if fields), column + 1)]


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


def is_list(heading: Heading) -> bool:
    """Whether a sheet names no processing and no purpose: choices, measures, systems."""
    return not set(NAMING) & _fields(heading)


def crossed(heading: Heading, rows: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    """Group -> its columns, for groups of columns that hold crosses only."""
    found: dict[str, list[int]] = {}
    for place, group in enumerate(heading.groups):
        if group and field_of(group):
            found.setdefault(group, []).append(place)
    return {group: places for group, places in found.items() if _only_crosses(places, rows)}


def _only_crosses(places: Sequence[int], rows: Sequence[Sequence[str]]) -> bool:
    cells = [row[at] for row in rows for at in places if at < len(row) and row[at].strip()]
    return len(places) > 1 and any(map(is_ticked, cells)) and all(map(is_cross, cells))


#: What ticks a column of its own, and what leaves it open.
CROSSES = frozenset(["x", "✓", "✔", "☒", "☑", "v", "ja", "yes", "oui", "1", "true", "waar"])
OPEN = frozenset(["-", "nee", "no", "non", "nein", "0", "false", "onwaar", "n", "☐", ""])


def is_cross(cell: str) -> bool:
    """Whether a cell only ticks a column, or says that it does not count."""
    return cell.strip().lower() in CROSSES | OPEN


def is_ticked(cell: str) -> bool:
    """Whether a cell ticks its column."""
    return cell.strip().lower() in CROSSES


#: How a cell begins that shows how a form is to be filled in; and a row that adds others up.
_EXAMPLE = re.compile(
    r"\W*(?:voorbeeld|example|exemple|beispiel|bijv|bijvoorbeeld|bv|vb)\b\s*\d*[.:)]", re.IGNORECASE
)
_FILL_IN = re.compile(
    r"\s*(?:[(\[][^()\[\]]*[)\]]|<[^<>=/]*>"
    r"|(?:vul|kies|selecteer|beschrijf|fill in|enter|choose|select|describe)\b.*)\s*",
    re.IGNORECASE | re.DOTALL,
)
_TOTAL = re.compile(r"\W*(?:sub)?(?:totaal|total|gesamt|summe|somme)\b[\s\w]*\W*", re.IGNORECASE)
_NUMBER = re.compile(r"[\d\s.,%€$-]+")


def may_be_none(cell: str) -> bool:
    """Whether a row with this cell may be no processing."""
    if cell[:1].isdigit():
        return False
    return any(pattern.match(cell) for pattern in (_EXAMPLE, _FILL_IN, _TOTAL))


def no_processing(said: Sequence[str]) -> str:
    """Why the filled cells of a row are no processing: "example", "fill_in", "total"; else "".

    >>> no_processing(["Voorbeeld: salaris", "Bijv. NAW"]), no_processing(["Totaal", "2"])
    ('example', 'total')
    >>> no_processing(["(vul de naam in)", "(welke gegevens)"]), no_processing(["Salaris", "NAW"])
    ('fill_in', '')
    """
    if _EXAMPLE.match(said[0]):
        return "example"
    if all(_FILL_IN.fullmatch(cell) for cell in said):
        return "fill_in"
    if _TOTAL.fullmatch(said[0]) and all(_NUMBER.fullmatch(cell) for cell in said[1:]):
        return "total"
    return ""
