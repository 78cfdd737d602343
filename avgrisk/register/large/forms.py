"""How the rows of a part are kept, given their ranks, and put under one another: csv or parquet."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

import numpy as np
import pandas as pd

from avgrisk.register import writing
from avgrisk.register.assess import RANKED, RANKS
from avgrisk.register.writing import header_line, table_lines

if TYPE_CHECKING:
    import pyarrow as pa

#: Columns of the output with words and signs of our own alone, none of them a comma.
OURS = ("legal_letter", "legal_strict", "missing", "suggested", "vector", "index_version")
#: Stands between the lines of a part: no cell holds it.
END = "\0"
CSV, PARQUET = ".csv", ".parquet"


def packed(
    form: str, rows: pd.DataFrame, scores: pd.DataFrame, source: pa.RecordBatch | None, use
) -> tuple[dict[str, np.ndarray], int]:
    """Rows with their scores but without ranks, ready to be kept; how many cells were escaped.

    `source` holds the rows with the types of a parquet file, `use` tells which of them count.
    """
    if form == PARQUET:
        import pyarrow as pa

        table = arrow_table(rows, scores, None if source is None else source.filter(pa.array(use)))
        return {"body": np.frombuffer(parquet_bytes(table), dtype=np.uint8)}, 0
    safe, escaped = writing.safe_cells(writing.joined(rows, scores), OURS)
    at = len(rows.columns) + RANKED.index("rank")
    left, right = (table_lines(half, OURS) for half in (safe.iloc[:, :at], safe.iloc[:, at:]))
    names = [*safe.columns[:at], *RANKS, *safe.columns[at:]]
    texts = {
        "left": f",{END}".join([*left, ""]),
        "right": f"\n{END}".join([f",,,{line}" for line in (*right, "")]),
        "header": header_line(names),
    }
    return {name: as_bytes(text) for name, text in texts.items()}, escaped


def as_bytes(text: str) -> np.ndarray:
    """A text as it is kept."""
    return np.frombuffer(text.encode("utf-8", "replace"), dtype=np.uint8)


def arrow_table(
    rows: pd.DataFrame, scores: pd.DataFrame, source: pa.RecordBatch | pa.Table | None = None
) -> pa.Table:
    """Input columns (with the types of `source` where there is one), then the scores.

    Bands are texts, ranks whole numbers; what is blank in a number is null.
    """
    import pyarrow as pa

    names = list(rows.columns)
    arrays = {}
    for name, shown in zip(names, writing.own_names(names), strict=True):
        if source is None:
            arrays[shown] = pa.array(rows[name].astype(object), pa.string())
        else:
            # A column of texts as texts, also where it was read as codes
            column = source.column(name)
            coded = pa.types.is_dictionary(column.type)
            arrays[shown] = column.cast(column.type.value_type) if coded else column
    for name in scores.columns:
        arrays[name] = _score_array(name, scores[name])
    return pa.table(arrays)


def _score_array(name: str, cells: pd.Series) -> pa.Array:
    import pyarrow as pa

    if name in RANKS:
        return pa.array(cells.astype("Int64"), pa.int64())
    if pd.api.types.is_float_dtype(cells.dtype):
        return pa.array(cells.to_numpy(dtype=np.float64), pa.float64(), from_pandas=True)
    texts = cells.astype(object)
    return pa.array(texts.where(texts.notna(), ""), pa.string())


def parquet_bytes(table: pa.Table) -> bytes:
    """A whole table as a parquet file."""
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(table, out)
    return out.getvalue()


def ranked(form: str, kept, ranks: np.ndarray) -> bytes:
    """The rows of a part with their ranks in place, as they come in the output."""
    if form == PARQUET:
        return _ranked_rows(kept["body"].tobytes(), ranks)
    pieces = [b""] * (3 * len(ranks))
    for place, half in ((0, "left"), (2, "right")):
        pieces[place::3] = kept[half].tobytes().split(END.encode())[:-1]
    known = np.flatnonzero(~np.isnan(ranks))
    for row, rank in zip(known.tolist(), ranks[known].astype(np.int64).tolist(), strict=True):
        pieces[3 * row + 1] = b"%d" % rank
    return b"".join(pieces)


def _ranked_rows(body: bytes, ranks: np.ndarray) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    table = parquet.read_table(io.BytesIO(body))
    at = len(table.columns) - (len(RANKED) - len(RANKS)) + RANKED.index("rank")
    own, none = pd.Series(ranks), pd.Series(np.full(len(ranks), np.nan))
    for place, (name, cells) in enumerate(zip(RANKS, (own, none, none), strict=True)):
        table = table.add_column(at + place, pa.field(name, pa.int64()), _score_array(name, cells))
    return parquet_bytes(table)


def put_together(form: str, header: bytes, slices: Sequence[Path], file: IO[bytes]) -> None:
    """The slices under one another into an open file, one at a time."""
    if form == CSV:
        file.write(header)
        for part in slices:
            with part.open("rb") as source:
                shutil.copyfileobj(source, file, 1 << 22)
        return
    from pyarrow import parquet

    with parquet.ParquetWriter(file, parquet.read_schema(slices[0])) as writer:
        for part in slices:
            writer.write_table(parquet.read_table(part))
