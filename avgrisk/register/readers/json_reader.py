"""Reading our own json: {"avgrisk_register": 1, "rows": [{"title": ..., ...}]}."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from avgrisk.core import shipped
from avgrisk.register.readers.csv_reader import decoded
from avgrisk.register.readers.grids import Bounds, Sheet, unreadable
from avgrisk.register.readers.xlsx_reader import as_text

SUFFIXES = (".json",)
SCHEMA = "register.schema.json"


def read(path: Path, lang: str) -> list[Sheet]:
    """The rows as one sheet, headings in order of first appearance."""
    try:
        document = json.loads(decoded(path, lang).removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise unreadable(path, "error.json", lang) from None
    _check(document, path, lang)
    names = list(dict.fromkeys(name for row in document["rows"] for name in row))
    bounds = Bounds(path, lang)
    lines = [list(names), *([_cell(row.get(name)) for name in names] for row in document["rows"])]
    return [Sheet(path.stem, [bounds.row(line) for line in lines], headed=True)]


@cache
def schema() -> dict:
    """The JSON Schema of our own format (datasets/register.schema.json)."""
    return json.loads(shipped.text(SCHEMA))


def _check(document: object, path: Path, lang: str) -> None:
    """The first thing that does not fit the schema is told with its place."""
    from jsonschema import Draft202012Validator

    try:
        error = next(Draft202012Validator(schema()).iter_errors(document), None)
    except RecursionError:
        raise unreadable(path, "error.json", lang) from None
    if error is not None:
        place = "/".join(str(part) for part in error.absolute_path)[:80] or "/"
        raise unreadable(path, "error.schema", lang, place=place, message=error.message[:120])


def _cell(value: object) -> str:
    """A value as text: several words with ; between, a range as low|mode|high."""
    if isinstance(value, list):
        numbers = all(isinstance(part, (int, float)) for part in value)
        return ("|" if numbers else ";").join(as_text(part) for part in value)
    return as_text(value)
