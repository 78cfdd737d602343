"""Reading spreadsheets by calamine: every sheet, formulas by their kept value, cells as text."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO
from xml.parsers.expat import ExpatError

from avgrisk.register.readers import binary_facts, excel_facts
from avgrisk.register.readers.grids import (
    DAMAGED,
    LONGEST_CELL,
    MOST_COLUMNS,
    Bounds,
    Sheet,
    as_text,
    checked_zip,
    refusing,
    unreadable,
)
from avgrisk.register.readers.sheet_facts import Allowance, Facts, attributes, parse

EXCEL, BINARY, OLD, OPEN, FLAT = (".xlsx", ".xlsm"), (".xlsb",), (".xls",), (".ods",), (".fods",)
SUFFIXES = (*EXCEL, *BINARY, *OLD, *OPEN, *FLAT)
#: What an OpenDocument spreadsheet says it is.
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
#: A file begins with so many bytes; how Office's own form begins, and what a locked one holds.
SNIFFED = 512
OLE, LOCKED = bytes.fromhex("d0cf11e0a1b11ae1"), "EncryptedPackage".encode("utf-16-le")
_STRANGE = (
    *DAMAGED,
    ExpatError,
    TypeError,
    AttributeError,
    ArithmeticError,
    LookupError,
    StopIteration,  # no workbook inside
)


def read(path: Path) -> list[Sheet]:
    """Every worksheet, hidden ones too; charts have no rows. The file's own XML is looked at
    first: a reader that makes a cell of every place must not meet a file that asks for millions."""
    from python_calamine import CalamineError, CalamineWorkbook

    with refusing(path, "error.damaged", (CalamineError, *_STRANGE)):
        # Refuse what only bears the name of a spreadsheet, by how it begins: a page of
        # the web, or a workbook locked by a password
        content = path.read_bytes()
        start = content[:SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n")
        if path.suffix.lower() not in FLAT and start.startswith(b"<"):
            raise unreadable(path, "error.webpage")
        if content.startswith(OLE) and LOCKED in content:
            raise unreadable(path, "error.password")
        source, facts = _checked(path)
        with CalamineWorkbook.from_object(source) as book:
            return list(_sheets(book, facts, Bounds(path)))


def _checked(path: Path) -> tuple[str | io.BytesIO, Mapping[str, Facts]]:
    """What is to be read, and the facts of its sheets; refused where it holds too much."""
    kind = path.suffix.lower()
    if kind in OLD:
        return str(path), binary_facts.old_facts(path)
    if kind in FLAT:
        with path.open("rb") as content:
            return _packed(path), document_facts(content, path)
    checked_zip(path)
    with zipfile.ZipFile(path) as archive:
        if kind in EXCEL:
            return str(path), excel_facts.excel_facts(archive, path)
        if kind in BINARY:
            return str(path), binary_facts.binary_facts(archive, path)
        with archive.open("content.xml") as content:
            return str(path), document_facts(content, path)


def _packed(path: Path) -> io.BytesIO:
    """A flat OpenDocument file as the archive that it would otherwise be."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("META-INF/manifest.xml", "")
        archive.write(path, "content.xml")
    packed.seek(0)
    return packed


def _sheets(book, facts: Mapping[str, Facts], bounds: Bounds) -> Iterator[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        found = facts.get(about.name, Facts())
        yield Sheet(
            about.name,
            list(_rows(book.get_sheet_by_name(about.name), bounds)),
            visible=about.visible == SheetVisibleEnum.Visible,
            hidden=frozenset(found.hidden),
            merged=tuple(found.merged),
            formulas=found.formulas,
        )


def _rows(sheet, bounds: Bounds) -> Iterator[list[str]]:
    """The rows of a sheet, from its first place up to its last filled one."""
    if sheet.start is None:
        return
    down, right = sheet.start
    before = [""] * right
    yield from ([] for _ in range(down))
    for cells in sheet.iter_rows():
        yield bounds.row(before + [as_text(cell) for cell in cells])


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
