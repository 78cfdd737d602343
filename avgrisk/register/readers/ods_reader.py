"""Reading OpenDocument spreadsheets: every sheet, repeated cells written out, all cells as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax import SAXException

from avgrisk.core.records import InputError
from avgrisk.register.readers.grids import DAMAGED, Bounds, Sheet, checked_zip, unreadable
from avgrisk.register.readers.xlsx_reader import EMPTY_ROWS, as_text

SUFFIXES = (".ods",)
_STRANGE = (*DAMAGED, SAXException, TypeError, AttributeError, AssertionError, LookupError)


def read(path: Path, lang: str) -> list[Sheet]:
    """Every table of the document."""
    from odf.opendocument import load
    from odf.table import Table

    checked_zip(path, lang)
    bounds = Bounds(path, lang)
    try:
        document = load(str(path))
        tables = document.spreadsheet.getElementsByType(Table)
        return [
            Sheet(_attribute(table, "name", ""), list(_rows(table, bounds))) for table in tables
        ]
    except InputError:
        raise
    except _STRANGE:
        raise unreadable(path, "error.damaged", lang) from None


def _rows(table, bounds: Bounds) -> Iterator[list[str]]:
    """The rows up to the last filled one; a filled row that is repeated comes as often."""
    from odf.table import TableRow

    empty = 0
    for element in table.getElementsByType(TableRow):
        times = _number(_attribute(element, "numberrowsrepeated", "1"))
        row = bounds.row(_cells(element, bounds))
        if not row:
            empty += times
            continue
        if empty > EMPTY_ROWS:
            return
        yield from ([] for _ in range(empty))
        empty = 0
        yield row
        for _ in range(times - 1):
            yield bounds.row(list(row))


def _cells(row, bounds: Bounds) -> list[str]:
    """The cells of a row, those repeated written out; covered cells are empty."""
    from odf.table import CoveredTableCell, TableCell

    names = {TableCell().qname: False, CoveredTableCell().qname: True}
    cells: list[str] = []
    for element in row.childNodes:
        covered = names.get(element.qname) if hasattr(element, "qname") else None
        if covered is None:
            continue
        times = _number(_attribute(element, "numbercolumnsrepeated", "1"))
        text = "" if covered else _text(element)
        if not text and times > 1:
            cells.extend([""] * min(times, 20_000))
        else:
            cells.extend([text] * times)
            bounds.row(list(cells))
    return cells


def _text(cell) -> str:
    """What a cell shows; a number by its kept value."""
    from odf import teletype
    from odf.text import P

    if _attribute(cell, "valuetype", "") in ("float", "percentage", "currency"):
        value = _attribute(cell, "value", "")
        try:
            return as_text(float(value))
        except ValueError:
            return value
    return "\n".join(teletype.extractText(part) for part in cell.getElementsByType(P))


def _attribute(element, name: str, default: str) -> str:
    return str(element.getAttribute(name) or default)


def _number(text: str) -> int:
    """How often something is repeated, within what a spreadsheet can hold."""
    return max(1, min(int(text), 1_048_576)) if text.isdigit() and len(text) < 10 else 1
