"""What a spreadsheet's XML says before anybody reads its cells: how large it is, what is hidden."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO
from xml.parsers import expat

from avgrisk.register.readers.grids import BLOCK, LONGEST_CELL, MOST_COLUMNS, unreadable

#: What the smallest file may hold; each byte on disk allows one more. A real workbook takes two
#: bytes for an element and six for a cell.
ELEMENTS, CELLS = 500_000, 2_000_000
#: A sheet has no more rows than these, and a workbook no more letters.
MOST_ROWS, MOST_LETTERS = 1_048_576, 100_000_000

#: Rows and columns of a merged cell, counted from 0: top, left, bottom, right.
Merged = tuple[int, int, int, int]


@dataclass
class Facts:
    """Of one sheet: the number of rows and columns up to the last filled cell, rows that are hidden
    (0 is the first), merged cells, formulas without a kept value."""

    name: str = ""
    rows: int = 0
    columns: int = 0
    hidden: set[int] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)
    formulas: int = 0

    def fill(self, rows: int, columns: int) -> None:
        """There is a filled cell here."""
        self.rows, self.columns = max(self.rows, rows), max(self.columns, columns)


class Allowance:
    """How much a file of this size may hold; refuses one that has more."""

    def __init__(self, path: Path) -> None:
        self.path, size = path, path.stat().st_size
        self.elements, self.cells, self.letters = ELEMENTS + size, CELLS + size, MOST_LETTERS

    def take(self, elements: int) -> None:
        """So many more elements."""
        self.elements -= elements
        if self.elements < 0:
            raise unreadable(self.path, "error.packed")

    def read(self, letters: int) -> None:
        """So many more letters."""
        self.letters -= letters
        if self.letters < 0:
            raise unreadable(self.path, "error.letters", limit=MOST_LETTERS // 1_000_000)

    def sheet(self, facts: Facts) -> None:
        """A sheet as large as this, gaps counted: a reader makes a cell of every place."""
        if facts.columns > MOST_COLUMNS:
            raise unreadable(self.path, "error.columns", limit=MOST_COLUMNS)
        self.cells -= facts.rows * facts.columns
        if self.cells < 0 or facts.rows > MOST_ROWS:
            place = f"{facts.name}!{column_name(facts.columns)}{facts.rows}"
            raise unreadable(self.path, "error.far", place=place)


def parse(
    stream: IO[bytes],
    start: Callable[[str, list[str]], object],
    allowance: Allowance,
    text: Callable[[str], object] | None = None,
    end: Callable[[str], object] | None = None,
) -> None:
    """Tell every element by its name without prefix; definitions that a parser would expand are
    refused."""
    parser = expat.ParserCreate()
    parser.ordered_attributes = parser.buffer_text = True
    known: dict[str, str] = {}

    def named(name: str) -> str:
        return known.get(name) or known.setdefault(name, name.rpartition(":")[2])

    def started(name: str, attributes: list[str]) -> None:
        allowance.elements -= 1
        start(named(name), attributes)

    def defined(*_: object) -> None:
        raise unreadable(allowance.path, "error.entities")

    parser.StartElementHandler = started
    parser.StartDoctypeDeclHandler = defined
    parser.EntityDeclHandler = defined
    if text is not None:
        parser.CharacterDataHandler = text
    if end is not None:
        parser.EndElementHandler = lambda name: end(named(name))
    while block := stream.read(BLOCK):
        parser.Parse(block)
        allowance.take(0)
    parser.Parse(b"", True)


def attributes(pairs: Sequence[str]) -> dict[str, str]:
    """The attributes of an element by their names without prefix."""
    return {
        name.rpartition(":")[2]: value for name, value in zip(pairs[::2], pairs[1::2], strict=True)
    }


@cache
def column_number(letters: str) -> int:
    """Which column, counted from 1.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_name(number: int) -> str:
    """The letters of a column, counted from 1.

    >>> column_name(28)
    'AB'
    """
    return column_name((number - 1) // 26) + chr(65 + (number - 1) % 26) if number > 0 else ""


def _place(reference: str) -> tuple[int, int]:
    """Row and column of "AB12", counted from 1; ValueError where it is none."""
    letters = reference.rstrip("0123456789")
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        raise ValueError(reference)
    return int(reference[len(letters) :]), column_number(letters.upper())


class _Worksheet:
    """The facts of an Excel worksheet, gathered while it is parsed."""

    def __init__(self, name: str) -> None:
        self.facts = Facts(name)
        self.row = self.column = self.shared = 0
        self.formula = self.value = False

    def start(self, name: str, pairs: list[str]) -> None:
        if name == "c":
            self._cell(pairs)
        elif name == "v":
            self.facts.fill(self.row, self.column)
            self.value = self.formula
        elif name == "is":
            self.facts.fill(self.row, self.column)
        elif name == "f":
            self.formula = True
            self.facts.formulas += 1
        elif name == "row":
            self._row(attributes(pairs))
        elif name == "mergeCell":
            self._merge(attributes(pairs).get("ref", ""))

    def text(self, text: str) -> None:
        """A formula with something in its value has a kept value."""
        if self.value:
            self.facts.formulas -= 1
            self.value = self.formula = False

    def _cell(self, pairs: list[str]) -> None:
        self.column += 1
        self.value = self.formula = False
        for name, value in zip(pairs[::2], pairs[1::2], strict=True):
            if name == "r":
                self.row, self.column = _place(value)
            elif name == "t" and value == "s":
                self.shared += 1

    def _row(self, found: dict[str, str]) -> None:
        self.row, self.column = int(found.get("r", self.row + 1)), 0
        if found.get("hidden") in ("1", "true"):
            self.facts.hidden.add(self.row - 1)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = _place(first), _place(last or first)
        self.facts.merged.append((top - 1, left - 1, bottom - 1, right - 1))


def excel_facts(archive: zipfile.ZipFile, path: Path) -> dict[str, Facts]:
    """Sheet name -> its facts, for a workbook in XML."""
    allowance, found = Allowance(path), {}
    strings = _shared_lengths(archive, allowance)
    longest = max(strings, default=0)
    for name, part in _worksheets(archive, path):
        sheet = _Worksheet(name)
        with archive.open(part) as stream:
            parse(stream, sheet.start, allowance, sheet.text)
        if sheet.shared * longest > MOST_LETTERS:
            with archive.open(part) as stream:
                allowance.read(_shared_letters(stream, strings, path))
        # A workbook's sheets are read one after the other.
        Allowance(path).sheet(sheet.facts)
        found[name] = sheet.facts
    return found


def _worksheets(archive: zipfile.ZipFile, path: Path) -> Iterator[tuple[str, str]]:
    """Name and part of every sheet, as the workbook says."""
    members, targets = relations(archive, path, "xl/_rels/workbook.xml.rels")
    sheets: list[dict[str, str]] = []

    def sheet(name: str, pairs: list[str]) -> None:
        if name == "sheet":
            sheets.append(attributes(pairs))

    with archive.open(members["xl/workbook.xml"]) as stream:
        parse(stream, sheet, Allowance(path))
    for found in sheets:
        yield found["name"], members[targets[found["id"]]]


def relations(
    archive: zipfile.ZipFile, path: Path, part: str
) -> tuple[dict[str, str], dict[str, str]]:
    """Every part by its name in small letters, and what the workbook calls them."""
    members = {name.lower(): name for name in archive.namelist()}
    if len(members) < len(archive.namelist()):
        raise unreadable(path, "error.damaged")
    targets: dict[str, str] = {}

    def target(name: str, pairs: list[str]) -> None:
        if name == "Relationship":
            found = attributes(pairs)
            place = found["Target"].lower()
            inside = place if place.startswith(("/", "xl/")) else f"xl/{place}"
            targets[found["Id"]] = inside.removeprefix("/")

    with archive.open(members[part]) as stream:
        parse(stream, target, Allowance(path))
    return members, targets


def _shared_lengths(archive: zipfile.ZipFile, allowance: Allowance) -> list[int]:
    """How long each of the workbook's shared texts is."""
    lengths: list[int] = []

    def start(name: str, _: list[str]) -> None:
        if name == "si":
            lengths.append(0)

    def text(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    for part in archive.namelist():
        if part.lower() == "xl/sharedstrings.xml":
            with archive.open(part) as stream:
                parse(stream, start, allowance, text)
    if max(lengths, default=0) > LONGEST_CELL:
        raise unreadable(allowance.path, "error.cell", limit=LONGEST_CELL)
    return lengths


def _shared_letters(stream: IO[bytes], lengths: Sequence[int], path: Path) -> int:
    """How many letters the cells of a sheet have that refer to a shared text."""
    used: Counter[str] = Counter()
    shared = value = False

    def start(name: str, pairs: list[str]) -> None:
        nonlocal shared, value
        if name == "c":
            shared = attributes(pairs).get("t") == "s"
        value = shared and name == "v"

    def text(text: str) -> None:
        if value:
            used[text.strip()] += 1

    parse(stream, start, Allowance(path), text)
    return sum(count * lengths[int(text)] for text, count in used.items() if text.isdigit())


class _Document:
    """The facts of the tables of an OpenDocument spreadsheet, gathered while it is parsed."""

    def __init__(self, allowance: Allowance) -> None:
        self.allowance = allowance
        self.tables: list[Facts] = []
        self.row = self.column = self.rows = self.columns = self.letters = self.wide = 0
        self.shown = self.valued = False

    def start(self, name: str, pairs: list[str]) -> None:
        if name in ("table-cell", "covered-table-cell"):
            self._cell(attributes(pairs), name == "table-cell")
        elif name == "table-row":
            self._row(attributes(pairs))
        elif name == "table":
            self.tables.append(Facts(attributes(pairs).get("name", "")))
            self.row = self.rows = 0
        elif name in ("p", "h"):
            self.shown = True
        elif name == "s":
            self.text(" " * min(_times(attributes(pairs).get("c")), LONGEST_CELL + 1))
        elif name in ("tab", "line-break"):
            self.text(" ")

    def text(self, text: str) -> None:
        if not self.shown:
            return
        self.letters += len(text)
        if self.letters > LONGEST_CELL:
            raise unreadable(self.allowance.path, "error.cell", limit=LONGEST_CELL)

    def end(self, name: str) -> None:
        if name in ("p", "h"):
            self.shown = False
        elif name in ("table-cell", "covered-table-cell"):
            self.column += self.columns
            if self.letters or self.valued:
                self.wide = self.column
                self.allowance.read(self.letters * self.columns * self.rows)
        elif name == "table-row":
            if self.wide:
                self.tables[-1].fill(self.row + self.rows, self.wide)
                self.allowance.take(self.wide * (self.rows - 1))
            self.row += self.rows
        elif name == "table":
            self.allowance.sheet(self.tables[-1])

    def _row(self, found: dict[str, str]) -> None:
        self.column, self.wide = 0, 0
        self.rows = _times(found.get("number-rows-repeated"))
        if found.get("visibility", "visible") != "visible" and self.rows <= MOST_COLUMNS:
            self.tables[-1].hidden.update(range(self.row, self.row + self.rows))

    def _cell(self, found: dict[str, str], own: bool) -> None:
        self.letters = 0
        self.columns = _times(found.get("number-columns-repeated"))
        self.valued = "value-type" in found
        down = _times(found.get("number-rows-spanned"))
        right = _times(found.get("number-columns-spanned"))
        if own and down * right > 1:
            merged = (self.row, self.column, self.row + down - 1, self.column + right - 1)
            self.tables[-1].merged.append(merged)


def _times(text: str | None) -> int:
    """How often something is repeated, within what a spreadsheet can hold."""
    if text is None or not text.isdigit():
        return 1
    return max(1, int(text)) if len(text) < 10 else LONGEST_CELL + 1


def document_facts(content: IO[bytes], path: Path) -> dict[str, Facts]:
    """Table name -> its facts, for the content of an OpenDocument spreadsheet."""
    document = _Document(Allowance(path))
    parse(content, document.start, document.allowance, document.text, document.end)
    return {facts.name: facts for facts in document.tables}
