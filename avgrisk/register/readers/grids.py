"""What every reader gives: sheets of text cells as they stand in the file, within bounds."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from avgrisk.core.labels import label
from avgrisk.core.records import InputError

#: Bounds that no real register reaches, so that a hostile file costs seconds only.
LIMIT_MB = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), 500),
    **dict.fromkeys((".xlsx", ".xlsm"), 50),
    ".ods": 20,
    ".json": 30,
    ".parquet": 500,
}
UNPACKED_MB = {".xlsx": 250, ".xlsm": 250, ".ods": 60}
MOST_COLUMNS = 1_000
MOST_CELLS = 20_000_000
LONGEST_CELL = 1_000_000

#: What a spreadsheet's XML never holds: definitions that a parser would expand.
FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
BLOCK = 1 << 20
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

    `headed` tells that its first row is the heading: the file says so itself.
    """

    name: str
    rows: list[list[str]]
    headed: bool = False


class Bounds:
    """Counts what is read and refuses a file that has too many columns, cells or letters."""

    def __init__(self, path: Path, lang: str) -> None:
        self.path, self.lang, self.cells = path, lang, 0

    def row(self, cells: list[str]) -> list[str]:
        """The row itself, without empty cells at its end, when it is within bounds."""
        while cells and not cells[-1]:
            cells.pop()
        self.cells += len(cells) + 1
        if len(cells) > MOST_COLUMNS:
            raise unreadable(self.path, "error.columns", self.lang, limit=MOST_COLUMNS)
        if self.cells > MOST_CELLS:
            raise unreadable(self.path, "error.cells", self.lang, limit=MOST_CELLS)
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise unreadable(self.path, "error.cell", self.lang, limit=LONGEST_CELL)
        return cells


def unreadable(path: Path, key: str, lang: str, **values: object) -> InputError:
    """The error for a file that cannot be read, with the reason in words."""
    return InputError("register", path, label(key, lang, **values), "error.unreadable")


def checked_size(path: Path, lang: str) -> int:
    """The size of a file in bytes, within the limit of its kind."""
    limit = LIMIT_MB[path.suffix.lower()]
    try:
        if not path.is_file():
            raise unreadable(path, "error.no_file", lang)
        size = path.stat().st_size
    except (OSError, ValueError):
        raise unreadable(path, "error.no_file", lang) from None
    if size > limit * 1_000_000:
        raise unreadable(path, "error.too_large", lang, limit=limit)
    return size


def checked_zip(path: Path, lang: str) -> None:
    """Refuse an archive that unpacks to too much, or whose XML defines entities."""
    limit = UNPACKED_MB[path.suffix.lower()] * 1_000_000
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > limit:
                raise unreadable(path, "error.too_large", lang, limit=limit // 1_000_000)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _check_xml(archive, member, path, lang)
    except InputError:
        raise
    except DAMAGED:
        raise unreadable(path, "error.damaged", lang) from None


def _check_xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, lang: str) -> None:
    """No definitions anywhere in the XML, in whatever encoding it hides them."""
    tail = b""
    with archive.open(member) as stream:
        while block := stream.read(BLOCK):
            text = tail + block.replace(b"\0", b"")
            if any(mark in text for mark in FORBIDDEN):
                raise unreadable(path, "error.entities", lang)
            tail = text[-16:]
