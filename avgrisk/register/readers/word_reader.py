"""Reading Word documents: every table as a sheet, named after the line above it."""

import zipfile
from pathlib import Path
from xml.parsers.expat import ExpatError

from avgrisk.register.readers.grids import (
    DAMAGED,
    MOST_COLUMNS,
    Bounds,
    Sheet,
    checked_zip,
    plain_text,
    refusing,
    unreadable,
)
from avgrisk.register.readers.sheet_facts import Allowance, attributes, parse

SUFFIXES = (".docx",)
BODY = "word/document.xml"
#: A table is called after so many letters of the line above it.
LONGEST_NAME = 60


def read(path: Path) -> list[Sheet]:
    """Every table of the document; what stands outside tables is no part of a register."""
    checked_zip(path, "error.damaged_word")
    document = _Document(path)
    with (
        refusing(path, "error.damaged_word", (*DAMAGED, ExpatError)),
        zipfile.ZipFile(path) as archive,
        archive.open(BODY) as content,
    ):
        parse(content, document.start, document.allowance, document.text, document.end)
    if not document.sheets:
        raise unreadable(path, "error.no_table")
    return document.sheets


class _Document:
    """The tables of a document, gathered while it is parsed; a table within a cell is its text."""

    def __init__(self, path: Path) -> None:
        self.path, self.allowance, self.bounds = path, Allowance(path), Bounds(path)
        self.sheets: list[Sheet] = []
        self.rows: list[list[str]] = []
        self.row: list[str] = []
        self.said: list[str] = []
        self.above = self.down = ""
        self.tables = self.other = 0
        self.wide = 1
        self.shown = False
        self.merged: dict[tuple[int, int], tuple[int, int]] = {}
        self.tops: dict[int, int] = {}

    def start(self, name: str, pairs: list[str]) -> None:
        if name == "tbl":
            self.tables += 1
            if self.tables == 1:
                self.rows, self.merged, self.tops = [], {}, {}
        elif name == "Fallback":  # the same drawing again, for older programs
            self.other += 1
        elif name == "t":
            self.shown = not self.other
        elif name in ("br", "cr"):
            self.said.append("\n")
        elif name == "tab" and self.said:
            self.said.append(" ")
        elif self.tables == 1:
            self._table(name, pairs)

    def _table(self, name: str, pairs: list[str]) -> None:
        """What begins a row or a cell, and how far a cell reaches."""
        if name == "tr":
            self.row = []
        elif name == "tc":
            self.said, self.wide, self.down = [], 1, ""
        elif name in ("gridSpan", "gridBefore"):
            told = attributes(pairs).get("val", "1")
            number = min(int(told), MOST_COLUMNS) if told.isdigit() and len(told) < 5 else 1
            if name == "gridSpan":
                self.wide = max(1, number)
            else:
                self.row += [""] * number
        elif name == "vMerge":
            self.down = attributes(pairs).get("val", "continue")

    def text(self, text: str) -> None:
        if self.shown:
            self.allowance.read(len(text))
            self.said.append(text)

    def end(self, name: str) -> None:
        if name == "t":
            self.shown = False
        elif name == "Fallback":
            self.other -= 1
        elif name == "p" and self.tables:
            self.said.append("\n")
        elif name == "p":
            self.above = " ".join("".join(self.said).split())[:LONGEST_NAME] or self.above
            self.said = []
        elif name == "tbl":
            self._close()
        elif self.tables == 1 and name == "tc":
            self._cell()
        elif self.tables == 1 and name == "tr":
            self.rows.append(self.bounds.row(self.row))

    def _cell(self) -> None:
        at, number = len(self.row), len(self.rows)
        if self.down == "continue":
            top = self.tops.get(at, number)
        else:
            top = self.tops[at] = number
        self.merged[top, at] = (number, at + self.wide - 1)
        self.row += [plain_text("".join(self.said)).strip(), *[""] * (self.wide - 1)]
        self.said = []

    def _close(self) -> None:
        self.tables -= 1
        if self.tables or not any(map(any, self.rows)):
            return
        merged = tuple(
            (top, left, bottom, right)
            for (top, left), (bottom, right) in self.merged.items()
            if (top, left) != (bottom, right)
        )
        number = len(self.sheets) + 1
        name = above = self.above or f"tabel {number}"
        while any(sheet.name == name for sheet in self.sheets):
            name, number = f"{above} ({number})", number + 1
        self.sheets.append(Sheet(name, self.rows, merged=merged))
