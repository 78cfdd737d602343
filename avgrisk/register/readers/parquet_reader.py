"""Reading parquet: columns of plain values as text, a row group at a time, within bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from avgrisk.core import extras
from avgrisk.register.readers import plans
from avgrisk.register.readers.column_fields import mapped_fields
from avgrisk.register.readers.grids import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    Sheet,
    as_text,
    headed_sheet,
    refusing,
    unreadable,
)
from avgrisk.register.readers.headings import find_heading
from avgrisk.register.readers.plans import Piece, Plan

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

SUFFIXES = (".parquet",)
#: Rows of which all letters together are counted, and so many letters are refused: one long text
#: that every row refers to is small in the file and large outside it.
MOST_LETTERS = 100_000_000
#: A row group may unpack to so many bytes.
LARGEST_GROUP = 2_000_000_000
#: More rows than these no file has, whatever it says.
MOST_ROWS = 10_000_000_000


def needed() -> None:
    """InputError where pyarrow, which comes with the extra, is not there."""
    extras.needed("parquet", "pyarrow")


def read(path: Path) -> list[Sheet]:
    """The file as one sheet, the columns' names in its first row."""
    with opened(path) as file:
        names = file.schema_arrow.names
        if file.metadata.num_rows * len(names) > MOST_CELLS:
            raise unreadable(path, "error.cells", limit=MOST_CELLS)
        blocks = (_batch(file, piece).columns for piece in _pieces(file))
        columns = ([_texts(column, path) for column in block] for block in blocks)
        rows = (list(row) for block in columns for row in zip(*block, strict=True))
        return [headed_sheet(path, names, rows)]


@contextmanager
def opened(path: Path) -> Iterator[ParquetFile]:
    """The file with its columns checked; whatever is wrong with it is told in one line."""
    needed()
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile, read_schema

    errors = (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError)
    with refusing(path, "error.damaged_parquet", errors):
        # Columns of text are read as codes and distinct texts, as they are kept.
        kinds = (pa.types.is_string, pa.types.is_large_string)
        texts = [part.name for part in read_schema(path) if any(kind(part.type) for kind in kinds)]
        with ParquetFile(path, read_dictionary=texts) as file:
            _check(file, path)
            yield file


def _check(file: ParquetFile, path: Path) -> None:
    """Columns within bounds and plain, row groups that fit in memory."""
    import pyarrow as pa

    if len(file.schema_arrow) > MOST_COLUMNS:
        raise unreadable(path, "error.columns", limit=MOST_COLUMNS)
    for part in file.schema_arrow:
        kind = part.type.value_type if pa.types.is_dictionary(part.type) else part.type
        if pa.types.is_nested(kind) or pa.types.is_binary(kind) or not kind.num_fields == 0:
            raise unreadable(path, "error.parquet_type", column=part.name[:80])
    if file.metadata.num_rows > MOST_ROWS:
        raise unreadable(path, "error.damaged_parquet")
    for number in range(file.metadata.num_row_groups):
        if file.metadata.row_group(number).total_byte_size > LARGEST_GROUP:
            limit = LARGEST_GROUP // 1_000_000
            raise unreadable(path, "error.row_group", limit=limit)


def plan(path: Path, mapping: Mapping[str, str]) -> tuple[Plan, list[Piece]]:
    """How to read the file, and its pieces; nothing is left out yet."""
    with opened(path) as file:
        names = list(file.schema_arrow.names)
        pieces = list(_pieces(file))
    heading = find_heading(Sheet(path.stem, [list(names)], headed=True), frozenset(mapping))
    if heading is None:
        raise unreadable(path, "error.no_columns")
    fields = mapped_fields(list(heading.names), mapping)
    return Plan(path, heading.names, tuple(names), fields), pieces


def rows_of(path: Path) -> int:
    """How many rows the file says it has."""
    with opened(path) as file:
        return file.metadata.num_rows


def _pieces(file: ParquetFile) -> Iterator[Piece]:
    """Row groups, in pieces where they are large; the heading counts as row 1."""
    number, first = 0, 2
    for group in range(file.metadata.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        for start in range(0, rows, plans.CHUNK_ROWS):
            size = min(plans.CHUNK_ROWS, rows - start)
            yield Piece(number, first, start, size, size, group)
            number, first = number + 1, first + size


def table(plan: Plan, piece: Piece) -> tuple[pd.DataFrame, pa.RecordBatch]:
    """The rows of a piece, every cell as text, "" where there is none; and as they are in the
    file."""
    with opened(plan.path) as file:
        rows = _batch(file, piece)
        columns = {
            name: pd.Series(_texts(column, plan.path), dtype=object)
            for name, column in zip(plan.names, rows.columns, strict=True)
        }
    return pd.DataFrame(columns, columns=list(plan.names)), rows


def typed(path: Path, lines: Sequence[int], names: Sequence[str]) -> pa.Table:
    """The rows on these lines (the heading is line 1) with the types they have in the file; `names`
    are the columns wanted, as the register calls them."""
    import pyarrow as pa

    with opened(path) as file:
        whole = file.read()
        own = find_heading(Sheet(path.stem, [list(whole.column_names)], headed=True))
        named = whole.rename_columns(list(own.names if own else whole.column_names))
        return named.select(list(names)).take(pa.array([line - 2 for line in lines], pa.int64()))


def _batch(file: ParquetFile, piece: Piece) -> pa.RecordBatch:
    """The rows of a piece: those of its group before it are passed over one block at a time."""
    import pyarrow as pa

    size = plans.CHUNK_ROWS if piece.start else piece.size
    start = 0
    for part in file.iter_batches(batch_size=size, row_groups=[piece.group]):
        if start == piece.start and len(part) == piece.size:
            return part
        start += len(part)
    raise pa.ArrowInvalid("row group shorter than it says")


def _texts(column: pa.Array, path: Path) -> list[str]:
    """A column as texts, written once per distinct value."""
    import pyarrow as pa

    coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    shown = ["" if value != value else as_text(value) for value in coded.dictionary.to_pylist()]
    if max(map(len, shown), default=0) > LONGEST_CELL:
        raise unreadable(path, "error.cell", limit=LONGEST_CELL)
    cells = ["" if code is None else shown[code] for code in coded.indices.to_pylist()]
    if sum(map(len, cells)) > MOST_LETTERS:
        raise unreadable(path, "error.letters", limit=MOST_LETTERS // 1_000_000)
    return cells
