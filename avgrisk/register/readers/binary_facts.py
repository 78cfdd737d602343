"""What a workbook in Excel's binary forms says of its sheets, before anybody reads their cells.

xls is a stream of records (type and size, two bytes each) in an OLE file; xlsb is records with
types and sizes of seven bits a byte, in an archive. Looked at is what bounds the reading, and what
is merged or (in xls) hidden.
"""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from avgrisk.register.readers.excel_facts import relations
from avgrisk.register.readers.grids import LONGEST_CELL, unreadable
from avgrisk.register.readers.sheet_facts import MOST_LETTERS, Allowance, Facts

#: xls: records of a cell that begin with its row and column, and of several cells.
_CELLS = {0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E}
_SEVERAL, _SHARED_CELL, _END, _SHEET, _SHARED, _MORE = (
    0x00BD, 0x00FD, 0x000A, 0x0085, 0x00FC, 0x003C,
)  # fmt: skip
#: xls: merged cells, and a row with the bit that hides it.
_MERGED, _OLD_ROW, _HIDES = 0x00E5, 0x0208, 0x20
#: xlsb: a row's header, the cells, the cell with a shared text, a shared text, a sheet, a merger.
_ROW, _LAST_CELL, _SHARED_CELL_B, _ITEM, _BUNDLE, _MERGED_B = 0, 11, 7, 19, 156, 176


def old_facts(path: Path) -> dict[str, Facts]:
    """Sheet name -> its facts, for an xls; refused where it holds too much."""
    import olefile

    with olefile.OleFileIO(str(path)) as file:
        name = next(name for name in ("Workbook", "Book") if file.exists(name))
        stream = file.openstream(name).read()
    allowance = Allowance(path)
    longest, starts = 0, dict[str, int]()
    records = list(_records(stream, 0, allowance))
    for number, (kind, body) in enumerate(records):
        if kind == _SHEET:
            starts[_old_name(body, name == "Workbook")] = struct.unpack_from("<I", body)[0]
        elif kind == _SHARED:
            more = number + 1
            while more < len(records) and records[more][0] == _MORE:
                more += 1
            longest = max(_text_lengths([part for _, part in records[number:more]]), default=0)
    return {sheet: _old_sheet(stream, start, longest, allowance) for sheet, start in starts.items()}


def _old_name(body: bytes, wide: bool) -> str:
    """The name of a sheet: of one byte a letter, or in newer files perhaps of two."""
    letters = body[6]
    if not wide:
        return body[7 : 7 + letters].decode("cp1252", "replace")
    if body[7] & 1:
        return body[8 : 8 + 2 * letters].decode("utf-16-le", "replace")
    return body[8 : 8 + letters].decode("latin-1")


def _records(stream: bytes, place: int, allowance: Allowance) -> Iterator[tuple[int, bytes]]:
    """The records from this place on."""
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        allowance.take(1)
        yield kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


def _old_sheet(stream: bytes, start: int, longest: int, allowance: Allowance) -> Facts:
    facts, shared = Facts(), 0
    for kind, body in _records(stream, start, allowance):
        if kind == _END:
            break
        if kind in _CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            facts.fill(row + 1, column + 1)
            shared += kind == _SHARED_CELL
        elif kind == _SEVERAL and len(body) >= 6:
            row, first, last = *struct.unpack_from("<HH", body), *struct.unpack("<H", body[-2:])
            facts.fill(row + 1, max(first, last) + 1)
        elif kind == _MERGED and len(body) >= 2:
            places = struct.iter_unpack("<HHHH", body[2 : 2 + (len(body) - 2) // 8 * 8])
            facts.merged += ((top, left, bottom, right) for top, bottom, left, right in places)
        elif kind == _OLD_ROW and len(body) >= 14 and body[12] & _HIDES:
            facts.hidden.add(struct.unpack_from("<H", body)[0])
    allowance.read(shared * longest)
    allowance.sheet(facts)
    return facts


def _text_lengths(parts: list[bytes]) -> Iterator[int]:
    """How long the shared texts of an xls are; a text that goes on in a next record says there
    again how wide its letters are."""
    part, place, parts = parts[0], 8, parts[1:]

    def more(size: int) -> int:
        nonlocal part, place
        while place + size > len(part) and parts:
            size -= len(part) - place
            part, place = parts.pop(0), 0
        place += size
        return place

    while place < len(part) or parts:
        if place + 3 > len(part):
            if not parts:
                return
            part, place = parts.pop(0), 0
        letters, flags = struct.unpack_from("<HB", part, place)
        place += 3
        runs = struct.unpack_from("<H", part, place)[0] if flags & 8 else 0
        place += 2 if flags & 8 else 0
        extra = struct.unpack_from("<I", part, place)[0] if flags & 4 else 0
        place += 4 if flags & 4 else 0
        yield letters
        left, wide = letters, 1 + (flags & 1)
        while left > (here := (len(part) - place) // wide) and parts:
            left -= here
            part, place = parts.pop(0), 1
            wide = 1 + (part[0] & 1)
        place += left * wide
        more(4 * runs + extra)


def binary_facts(archive: zipfile.ZipFile, path: Path) -> dict[str, Facts]:
    """Sheet name -> its facts, for an xlsb; refused where it holds too much."""
    allowance, longest, found = Allowance(path), 0, dict[str, Facts]()
    members, targets = relations(archive, path, "xl/_rels/workbook.bin.rels")
    if "xl/sharedstrings.bin" in members:
        shared = archive.read(members["xl/sharedstrings.bin"])
        for kind, body in _small_records(shared, allowance):
            if kind == _ITEM:
                longest = max(longest, struct.unpack_from("<xI", body)[0])
    if longest > LONGEST_CELL:
        raise unreadable(path, "error.cell", limit=LONGEST_CELL)
    for kind, body in _small_records(archive.read(members["xl/workbook.bin"]), allowance):
        if kind == _BUNDLE:
            size = struct.unpack_from("<8xI", body)[0]
            part = targets[body[12 : 12 + 2 * size].decode("utf-16-le")]
            name = body[16 + 2 * size :].decode("utf-16-le", "replace")
            found[name] = _small_sheet(archive.read(members[part]), longest, allowance)
    return found


def _small_sheet(stream: bytes, longest: int, allowance: Allowance) -> Facts:
    facts, row, shared = Facts(), 0, 0
    for kind, body in _small_records(stream, allowance):
        if kind == _ROW:
            row = struct.unpack_from("<I", body)[0]
        elif kind <= _LAST_CELL:
            facts.fill(row + 1, struct.unpack_from("<I", body)[0] + 1)
            shared += kind == _SHARED_CELL_B
        elif kind == _MERGED_B and len(body) >= 16:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            facts.merged.append((top, left, bottom, right))
    if shared * longest > MOST_LETTERS:
        allowance.read(shared * longest)
    Allowance(allowance.path).sheet(facts)
    return facts


def _small_records(stream: bytes, allowance: Allowance) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(stream):
        allowance.take(1)
        kind, place = stream[place], place + 1
        if kind & 0x80:
            kind, place = (kind & 0x7F) | (stream[place] & 0x7F) << 7, place + 1
        size = shift = 0
        while True:
            byte, place = stream[place], place + 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift == 28:
                break
        yield kind, stream[place : place + size]
        place += size
