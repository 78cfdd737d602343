"""Reading spreadsheets by calamine: every sheet, formulas by their kept value, cells as text."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.parsers.expat import ExpatError

from avgrisk.core.records import InputError
from avgrisk.register.readers import binary_facts, document_facts, excel_facts
from avgrisk.register.readers.grids import DAMAGED, Bounds, Sheet, as_text, checked_zip, unreadable
from avgrisk.register.readers.sheet_facts import Facts

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

    try:
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
    except InputError:
        raise
    except (CalamineError, *_STRANGE):
        raise unreadable(path, "error.damaged") from None


def _checked(path: Path) -> tuple[str | io.BytesIO, Mapping[str, Facts]]:
    """What is to be read, and the facts of its sheets; refused where it holds too much."""
    kind = path.suffix.lower()
    if kind in OLD:
        return str(path), binary_facts.old_facts(path)
    if kind in FLAT:
        with path.open("rb") as content:
            return _packed(path), document_facts.document_facts(content, path)
    checked_zip(path)
    with zipfile.ZipFile(path) as archive:
        if kind in EXCEL:
            return str(path), excel_facts.excel_facts(archive, path)
        if kind in BINARY:
            return str(path), binary_facts.binary_facts(archive, path)
        with archive.open("content.xml") as content:
            return str(path), document_facts.document_facts(content, path)


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
