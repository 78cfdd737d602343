"""What `avgrisk score` does: read, map, score, tell what happened, write."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.cli import paths
from avgrisk.core.labels import explain, label
from avgrisk.core.records import InputError
from avgrisk.register.ranking import MOST_ROWS
from avgrisk.register.readers import csv_reader, parquet_reader
from avgrisk.register.readers.plans import Counts, Piece, Plan, first_cells
from avgrisk.register.readers.reading import Register, passed_notes, read_register
from avgrisk.register.report_data import Options, taken_notes
from avgrisk.register.uses import share
from avgrisk.scoring.index_file import load_index
from avgrisk.vocabulary import sectors

if TYPE_CHECKING:
    from avgrisk.register.assess import Assessed


#: What --out can end in, and for registers that are scored in pieces.
ENDINGS = (".csv", ".parquet", ".xlsx", ".html", ".json")
LARGE_ENDINGS = (".csv", ".parquet")
CISO_ENDING = ".ciso.csv"
#: So many rejected rows are told in full when there is no file to list them in, and so many
#: recognised columns are named.
SHOWN = 20
#: Registers longer than this show a progress bar when somebody is watching.
LONG = 2_000

Say = Callable[[str], None]


def run(path: Path, options: Options, say: Say, lang: str = "nl") -> tuple[int, Assessed | None]:
    """How many rows were rejected, and the assessed register (None where there was none)."""
    from avgrisk.register.checking import checked
    from avgrisk.register.readers.mapping import read_mapping
    from avgrisk.register.uses import proposed_uses
    from avgrisk.register.writing import personal_columns

    _check(path, options, lang)
    load_index(options.version).check_no_extras()  # before anything is read
    mapping = read_mapping(options.mapping) if options.mapping else {}
    if _is_large(path, options):
        counted = _score_large(path, options, mapping, say, lang)
        if counted is not None:
            return counted, None
    register = read_register(path, mapping)
    if options.write_mapping is not None:
        write_mapping(register, options.write_mapping, lang, say)
        return 0, None
    fields = {name: register.fields.get(name, "") for name in register.rows.columns}
    kept = register.rows.drop(columns=personal_columns(register.rows, register.fields))
    unused = first_cells(kept, fields)
    told = fields if len(register.rows) else {}
    tell_read(register.skipped, register.notes, told, unused, lang, say)
    if not len(register.rows):
        say(label("register.none", lang, file=path))
        if options.out is not None:
            shown = _dropped(register, options, say, lang)
            _write(_assessed(shown, options, lang), path, options, lang)
        return 0, None
    register = _dropped(register, options, say, lang)
    if not options.anyway:
        checked(proposed_uses(register.rows, register.fields, options.sector))
    assessed = _assessed(register, options, lang)
    counts = _counts(assessed)
    tell_made(counts, bool(assessed.ranking.draws), lang, say)
    if options.out is None:
        for item in assessed.rejected[:SHOWN]:
            row = register.places[item.row][1]
            for error in (item.error, *item.also):
                say(label("register.rejected_row", lang, row=row, message=explain(error, lang)))
    else:
        counts.escaped = _write(assessed, path, options, lang)
        tell_written(counts, options.out, lang, say)
    return len(assessed.rejected), assessed


def _check(path: Path, options: Options, lang: str) -> None:
    """The output has a form that is known and that the engine writes, no file is read and written,
    and the kind of organisation is a known one."""
    out, endings = options.out, ENDINGS if options.engine == "pandas" else LARGE_ENDINGS
    if out is not None and out.suffix.lower() not in endings:
        raise InputError("out", out, ", ".join(endings), "error.out_format")
    if out is not None and out.suffix.lower() == ".parquet":
        from avgrisk.register.readers.parquet_reader import needed

        needed()
    if options.engine != "pandas" and out is None:
        raise InputError("out", "", ", ".join(endings), "error.out_needed")
    index = Path(options.version) if options.version.lower().endswith(".csv") else None
    paths.checked(
        {"REGISTER": path, "--mapping": options.mapping, "--index": index,
         "--previous": options.previous},
        {"--out": out, "--write-mapping": options.write_mapping},
    )  # fmt: skip
    check_sector(options.sector, lang)


def _is_ciso(out: Path) -> bool:
    """Whether the output is for the importer of CISO Assistant."""
    return out.name.lower().endswith(CISO_ENDING)


def check_sector(sector: str, lang: str) -> None:
    """InputError with the nearest names where nobody knows this kind of organisation."""
    if sector and sectors.find(sector) is None:
        near = ", ".join(sectors.near_names(sector, lang))
        raise InputError("--sector", sector, near, "error.sector" if near else "error.sector_far")


def _is_large(path: Path, options: Options) -> bool:
    """Whether a register goes from csv or parquet to either, and is too large to be held in memory
    as a whole, or is for a cluster."""
    from avgrisk.register.large import bulk

    out = options.out
    if out is None or out.suffix.lower() not in LARGE_ENDINGS or options.write_mapping:
        return False
    if _is_ciso(out):
        return False
    if options.engine != "pandas" and path.is_file():
        return path.suffix.lower() in (*csv_reader.SUFFIXES, *parquet_reader.SUFFIXES)
    return bulk.is_large(path)


def _score_large(
    path: Path, options: Options, mapping: dict[str, str], say: Say, lang: str
) -> int | None:
    """How many rows were rejected; None where the ordinary way has to do it."""
    from avgrisk.register.large import bulk, engines

    out = options.out
    assert out is not None
    large = bulk.planned(path, mapping, options.keep_columns)
    if not options.anyway and large.pieces:
        _checked_start(large.plan, large.pieces[0], options.sector)
    settings = (options.version, options.sector, lang)
    job = bulk.job_of(large, out, (version("avgrisk"),), *settings)
    rows = sum(piece.rows for piece in large.pieces)
    with engines.engine(options.engine, options.scheduler) as engine, _bar(rows, lang) as done:
        counts = bulk.score_large(large, job, out, engine, done)
    if counts is None:
        return None
    plan = large.plan
    notes = [note for note in plan.notes if note[0] == "register.above"]
    notes += passed_notes(counts.passed)
    notes += [note for note in plan.notes if note not in notes]
    tell_read(counts.skipped, notes, plan.fields, counts.unused, lang, say)
    tell_dropped(plan.dropped, lang, say)
    tell_made(counts, False, lang, say)
    tell_written(counts, out, lang, say)
    return counts.rejected


def _checked_start(plan: Plan, piece: Piece, sector: str) -> None:
    """Refuse a large register of whose first rows too little is understood."""
    from avgrisk.register.checking import checked
    from avgrisk.register.large.parts import filled_rows, read_piece
    from avgrisk.register.uses import proposed_uses

    table, _ = read_piece(plan, piece, LONG)
    use, _, _ = filled_rows(plan, table)
    checked(proposed_uses(table[use].reset_index(drop=True), plan.fields, sector))


@contextmanager
def _bar(length: int, lang: str) -> Iterator[Callable[[int], object]]:
    """A progress bar when somebody is watching; gives what is to be told how far the work is."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    import click

    words = label("register.scoring", lang)
    with click.progressbar(length=length, label=words, file=sys.stderr) as bar:
        yield bar.update


def write_mapping(register: Register, path: Path, lang: str, say: Say) -> None:
    """A mapping file for the columns of a register, to be corrected by hand."""
    from avgrisk.register.readers.mapping import mapping_text
    from avgrisk.register.writing import write_text

    examples = {
        name: next((cell for cell in register.rows[name] if cell.strip()), "")
        for name in register.rows.columns
    }
    fields = {name: register.fields.get(name, "") for name in register.rows.columns}
    write_text(mapping_text(fields, examples), path, encoding="utf-8-sig")
    say(label("register.mapping_written", lang, file=path))


def _dropped(register: Register, options: Options, say: Say, lang: str) -> Register:
    """The register without names and contact details, unless they are asked for."""
    from avgrisk.register.readers.reading import without
    from avgrisk.register.writing import personal_columns

    names = personal_columns(register.rows, register.fields)
    if not names or options.keep_columns:
        return register
    tell_dropped(names, lang, say)
    return without(register, names)


def _assessed(register: Register, options: Options, lang: str) -> Assessed:
    """The register assessed, with a progress bar on long work when somebody is watching."""
    from avgrisk.register.assess import assess

    rows, seed = len(register.rows), options.seed
    with _bar(rows if rows > LONG else 0, lang) as done:
        told = done if rows > LONG else lambda count: None
        return assess(register, options.version, sector=options.sector, seed=seed, done=told)


def _counts(assessed: Assessed) -> Counts:
    """What happened, as far as the lines tell it."""
    from avgrisk.register.unscorable import unscorable
    from avgrisk.register.uses import answered

    uses = assessed.uses
    return Counts(
        rows=len(assessed.titles),
        rejected=len(assessed.rejected),
        unscorable=int(unscorable(assessed.scores).sum()),
        lazy=int(uses.lazy.sum()),
        answered=int(answered(uses.frame, uses.lazy).to_numpy().sum()),
        unread=dict(uses.unread),
        derived=list(uses.derived),
    )


def _write(assessed: Assessed, source: Path, options: Options, lang: str) -> int:
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
    if suffix == ".csv" and not _is_ciso(out):
        writing.write_csv(table, out)
        return
    if suffix == ".parquet":
        writing.write_bytes(_parquet(assessed, source, options), out)
        return
    from avgrisk.register.report_data import report_of

    report = report_of(assessed, source, options, escaped)
    if _is_ciso(out):
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


def _parquet(assessed: Assessed, source: Path, options: Options) -> bytes:
    """The register as parquet; columns that come from parquet keep their types."""
    from avgrisk.register.large import forms

    register = assessed.register
    typed = None
    if source.suffix.lower() in parquet_reader.SUFFIXES:
        lines = [line for _, line in register.places]
        typed = parquet_reader.typed(source, lines, register.rows.columns)
    return forms.parquet_bytes(forms.arrow_table(register.rows, assessed.scores, typed))


Notes = Sequence[tuple[str, dict[str, object]]]


def tell_read(
    skipped: int,
    notes: Notes,
    fields: Mapping[str, str],
    unused: Mapping[str, str],
    lang: str,
    say: Say,
) -> None:
    """What was read, and what was not; `fields` is column -> field, "" = none, and `unused` the
    first cell of columns that stand for none."""
    if skipped:
        say(label("register.skipped", lang, count=skipped))
    for key, values in notes:
        say(label(key, lang, **values))
    found = [name for name, field in fields.items() if field]
    if found:
        named = {"found": len(found), "total": len(fields), "columns": _listed(found)}
        say(label("register.recognised", lang, **named))
    unknown = [
        f"{name} ({first})" if (first := unused.get(name)) else name
        for name, field in fields.items()
        if not field
    ]
    if unknown:
        named = {"count": len(unknown), "columns": _listed(unknown)}
        say(label("register.unrecognised", lang, **named))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (" ..." if len(names) > SHOWN else "")


def tell_dropped(names: Sequence[str], lang: str, say: Say) -> None:
    """Which columns were left out."""
    if names:
        say(label("register.dropped", lang, columns=", ".join(names)))


def tell_made(counts: Counts, ranked: bool, lang: str, say: Say) -> None:
    """What was made of the texts, what is missing, how sure the ranks are."""
    for key, values in taken_notes(counts.derived):
        say(label(key, lang, **values))
    if counts.lazy:
        say(label("register.lazy", lang, count=counts.lazy))
    for name, count in counts.unread.items():
        if count:
            say(label("register.unread", lang, field=name, count=count))
    say(label("register.complete", lang, share=share(counts.answered, counts.rows)))
    if counts.unscorable:
        say(label("register.unscorable", lang, count=counts.unscorable))
    if not ranked and counts.rows > MOST_ROWS:
        say(label("register.no_ranks", lang, limit=MOST_ROWS))


def tell_written(counts: Counts, out: Path, lang: str, say: Say) -> None:
    """What was written, and where the rejected rows are."""
    if counts.rejected:
        beside = paths.rejected_of(out)
        say(label("register.rejected", lang, rejected=counts.rejected, file=beside))
    if counts.escaped and out.suffix.lower() in (".csv", ".xlsx"):
        say(label("register.escaped", lang, count=counts.escaped))
    scored = counts.rows - counts.rejected - counts.unscorable
    say(label("register.written", lang, rows=scored, rejected=counts.rejected, file=out))
