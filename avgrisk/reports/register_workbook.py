"""A scored register as an Excel workbook: filters, a frozen heading, and where it came from."""

from __future__ import annotations

import io
import re
import zipfile

import pandas as pd

from avgrisk.core.labels import label
from avgrisk.register.cells import harmless
from avgrisk.register.report_data import Report

#: Excel's own limits: rows of a sheet, letters of a cell.
MOST_ROWS, LONGEST = 1_048_575, 32_767
WIDTHS = {"text": 40, "number": 12}
DECIMALS = 4
#: What XML, and so a workbook, cannot hold.
FORBIDDEN = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {
    0xFFFE: None,
    0xFFFF: None,
}
#: The moment that the parts of a workbook bear, so that the same input gives the same bytes.
MOMENT = (1980, 1, 1, 0, 0, 0)
#: Where a workbook says when it was made.
WHEN = re.compile(rb"(<dcterms:(?:created|modified)[^<>]*>)[^<>]*(</dcterms:)")


def workbook(report: Report, table: pd.DataFrame, lang: str = "nl") -> bytes:
    """The workbook: a sheet with the scored register (cells already safe), a sheet about it."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = label("xlsx.register", lang)
    sheet.append(list(table.columns))
    for row in zip(*(_cells(table[name]) for name in table.columns), strict=True):
        sheet.append(row)
    _dress(sheet, table)
    about = book.create_sheet(label("xlsx.about", lang))
    for line in _about(report, lang):
        about.append(line)
    about.column_dimensions["A"].width = about.column_dimensions["B"].width = WIDTHS["text"]
    out = io.BytesIO()
    book.save(out)
    return _fixed(out.getvalue(), report.date)


def _cells(cells: pd.Series) -> list[object]:
    """A column's cells: numbers at four decimals, texts within Excel's limits, blank as None."""
    if pd.api.types.is_numeric_dtype(cells.dtype):
        return [None if pd.isna(part) else round(float(part), DECIMALS) for part in cells]
    return [
        None if pd.isna(part) or part == "" else str(part).translate(FORBIDDEN)[:LONGEST]
        for part in cells
    ]


def _dress(sheet, table: pd.DataFrame) -> None:
    """Filters on every column, the heading frozen and bold, texts wide enough to read."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for place, name in enumerate(table.columns, start=1):
        head = sheet.cell(row=1, column=place)
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        numeric = pd.api.types.is_numeric_dtype(table[name].dtype)
        width = WIDTHS["number"] if numeric else WIDTHS["text"]
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":  # a text that begins with = is a text
                cell.data_type = "s"


def _about(report: Report, lang: str) -> list[tuple[object, ...]]:
    """What the workbook was made from, and how far to trust it."""
    assessed = report.assessed
    made = {
        "source": report.source,
        "sha256": assessed.register.digest,
        "index": assessed.index.version,
        "tool": report.version,
        "date": report.date,
        "seed": assessed.seed,
    }
    lines: list[tuple[object, ...]] = [
        (label(f"made.{key}", lang), harmless(str(value))) for key, value in made.items()
    ]
    share = round(100 * report.summary.complete)
    lines.append((label("register.complete", lang, share=share),))
    said = (*assessed.index.grounds, "register.blank", "legal.not_advice")
    lines += [(label(key, lang),) for key in said]
    return lines


def _fixed(content: bytes, date: str) -> bytes:
    """The same archive with one fixed moment on all its parts, and the report's date within."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            part = old.read(member)
            if member.filename == "docProps/core.xml":
                part = WHEN.sub(rf"\g<1>{date}T00:00:00Z\g<2>".encode(), part)
            info = zipfile.ZipInfo(member.filename, MOMENT)
            new.writestr(info, part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
