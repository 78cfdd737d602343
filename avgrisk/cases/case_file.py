"""A case file: yaml read with care, and checked against datasets/cases.schema.json.

A file from outside is bounded in size and depth, may not refer to itself, and can hold nothing but
plain values. Whatever is wrong is an InputError that names the place (lists count from 1).
"""

import calendar
import datetime
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from avgrisk.core import plain_yaml, shipped
from avgrisk.core.records import InputError

#: What a case file may be at most: characters, and blocks within blocks.
LIMIT = 200_000
DEPTH = 12

#: The label that says what a type of the schema is.
TYPES = {
    "string": "@type.text",
    "number": "@type.number",
    "boolean": "@type.yes_no",
    "array": "@type.list",
    "object": "@type.block",
}

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def read(path: str | Path) -> dict[str, Any]:
    """The contents of somebody's case file, in bounds and as the schema has it."""
    text = _text(path)
    try:
        _bound(text)
        data = plain_yaml.parse(text)
    except yaml.MarkedYAMLError as error:
        line = str(error.problem_mark.line + 1) if error.problem_mark else ""
        raise InputError(line, error.problem, "@type.case_file", "error.case_yaml") from None
    except (yaml.YAMLError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError("yaml", error, "@type.case_file", "error.case_yaml") from None
    check(data)
    return data


def check(data: Any) -> None:
    """Refuse what the schema does not allow, and sources that are cited but not listed."""
    errors = shipped.validator("cases.schema.json").iter_errors(data)
    first = min(errors, key=lambda error: [str(step) for step in error.path], default=None)
    if first:
        raise _input_error(first)
    if "announced" in data:
        last_day(str(data["announced"]), "announced")
    known: dict[str, None] = {}
    for source in data["sources"]:
        if source["key"] in known:
            raise InputError("sources", source["key"], "1 x", "error.case_twice")
        known[source["key"]] = None
    for place, cited in _citations(data):
        for key in cited:
            if key not in known:
                raise InputError(place, key, ", ".join(known), "error.case_source")


def last_day(date: str, place: str = "date") -> datetime.date:
    """The last day of a date, month, year, or of two of these with a / between them.

    >>> last_day("2014-03-10/2014-03-17").isoformat(), last_day("2012-02").isoformat()
    ('2014-03-17', '2012-02-29')
    """
    return _span(date, place)[1]


def days(dates: Sequence[str]) -> list[datetime.date]:
    """The days by which events are sorted: the last day of each date.

    Of a month or year we do not know the day: it counts as over on the day of the next event in
    the file, if that falls within it, so that the compiler's order stands.

    >>> [str(day) for day in days(["2024-03", "2024-03-26", "2024-04"])]
    ['2024-03-26', '2024-03-26', '2024-04-30']
    """
    found: list[datetime.date] = []
    for number in range(len(dates), 0, -1):
        first, last = _span(dates[number - 1], f"timeline.{number}.date")
        within = bool(found) and first <= found[-1] < last
        found.append(found[-1] if within else last)
    return found[::-1]


def _span(date: str, place: str) -> tuple[datetime.date, datetime.date]:
    """First and last day of a date, month or year; of two with a / between them, of the second."""
    spans = [_part(part) for part in date.split("/")]
    if len(spans) > 2 or spans != sorted(spans) or () in spans:
        raise InputError(place, date, "@type.date", "error.case_value")
    first, last = spans[-1]
    return first, last


def _part(part: str) -> tuple[datetime.date, ...]:
    """First and last day of a date, month or year; empty when it is none of these."""
    match = _DATE.fullmatch(part)
    if not match:
        return ()
    year, month, day = (int(piece) if piece else 0 for piece in match.groups())
    try:
        until = month or 12
        end = datetime.date(year, until, day or calendar.monthrange(year, until)[1])
        return datetime.date(year, month or 1, day or 1), end
    except ValueError:  # no such month or day
        return ()


def _text(path: str | Path) -> str:
    """The file's text; one character too many is enough to know that it is too long."""
    try:
        if not Path(path).is_file():
            raise InputError("path", path, "@type.case_file", "error.case_path")
        with open(path, encoding="utf-8-sig") as file:
            text = file.read(LIMIT + 1)
    except (OSError, TypeError, UnicodeDecodeError):
        raise InputError("path", path, "@type.case_file", "error.case_path") from None
    return text


def _bound(text: str) -> None:
    """Refuse a text too long, nested too deep or that refers to itself, before building it."""
    if len(text) > LIMIT:
        raise InputError("size", f"> {LIMIT}", str(LIMIT), "error.case_bounds")
    line = plain_yaml.out_of_bounds(text, DEPTH)
    if line is not None:
        raise InputError("yaml", str(line), str(DEPTH), "error.case_bounds")


def _citations(data: dict[str, Any]) -> Iterable[tuple[str, list[str]]]:
    """Where sources are cited, and which."""
    for number, event in enumerate(data["timeline"], start=1):
        yield f"timeline.{number}.sources", event["sources"]
        for field, known in event.get("public_knowledge", {}).items():
            yield f"timeline.{number}.public_knowledge.{field}.sources", known["sources"]


def _input_error(error: Any) -> InputError:
    """What jsonschema found, as an InputError."""
    steps = [str(step + 1) if isinstance(step, int) else str(step) for step in error.path]
    place, value = ".".join(steps) or "case", error.instance
    if error.validator == "additionalProperties":
        known = error.schema["properties"]
        unknown = sorted(set(map(str, value)) - set(known))[0]
        return InputError(place, unknown, ", ".join(known), "error.case_unknown_key")
    if error.validator in ("required", "dependentRequired"):
        wanted = error.validator_value
        if isinstance(wanted, dict):
            wanted = [name for key, names in wanted.items() if key in value for name in names]
        missing = next(name for name in wanted if name not in value)
        return InputError(place, missing, ", ".join(wanted), "error.case_missing")
    return InputError(place, value, _allowed(error), "error.case_value")


def _allowed(error: Any) -> str:
    """What would have been right: the schema's own label, its words or its type."""
    if "x-allowed" in error.schema:
        return error.schema["x-allowed"]
    if error.validator == "enum":
        return ", ".join(map(str, error.validator_value))
    if error.validator == "type":
        kind = error.validator_value
        return TYPES[kind if isinstance(kind, str) else kind[0]]
    return f"{error.validator} {error.validator_value}"
