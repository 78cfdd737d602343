"""What `avgrisk score` does: read, map, score, tell what happened, write."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.index import load_index
from avgrisk.labels import explain, label
from avgrisk.records import InputError
from avgrisk.register.grids import checked_size
from avgrisk.register.reading import Register, read_register

if TYPE_CHECKING:
    from avgrisk.register.assessing import Assessed
    from avgrisk.register.bulk import Counts

#: What --out can end in.
ENDINGS = (".csv", ".xlsx", ".html", ".json")
#: So many rejected rows are told in full when there is no file to list them in.
SHOWN = 20
#: Registers longer than this show a progress bar when somebody is watching.
LONG = 2_000

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How a register is to be scored; see `avgrisk score --help`."""

    version: str = "1"
    lang: str = "nl"
    out: Path | None = None
    mapping: Path | None = None
    write_mapping: Path | None = None
    previous: Path | None = None
    measures: str = ""
    sector: str = ""
    keep_columns: bool = False
    seed: int = 1


def run(path: Path, options: Options, say: Say) -> tuple[int, Assessed | None]:
    """How many rows were rejected, and the assessed register (None where there was none)."""
    from avgrisk.register.mapping import read_mapping

    lang = options.lang
    if options.out is not None and options.out.suffix.lower() not in ENDINGS:
        raise InputError("out", options.out, ", ".join(ENDINGS), "error.out_format")
    if options.out is not None and options.out.resolve() == path.resolve():
        raise InputError("out", options.out, "", "error.out_same")
    mapping = read_mapping(options.mapping, lang) if options.mapping else {}
    if _is_large(path, options):
        counted = _score_large(path, options, mapping, say)
        if counted is not None:
            return counted, None
    register = read_register(path, lang, mapping)
    if options.write_mapping is not None:
        _write_mapping(register, options.write_mapping, lang, say)
        return 0, None
    _tell(register, lang, say)
    if not len(register.rows):
        say(label("register.none", lang, file=path))
        return 0, None
    register = _dropped(register, options, say)
    assessed = _assessed(register, options)
    _tell_assessed(assessed, lang, say)
    if options.out is None:
        for item in assessed.rejected[:SHOWN]:
            row = register.places[item.row][1]
            say(label("register.rejected_row", lang, row=row, message=explain(item.error, lang)))
    else:
        _write(assessed, path, options, say)
    return len(assessed.rejected), assessed


def _is_large(path: Path, options: Options) -> bool:
    """Whether a csv goes to a csv and is too large to be held in memory as a whole."""
    from avgrisk.register import bulk, csv_reader

    asked = options.out is not None and options.out.suffix.lower() == ".csv"
    if not asked or options.write_mapping or path.suffix.lower() not in csv_reader.SUFFIXES:
        return False
    return path.is_file() and checked_size(path, options.lang) >= bulk.LARGE_BYTES


def _score_large(path: Path, options: Options, mapping: dict[str, str], say: Say) -> int | None:
    """How many rows were rejected; None where the ordinary way has to do it."""
    from avgrisk.register import bulk

    lang, out = options.lang, options.out
    assert out is not None
    index = repr(load_index(options.version))  # the numbers: a file may change under its name
    settings = (index, options.sector, lang, version("avgrisk"))
    plan = bulk.plan(path, lang, mapping, options.keep_columns, settings)
    if plan is None:
        return None

    def done(rows: int) -> None:
        if sys.stderr.isatty():
            say(label("register.progress", lang, rows=rows))

    counts = bulk.score_csv(plan, out, options.version, options.sector, lang, done)
    if counts is None:
        return None
    if plan.dropped:
        say(label("register.dropped", lang, columns=", ".join(plan.dropped)))
    _tell_counts(counts, out, lang, say)
    return counts.rejected


def _tell_counts(counts: Counts, out: Path, lang: str, say: Say) -> None:
    """What happened to a large register."""
    from avgrisk.register.ranking import MOST_ROWS

    say(label("register.no_ranks", lang, limit=MOST_ROWS))
    if counts.skipped:
        say(label("register.skipped", lang, count=counts.skipped))
    if counts.rejected:
        beside = out.with_suffix(".rejected.csv")
        say(label("register.rejected", lang, rejected=counts.rejected, file=beside))
    if counts.escaped:
        say(label("register.escaped", lang, count=counts.escaped))
    scored = counts.rows - counts.rejected
    say(label("register.written", lang, rows=scored, rejected=counts.rejected, file=out))


def _write_mapping(register: Register, path: Path, lang: str, say: Say) -> None:
    from avgrisk.register.mapping import mapping_text
    from avgrisk.register.writing import write_text

    examples = {
        name: next((cell for cell in register.rows[name] if cell.strip()), "")
        for name in register.rows.columns
    }
    fields = {name: register.fields.get(name, "") for name in register.rows.columns}
    write_text(mapping_text(fields, examples), path, lang, encoding="utf-8-sig")
    say(label("register.mapping_written", lang, file=path))


def _tell(register: Register, lang: str, say: Say) -> None:
    """What was read, and what was not."""
    if register.skipped:
        say(label("register.skipped", lang, count=register.skipped))
    for key, values in register.notes:
        say(label(key, lang, **values))
    found = register.recognised
    if found:
        shown = ", ".join(found[:SHOWN]) + (" ..." if len(found) > SHOWN else "")
        total = len(register.rows.columns)
        say(label("register.recognised", lang, found=len(found), total=total, columns=shown))


def _dropped(register: Register, options: Options, say: Say) -> Register:
    """The register without names and contact details, unless they are asked for."""
    from avgrisk.register.reading import without
    from avgrisk.register.writing import personal_columns

    names = personal_columns(register.rows, register.fields)
    if not names or options.keep_columns:
        return register
    say(label("register.dropped", options.lang, columns=", ".join(names)))
    return without(register, names)


def _assessed(register: Register, options: Options) -> Assessed:
    """The register assessed, with a progress bar on long work when somebody is watching."""
    from avgrisk.register.assessing import assess

    settings = {"sector": options.sector, "seed": options.seed}
    if len(register.rows) <= LONG or not sys.stderr.isatty():
        return assess(register, options.version, **settings)  # type: ignore[arg-type]
    import click

    with click.progressbar(
        length=len(register.rows), label=label("register.scoring", options.lang), file=sys.stderr
    ) as bar:
        return assess(register, options.version, done=bar.update, **settings)  # type: ignore[arg-type]


def _tell_assessed(assessed: Assessed, lang: str, say: Say) -> None:
    """What was made of the texts, what is missing, how sure the ranks are."""
    from avgrisk.register.telling import derived_lines

    for line in derived_lines(assessed, lang):
        say(line)
    if assessed.uses.lazy.any():
        say(label("register.lazy", lang, count=int(assessed.uses.lazy.sum())))
    for name, count in assessed.uses.unread.items():
        if count:
            say(label("register.unread", lang, field=name, count=count))
    share = round(100 * float(assessed.complete.mean()))
    say(label("register.complete", lang, share=share))
    if not assessed.ranking.draws:
        from avgrisk.register.ranking import MOST_ROWS

        say(label("register.no_ranks", lang, limit=MOST_ROWS))


def _write(assessed: Assessed, source: Path, options: Options, say: Say) -> None:
    """The output in the asked form and, where there are any, its rejected rows beside it."""
    from avgrisk.register import writing

    lang, out = options.lang, options.out
    assert out is not None
    table, escaped = writing.safe_cells(writing.joined(assessed.register.rows, assessed.scores))
    beside, rejected = out.with_suffix(".rejected.csv"), assessed.rejected
    if rejected:
        register = assessed.register
        listed = writing.rejected_table(rejected, register.places, register.fields, lang)
        writing.write_csv(writing.safe_cells(listed)[0], beside, lang)
    _write_form(assessed, table, source, options, escaped)
    if rejected:
        say(label("register.rejected", lang, rejected=len(rejected), file=beside))
    else:
        beside.unlink(missing_ok=True)
    if escaped and out.suffix.lower() in (".csv", ".xlsx"):
        say(label("register.escaped", lang, count=escaped))
    scored = len(table) - len(rejected)
    say(label("register.written", lang, rows=scored, rejected=len(rejected), file=out))


def _write_form(assessed: Assessed, table, source: Path, options: Options, escaped: int) -> None:
    from avgrisk.register import writing

    out = options.out
    assert out is not None
    suffix = out.suffix.lower()
    if suffix == ".csv":
        writing.write_csv(table, out, options.lang)
        return
    from avgrisk.register.telling import told

    report = told(assessed, source, options, escaped)
    if suffix == ".xlsx":
        from avgrisk.register.excel import workbook

        writing.write_bytes(workbook(report, table, options.lang), out, options.lang)
    elif suffix == ".json":
        from avgrisk.register.json_writer import document

        writing.write_text(document(report, options.lang), out, options.lang)
    else:
        from avgrisk.register_report import register_html

        writing.write_text(register_html(report, options.lang), out, options.lang)
