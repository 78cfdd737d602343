"""What a spreadsheet's XML says before anybody reads its cells: how large it is, what is hidden."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO
from xml.parsers import expat

from avgrisk.register.readers.grids import BLOCK, MOST_COLUMNS, unreadable

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
            from openpyxl.utils import get_column_letter  # only who refuses waits for it

            place = f"{facts.name}!{get_column_letter(facts.columns)}{facts.rows}"
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
