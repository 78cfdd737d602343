"""A scored register as a file: the same bytes that the command line writes, by kind."""

from __future__ import annotations

from pathlib import PurePosixPath

from avgrisk.register import writing
from avgrisk.register.telling import Report

#: What can be downloaded, and its media type.
KINDS = {
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "json": "application/json",
}


def file_of(report: Report, kind: str, lang: str) -> tuple[str, bytes]:
    """The name of a download and what is in it; an unknown kind is a KeyError."""
    assessed = report.assessed
    name = f"{_stem(report.source)}-avgrisk.{kind}"
    if kind == "html":
        from avgrisk.register_report import register_html

        return name, register_html(report, lang).encode("utf-8", "replace")
    if kind == "json":
        from avgrisk.register.json_writer import document

        return name, document(report, lang).encode("utf-8", "replace")
    table, _ = writing.safe_cells(writing.joined(assessed.register.rows, assessed.scores))
    if kind == "csv":
        return name, writing.csv_text(table).encode("utf-8-sig", "replace")
    if kind == "xlsx":
        from avgrisk.register.excel import workbook

        return name, workbook(report, table, lang)
    raise KeyError(kind)


def _stem(source: str) -> str:
    """The source's name as a file name: letters, figures and dashes."""
    plain = "".join(c if c.isalnum() or c in "-_" else "-" for c in PurePosixPath(source).stem)
    return plain.strip("-")[:60] or "register"
