"""Reading csv: which encoding, which separator; every cell as text."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from math import log
from pathlib import Path

from avgrisk.register.readers.grids import (
    BLOCK,
    LONGEST_CELL,
    Bounds,
    Sheet,
    absent,
    plain_text,
    unreadable,
)

SUFFIXES = (".csv", ".tsv", ".txt")
#: Of these every byte is a letter.
ONE_BYTE = ("cp1252", "mac_roman")
#: Letters with an accent inside a word, as an old Mac writes them and as Windows does.
_MAC = re.compile(rb"(?<=[A-Za-z])[\x80-\x91\x95\x98-\x9b\x9d\x9f](?=[A-Za-z])")
_WINDOWS = re.compile(rb"(?<=[A-Za-z])[\xc0-\xff](?=[A-Za-z])")
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
    mark = separator(plain_text(text[: SAMPLE + 1]))
    strict = text.count('"') % 2 == 1  # quotes do not come in pairs: it was cut off
    found = list(records(text_lines(text), mark, strict, path))
    if _is_wrapped(found):
        inner = "\n".join(row[0] if row else "" for row in found)
        found = list(records(text_lines(inner), separator(inner[: SAMPLE + 1]), False, path))
    return [Sheet(path.stem, [bounds.row(row) for row in found], cut=True)]


def _is_wrapped(rows: list[list[str]]) -> bool:
    """Whether every line is one quoted cell that holds a line with separators: a csv that a
    spreadsheet in another language opened and saved."""
    if not rows or any(len(row) > 1 for row in rows) or not rows[0]:
        return False
    mark = max(SEPARATORS, key=rows[0][0].count)
    return rows[0][0].count(mark) > 0 and all(mark in row[0] for row in rows if row)


def decoded(path: Path) -> str:
    """The file's text, in the first encoding that fits, its letters whole."""
    return plain_text(_text(path))


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError:
        raise absent(path) from None
    for encoding in _candidates(raw[:BLOCK]):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(path, "error.encoding")


def encoding_of(path: Path) -> tuple[str, bool] | None:
    """The encoding of a large file, told block by block, and whether its quotes come in pairs;
    None when no encoding fits."""
    with path.open("rb") as file:
        start = file.read(BLOCK)
    for encoding in _candidates(start):
        try:
            with path.open(encoding=encoding, newline="") as text:
                quotes = sum(block.count('"') for block in iter(lambda: text.read(BLOCK), ""))
            return encoding, quotes % 2 == 0
        except UnicodeDecodeError:
            continue
    return None


def _candidates(start: bytes) -> list[str]:
    """What a file may be written in, as its first bytes tell; the likeliest first."""
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ["utf-16"]
    mac = len(_MAC.findall(start)) > len(_WINDOWS.findall(start))
    return ["utf-8-sig", "mac_roman" if mac else "cp1252"]


def without_mark(path: Path, encoding: str) -> tuple[str, int]:
    """The encoding without a mark at its start, and how many bytes the mark of the file takes."""
    with path.open("rb") as file:
        start = file.read(3)
    if encoding == "utf-16":
        return "utf-16-le" if start[:2] == codecs.BOM_UTF16_LE else "utf-16-be", 2
    base = encoding.removesuffix("-sig")
    return base, 3 if base == "utf-8" and start == codecs.BOM_UTF8 else 0


def separator(text: str) -> str:
    """The separator that gives the largest share of the first records one and the same number of
    cells, and many of them.

    A line "sep=;" at the start says it itself. A record that it tears apart within quotes does not
    count, and the share is of all records: cells of several lines fall apart in many of them under
    a wrong separator. Of shares alike the one that gives more cells goes first.
    """
    said = _SAID.match(text)
    if said:
        return said[1]
    sample = text[:SAMPLE]

    def fit(mark: str) -> float:
        before = csv.field_size_limit(LONGEST_CELL)
        try:
            found = islice(csv.reader(io.StringIO(sample, newline=""), delimiter=mark), LINES + 1)
            rows = [row for row in found if any(map(str.strip, row))]
        except csv.Error:
            return 0.0
        finally:
            csv.field_size_limit(before)
        if len(rows) > 1 and (len(text) > SAMPLE or len(rows) > LINES):
            rows.pop()  # it may be cut off
        counts = Counter(len(row) for row in rows if len(row) > 1 and not _torn(row))
        return max((n * log(cells) / len(rows) for cells, n in counts.items()), default=0.0)

    return max(SEPARATORS, key=fit)


def _torn(row: list[str]) -> bool:
    """Whether a quote opens in a cell of this row and closes in none."""
    return any(cell.count('"') % 2 for cell in row)


def text_lines(text: str) -> Iterable[str]:
    """The lines of a text, its letters whole and without NUL characters."""
    return io.StringIO(plain_text(text), newline="")


def records(lines: Iterable[str], mark: str, strict: bool, path: Path) -> Iterator[list[str]]:
    """The records of these lines; `strict` makes that a quote that is never closed is an error, not
    a very long cell."""
    before = csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(lines, delimiter=mark, strict=strict)
    line = 0
    try:
        if not strict:
            yield from reader
        for row in reader:
            yield row
            line = reader.line_num
    except csv.Error as error:
        if "limit" in str(error):
            raise unreadable(path, "error.cell", limit=LONGEST_CELL) from None
        raise unreadable(path, "error.csv", line=max(line + 1, 1)) from None
    finally:
        csv.field_size_limit(before)
