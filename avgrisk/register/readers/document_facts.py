"""What the XML of an OpenDocument spreadsheet says before anybody reads its cells."""

from pathlib import Path
from typing import IO

from avgrisk.register.readers.grids import LONGEST_CELL, MOST_COLUMNS, unreadable
from avgrisk.register.readers.sheet_facts import Allowance, Facts, attributes, parse


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
