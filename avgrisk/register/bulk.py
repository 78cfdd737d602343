"""Csv to csv for a register of millions of rows: in chunks, bounded in memory, taken up again.

Each chunk is read, scored and kept as a part beside the output; when all are there the ranks are
known and the output is put together. A run that is killed leaves the old output and its parts; the
next run with the same input and settings goes on after the last whole part.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from avgrisk.frame import Rejected
from avgrisk.index import RiskIndex, load_index
from avgrisk.register import writing
from avgrisk.register.assessing import RANKED
from avgrisk.register.csv_reader import encoding_of, separator
from avgrisk.register.grids import DAMAGED, LONGEST_CELL, Bounds, Sheet, unreadable
from avgrisk.register.headings import find_heading
from avgrisk.register.ranking import MOST_ROWS
from avgrisk.register.reading import file_digest, mapped_fields
from avgrisk.register.scoring import Memory, score_uses
from avgrisk.register.uses import each, proposed_uses
from avgrisk.register.values import is_blank

#: Files from this size on are scored in chunks, of so many rows.
LARGE_BYTES = 24_000_000
CHUNK_ROWS = 50_000
#: How much of the file is looked at for its heading.
HEAD = 200_000
FIRST_RECORDS = 50
#: Ends a line of a part: cells hold no NUL, and may hold line ends.
END = "\0\n"
#: A column that no file has: what stands in it is one cell too many.
BEYOND = "\0beyond"
RANKS = ("rank", "rank_low", "rank_high")


@dataclass(frozen=True)
class Plan:
    """How a large file is to be read: encoding, separator, heading, fields, what is left out."""

    path: Path
    encoding: str
    separator: str
    skip: int
    first: int
    names: tuple[str, ...]
    fields: Mapping[str, str]
    dropped: tuple[str, ...]
    key: str


@dataclass
class Counts:
    """What happened, over all chunks."""

    rows: int = 0
    skipped: int = 0
    rejected: int = 0
    escaped: int = 0


def plan(
    path: Path, lang: str, mapping: Mapping[str, str], keep: bool, settings: tuple
) -> Plan | None:
    """How to read the file; None where it needs the reader for small files."""
    encoding = encoding_of(path)
    if encoding is None:
        raise unreadable(path, "error.encoding", lang)
    with path.open(encoding=encoding, newline="") as file:
        text = file.read(HEAD)
    mark = separator(text)
    if "\0" in text:
        return None
    rows = _head(text, mark, path, lang)
    heading = find_heading(Sheet(path.stem, rows), frozenset(mapping))
    if heading is None:
        raise unreadable(path, "error.no_columns", lang)
    fields = mapped_fields(list(heading.names), mapping)
    start = Plan(
        path, encoding, mark, heading.row + 1, heading.row + 2, heading.names, fields, (), ""
    )
    table = next(_tables(start, lang), None)
    personal = [] if keep or table is None else writing.personal_columns(table, fields)
    told = repr((file_digest(path, lang), fields, personal, settings, CHUNK_ROWS))
    key = hashlib.sha256(told.encode()).hexdigest()[:32]
    return replace(start, dropped=tuple(personal), key=key)


def _head(text: str, mark: str, path: Path, lang: str) -> list[list[str]]:
    """The first records of the file."""
    before = csv.field_size_limit(LONGEST_CELL)
    bounds = Bounds(path, lang)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        return [bounds.row(row) for row in islice(reader, FIRST_RECORDS)]
    except csv.Error:
        raise unreadable(path, "error.csv", lang) from None
    finally:
        csv.field_size_limit(before)


def _tables(plan: Plan, lang: str) -> Iterator[pd.DataFrame]:
    """The file in chunks, every cell as text."""
    try:
        with pd.read_csv(
            plan.path,
            sep=plan.separator,
            header=None,
            names=[*plan.names, BEYOND],
            skiprows=plan.skip,
            dtype=object,
            keep_default_na=False,
            na_values=[],
            encoding=plan.encoding,
            skip_blank_lines=False,
            chunksize=CHUNK_ROWS,
        ) as chunks:
            for chunk in chunks:
                table = chunk.fillna("")
                if not isinstance(table.index, pd.RangeIndex) or (table.pop(BEYOND) != "").any():
                    raise unreadable(plan.path, "error.csv_cells", lang)
                if any(max(map(len, table[name]), default=0) > LONGEST_CELL for name in table):
                    raise unreadable(plan.path, "error.cell", lang, limit=LONGEST_CELL)
                yield table
    except pd.errors.EmptyDataError:
        return
    except (pd.errors.ParserError, UnicodeDecodeError):
        raise unreadable(plan.path, "error.csv", lang) from None


def score_csv(
    plan: Plan,
    out: Path,
    version: str,
    sector: str,
    lang: str,
    done: Callable[[int], object] = lambda rows: None,
) -> Counts | None:
    """Score a large csv into `out` and its rejected rows beside it; None where the register has
    so few rows that their ranks can have an interval, which the ordinary way gives."""
    folder = writing.part_of(out).with_suffix(".parts")
    try:
        folder.mkdir(exist_ok=True)
        counts = _score_parts(plan, folder, load_index(version), sector, lang, done)
        scored = counts.rows > MOST_ROWS
        if scored:
            _put_together(plan, folder, out, counts, lang)
        shutil.rmtree(folder)
    except OSError as error:
        raise writing.unwritable(out, error) from None
    return counts if scored else None


def _score_parts(
    plan: Plan, folder: Path, index: RiskIndex, sector: str, lang: str, done: Callable
) -> Counts:
    """Every chunk scored and kept, but for those that are kept already."""
    counts, memory = Counts(), Memory()
    for number, table in enumerate(_tables(plan, lang)):
        part = folder / f"{plan.key}-{number:06d}.npz"
        kept = _load(part)
        if kept is None:
            kept = _scored(plan, table, number, index, sector, lang, memory)
            _save(part, kept)
        for name, value in json.loads(str(kept["counts"])).items():
            setattr(counts, name, getattr(counts, name) + value)
        done(counts.rows)
    return counts


def _scored(
    plan: Plan,
    table: pd.DataFrame,
    number: int,
    index: RiskIndex,
    sector: str,
    lang: str,
    memory: Memory,
) -> dict:
    """One chunk as csv texts left and right of the ranks, with scores, rejected rows, counts."""
    keep = ~_empty(plan, table)
    lines = (np.flatnonzero(keep) + number * CHUNK_ROWS + plan.first).tolist()
    rows = table[keep].drop(columns=list(plan.dropped)).reset_index(drop=True)
    fields = {name: what for name, what in plan.fields.items() if name in rows}
    block = score_uses(proposed_uses(rows, fields, sector).frame, index, memory)
    safe, escaped = writing.safe_cells(writing.joined(rows, block.table))
    at = len(rows.columns) + list(RANKED).index("rank")
    listed = _rejected(block.rejected, lines, plan, fields, lang)
    counts = {
        "rows": len(rows),
        "skipped": int((~keep).sum()),
        "rejected": len(block.rejected),
        "escaped": escaped,
    }
    texts = {
        "left": writing.csv_text(safe.iloc[:, :at], False, END),
        "right": writing.csv_text(safe.iloc[:, at:], False, END),
        "rejected": listed,
        "counts": json.dumps(counts),
        "header": json.dumps([*safe.columns[:at], *RANKS, *safe.columns[at:]]),
    }
    return {**texts, "score": block.table["score"].to_numpy(dtype=np.float64)}


def _empty(plan: Plan, table: pd.DataFrame) -> np.ndarray:
    """Rows without anything but a number; and headings that are repeated."""
    blank = np.ones(len(table), dtype=bool)
    repeated = np.ones(len(table), dtype=bool)
    for name in table.columns:
        if blank.any() and plan.fields.get(name) != "number":
            blank &= each(table[name], lambda cell: "1" if is_blank(cell) else "").to_numpy() == "1"
        if repeated.any():
            repeated &= (table[name] == name).to_numpy(dtype=bool)
    return blank | repeated


def _rejected(
    rejected: tuple[Rejected, ...],
    lines: list[int],
    plan: Plan,
    fields: Mapping[str, str],
    lang: str,
) -> str:
    places = [(plan.path.stem, line) for line in lines]
    listed = writing.rejected_table(rejected, places, fields, lang)
    return writing.csv_text(writing.safe_cells(listed)[0], False) if rejected else ""


def _save(part: Path, kept: dict) -> None:
    """A part, whole or not at all."""
    packed = {
        name: np.frombuffer(value.encode("utf-8", "replace"), dtype=np.uint8)
        if isinstance(value, str)
        else value
        for name, value in kept.items()
    }
    fresh = part.with_suffix(".new")
    with fresh.open("wb") as file:
        np.savez(file, **packed)  # type: ignore[arg-type]
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(part)


def _load(part: Path) -> dict | None:
    """A part that was kept by an earlier run of the same input and settings."""
    try:
        with np.load(part, allow_pickle=False) as kept:
            return _unpacked({name: kept[name] for name in kept.files})
    except DAMAGED:
        return None


def _unpacked(kept: dict[str, np.ndarray]) -> dict:
    return {
        name: value if name == "score" else value.tobytes().decode("utf-8")
        for name, value in kept.items()
    }


def _put_together(plan: Plan, folder: Path, out: Path, counts: Counts, lang: str) -> None:
    """The output from its parts, with the ranks in their place."""
    parts = sorted(folder.glob(f"{plan.key}-*.npz"))
    scores = []
    for part in parts:
        with np.load(part, allow_pickle=False) as kept:
            scores.append(kept["score"])
    score = np.concatenate(scores)
    ranks = np.full(len(score), np.nan)
    known = ~np.isnan(score)
    ranks[known] = rankdata(-score[known], method="min")
    fresh, beside = writing.part_of(out), out.with_suffix(".rejected.csv")
    place, told = 0, []
    with fresh.open("w", encoding="utf-8-sig", newline="") as file:
        for number, part in enumerate(parts):
            kept = _load(part) or {}
            if not number:
                csv.writer(file, lineterminator="\n").writerow(json.loads(kept["header"]))
            size = len(kept["score"])
            own = ranks[place : place + size]
            shown = ["" if rank != rank else str(int(rank)) for rank in own.tolist()]
            left, right = kept["left"].split(END), kept["right"].split(END)
            lines = [f"{a},{rank},,,{b}\n" for a, rank, b in zip(left, shown, right, strict=False)]
            file.write("".join(lines))
            told.append(kept["rejected"])
            place += size
        file.flush()
        os.fsync(file.fileno())
    if counts.rejected:
        heads = writing.csv_text(writing.rejected_table((), (), {}, lang))
        writing.write_text(heads + "".join(told), beside, lang, encoding="utf-8-sig")
    fresh.replace(out)
    if not counts.rejected:
        beside.unlink(missing_ok=True)
