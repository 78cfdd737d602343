"""Codings kept in a file of one's own: the columns of the shipped table, a coder is a number."""

import csv
import io
import math
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from avgrisk.cases.case_base import case_ids
from avgrisk.cases.case_records import Coding
from avgrisk.cases.coding.sheet import FIELDS, coding
from avgrisk.core.machine import why_not
from avgrisk.core.own_file import write_own
from avgrisk.core.records import InputError

#: Where codings are kept within a folder.
PLACE = Path(".avgrisk") / "codings.csv"

COLUMNS = ("id", "coder", "date", *FIELDS, "recognised")
#: Bounds of a file from outside: characters of a cell, of a whole file.
CELL, FILE = 100, 1_000_000

_CODER = re.compile(r"P([1-9]\d?)", re.A)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.A)

Kept = dict[tuple[str, str], Coding]


def read(path: Path) -> Kept:
    """The codings of a file by case and coder; no file is no coding, a bad one an InputError."""
    try:
        with path.open("rb") as file:
            data = file.read(FILE + 1)
    except FileNotFoundError:
        return {}
    except OSError:
        raise InputError("file", path.name, "", "error.coding_read") from None
    if len(data) > FILE:
        raise InputError("file", path.name, "", "error.coding_read")
    try:
        table = csv.DictReader(io.StringIO(data.decode("utf-8")))
        rows, columns = list(table), set(table.fieldnames or ())
    except (UnicodeDecodeError, csv.Error):
        raise InputError("file", path.name, "", "error.coding_read") from None
    if columns != set(COLUMNS):  # somebody else's file is never written over
        raise InputError("[1]", "", ", ".join(COLUMNS), "error.coding_columns")
    return dict(_row(row, place) for place, row in enumerate(rows, start=2))


def keep(case: str, given: Coding, path: Path) -> Kept:
    """Put a coding in the file in place of this coder's earlier one; all of it or nothing."""
    found = read(path) | {(case, given.coder): given}
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for (id, coder), item in sorted(found.items()):
        levels = ["" if value is None else f"{value:g}" for _, value in item.levels]
        table.writerow([id, coder, item.date, *levels, str(item.recognised).lower()])
    try:
        write_own(text.getvalue(), path)
    except OSError as error:
        raise InputError("file", path.name, why_not(error), "error.coding_write") from None
    return found


def answers(path: Path) -> tuple[dict[str, float | None], bool]:
    """Levels from a file with the columns field and value, and whether the case was recognised.

    Blank is no ground in the text; the field `recognised` takes yes, no, true or false.
    """
    try:
        with path.open("rb") as file:
            text = file.read(FILE).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise InputError("file", path.name, "", "error.coding_read") from None
    found: dict[str, float | None] = {}
    recognised = False
    for place, row in enumerate(rows, start=2):
        name, value = (str(row.get(key) or "").strip() for key in ("field", "value"))
        if name == "recognised":
            recognised = _truth(value, place)
        elif name not in FIELDS:
            raise InputError(f"[{place}] field", name, ", ".join(FIELDS), "error.field")
        else:
            found[name] = number(name, value, place)
    return found, recognised


def number(name: str, text: str, place: int = 0) -> float | None:
    """A level as somebody writes it, a decimal comma too; blank is None.

    >>> number("control", "0,25"), number("control", " ")
    (0.25, None)
    """
    if not text.strip():
        return None
    try:
        value = float(text.strip().replace(",", ".")) if len(text) < CELL else math.nan
    except ValueError:
        value = math.nan
    if not 0 <= value <= 1:
        field = f"[{place}] {name}" if place else name
        raise InputError(field, text[:CELL], "0-1", "error.level_range")
    return value


def _row(row: Mapping[str | None, str | None], place: int) -> tuple[tuple[str, str], Coding]:
    """A row of a file, checked; what is wrong names the row."""
    if set(row) != set(COLUMNS) or None in row.values():
        raise InputError(f"[{place}]", "", ", ".join(COLUMNS), "error.coding_columns")
    cells = {str(name): str(cell) for name, cell in row.items()}
    who = _CODER.fullmatch(cells["coder"])
    if cells["id"] not in case_ids() or not who or not _DATE.fullmatch(cells["date"]):
        shown = "; ".join(cells[name][:CELL] for name in ("id", "coder", "date"))
        raise InputError(f"[{place}]", shown, "", "error.coding_row")
    levels = {name: number(name, cells[name], place) for name in FIELDS}
    found = coding(levels, int(who[1]), _truth(cells["recognised"], place))
    return (cells["id"], cells["coder"]), replace(found, date=cells["date"])


def _truth(text: str, place: int) -> bool:
    known = {"true": True, "yes": True, "ja": True, "false": False, "no": False, "nee": False}
    if text.strip().lower() not in known:
        raise InputError(f"[{place}] recognised", text[:CELL], "yes, no", "error.value")
    return known[text.strip().lower()]
