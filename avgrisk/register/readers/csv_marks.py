"""Where the records of a csv end, told from its separators, quotes and line ends alone.

Every quote must open or close a cell and every line end be a new line: then counting bytes gives
what csv's own parser gives, several times as fast. Any other file is `Irregular`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from avgrisk.register.readers.grids import LONGEST_CELL

#: Bytes that are looked at together, and records where csv's own parser tells them.
BLOCK, RECORDS = 1 << 22, 10_000
_QUOTE, _LINE, _RETURN = b'"\n\r'


class Irregular(ValueError):
    """Only csv's own parser can tell where the records of this file end."""


@dataclass(frozen=True)
class Records:
    """Records that follow one another: the byte after each, how many cells it has at most, and
    what reads one of them."""

    ends: Sequence[int] | np.ndarray
    cells: Sequence[int] | np.ndarray
    row: Callable[[int], list[str]]

    def widest(self, start: int, width: int) -> int:
        """The most columns that a record from `start` on fills, where that is more than `width`."""
        cells = np.asarray(self.cells)
        for at in (start + np.flatnonzero(cells[start:] > width)).tolist():
            if cells[at] > width:
                width = max(width, _filled(self.row(at)))
        return width


def _filled(row: list[str]) -> int:
    """Cells up to the last filled one."""
    return next((place for place in range(len(row), 0, -1) if row[place - 1]), 0)


def marked(
    path: Path, start: int, separator: str, parse: Callable[[bytes], list[str]]
) -> Iterator[Records]:
    """The records from a byte on, of a file of which a byte below 128 is a letter by itself."""
    with path.open("rb") as file:
        file.seek(start)
        rest = b""
        while block := file.read(BLOCK):
            data = rest + block
            end = _last_end(data)
            if end:
                yield _records(data[:end], start, ord(separator), parse)
            start, rest = start + end, data[end:]
        if rest:
            yield _records(rest, start, ord(separator), parse)


def parsed(records: Iterable[tuple[list[str], int]]) -> Iterator[Records]:
    """The records that csv's own parser gives with the byte after each."""
    found = iter(records)
    while batch := list(islice(found, RECORDS)):
        rows, ends = zip(*batch, strict=True)
        yield Records(ends, list(map(len, rows)), rows.__getitem__)


def _last_end(data: bytes) -> int:
    """The byte after the last line end outside quotes, 0 where there is none yet."""
    end, quotes = len(data), data.count(b'"')
    while (line := data.rfind(b"\n", 0, end)) >= 0:
        quotes -= data.count(b'"', line, end)
        if quotes % 2 == 0:
            return line + 1
        end = line
    if len(data) > BLOCK + LONGEST_CELL:
        raise Irregular
    return 0


def _records(
    data: bytes, start: int, separator: int, parse: Callable[[bytes], list[str]]
) -> Records:
    """The records of bytes that begin with one and hold no half one."""
    signs = np.frombuffer(data, dtype=np.uint8)
    quotes = np.flatnonzero(signs == _QUOTE)
    _check(data, signs, quotes, separator)
    lines, marks = (
        places[np.searchsorted(quotes, places) % 2 == 0]
        for places in (np.flatnonzero(signs == sign) for sign in (_LINE, separator))
    )
    ends = lines + 1
    if not len(ends) or ends[-1] < len(data):
        ends = np.append(ends, len(data))
    before = np.concatenate([[0], ends[:-1]])
    if (ends - before).max() > LONGEST_CELL:
        raise Irregular
    cells = np.diff(np.searchsorted(marks, ends), prepend=0) + 1
    return Records(ends + start, cells, lambda at: parse(data[before[at] : ends[at]]))


def _check(data: bytes, signs: np.ndarray, quotes: np.ndarray, separator: int) -> None:
    """Irregular where a quote stands within a cell or never closes, or a line ends otherwise."""
    borders = np.zeros(256, dtype=bool)
    borders[[separator, _QUOTE, _LINE, _RETURN]] = True
    around = np.concatenate([[_LINE], signs, [_LINE]])
    alone = data.count(b"\r") != data.count(b"\r\n")
    before, behind = around[quotes[::2]], around[quotes[1::2] + 2]
    if alone or len(quotes) % 2 or not (borders[before].all() and borders[behind].all()):
        raise Irregular
