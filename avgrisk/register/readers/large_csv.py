"""A csv of any size in pieces: which bytes hold which rows, by the same parser as a small file."""

import io
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO

import pandas as pd

from avgrisk.register.distinct import texts
from avgrisk.register.readers import plans
from avgrisk.register.readers.around import TAIL, is_lone, names_group, notes_below, several
from avgrisk.register.readers.column_fields import mapped_fields
from avgrisk.register.readers.csv_marks import Irregular, Records, marked, parsed
from avgrisk.register.readers.csv_reader import (
    ONE_BYTE,
    encoding_of,
    records,
    separator,
    text_lines,
    without_mark,
)
from avgrisk.register.readers.fill_in import may_be_none
from avgrisk.register.readers.grids import (
    LONGEST_CELL,
    MOST_COLUMNS,
    Bounds,
    Sheet,
    plain_text,
    unreadable,
)
from avgrisk.register.readers.headings import Heading, clean, find_heading, widened
from avgrisk.register.readers.organisations import named_after, organisation, titles
from avgrisk.register.readers.plans import Piece, Plan
from avgrisk.register.readers.sheet_rows import is_ditto, joins_of
from avgrisk.register.readers.values import is_blank

#: How much of the file is looked at for its separator and, in records, for its heading.
HEAD = 200_000
FIRST_RECORDS = 50
#: A line without an end: so many letters are refused before they fill the memory.
LONGEST_LINE = 16 * LONGEST_CELL
#: A piece may grow to so many times its rows where these go on with one another.
LONGEST_PIECE = 10


class _Lines:
    """The lines of a file without NUL characters; `place` is the byte after the last one given."""

    def __init__(self, file: IO[str], plan: Plan) -> None:
        self.read = partial(file.readline, LONGEST_LINE)
        self.plan = plan
        self.base, self.place = without_mark(plan.path, plan.encoding)

    def __iter__(self) -> Iterator[str]:
        line = self.read()
        while line:
            after = self.read() if line[-1] == "\r" else ""
            if after and plain_text(after) == "\n":  # a line end with a NUL in it
                line, after = line + after, ""
            if len(line) >= LONGEST_LINE:
                raise unreadable(self.plan.path, "error.line", limit=LONGEST_LINE)
            self.place += len(line) if self.base in ONE_BYTE else len(line.encode(self.base))
            if text := plain_text(line):
                yield text
            line = after or self.read()


def plan(path: Path, mapping: Mapping[str, str]) -> tuple[Plan, list[Piece]]:
    """How to read the file, and its pieces; nothing is left out yet."""
    found = encoding_of(path)
    if found is None:
        raise unreadable(path, "error.encoding")
    encoding, paired = found
    with path.open(encoding=encoding, newline="") as file:
        mark = separator(plain_text(file.read(HEAD)))
    start = Plan(path, (), (), {}, encoding=encoding, separator=mark, strict=not paired)
    bounds = Bounds(path)
    head = [bounds.row(row) for row, _ in islice(_records(start), FIRST_RECORDS)]
    heading = find_heading(Sheet(path.stem, head), frozenset(mapping))
    if heading is None:
        raise unreadable(path, "error.no_columns")
    return _planned(start, Sheet(path.stem, head), heading, mapping)


def _planned(
    start: Plan, head: Sheet, heading: Heading, mapping: Mapping[str, str]
) -> tuple[Plan, list[Piece]]:
    """The plan with as many columns as the widest row has, and with what the lines above the
    heading tell of all rows."""
    cells = head.rows[heading.row]
    fields = mapped_fields(heading.names, mapping)
    pieces, width, below = _pieces(start, heading.row + 1, _beginning(heading.names, fields, cells))
    if width > MOST_COLUMNS:
        raise unreadable(start.path, "error.columns", limit=MOST_COLUMNS)
    names = widened(heading.names, width)
    above = organisation(head, heading)
    fields = mapped_fields(names, mapping) | {name: what for name, (_, what) in above.items()}
    notes: list[tuple[str, dict[str, object]]] = []
    if heading.row:
        notes.append(("register.above", {"count": heading.row, "sheet": start.path.stem}))
    notes += (("register.organisation", {"name": said}) for said, _ in above.values())
    sector, told = named_after(fields, [*titles([(head, heading)]), start.path.stem])
    whole = replace(
        start,
        names=names,
        heading=tuple(cells),
        fields=fields,
        notes=(*notes, *told),
        above={name: said for name, (said, _) in above.items()},
        sector=sector,
        below=below,
    )
    return whole, pieces


def _beginning(
    names: Iterable[str], fields: Mapping[str, str], heading: list[str]
) -> Callable[[list[str]], bool]:
    """Whether a row surely begins a processing and takes nothing from the rows above it: there a
    piece may begin, and the rows are the same however the file is cut."""
    names = list(names)
    joins = joins_of(names, fields, Counter())

    def begins(row: list[str]) -> bool:
        line = row + [""] * (len(names) - len(row))
        if joins.goes_on(line) or any(is_ditto(cell) or may_be_none(cell) for cell in row):
            return False
        if is_lone(row) and names_group(row[0]):
            return False
        again = list(map(clean, row)) == list(map(clean, heading))
        return not again and not all(map(is_blank, row))

    return begins


def _pieces(
    plan: Plan, skip: int, begins: Callable[[list[str]], bool]
) -> tuple[list[Piece], int, int]:
    """The pieces after the heading, the number of columns of the widest row, and the row from which
    on notes stand below the table, 0 where there are none."""
    base, start = without_mark(plan.path, plan.encoding)

    def parse(raw: bytes) -> list[str]:
        return next(_parsed(text_lines(raw.decode(base)), plan), [])

    try:
        if base not in (*ONE_BYTE, "utf-8"):
            raise Irregular
        return _cut(plan, marked(plan.path, start, plan.separator, parse), skip, begins)
    except Irregular:
        return _cut(plan, parsed(_records(plan)), skip, begins)


def _cut(
    plan: Plan, blocks: Iterable[Records], skip: int, begins: Callable[[list[str]], bool]
) -> tuple[list[Piece], int, int]:
    """The records after the heading in pieces, the columns of the widest, the row of the notes."""
    pieces: list[Piece] = []
    tail: deque[list[str]] = deque(maxlen=TAIL)
    width, rows, start, end, number = 0, 0, 0, 0, 0
    for block in blocks:
        at, last = min(max(skip - number, 0), len(block.ends)), len(block.ends)
        if at:
            start = end = int(block.ends[at - 1])
        width = block.widest(at, width)
        tail.extend(map(block.row, range(max(at, last - TAIL), last)))
        while at < last:
            if rows >= plans.CHUNK_ROWS and begins(row := block.row(at)):
                first, more = number + at + 1 - rows, several(row)
                pieces.append(Piece(len(pieces), first, start, end - start, rows, follows=more))
                rows, start = 0, end
            step = max(1, min(plans.CHUNK_ROWS - rows, last - at))
            rows, at = rows + step, at + step
            end = int(block.ends[at - 1])
            if rows > LONGEST_PIECE * plans.CHUNK_ROWS:
                raise unreadable(plan.path, "error.goes_on", limit=rows - 1)
        number += last
    if rows:
        pieces.append(Piece(len(pieces), number + 1 - rows, start, end - start, rows))
    notes = notes_below(tuple(tail))
    return pieces, width, number + 1 - notes if notes else 0


def _records(plan: Plan) -> Iterator[tuple[list[str], int]]:
    """Every record with the byte after it."""
    with plan.path.open(encoding=plan.encoding, newline="") as file:
        lines = _Lines(file, plan)
        for row in _parsed(lines, plan):
            yield row, lines.place


def _parsed(lines: Iterable[str], plan: Plan) -> Iterator[list[str]]:
    return records(lines, plan.separator, plan.strict, plan.path)


def table(plan: Plan, piece: Piece, most: int | None = None) -> pd.DataFrame:
    """The rows of a piece (the first `most`), every cell as text."""
    with plan.path.open("rb") as file:
        file.seek(piece.start)
        raw = file.read(piece.size)
    text = plain_text(raw.decode(without_mark(plan.path, plan.encoding)[0]))
    rows = _parsed_at_once(text, plan, most)
    if rows is None:
        short = [""] * len(plan.names)
        read = islice(_parsed(text_lines(text), plan), most)
        rows = pd.DataFrame([(row + short)[: len(short)] for row in read], dtype=object)
    columns = {name: texts(rows[place]) for place, name in enumerate(plan.names)}
    found = pd.DataFrame(columns, columns=list(plan.names))
    return found.assign(**plan.above) if plan.above else found


def _parsed_at_once(text: str, plan: Plan, most: int | None) -> pd.DataFrame | None:
    """The rows by the parser of pandas, which reads as csv's own does but for a quote that is never
    closed; None where it meets one."""
    try:
        return pd.read_csv(
            io.BytesIO(text.encode()),
            sep=plan.separator,
            header=None,
            names=range(len(plan.names)),
            index_col=False,
            dtype=object,
            na_filter=False,
            skip_blank_lines=False,
            nrows=most,
        )
    except pd.errors.ParserError:
        return None
