"""The output of `avgrisk score` in the form its name asks for, with the rejected rows beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.cli import paths
from avgrisk.register.readers import parquet_reader
from avgrisk.register.report_data import Options

if TYPE_CHECKING:
    from avgrisk.register.assess import Assessed

CISO_ENDING = ".ciso.csv"


def is_ciso(out: Path) -> bool:
    """Whether the output is for the importer of CISO Assistant."""
    return out.name.lower().endswith(CISO_ENDING)


def write(assessed: Assessed, source: Path, options: Options, lang: str) -> int:
    """The output in the asked form and, where there are any, its rejected rows beside it; how many
    cells got an apostrophe."""
    from avgrisk.register import writing

    out = options.out
    assert out is not None
    table, escaped = writing.safe_cells(writing.joined(assessed.register.rows, assessed.scores))
    beside, rejected = paths.rejected_of(out), assessed.rejected
    if rejected:
        register = assessed.register
        listed = writing.rejected_table(rejected, register.places, register.fields, lang)
        writing.write_csv(writing.safe_cells(listed)[0], beside)
    _write_form(assessed, table, source, options, escaped, lang)
    if not rejected:
        beside.unlink(missing_ok=True)
    return escaped


def _write_form(
    assessed: Assessed, table, source: Path, options: Options, escaped: int, lang: str
) -> None:
    from avgrisk.register import writing

    out = options.out
    assert out is not None
    suffix = out.suffix.lower()
    if suffix == ".csv" and not is_ciso(out):
        writing.write_csv(table, out)
        return
    if suffix == ".parquet":
        writing.write_bytes(_parquet(assessed, source), out)
        return
    from avgrisk.register.report_data import report_of

    report = report_of(assessed, source, options, escaped)
    if is_ciso(out):
        from avgrisk.reports.register_exchange import ciso_table

        writing.write_csv(writing.safe_cells(ciso_table(report, lang))[0], out)
    elif suffix == ".xlsx":
        from avgrisk.reports.register_workbook import workbook

        writing.write_bytes(workbook(report, table, lang), out)
    elif suffix == ".json":
        from avgrisk.reports.register_json import document

        writing.write_text(document(report, lang), out)
    else:
        from avgrisk.reports.register_page import register_html

        writing.write_text(register_html(report, lang), out)


def _parquet(assessed: Assessed, source: Path) -> bytes:
    """The register as parquet; columns that come from parquet keep their types."""
    from avgrisk.register.large import forms

    register = assessed.register
    typed = None
    if source.suffix.lower() in parquet_reader.SUFFIXES:
        lines = [line for _, line in register.places]
        typed = parquet_reader.typed(source, lines, register.rows.columns)
    return forms.parquet_bytes(forms.arrow_table(register.rows, assessed.scores, typed))
