"""Writing a scored register: the input as it was, then the scores; all of it or nothing."""

import errno
import os
import re
import stat
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from avgrisk.core.labels import explain, label
from avgrisk.core.machine import replace_file, why_not
from avgrisk.core.records import InputError
from avgrisk.indicators.cell_columns import rounded
from avgrisk.register.assess import RANKED, RANKS
from avgrisk.register.cells import harmless
from avgrisk.register.distinct import are_decimals
from avgrisk.scoring.frame import Rejected, coded

#: How a file is opened for writing: anew, and never through a link that somebody put there.
FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
FLAGS |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
FLAGS |= getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody reads is refused, not waited for
#: A rejected value is shown up to this many characters.
SHOWN = 80


def joined(rows: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """Input columns in their order, then the scores; an input column of such a name is renamed."""
    return pd.concat([rows.set_axis(own_names(rows.columns), axis=1), scores], axis=1)


def own_names(names: Iterable[str]) -> list[str]:
    """What the input's columns are called in the output."""
    return [f"input_{name}" if name in RANKED else name for name in names]


def safe_cells(table: pd.DataFrame, ours: Collection[str] = ()) -> tuple[pd.DataFrame, int]:
    """Text cells that a spreadsheet would run get an apostrophe in front; and how many did. Columns
    of `ours` hold words and signs of our own alone."""
    count, safe = 0, {}
    for name in table.columns:
        cells = table[name]
        plain = name in ours or pd.api.types.is_numeric_dtype(cells.dtype) or are_decimals(cells)
        if not plain:
            codes, distinct = coded(cells)
            fixed = [harmless(cell) if isinstance(cell, str) else cell for cell in distinct]
            risky = np.array([a is not b and a != b for a, b in zip(fixed, distinct, strict=True)],
                             dtype=bool)  # fmt: skip
            if risky.any():
                count += int(risky[codes].sum())
                cells = pd.Series(fixed, dtype=object).take(codes).set_axis(table.index)
        safe[name] = cells
    names = [harmless(str(name)) for name in table.columns]
    return pd.DataFrame(safe, index=table.index).set_axis(names, axis=1), count


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write next to the target, then move: a reader sees the old file or the new one."""
    write_text(csv_text(table), path, encoding="utf-8-sig")


def csv_text(table: pd.DataFrame) -> str:
    """A table as csv: numbers at four decimals, ranks as whole numbers."""
    lines = [header_line(list(table.columns)), *table_lines(table)]
    return "\n".join(lines) + "\n"


def write_text(text: str, path: Path, encoding: str = "utf-8") -> None:
    """The whole text or nothing; InputError where it cannot be written."""
    write_bytes(text.encode(encoding, "replace"), path)


def write_bytes(content: bytes, path: Path) -> None:
    """The whole file or nothing: killed at any moment, the old file stands or the new one."""
    no_folder(path)
    part = part_of(path)
    try:
        handle = os.open(part, FLAGS, 0o644)
        with os.fdopen(handle, "wb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace_file(part, path)
    except (OSError, ValueError) as error:
        with suppress(OSError, ValueError):
            part.unlink(missing_ok=True)
        raise unwritable(path, error) from None


def unwritable(path: Path, error: Exception) -> InputError:
    """The error for a file that cannot be written."""
    return InputError("out", path, why_not(error), "error.unwritable")


def no_folder(path: Path, option: str = "--out") -> None:
    """InputError where a path is that of a folder, which no file can take the name of."""
    if not path.name or os.path.isdir(path):
        raise InputError(option, path, "", "error.folder")


def part_of(path: Path) -> Path:
    """Where a file is written before it takes its name; a next run writes over it."""
    return path.with_name(f".{path.name}.part")


def rejected_of(out: Path) -> Path:
    """Where the rejected rows of an output are listed."""
    return out.with_suffix(".rejected.csv")


def is_rejected_list(path: Path, languages: Iterable[str]) -> bool:
    """Whether a file begins as a list of rejected rows that we wrote."""
    try:
        with path.open("rb") as file:
            first = file.readline(1_000).decode("utf-8-sig", "replace").rstrip("\r\n")
    except (OSError, ValueError):
        return False
    return first in map(rejected_header, languages)


def rejected_header(lang: str) -> str:
    """The first line of a list of rejected rows."""
    return header_line(_rejected_names(lang))


def _rejected_names(lang: str) -> list[str]:
    parts = ("sheet", "row", "column", "value", "reason")
    return [label(f"register.{part}", lang) for part in parts]


def rejected_table(
    rejected: Sequence[Rejected],
    places: Sequence[tuple[str, int]],
    fields: Mapping[str, str],
    lang: str = "nl",
) -> pd.DataFrame:
    """Sheet, row (as in the file), column, value (cut), reason; a line for every wrong cell.

    A list for people, so in words: those of `lang`.
    """
    columns = {what: name for name, what in fields.items() if what}
    rows = [
        (
            *places[item.row],
            columns.get(error.field, error.field),
            str(error.value)[:SHOWN],
            explain(error, lang),
        )
        for item in rejected
        for error in (item.error, *item.also)
    ]
    return pd.DataFrame(rows, columns=_rejected_names(lang))


DECIMALS = 4
#: Numbers below this one are written from tables of texts.
MOST_TABLED = 101
#: What makes that a text has to stand between quotes; a bare CR too, which csv readers take for
#: the end of a line.
_QUOTED = re.compile(r'[",\r\n]')


def header_line(names: list[str]) -> str:
    """The first line of a csv."""
    return ",".join(_quoted(name) for name in names)


def table_lines(table: pd.DataFrame, ours: Collection[str] = ()) -> list[str]:
    """Every row as a line of csv, without its end; texts of columns in `ours` need no quotes.

    >>> table_lines(pd.DataFrame({"a": ["x, y", None], "b": [0.5, None]}))
    ['"x, y",0.5000', ',']
    """
    if not len(table.columns):
        return [""] * len(table)
    columns = [
        table[name].tolist() if name in ours else _cells(table[name], name in RANKS)
        for name in table.columns
    ]
    return list(map(",".join, zip(*columns, strict=True)))


def _cells(cells: pd.Series, whole: bool) -> list[str]:
    """The cells of a column as they stand in a csv; texts are looked at once per distinct text."""
    if pd.api.types.is_float_dtype(cells.dtype):
        values = cells.to_numpy(dtype=float, na_value=float("nan"))
        if not whole and ((values >= 0) & (values < MOST_TABLED)).all():
            return _decimals(values)
        form = "%.0f" if whole else f"%.{DECIMALS}f"
        return ["" if value != value else form % value for value in values.tolist()]
    codes, distinct = coded(cells)
    shown = [
        "" if cell is None or cell is pd.NA or cell != cell else _quoted(str(cell))
        for cell in distinct
    ]
    return np.array(shown, dtype=object).take(codes).tolist()


def _decimals(values: np.ndarray) -> list[str]:
    """Numbers from 0 to 100 at four decimals, put together from two tables."""
    steps = 10**DECIMALS
    places = np.rint(rounded(values, DECIMALS) * steps).astype(np.intp)
    wholes, parts = _tabled()
    if places.max(initial=0) < 2 * steps:
        return _units().take(places).tolist()
    before, behind = np.divmod(places, steps)
    return (wholes[before] + parts[behind]).tolist()


@cache
def _tabled() -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers, and what comes behind them, as texts."""
    wholes = [str(number) for number in range(MOST_TABLED + 1)]
    parts = [f".{part:0{DECIMALS}}" for part in range(10**DECIMALS)]
    return np.array(wholes, dtype=object), np.array(parts, dtype=object)


@cache
def _units() -> np.ndarray:
    """Numbers below 2 as texts, by their number of steps."""
    wholes, parts = _tabled()
    return np.concatenate([wholes[before] + parts for before in range(2)])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
