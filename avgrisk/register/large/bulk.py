"""Csv or parquet, to csv or parquet, for registers of millions of rows: in pieces, taken up again.

Each piece is read, scored and kept as a part beside the output; when all are there the ranks are
known and the output is put together. A run that is killed leaves the old output and its parts; the
next run with the same input and settings goes on with the pieces that are not there yet.
"""

import hashlib
import shutil
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from avgrisk.core.machine import fresh, replace_file
from avgrisk.register import persons, writing
from avgrisk.register.large import forms, order
from avgrisk.register.large.engines import Engine
from avgrisk.register.large.parts import Done, first_rows, score_piece
from avgrisk.register.ranking import MOST_ROWS
from avgrisk.register.readers import csv_reader, large_csv, parquet_reader
from avgrisk.register.readers.plans import Counts, Job, Piece, Plan, added
from avgrisk.register.readers.reading import file_digest
from avgrisk.scoring.index_file import load_index

#: Csv files from this size on are scored in pieces; parquet files by their rows.
LARGE_BYTES = 24_000_000
#: And smaller ones with more lines than these, which would take as much memory.
MOST_LINES, BLOCK = 100_000, 1 << 20

#: So many rows of the file show what its columns hold, unless most of them are blank.
FIRST_ROWS = 2_000

Told = Callable[[int], object]


@dataclass(frozen=True)
class Large:
    """A large file that is ready to be scored."""

    plan: Plan
    pieces: tuple[Piece, ...]


def is_large(path: Path) -> bool:
    """Whether a file is too large to be held in memory as a whole."""
    kind = path.suffix.lower()
    if not path.is_file():
        return False
    if kind in csv_reader.SUFFIXES:
        size = path.stat().st_size
        return size >= LARGE_BYTES or (size > MOST_LINES and _lines(path) > MOST_LINES)
    return kind in parquet_reader.SUFFIXES and parquet_reader.rows_of(path) > MOST_ROWS


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(BLOCK), b""))


def planned(path: Path, mapping: Mapping[str, str], keep: bool) -> Large:
    """How to read the file; columns with names or contact details are left out unless `keep`."""
    kind = path.suffix.lower()
    module = parquet_reader if kind in parquet_reader.SUFFIXES else large_csv
    plan, pieces = module.plan(path, mapping)
    unused = tuple(name for name in mapping if name not in plan.names)
    if unused:
        note = ("register.not_in_file", {"columns": ", ".join(unused)})
        plan = replace(plan, notes=(*plan.notes, note))
    dropped = () if keep or not pieces else _personal(plan, pieces[0])
    return Large(replace(plan, dropped=dropped), tuple(pieces))


def _personal(plan: Plan, piece: Piece) -> tuple[str, ...]:
    """The columns with names or contact details, as the first rows show."""
    rows = FIRST_ROWS
    while True:
        table = first_rows(plan, piece, rows)
        if rows >= piece.rows or len(table) >= persons.LOOKED_AT:
            return tuple(persons.personal_columns(table, plan.fields))
        rows = piece.rows


def job_of(
    large: Large, out: Path, settings: tuple[str, ...], version: str, sector: str, lang: str = "nl"
) -> Job:
    """The job with the name its parts have; `settings` is what else the result depends on."""
    plan, form = large.plan, out.suffix.lower()
    index = load_index(version)  # its numbers: a file of coefficients may change under its name
    told = repr((file_digest(plan.path), dict(plan.fields), plan.dropped, lang,
                 settings, index, sector, form, large.pieces))  # fmt: skip
    key = hashlib.sha256(told.encode()).hexdigest()[:32]
    folder = writing.part_of(out).with_suffix(".parts")
    return Job(plan, folder.absolute(), index, sector, form, key, lang)


def score_large(
    large: Large, job: Job, out: Path, engine: Engine = map, done: Told = lambda rows: None
) -> Counts | None:
    """Score a large file into `out` and its rejected rows beside it; None where the register has
    so few rows that their ranks can have an interval, which the ordinary way gives.

    `done` is told how many rows of the file are done, piece by piece.
    """
    try:
        job.folder.mkdir(exist_ok=True)
        parts = _scored(job, large.pieces, engine, done)
        counts = added(part.counts for part in parts)
        if counts.rows > MOST_ROWS:
            _finish(job, parts, out, counts, engine)
        shutil.rmtree(job.folder)
    except OSError as error:
        raise writing.unwritable(out, error) from None
    return counts if counts.rows > MOST_ROWS else None


def _scored(job: Job, pieces: tuple[Piece, ...], engine: Engine, done: Told) -> list[Done]:
    """Every piece scored, in the order of the file."""
    plain = replace(job, plan=replace(job.plan, path=job.plan.path.absolute()))
    parts = []
    for part in engine(partial(score_piece, plain), pieces):
        parts.append(part)
        done(pieces[part.number].rows)
    return sorted(parts, key=lambda part: part.number)


def _finish(job: Job, parts: list[Done], out: Path, counts: Counts, engine: Engine) -> None:
    """Ranks, then every part with its ranks, then all of them as one file that takes the name."""
    places = order.cuts(parts)
    higher = order.above(job, len(parts), places, engine)
    for _ in engine(partial(_slice, job, higher), range(len(parts))):
        pass
    (name,) = engine(partial(_whole, job), [len(parts)])
    beside = writing.rejected_of(out)
    if counts.rejected:
        replace_file(job.folder / f"{name}.rejected", beside)
    replace_file(job.folder / name, out)
    if not counts.rejected:
        beside.unlink(missing_ok=True)


def _slice(job: Job, higher: tuple[int, ...], number: int) -> None:
    """One part as it comes in the output."""
    path = job.file(number, "slice")
    with np.load(job.file(number, "npz"), allow_pickle=False) as kept:
        ranks = order.ranks(job, number, kept["score"], higher)
        content = forms.ranked(job.form, kept, ranks)
    with fresh(path) as file:
        file.write(content)


def _whole(job: Job, parts: int) -> str:
    """The output and the list of rejected rows, under a name of their own in the folder."""
    name = f"whole-{uuid.uuid4().hex}"
    header, told = b"", []
    for number in range(parts):
        with np.load(job.file(number, "npz"), allow_pickle=False) as kept:
            told.append(kept["rejected"].tobytes())
            if not number and job.form == forms.CSV:
                header = b"\xef\xbb\xbf" + kept["header"].tobytes() + b"\n"
    with fresh(job.folder / f"{name}.rejected") as file:
        file.write(f"\ufeff{writing.rejected_header(job.lang)}\n".encode())
        file.writelines(told)
    slices = [job.file(number, "slice") for number in range(parts)]
    with fresh(job.folder / name) as file:
        forms.put_together(job.form, header, slices, file)
    return name
