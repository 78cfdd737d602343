"""One processing in several places: sheets that belong to the rows of another, a card beside its
row in a list."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from avgrisk.register.readers.grids import Sheet, cell_at, filled
from avgrisk.register.readers.headings import Heading
from avgrisk.register.readers.mapping import WORDS, field_of, looked_at
from avgrisk.register.readers.shapes import fields_of
from avgrisk.vocabulary.text import fold

#: What a sheet may hold a part of, by its name.
PARTS = (
    "purpose_statement", "data_categories", "special_data", "data_subjects", "recipient_text",
    "legal_basis_text", "legal_basis", "transfer", "retention", "security", "processor", "source",
)  # fmt: skip
#: What a column with an explanation is called.
_EXPLAINS = re.compile(r"description|omschrijving|beschrijving|beschreibung", re.IGNORECASE)
#: A key as tools write it: "privacy_financial_data".
_KEY = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")
#: Fields that tell rows apart and say nothing else.
LABELS = ("title", "number", "note", "contact", "department", "group", "controller")

Part = tuple[Sheet, Heading | None]
Row = list[str]


@dataclass(frozen=True, slots=True)
class Linked:
    """The sheets after what belongs together was put together; names of sheets that became a part
    of another, and of those of which nobody can tell where they belong."""

    parts: list[Part]
    joined: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


def linked(parts: list[Part]) -> Linked:
    """Sheets named after a field, beside one sheet of processings, become columns of it.

    A row belongs to the processing that one of its columns names; where there is one processing
    only, to that one. Sheets that are read so hold no processings of their own.
    """
    sides = [part for part in parts if _is_side(*part)]
    mains = [part for part in parts if part[1] is not None and part not in sides]
    named = [part for part in mains if part[0].visible and "title" in _fields(part[1])]
    named = [part for part in named if _is_whole(part[1])] or named
    if not sides or len(named) != 1 or named[0][1] is None:
        return Linked(parts)
    main = _Main(named[0][0], named[0][1])
    joined: list[str] = []
    loose: list[str] = []
    for sheet, heading in sides:
        (joined if heading is not None and main.take(sheet, heading) else loose).append(sheet.name)
    left = [part for part in parts if part not in sides and part is not named[0]]
    return Linked([main.part(), *left], tuple(joined), tuple(loose))


def _is_side(sheet: Sheet, heading: Heading | None) -> bool:
    """Whether a sheet is named after a field and has no purpose of its own beside a title."""
    if heading is None or not sheet.visible or sheet.cards:
        return False
    return field_of(sheet.name) in PARTS and not _is_whole(heading)


def _is_whole(heading: Heading | None) -> bool:
    """Whether a sheet names processings and tells what they are for."""
    fields = _fields(heading)
    return {"title", "purpose_statement"} <= fields or "proposed_use" in fields


def _fields(heading: Heading | None) -> set[str]:
    return fields_of(heading) if heading is not None else set()


class _Main:
    """The sheet of processings while it takes in what others say of them."""

    def __init__(self, sheet: Sheet, heading: Heading) -> None:
        self.sheet, self.heading = sheet, heading
        self.names = list(heading.names)
        self.rows = [list(row) for row in sheet.rows[heading.row + 1 :]]
        self.filled = [number for number, row in enumerate(self.rows) if filled(row)]
        self.keys = self._keys()

    def _keys(self) -> dict[str, int]:
        """What names a row: its number or its title; a name that two rows bear names none."""
        found: dict[str, int] = {}
        twice = set()
        places = [at for at, n in enumerate(self.names) if field_of(n) in ("number", "title")]
        for number in self.filled:
            for key in {_folded(self.rows[number], at) for at in places} - {""}:
                if found.setdefault(key, number) != number:
                    twice.add(key)
        return {key: number for key, number in found.items() if key not in twice}

    def take(self, sheet: Sheet, heading: Heading) -> bool:
        """Take in the rows of a sheet; whether it is known where they belong."""
        rows = [row for row in sheet.rows[heading.row + 1 :] if filled(row)]
        link = self._link(rows, len(heading.names))
        if link is None and not self._only(sheet, heading):
            return not rows
        for row in rows:
            at = self.keys[_folded(row, link)] if link is not None else self.filled[0]
            for name, said in _said(sheet.name, heading.names, row, link):
                self._put(at, name, said)
        return True

    def _only(self, sheet: Sheet, heading: Heading) -> bool:
        """Whether a sheet without a link speaks of the one processing that there is: it is no list
        of choices, and of its field the processing itself says nothing."""
        own = field_of(sheet.name) in fields_of(self.heading)
        return len(self.filled) == 1 and len(heading.names) > 1 and not own

    def _link(self, rows: Sequence[Row], width: int) -> int | None:
        """The column that names a row of this sheet."""
        for at in range(width):
            cells = [key for row in rows if (key := _folded(row, at))]
            if len(cells) == len(rows) and cells and all(key in self.keys for key in cells):
                return at
        return None

    def _put(self, number: int, name: str, said: str) -> None:
        """Words in a column, behind what stands there already; a column that is new is added."""
        if name not in self.names:
            self.names.append(name)
        at, row = self.names.index(name), self.rows[number]
        row.extend([""] * (at + 1 - len(row)))
        row[at] = f"{row[at]}; {said}" if row[at].strip() and row[at] != said else said

    def part(self) -> Part:
        """The sheet with its new columns."""
        above = self.sheet.rows[: self.heading.row]
        groups = (*self.heading.groups, *[""] * (len(self.names) - len(self.heading.groups)))
        heading = Heading(self.heading.row, tuple(self.names), groups)
        return replace(self.sheet, rows=[*above, self.names, *self.rows]), heading


def _said(
    sheet: str, names: Sequence[str], row: Row, link: int | None
) -> Iterator[tuple[str, str]]:
    """What a row of another sheet says: its own words under the name of the sheet; what it says of
    another field under that field's heading, the rest with the sheet's name before it."""
    cells = {
        name: _words(row[at].strip())
        for at, name in enumerate(names)
        if at != link and at < len(row) and row[at].strip()
    }
    own = [name for name in cells if field_of(name) in ("title", field_of(sheet))]
    own = own or [name for name in cells if field_of(name) is None][:1]
    own += [name for name in cells if _EXPLAINS.search(name) or field_of(name) == "group"]
    words = ": ".join(cells[name] for name in dict.fromkeys(own))
    if words:
        yield sheet, words
    for name, cell in cells.items():
        what = field_of(name)
        if name not in own and what != "number":
            yield (name if {what, f"{what}{WORDS}"} & looked_at() else f"{sheet} {name}"), cell


def _words(cell: str) -> str:
    """A key in words.

    >>> _words("privacy_financial_data"), _words("e-mail")
    ('financial data', 'e-mail')
    """
    return cell.removeprefix("privacy_").replace("_", " ") if _KEY.fullmatch(cell) else cell


def _folded(row: Row, at: int) -> str:
    return " ".join(fold(cell_at(row, at)).split())


def beside(
    rows: pd.DataFrame, fields: Mapping[str, str], sheets: Sequence[str], cards: frozenset[str]
) -> tuple[pd.DataFrame, list[int]]:
    """A processing that stands in two sheets under one name, as one row, and the rows that went
    into another.

    `sheets` tells where each row comes from, `cards` which sheets hold cards. A card belongs to
    the row of a list that bears its name; two lists belong together where they say different
    things of it. Lines of a list for one name go into its row in the other; a name that stands
    twice in both, or in more sheets, is left alone.
    """
    titles = [name for name, what in fields.items() if what == "title" and name in rows]
    if len(set(sheets)) < 2 or not titles:
        return rows, []
    shown = rows[titles].agg("".join, axis=1).map(lambda cell: " ".join(fold(cell).split()))
    where: dict[str, list[int]] = {}
    for number, title in enumerate(shown):
        if title:
            where.setdefault(title, []).append(number)
    read = [name for name in rows if fields[name] in looked_at() and fields[name] not in LABELS]
    cells = rows.to_numpy(dtype=object, copy=True)
    gone = []
    for numbers in where.values():
        kept, *others = _ordered(numbers, sheets, cards)
        for other in others:
            card = sheets[other] in cards and sheets[kept] not in cards
            if card or not _repeats(rows, read, kept, other, fields):
                pairs = zip(cells[kept], cells[other], strict=True)
                cells[kept] = [both(one, more) for one, more in pairs]
                gone.append(other)
    return pd.DataFrame(cells, columns=rows.columns, dtype=str), sorted(gone)


def _ordered(numbers: Sequence[int], sheets: Sequence[str], cards: frozenset[str]) -> Sequence[int]:
    """The row of a name that is kept, and the rows of another sheet that may go into it: none where
    the name stands in more sheets, or twice in each."""
    counts = Counter(sheets[number] for number in numbers)
    single = [number for number in numbers if counts[sheets[number]] == 1]
    if len(counts) != 2 or not single:
        return numbers[:1]
    kept = min(single, key=lambda number: sheets[number] in cards)
    return [kept, *(number for number in numbers if sheets[number] != sheets[kept])]


def _repeats(
    rows: pd.DataFrame, read: Sequence[str], one: int, other: int, fields: Mapping[str, str]
) -> bool:
    """Whether two rows both say something of one field."""
    said = Counter(
        what
        for number in (one, other)
        for what in {fields[name] for name in read if rows[name].iat[number].strip()}
    )
    return not said or max(said.values()) > 1


def both(one: str, other: str) -> str:
    """Two cells in one; what is the same stands there once."""
    if not one.strip() or fold(one.strip()) == fold(other.strip()):
        return one if one.strip() else other
    return f"{one}; {other}" if other.strip() else one
