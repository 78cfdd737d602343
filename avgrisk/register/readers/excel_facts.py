"""What the XML of an Excel workbook says before anybody reads its cells."""

import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from avgrisk.register.readers.grids import LONGEST_CELL, unreadable
from avgrisk.register.readers.sheet_facts import (
    MOST_LETTERS,
    Allowance,
    Facts,
    attributes,
    column_number,
    parse,
)


def _place(reference: str) -> tuple[int, int]:
    """Row and column of "AB12", counted from 1; ValueError where it is none."""
    letters = reference.rstrip("0123456789")
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        raise ValueError(reference)
    return int(reference[len(letters) :]), column_number(letters.upper())


class _Worksheet:
    """The facts of an Excel worksheet, gathered while it is parsed."""

    def __init__(self, name: str) -> None:
        self.facts = Facts(name)
        self.row = self.column = self.shared = 0
        self.formula = self.value = False

    def start(self, name: str, pairs: list[str]) -> None:
        if name == "c":
            self._cell(pairs)
        elif name == "v":
            self.facts.fill(self.row, self.column)
            self.value = self.formula
        elif name == "is":
            self.facts.fill(self.row, self.column)
        elif name == "f":
            self.formula = True
            self.facts.formulas += 1
        elif name == "row":
            self._row(attributes(pairs))
        elif name == "mergeCell":
            self._merge(attributes(pairs).get("ref", ""))

    def text(self, text: str) -> None:
        """A formula with something in its value has a kept value."""
        if self.value:
            self.facts.formulas -= 1
            self.value = self.formula = False

    def _cell(self, pairs: list[str]) -> None:
        self.column += 1
        self.value = self.formula = False
        for name, value in zip(pairs[::2], pairs[1::2], strict=True):
            if name == "r":
                self.row, self.column = _place(value)
            elif name == "t" and value == "s":
                self.shared += 1

    def _row(self, found: dict[str, str]) -> None:
        self.row, self.column = int(found.get("r", self.row + 1)), 0
        if found.get("hidden") in ("1", "true"):
            self.facts.hidden.add(self.row - 1)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = _place(first), _place(last or first)
        self.facts.merged.append((top - 1, left - 1, bottom - 1, right - 1))


def excel_facts(archive: zipfile.ZipFile, path: Path) -> dict[str, Facts]:
    """Sheet name -> its facts, for a workbook in XML."""
    allowance, found = Allowance(path), {}
    strings = _shared_lengths(archive, allowance)
    longest = max(strings, default=0)
    for name, part in _worksheets(archive, path):
        sheet = _Worksheet(name)
        with archive.open(part) as stream:
            parse(stream, sheet.start, allowance, sheet.text)
        if sheet.shared * longest > MOST_LETTERS:
            with archive.open(part) as stream:
                allowance.read(_shared_letters(stream, strings, path))
        # A workbook's sheets are read one after the other.
        Allowance(path).sheet(sheet.facts)
        found[name] = sheet.facts
    return found


def _worksheets(archive: zipfile.ZipFile, path: Path) -> Iterator[tuple[str, str]]:
    """Name and part of every sheet, as the workbook says."""
    members, targets = relations(archive, path, "xl/_rels/workbook.xml.rels")
    sheets: list[dict[str, str]] = []

    def sheet(name: str, pairs: list[str]) -> None:
        if name == "sheet":
            sheets.append(attributes(pairs))

    with archive.open(members["xl/workbook.xml"]) as stream:
        parse(stream, sheet, Allowance(path))
    for found in sheets:
        yield found["name"], members[targets[found["id"]]]


def relations(
    archive: zipfile.ZipFile, path: Path, part: str
) -> tuple[dict[str, str], dict[str, str]]:
    """Every part by its name in small letters, and what the workbook calls them."""
    members = {name.lower(): name for name in archive.namelist()}
    if len(members) < len(archive.namelist()):
        raise unreadable(path, "error.damaged")
    targets: dict[str, str] = {}

    def target(name: str, pairs: list[str]) -> None:
        if name == "Relationship":
            found = attributes(pairs)
            place = found["Target"].lower()
            inside = place if place.startswith(("/", "xl/")) else f"xl/{place}"
            targets[found["Id"]] = inside.removeprefix("/")

    with archive.open(members[part]) as stream:
        parse(stream, target, Allowance(path))
    return members, targets


def _shared_lengths(archive: zipfile.ZipFile, allowance: Allowance) -> list[int]:
    """How long each of the workbook's shared texts is."""
    lengths: list[int] = []

    def start(name: str, _: list[str]) -> None:
        if name == "si":
            lengths.append(0)

    def text(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    for part in archive.namelist():
        if part.lower() == "xl/sharedstrings.xml":
            with archive.open(part) as stream:
                parse(stream, start, allowance, text)
    if max(lengths, default=0) > LONGEST_CELL:
        raise unreadable(allowance.path, "error.cell", limit=LONGEST_CELL)
    return lengths


def _shared_letters(stream: IO[bytes], lengths: Sequence[int], path: Path) -> int:
    """How many letters the cells of a sheet have that refer to a shared text."""
    used: Counter[str] = Counter()
    shared = value = False

    def start(name: str, pairs: list[str]) -> None:
        nonlocal shared, value
        if name == "c":
            shared = attributes(pairs).get("t") == "s"
        value = shared and name == "v"

    def text(text: str) -> None:
        if value:
            used[text.strip()] += 1

    parse(stream, start, Allowance(path), text)
    return sum(count * lengths[int(text)] for text, count in used.items() if text.isdigit())
