"""Reading a register from a csv file: which encoding, which separator, which columns."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from avgrisk.labels import label
from avgrisk.records import FIELDS, InputError

#: Larger files are refused: a register of a million rows is about 400 MB.
LIMIT_MB = 500
ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")
SEPARATORS = ";,\t"
#: How much of the file decides on the separator.
SAMPLE = 20_000


@dataclass(frozen=True)
class Register:
    """What was read: texts only, rows in file order, labelled with their row in the file (the
    heading is row 1); `skipped` counts fully empty rows."""

    rows: pd.DataFrame
    skipped: int = 0


def read_register(path: Path, lang: str = "nl") -> Register:
    """A canonical register in csv, every cell as text; InputError where it cannot be read."""
    if path.suffix.lower() not in (".csv", ".tsv", ".txt"):
        raise _unreadable(path, label("error.format", lang))
    table = _table(path, _decoded(path, lang), lang)
    table.columns = [_name(column) for column in table.columns]
    if not set(table.columns) & set(FIELDS):
        raise _unreadable(path, label("error.no_columns", lang))
    table.index = pd.RangeIndex(2, len(table) + 2)
    empty = (table == "").all(axis=1)
    return Register(table[~empty], int(empty.sum()))


def _decoded(path: Path, lang: str) -> str:
    """The file's text, in the first encoding that fits."""
    try:
        size = path.stat().st_size
        if size > LIMIT_MB * 1_000_000:
            raise _unreadable(path, label("error.too_large", lang, limit=LIMIT_MB))
        raw = path.read_bytes()
    except OSError:
        raise _unreadable(path, label("error.no_file", lang)) from None
    utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ENCODINGS:
        if (encoding == "utf-16") != utf16:
            continue
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable(path, label("error.encoding", lang))


def _table(path: Path, text: str, lang: str) -> pd.DataFrame:
    """The csv as a table of texts; an empty file is a table without rows or columns."""
    head = text[:SAMPLE].splitlines()
    separator = max(SEPARATORS, key=head[0].count) if head else ","
    try:
        return pd.read_csv(
            io.StringIO(text.replace("\0", "")), sep=separator, dtype=str, keep_default_na=False
        )
    except pd.errors.EmptyDataError:
        return pd.DataFrame(columns=["title"])
    except (pd.errors.ParserError, csv.Error):
        raise _unreadable(path, label("error.csv", lang)) from None


def _name(column: str) -> str:
    """A heading as a field's name: "Purpose statement" -> "purpose_statement"."""
    name = "_".join(str(column).strip().lower().split())
    return name if name in FIELDS else str(column)


def _unreadable(path: Path, why: str) -> InputError:
    return InputError("register", path, why, "error.unreadable")
