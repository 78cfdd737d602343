"""Reading csv: which encoding, which separator; every cell as text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from avgrisk.register.readers.grids import BLOCK, LONGEST_CELL, Bounds, Sheet, unreadable

SUFFIXES = (".csv", ".tsv", ".txt")
ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")
SEPARATORS = ";,\t|"
#: How many letters of the file decide on the separator.
SAMPLE = 20_000
#: And how many of its lines.
LINES = 50
_SAID = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)


def read(path: Path) -> list[Sheet]:
    """The file as one sheet, named after it."""
    text = _text(path)
    bounds = Bounds(path)
    mark = separator(text.replace("\0", ""))
    strict = not _well_quoted(text)
    found = records(text_lines(text), mark, strict, path)
    return [Sheet(path.stem, [bounds.row(row) for row in found])]


def decoded(path: Path) -> str:
    """The file's text, in the first encoding that fits; NUL characters are taken out."""
    return _text(path).replace("\0", "")


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError:
        raise unreadable(path, "error.no_file") from None
    for encoding in _candidates(raw[:2]):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(path, "error.encoding")


def encoding_of(path: Path) -> tuple[str, bool] | None:
    """The encoding of a large file, told block by block, and whether its quotes come in pairs;
    None when no encoding fits."""
    with path.open("rb") as file:
        start = file.read(2)
    for encoding in _candidates(start):
        try:
            with path.open(encoding=encoding, newline="") as text:
                quotes = sum(block.count('"') for block in iter(lambda: text.read(BLOCK), ""))
            return encoding, quotes % 2 == 0
        except UnicodeDecodeError:
            continue
    return None


def _candidates(start: bytes) -> list[str]:
    utf16 = start in (b"\xff\xfe", b"\xfe\xff")
    return [encoding for encoding in ENCODINGS if (encoding == "utf-16") == utf16]


def separator(text: str) -> str:
    """The separator that gives most of the first lines one and the same number of cells.

    A line "sep=;" at the start says it itself. Of two that divide equally many lines alike, the
    one that gives more cells.
    """
    said = _SAID.match(text)
    if said:
        return said[1]
    sample = text[:SAMPLE]

    def fit(mark: str) -> tuple[int, int]:
        before = csv.field_size_limit(LONGEST_CELL)
        try:
            rows = islice(csv.reader(io.StringIO(sample, newline=""), delimiter=mark), LINES)
            counts = Counter(len(row) for row in rows if len(row) > 1)
        except csv.Error:
            return 0, 0
        finally:
            csv.field_size_limit(before)
        return max(((lines, cells) for cells, lines in counts.items()), default=(0, 0))

    return max(SEPARATORS, key=fit)


def _well_quoted(text: str) -> bool:
    """Whether quotes come in pairs, as they do in a file that was not cut off."""
    return text.count('"') % 2 == 0


def text_lines(text: str) -> Iterable[str]:
    """The lines of a text, without NUL characters."""
    lines = io.StringIO(text, newline="")
    return (line.replace("\0", "") for line in lines) if "\0" in text else lines


def records(lines: Iterable[str], mark: str, strict: bool, path: Path) -> Iterator[list[str]]:
    """The records of these lines; `strict` makes that a quote that is never closed is an error, not
    a very long cell."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield from csv.reader(lines, delimiter=mark, strict=strict)
    except csv.Error:
        raise unreadable(path, "error.csv") from None
    finally:
        csv.field_size_limit(before)
