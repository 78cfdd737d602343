"""What every reader gives: sheets of text cells as they stand in the file, within bounds."""

from __future__ import annotations

import datetime
import html
import os
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from avgrisk.core.records import InputError, Reason

#: Bounds that no real register reaches, so that a hostile file costs seconds only.
LIMIT_MB = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), 500),
    **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".fods"), 50),
    **dict.fromkeys((".ods", ".xls", ".docx"), 20),
    **dict.fromkeys((".json", ".jsonld"), 30),
    **dict.fromkeys((".yaml", ".yml"), 2),
    ".ttl": 5,
    ".parquet": 500,
}
UNPACKED_MB = {".xlsx": 250, ".xlsm": 250, ".xlsb": 60, ".ods": 60, ".docx": 100}
MOST_COLUMNS = 1_000
MOST_CELLS = 20_000_000
LONGEST_CELL = 1_000_000
#: Rows that any file may have when it is held in memory as a whole, and bytes on disk that allow
#: one more: a row costs two kilobytes there, however short it is.
MOST_ROWS, ROW_BYTES = 100_000, 40
#: An empty row counts for so much of one.
EMPTY = 0.05

BLOCK = 1 << 20
#: A letter with its accents behind it, as some systems write them.
_DECOMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
#: How a cell with mark-up begins, what ends a line of it, and what is no word.
_RICH = re.compile(r"<(?:div|p|span|ul|ol)(?: [^<>]*)?>", re.IGNORECASE)
_ENDS = re.compile(r"</(?:p|div|li)>|<br ?/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
#: Characters without width that word processors put inside words: they part no word.
_UNSEEN = "\u00ad\u200b\u2060\ufeff\0"
#: What a damaged or strange archive makes the standard library raise.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    KeyError,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name and its rows of texts, "" where a cell is empty; row 1 is the first.

    `headed` tells that its first row is the heading: the file says so itself. `hidden` are rows
    that a spreadsheet does not show and `merged` its merged cells (top, left, bottom, right), all
    counted from 0; `formulas` counts those without a kept value. `lines` are the places that its
    rows had, where they were put together anew; `cards` tells that they were made of cards,
    and `cut` that a larger file of this kind is read in pieces, which must give the same rows.
    """

    name: str
    rows: list[list[str]]
    headed: bool = False
    visible: bool = True
    hidden: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    formulas: int = 0
    lines: tuple[int, ...] = ()
    cards: bool = False
    cut: bool = False

    def put_anew(self, rows: list[list[str]], lines: Sequence[int]) -> Sheet:
        """The sheet with these rows instead, each made of the row at this place in it."""
        own = self.lines or range(len(self.rows))
        hidden = frozenset(at for at, line in enumerate(lines) if line in self.hidden)
        places = tuple(own[line] for line in lines)
        return replace(self, rows=rows, lines=places, hidden=hidden, merged=())


class Bounds:
    """Counts what is read and refuses a file that has too many rows, columns, cells or letters."""

    def __init__(self, path: Path) -> None:
        self.path, self.cells, self.rows = path, 0, 0.0
        self.most = max(MOST_ROWS, path.stat().st_size // ROW_BYTES)

    def row(self, cells: list[str]) -> list[str]:
        """The row itself, without empty cells at its end, when it is within bounds."""
        while cells and not cells[-1]:
            cells.pop()
        self.cells += len(cells) + 1
        self.rows += 1 if cells else EMPTY
        if self.rows > self.most:
            raise unreadable(self.path, "error.rows", limit=self.most)
        if len(cells) > MOST_COLUMNS:
            raise unreadable(self.path, "error.columns", limit=MOST_COLUMNS)
        if self.cells > MOST_CELLS:
            raise unreadable(self.path, "error.cells", limit=MOST_CELLS)
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise unreadable(self.path, "error.cell", limit=LONGEST_CELL)
        return cells


def filled(row: Sequence[str]) -> list[str]:
    """The cells of a row that say something."""
    return [cell for cell in row if cell.strip()]


def cell_at(row: Sequence[str], place: int) -> str:
    """The cell at a place, "" beyond the last."""
    return row[place] if place < len(row) else ""


def headed_sheet(path: Path, names: Iterable[str], rows: Iterable[list[str]]) -> Sheet:
    """A file of one table that says itself what its columns are called, within bounds."""
    bounds = Bounds(path)
    return Sheet(path.stem, [bounds.row(row) for row in chain([list(names)], rows)], headed=True)


def unreadable(path: Path, key: str, **values: object) -> InputError:
    """The error for a file that cannot be read; the reason is a key, put in words on screen."""
    told = tuple((name, str(value)) for name, value in values.items())
    return InputError("register", path, Reason(key, told), "error.unreadable")


@contextmanager
def refusing(path: Path, key: str, errors: tuple[type[BaseException], ...]) -> Iterator[None]:
    """Whatever a library stumbles on in here is told in one line; our own errors stay."""
    try:
        yield
    except InputError:
        raise
    except errors:
        raise unreadable(path, key) from None


def absent(path: Path) -> InputError:
    """The error for what is no file: a folder, or nothing at all."""
    return unreadable(path, "error.is_folder" if os.path.isdir(path) else "error.no_file")


def checked_size(path: Path) -> int:
    """The size of a file in bytes, within the limit of its kind."""
    limit = LIMIT_MB[path.suffix.lower()]
    try:
        if not path.is_file():
            raise absent(path)
        size = path.stat().st_size
    except (OSError, ValueError):
        raise absent(path) from None
    if size > limit * 1_000_000:
        raise unreadable(path, "error.too_large", limit=limit)
    if not size:
        raise unreadable(path, "error.empty")
    return size


def checked_zip(path: Path, damaged: str = "error.damaged") -> None:
    """Refuse an archive that unpacks to too much; `damaged` is the reason where it is none."""
    limit = UNPACKED_MB[path.suffix.lower()]
    with refusing(path, damaged, DAMAGED), zipfile.ZipFile(path) as archive:
        size = sum(member.file_size for member in archive.infolist())
    if size > limit * 1_000_000:
        raise unreadable(path, "error.unpacked", limit=limit)


def as_text(cell: object) -> str:
    """A cell's value as text: whole numbers without .0, dates as 2024-05-31.

    >>> as_text(3.0), as_text(None), as_text(True), as_text("<div><p>Loon</p></div>")
    ('3', '', '1', 'Loon')
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        if cell[:1] == "<" and _RICH.match(cell):
            # The words of a cell that a list on the web exports with its mark-up
            cell = html.unescape(_TAG.sub("", _ENDS.sub("\n", cell))).strip()
        return plain_text(cell).replace("_x000D_", "")
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ") if cell.time() != datetime.time() else cell.date().isoformat()
    return str(cell)


def plain_text(text: str) -> str:
    """A text with whole letters (e and an accent become é), without what has no width.

    >>> plain_text("cre\u0301ations"), plain_text("ver\u00adwer\u00adking")
    ('créations', 'verwerking')
    """
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    for letter in _UNSEEN:
        if letter in text:
            text = text.replace(letter, "")
    if unicodedata.is_normalized("NFC", text):
        return text
    return _DECOMPOSED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
