"""One workbook in every format that is read: xlsx, Strict xlsx, xls, ods, flat ods."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import xlwt

Sheets = dict[str, list[list[str]]]
#: What Excel calls its names in "Strict Open XML Spreadsheet".
STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
}
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


@dataclass(frozen=True)
class Dress:
    """What a sheet has besides cells: merged ones (sheet, top, left, bottom, right), hidden rows
    (sheet, row), hidden sheets; counted from 0."""

    merged: tuple[tuple[str, int, int, int, int], ...] = ()
    hidden: frozenset[tuple[str, int]] = frozenset()
    away: frozenset[str] = frozenset()


def xlsx(sheets: Sheets, path: Path, dress: Dress = Dress()) -> Path:
    """A workbook of Excel."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
        if name in dress.away:
            sheet.sheet_state = "hidden"
    for name, row in dress.hidden:
        made[name].row_dimensions[row + 1].hidden = True
    for name, top, left, bottom, right in dress.merged:
        made[name].merge_cells(start_row=top + 1, start_column=left + 1,
                               end_row=bottom + 1, end_column=right + 1)  # fmt: skip
    path = path.with_suffix(".xlsx")
    made.save(path)
    return path


def strict(sheets: Sheets, path: Path, dress: Dress = Dress()) -> Path:
    """The same as "Strict Open XML"."""
    path = xlsx(sheets, path, dress)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            for loose, exact in STRICT.items():
                content = content.replace(loose.encode(), exact.encode())
            archive.writestr(name, content)
    return path


def xls(sheets: Sheets, path: Path, dress: Dress = Dress()) -> Path:
    """A workbook of Excel 97."""
    made = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = made.add_sheet(name)
        spans = {part[1:3]: part[1:] for part in dress.merged if part[0] == name}
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                span = spans.get((at, place))
                if span:
                    sheet.write_merge(span[0], span[2], span[1], span[3], cell)
                elif cell:
                    sheet.write(at, place, cell)
            if (name, at) in dress.hidden:
                sheet.row(at).hidden = True
        sheet.visibility = int(name in dress.away)
    path = path.with_suffix(".xls")
    made.save(str(path))
    return path


def ods(sheets: Sheets, path: Path, dress: Dress = Dress()) -> Path:
    """A spreadsheet of LibreOffice."""
    path = path.with_suffix(".ods")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "")
        body = "".join(_table(name, rows, dress) for name, rows in sheets.items())
        archive.writestr("content.xml", _document("document-content", body))
    return path


def fods(sheets: Sheets, path: Path, dress: Dress = Dress()) -> Path:
    """The same in one flat file."""
    path = path.with_suffix(".fods")
    body = "".join(_table(name, rows, dress) for name, rows in sheets.items())
    path.write_text(_document("document", body), encoding="utf-8")
    return path


def _document(kind: str, body: str) -> str:
    return (
        f"<office:{kind} {SPACES}><office:body><office:spreadsheet>{body}"
        f"</office:spreadsheet></office:body></office:{kind}>"
    )


def _table(name: str, rows: list[list[str]], dress: Dress) -> str:
    spans = {part[1:3]: part[3:] for part in dress.merged if part[0] == name}
    lines = []
    for at, row in enumerate(rows):
        kind = ' table:visibility="collapse"' if (name, at) in dress.hidden else ""
        cells = (_cell(cell, at, place, spans.get((at, place))) for place, cell in enumerate(row))
        lines.append(f"<table:table-row{kind}>{''.join(cells)}</table:table-row>")
    return f'<table:table table:name="{escape(name)}">{"".join(lines)}</table:table>'


def _cell(cell: str, at: int, place: int, span: tuple[int, int] | None) -> str:
    spread = ""
    if span:
        spread = (f' table:number-rows-spanned="{span[0] - at + 1}"'
                  f' table:number-columns-spanned="{span[1] - place + 1}"')  # fmt: skip
    if not cell:
        return f"<table:table-cell{spread}/>"
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
    return f'<table:table-cell office:value-type="string"{spread}>{text}</table:table-cell>'


#: Every format; in an OpenDocument file no sheet is hidden by these.
ALL = (xlsx, strict, xls, ods, fods)
HIDING = (xlsx, strict, xls)
