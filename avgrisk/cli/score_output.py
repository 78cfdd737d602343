"""What `avgrisk score` writes, in the form its name asks for, and what it tells on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core.labels import label
from avgrisk.register.completeness import share
from avgrisk.register.ranking import MOST_ROWS
from avgrisk.register.readers import parquet_reader
from avgrisk.register.readers.plans import Counts
from avgrisk.register.report_data import Options, taken_notes
from avgrisk.register.writing import rejected_of

if TYPE_CHECKING:
    from avgrisk.register.assess import Assessed
    from avgrisk.register.summary import Note

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
    beside, rejected = rejected_of(out), assessed.rejected
    if rejected:
        register = assessed.register
        listed = writing.rejected_table(rejected, register.places, register.fields, lang)
        writing.write_csv(writing.safe_cells(listed)[0], beside)
    _write_form(assessed, table, out, source, options, escaped, lang)
    if not rejected:
        beside.unlink(missing_ok=True)
    return escaped


def _write_form(
    assessed: Assessed, table, out: Path, source: Path, options: Options, escaped: int, lang: str
) -> None:
    from avgrisk.register import writing

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


#: So many recognised columns are named.
SHOWN = 20

Say = Callable[[str], object]


def tell(notes: Iterable[Note], lang: str, say: Say) -> None:
    """Notes of the reader, the check or one of those below, in words."""
    for key, values in notes:
        say(label(key, lang, **values))


def read_notes(
    skipped: int,
    notes: Iterable[Note],
    fields: Mapping[str, str],
    unused: Mapping[str, str],
    dropped: Sequence[str],
) -> Iterator[Note]:
    """What was read, what was not, and what is left out; `fields` is column -> field, "" = none,
    and `unused` the first cell of columns that stand for none."""
    if skipped:
        yield "register.skipped", {"count": skipped}
    yield from notes
    found = [name for name, field in fields.items() if field]
    if found:
        named = {"found": len(found), "total": len(fields), "columns": _listed(found)}
        yield "register.recognised", named
    unknown = [
        f"{name} ({first})" if (first := unused.get(name)) else name
        for name, field in fields.items()
        if not field
    ]
    if unknown:
        yield "register.unrecognised", {"count": len(unknown), "columns": _listed(unknown)}
    if dropped:
        yield "register.dropped", {"columns": ", ".join(dropped)}


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (" ..." if len(names) > SHOWN else "")


def made_notes(counts: Counts, ranked: bool) -> Iterator[Note]:
    """What was made of the texts, what is missing, how sure the ranks are."""
    yield from taken_notes(counts.derived)
    if counts.lazy:
        yield "register.lazy", {"count": counts.lazy}
    for name, count in counts.unread.items():
        if count:
            yield "register.unread", {"field": f"@desk.field.{name}", "count": count}
    yield "register.complete", {"share": share(counts.answered, counts.rows)}
    if counts.unscorable:
        yield "register.unscorable", {"count": counts.unscorable}
    if not ranked and counts.rows > MOST_ROWS:
        yield "register.no_ranks", {"limit": MOST_ROWS}


def written_notes(counts: Counts, out: Path) -> Iterator[Note]:
    """What was written, and where the rejected rows are."""
    rejected = counts.rejected
    if rejected:
        yield "register.rejected", {"rejected": rejected, "file": rejected_of(out)}
    if counts.escaped and out.suffix.lower() in (".csv", ".xlsx"):
        yield "register.escaped", {"count": counts.escaped}
    scored = counts.rows - rejected - counts.unscorable
    yield "register.written", {"rows": scored, "rejected": rejected, "file": out}
