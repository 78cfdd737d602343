"""Reading Excel workbooks: every sheet, formulas by their kept value, all cells as text."""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import ParseError

from avgrisk.core.records import InputError
from avgrisk.register.readers.grids import DAMAGED, Bounds, Sheet, checked_zip, unreadable

SUFFIXES = (".xlsx", ".xlsm")
#: So many empty rows in a row end a sheet: formatting often runs on to the last row there is.
EMPTY_ROWS = 2_000
_WITHOUT_VALUE = re.compile(rb"</f>(?:<v\s*/>|<v></v>)?</c>|<f[^<>]*/></c>")
_STRANGE = (*DAMAGED, ParseError, TypeError, AttributeError, ArithmeticError, LookupError)


def read(path: Path, lang: str) -> list[Sheet]:
    """Every visible or hidden worksheet; charts have no rows."""
    import openpyxl

    checked_zip(path, lang)
    bounds = Bounds(path, lang)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
            try:
                return [Sheet(sheet.title, list(_rows(sheet, bounds))) for sheet in book.worksheets]
            finally:
                book.close()
        except InputError:
            raise
        except _STRANGE:
            raise unreadable(path, "error.damaged", lang) from None


def _rows(sheet, bounds: Bounds) -> Iterator[list[str]]:
    """The rows of a sheet up to its last filled one."""
    sheet.reset_dimensions()
    empty = 0
    for cells in sheet.iter_rows(values_only=True):
        row = bounds.row([as_text(cell) for cell in cells])
        if not row:
            empty += 1
            if empty > EMPTY_ROWS:
                return
            continue
        yield from ([] for _ in range(empty))
        empty = 0
        yield row


def formulas_without_value(path: Path) -> int:
    """How many formulas have no kept value: nobody opened and saved the file in a spreadsheet."""
    count = 0
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                count += len(_WITHOUT_VALUE.findall(archive.read(name)))
    return count


def as_text(cell: object) -> str:
    """A cell's value as text: whole numbers without .0, dates as 2024-05-31.

    >>> as_text(3.0), as_text(None), as_text(True)
    ('3', '', '1')
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.replace("\0", "").replace("_x000D_", "")
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ") if cell.time() != datetime.time() else cell.date().isoformat()
    return str(cell)
