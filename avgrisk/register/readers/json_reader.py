"""Reading json: our own, {"avgrisk_register": 1, "rows": [{"title": ..., ...}]}, or a tool's."""

import json
from pathlib import Path
from typing import Any

from avgrisk.core import shipped
from avgrisk.register.readers.csv_reader import decoded
from avgrisk.register.readers.exports import tools
from avgrisk.register.readers.grids import MOST_COLUMNS, Sheet, as_text, headed_sheet, unreadable

SUFFIXES = (".json", ".jsonld")
SCHEMA = "register.schema.json"
#: As the schema has it.
MOST_ROWS, LONGEST_NAME = 200_000, 200
PLAIN, LISTED = {str, int, float, bool}, {str, int, float}


def read(path: Path) -> list[Sheet]:
    """The rows as one sheet, headings in order of first appearance."""
    try:
        document = json.loads(decoded(path))
        json.dumps(document, ensure_ascii=False).encode()  # a lone surrogate is no text
    except (ValueError, RecursionError) as error:
        raise unreadable(path, "error.json", line=getattr(error, "lineno", 1)) from None
    if not isinstance(document, dict) or "avgrisk_register" not in document:
        return [tools.sheet(document, path)]
    _check(document, path)
    names = list(dict.fromkeys(name for row in document["rows"] for name in row))
    lines = ([_cell(row.get(name)) for name in names] for row in document["rows"])
    return [headed_sheet(path, names, lines)]


def _check(document: dict[str, Any], path: Path) -> None:
    """The first thing that does not fit the schema is told with its place.

    A validator takes a second per megabyte; only a row that is not plainly right meets it.
    """
    rows = document.get("rows")
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        _validate(document, path, {})
    else:
        _validate({**document, "rows": []}, path, {})
        for number, row in enumerate(rows):
            if not _is_plain(row):
                _validate({"avgrisk_register": 1, "rows": [row]}, path, {1: number})


def _is_plain(row: object) -> bool:
    """Whether a row surely fits the schema."""
    return (
        isinstance(row, dict)
        and len(row) <= MOST_COLUMNS
        and all(0 < len(name) <= LONGEST_NAME for name in row)
        and all(value is None or type(value) in PLAIN or _is_list(value) for value in row.values())
    )


def _is_list(value: object) -> bool:
    return (
        isinstance(value, list) and len(value) <= MOST_COLUMNS and set(map(type, value)) <= LISTED
    )


def _validate(document: object, path: Path, moved: dict[int, int]) -> None:
    """Told with the steps at these places of its path replaced."""
    try:
        error = next(shipped.validator(SCHEMA).iter_errors(document), None)
    except RecursionError:
        raise unreadable(path, "error.json", line=1) from None
    if error is not None:
        steps = [moved.get(at, step) for at, step in enumerate(error.absolute_path)]
        place = "/".join(str(step) for step in steps)[:80] or "/"
        raise unreadable(path, "error.schema", place=place, message=error.message[:120])


def _cell(value: object) -> str:
    """A value as text: several words with ; between, a range as low|mode|high."""
    if isinstance(value, list):
        numbers = all(isinstance(part, (int, float)) for part in value)
        return ("|" if numbers else ";").join(as_text(part) for part in value)
    return as_text(value)
