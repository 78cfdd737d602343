"""A scored register as an Excel workbook: filters, a frozen heading, and where it came from."""

import io
import re
import shutil
import zipfile

import pandas as pd

from avgrisk.core.labels import label
from avgrisk.register.cells import harmless
from avgrisk.register.report_data import Report

#: Excel's own limits: rows of a sheet, letters of a cell.
MOST_ROWS, LONGEST = 1_048_575, 32_767
WIDTHS = {"text": 40, "number": 12}
DECIMALS = 4
#: Rows that are in memory as cells at once, and bytes of a part.
AT_ONCE, BLOCK = 5_000, 1 << 20
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

    book = Workbook(write_only=True)
    sheet = book.create_sheet(label("xlsx.register", lang))
    _dress(sheet, table)
    sheet.append(_heads(sheet, table))
    for start in range(0, len(table), AT_ONCE):
        part = table.iloc[start : start + AT_ONCE]
        for row in zip(*(_cells(sheet, part[name]) for name in part.columns), strict=True):
            sheet.append(row)
    about = book.create_sheet(label("xlsx.about", lang))
    about.column_dimensions["A"].width = about.column_dimensions["B"].width = WIDTHS["text"]
    for line in _about(report, lang):
        about.append(line)
    out = io.BytesIO()
    book.save(out)
    return _fixed(out, report.date)


def _cells(sheet, cells: pd.Series) -> list[object]:
    """A column's cells: numbers at four decimals, texts within Excel's limits, blank as None."""
    if pd.api.types.is_numeric_dtype(cells.dtype):
        return [None if part != part else round(part, DECIMALS) for part in cells.tolist()]
    return [_text(sheet, part) for part in cells.tolist()]


def _text(sheet, part: object) -> object:
    """A text within Excel's limits; one that begins with = is a text and no formula."""
    if part is None or part == "" or part != part:
        return None
    shown = str(part).translate(FORBIDDEN)[:LONGEST]
    return _cell(sheet, shown) if shown.startswith("=") else shown


def _cell(sheet, text: str):
    """A cell that is a text whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _heads(sheet, table: pd.DataFrame) -> list[object]:
    """The names of the columns, bold."""
    from openpyxl.styles import Alignment, Font

    heads = [_cell(sheet, str(name).translate(FORBIDDEN)[:LONGEST]) for name in table.columns]
    for head in heads:
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    return heads


def _dress(sheet, table: pd.DataFrame) -> None:
    """Filters on every column, the heading frozen, texts wide enough to read."""
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    last = get_column_letter(max(len(table.columns), 1))
    sheet.auto_filter.ref = f"A1:{last}{len(table) + 1}"
    for place, name in enumerate(table.columns, start=1):
        numeric = pd.api.types.is_numeric_dtype(table[name].dtype)
        width = WIDTHS["number"] if numeric else WIDTHS["text"]
        sheet.column_dimensions[get_column_letter(place)].width = width


def _about(report: Report, lang: str) -> list[tuple[object, ...]]:
    """What the workbook was made from, and how far to trust it."""
    keys = ("source", "sha256", "index", "tool", "date", "seed")
    lines: list[tuple[object, ...]] = [
        (label(f"made.{key}", lang), harmless(report.made[key])) for key in keys
    ]
    share = round(100 * report.summary.complete)
    lines += [(label(key, lang, **values),) for key, values in report.check.summary()]
    lines.append((label("register.complete", lang, share=share),))
    said = (*report.assessed.index.grounds, "register.blank", "legal.not_advice")
    lines += [(label(key, lang),) for key in said]
    return lines


def _fixed(content: io.BytesIO, date: str) -> bytes:
    """The same archive with one fixed moment on all its parts, and the report's date within."""
    out = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            with old.open(member) as part, new.open(info, "w", force_zip64=True) as target:
                if member.filename == "docProps/core.xml":
                    target.write(WHEN.sub(rf"\g<1>{date}T00:00:00Z\g<2>".encode(), part.read()))
                else:
                    shutil.copyfileobj(part, target, BLOCK)
    return out.getvalue()
