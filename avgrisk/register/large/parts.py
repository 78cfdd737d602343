"""One piece of a large register: read, scored, and kept beside the output, whole or not at all."""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from avgrisk.core.machine import fresh
from avgrisk.register import writing
from avgrisk.register.assess import counts_of, scored
from avgrisk.register.distinct import are_decimals, each, holds
from avgrisk.register.large import forms
from avgrisk.register.large.joined import joined_rows
from avgrisk.register.readers import large_csv, parquet_reader
from avgrisk.register.readers.around import is_lone, names_group, several
from avgrisk.register.readers.fill_in import may_be_none, no_processing
from avgrisk.register.readers.grids import DAMAGED
from avgrisk.register.readers.headings import clean
from avgrisk.register.readers.plans import Counts, Job, Piece, Plan, first_cells
from avgrisk.register.readers.sheet_rows import joins_of
from avgrisk.register.readers.values import is_blank
from avgrisk.register.row_uses import proposed_uses
from avgrisk.register.writing import table_lines
from avgrisk.scoring.frame import Block

#: Scores of a part that are told to find out where the ranks are to be cut.
SAMPLES = 64
#: What a part's distinct scores are kept as: the score, and how many rows have it.
DISTINCT = np.dtype([("score", "f8"), ("rows", "i8")])


@dataclass(frozen=True)
class Done:
    """A piece that is scored: what happened, how many distinct scores, and a sample of them."""

    number: int
    counts: Counts
    distinct: int
    samples: tuple[float, ...]


def score_piece(job: Job, piece: Piece) -> Done:
    """Score a piece, unless an earlier run of the same input and settings kept it."""
    kept = _kept(job.file(piece.number, "npz"))
    if kept is not None and job.file(piece.number, "npy").exists():
        return kept
    table, source = read_piece(job.plan, piece)
    use, skipped, passed = filled_rows(job.plan, table, piece)
    rows = joined_rows(job.plan, table, use, passed) if source is None else table[use]
    rows = rows.drop(columns=list(job.plan.dropped)).reset_index(drop=True)
    fields = {name: what for name, what in job.plan.fields.items() if name in rows}
    uses = proposed_uses(rows, fields, job.sector or job.plan.sector)
    block = scored(uses.frame, job.index)
    listed = _rejected(job, block, np.flatnonzero(use) + piece.first)
    body, escaped = forms.packed(job.form, rows, block.table, source, use)
    counts = counts_of(uses, block.table, block.rejected)
    counts.skipped, counts.passed, counts.escaped = skipped, dict(passed), escaped
    counts.unused = first_cells(rows, job.plan.fields)
    scores = block.table["score"].to_numpy(dtype=np.float64)
    distinct = _distinct(scores)
    done = Done(piece.number, counts, len(distinct), _sample(distinct["score"]))
    _save(job, done, {**body, "score": scores, "rejected": forms.as_bytes(listed)}, distinct)
    return done


def read_piece(plan: Plan, piece: Piece, rows: int | None = None):
    """The rows of a piece (of a csv the first `rows`) as texts, and for parquet as they are in the
    file."""
    if plan.path.suffix.lower() in parquet_reader.SUFFIXES:
        return parquet_reader.table(plan, piece)
    return large_csv.table(plan, piece, rows), None


def first_rows(plan: Plan, piece: Piece, rows: int) -> pd.DataFrame:
    """Those of the first rows of a piece that count."""
    table, _ = read_piece(plan, piece, rows)
    return table[filled_rows(plan, table, piece)[0]]


def filled_rows(
    plan: Plan, table: pd.DataFrame, piece: Piece
) -> tuple[np.ndarray, int, Counter[str]]:
    """Which rows count; how many are empty (or hold only a number), how many are none, and why."""
    blank = np.ones(len(table), dtype=bool)
    repeated = np.ones(len(table), dtype=bool)
    heading = [*map(clean, plan.heading), *([""] * len(plan.names))]
    for name, head in zip(plan.names, heading, strict=False):
        if blank.any() and plan.fields.get(name) != "number":
            blank &= holds(table[name], is_blank)
        if repeated.any():
            repeated &= each(table[name], clean).to_numpy() == head
    repeated &= ~blank
    use = ~(blank | repeated)
    passed = _passed(plan, table, use)
    if plan.encoding:  # a csv; a parquet file says itself what a row is
        passed += _around(plan, table, piece, use)
    passed += _titles(plan, table, use, blank, repeated)
    return use, int(blank.sum()), Counter(repeated=int(repeated.sum())) + passed


def _titles(
    plan: Plan, table: pd.DataFrame, use: np.ndarray, blank: np.ndarray, repeated: np.ndarray
) -> Counter[str]:
    """Rows that are the title of a heading that comes again below them; `use` is told."""
    passed = Counter[str]()
    joins = joins_of(plan.names, plan.fields, passed)
    for row in np.flatnonzero(repeated).tolist():
        above = next((at for at in range(row - 1, -1, -1) if not blank[at]), None)
        if above is not None and use[above]:
            line = table.iloc[above].tolist()
            if is_lone(line) and not joins.goes_on(line):
                use[above] = False
                passed["section"] += 1
    return passed


def _passed(plan: Plan, table: pd.DataFrame, use: np.ndarray) -> Counter[str]:
    """Rows that are an example, a total or still to be filled in; `use` is told."""
    names = list(plan.names)
    numbers = [plan.fields.get(name) == "number" for name in names]
    asked = np.zeros(len(table), dtype=bool)
    for name in names:
        if not are_decimals(table[name]):
            asked |= holds(table[name], may_be_none)
    passed = Counter[str]()
    for row in np.flatnonzero(asked & use):
        cells = zip(table[names].iloc[row], numbers, strict=True)
        said = [
            cell
            for cell, number in cells
            if not is_blank(cell) and (not number or may_be_none(cell))
        ]
        why = no_processing(said) if said else ""
        if why:
            use[row] = False
            passed[why] += 1
    return passed


def _around(plan: Plan, table: pd.DataFrame, piece: Piece, use: np.ndarray) -> Counter[str]:
    """Rows that name a group of those below, and notes below the table; `use` is told."""
    groups = holds(table[plan.names[0]], names_group)
    for name in plan.names[1:]:
        if groups.any():
            groups &= ~holds(table[name], lambda cell: bool(cell.strip()))
    for row in np.flatnonzero(groups).tolist():
        last = row + 1 == len(table)
        groups[row] = piece.follows if last else several(table.iloc[row + 1][list(plan.names)])
    below = np.zeros(len(table), dtype=bool)
    if plan.below:
        below[max(0, plan.below - piece.first) :] = True
    passed = Counter(section=int((use & groups).sum()), below=int((use & below & ~groups).sum()))
    use &= ~(groups | below)
    return passed


def _rejected(job: Job, block: Block, lines: np.ndarray) -> str:
    """The rejected rows as lines of csv."""
    if not block.rejected:
        return ""
    places = [(job.plan.path.stem, line) for line in lines.tolist()]
    listed = writing.rejected_table(block.rejected, places, job.plan.fields, job.lang)
    return "".join(f"{line}\n" for line in table_lines(writing.safe_cells(listed)[0]))


def _distinct(scores: np.ndarray) -> np.ndarray:
    """The distinct scores from low to high, with how many rows have each."""
    values, rows = np.unique(scores[~np.isnan(scores)], return_counts=True)
    found = np.empty(len(values), dtype=DISTINCT)
    found["score"], found["rows"] = values, rows
    return found


def _sample(values: np.ndarray) -> tuple[float, ...]:
    step = max(1, len(values) // SAMPLES)
    return tuple(values[::step].tolist())


def _save(job: Job, done: Done, kept: dict[str, np.ndarray], distinct: np.ndarray) -> None:
    """A part, whole or not at all; its last file tells that it is whole."""
    with fresh(job.file(done.number, "npy")) as file:
        np.save(file, distinct)
    told = forms.as_bytes(json.dumps(asdict(done)))
    with fresh(job.file(done.number, "npz")) as file:
        np.savez(file, done=told, **kept)  # type: ignore[arg-type]


def _kept(part: Path) -> Done | None:
    """What is told of a part that an earlier run kept; None where there is no whole one."""
    try:
        with np.load(part, allow_pickle=False) as kept:
            told = json.loads(kept["done"].tobytes())
    except DAMAGED:
        return None
    counts = Counts(**told.pop("counts"))
    return Done(counts=counts, **{**told, "samples": tuple(told["samples"])})
