"""`avgrisk score` on a register that is too large to be held in memory as a whole."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from avgrisk import __version__
from avgrisk.cli.score_output import Say, is_ciso, made_notes, read_notes, tell, written_notes
from avgrisk.core.labels import label
from avgrisk.register.readers import csv_reader, parquet_reader
from avgrisk.register.readers.left_out import passed_notes
from avgrisk.register.readers.plans import Piece, Plan
from avgrisk.register.report_data import Options

LARGE_ENDINGS = (".csv", ".parquet")
#: Registers longer than this show a progress bar when somebody is watching.
LONG = 2_000
#: Notes on a large register that come before those on its rows.
FIRST = ("register.above", "register.organisation")


def is_large(path: Path, options: Options) -> bool:
    """Whether a register goes from csv or parquet to either, and is too large to be held in memory
    as a whole, or is for a cluster."""
    out = options.out
    if out is None or out.suffix.lower() not in LARGE_ENDINGS or options.write_mapping:
        return False
    if is_ciso(out):
        return False
    if options.engine != "pandas" and path.is_file():
        return path.suffix.lower() in (*csv_reader.SUFFIXES, *parquet_reader.SUFFIXES)
    from avgrisk.register.large import bulk

    return bulk.is_large(path)


def score_large(
    path: Path, options: Options, mapping: dict[str, str], say: Say, lang: str
) -> int | None:
    """How many rows were rejected; None where the ordinary way has to do it."""
    from avgrisk.register.checking import doubts
    from avgrisk.register.large import bulk, engines

    out = options.out
    assert out is not None
    large = bulk.planned(path, mapping, options.keep_columns)
    if not options.anyway and large.pieces:
        _checked_start(large.plan, large.pieces[0], options.sector)
    settings = (options.version, options.sector, lang)
    job = bulk.job_of(large, out, (__version__,), *settings)
    rows = sum(piece.rows for piece in large.pieces)
    with engines.engine(options.engine, options.scheduler) as engine, progress(rows, lang) as done:
        counts = bulk.score_large(large, job, out, engine, done)
    if counts is None:
        return None
    plan = large.plan
    notes = [note for note in plan.notes if note[0] in FIRST]
    notes += passed_notes(counts.passed)
    notes += [note for note in plan.notes if note not in notes]
    tell(doubts(counts.told, counts.rows), lang, say)
    tell(read_notes(counts.skipped, notes, plan.fields, counts.unused, plan.dropped), lang, say)
    tell([*made_notes(counts, False), *written_notes(counts, out)], lang, say)
    return counts.rejected


def _checked_start(plan: Plan, piece: Piece, sector: str) -> None:
    """Refuse a large register of whose first rows too little is understood."""
    from avgrisk.register.checking import checked
    from avgrisk.register.large.parts import first_rows
    from avgrisk.register.row_uses import proposed_uses

    rows = first_rows(plan, piece, LONG).reset_index(drop=True)
    checked(rows, plan.fields, proposed_uses(rows, plan.fields, sector or plan.sector))


@contextmanager
def progress(length: int, lang: str) -> Iterator[Callable[[int], object]]:
    """A progress bar on long work that somebody is watching; gives what is to be told how far the
    work is."""
    if length <= LONG or not sys.stderr.isatty():
        yield lambda count: None
        return
    import click

    words = label("register.scoring", lang)
    with click.progressbar(length=length, label=words, file=sys.stderr) as bar:
        yield bar.update
