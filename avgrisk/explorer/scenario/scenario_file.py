"""Scenarios as a file: JSON with a schema, bounded on the way in, the same again on the way out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from avgrisk.core import shipped
from avgrisk.core.levels import choice, level_range
from avgrisk.core.machine import why_not
from avgrisk.core.own_file import write_own
from avgrisk.core.records import FIELDS, LEVEL_FIELDS, TEXT_FIELDS, InputError, ProposedUse, Range

#: Bounds: scenarios in a file, characters of a name, of a text and of a whole file.
MOST, NAME, TEXT, FILE = 6, 120, 100_000, 4_000_000

#: What a file says of itself.
FORMAT, VERSION, SCHEMA = "avgrisk-scenarios", 1, "scenario.schema.json"

#: Fields that are a choice from a short list.
CHOICES = ("legal_basis", "informed")


@dataclass(frozen=True, slots=True)
class Scenario:
    """A proposed use under a name of its own; the name plays no part in the score."""

    name: str = ""
    use: ProposedUse = field(default_factory=ProposedUse)


def to_json(scenarios: Sequence[Scenario]) -> str:
    """The scenarios as text; only what is filled in is written."""
    rows = [{"name": item.name, "use": _written(item.use)} for item in scenarios]
    whole = {"format": FORMAT, "version": VERSION, "scenarios": rows}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> tuple[Scenario, ...]:
    """The scenarios of a file, one to six; anything else is an InputError that says what is wrong.

    >>> from_json(to_json([Scenario("a", ProposedUse(control="opt_in"))]))[0].use.control
    'opt_in'
    """
    if len(text) > FILE:
        _refuse("", "error.scenario_large")
    try:
        whole = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        _refuse(text, "error.scenario_json")
    problem = next(shipped.validator(SCHEMA).iter_errors(whole), None)
    if problem is not None:
        where = "/".join(str(part) for part in problem.absolute_path) or "-"
        key = KEYS.get(problem.validator, "error.scenario_shape")
        raise InputError(where, problem.validator, _allowed(problem), key)
    return tuple(_scenario(row) for row in whole["scenarios"])


def load(path: Path) -> tuple[Scenario, ...]:
    """The scenarios of a file on disk; one that cannot be read is an InputError."""
    try:
        with path.open("rb") as file:
            data = file.read(4 * FILE + 1)
        return from_json(data.decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        raise InputError("file", path.name, "utf-8", "error.scenario_read") from None


def save(scenarios: Sequence[Scenario], path: Path) -> None:
    """Write the scenarios whole or not at all, for their owner; InputError where it cannot be."""
    try:
        write_own(to_json(scenarios), path)
    except OSError as error:
        raise InputError("file", path.name, why_not(error), "error.scenario_write") from None


def plain(text: str, limit: int = TEXT) -> str:
    """A text as it can be kept and sent: no halves of characters, cut at the limit."""
    return text[:limit].encode("utf-8", "replace").decode("utf-8")


#: What is said of a file by the rule of the schema that it breaks.
KEYS = {
    "maxLength": "error.scenario_long",
    "maxItems": "error.scenario_many",
    "additionalProperties": "error.scenario_unknown",
    "required": "error.scenario_missing",
    "enum": "error.scenario_value",
    "const": "error.scenario_value",
}


def _written(use: ProposedUse) -> dict[str, Any]:
    """The fields that are filled in, as JSON has them."""
    found = {}
    for name in FIELDS:
        value = getattr(use, name)
        if value not in ("", None, ()):
            found[name] = _cell(value)
    return found


def _cell(value: Any) -> Any:
    if isinstance(value, Range):
        return [value.low, value.mode, value.high]
    return list(value) if isinstance(value, tuple) else value


def _scenario(row: dict[str, Any]) -> Scenario:
    """A row that has passed the schema; levels and choices are looked up here."""
    fields = dict(row.get("use", {}))
    for name, value in fields.items():
        if name in TEXT_FIELDS:
            fields[name] = plain(value)
        elif name in LEVEL_FIELDS and isinstance(value, list):
            fields[name] = Range(*map(float, value))
    fields["data_categories"] = tuple(plain(word) for word in fields.get("data_categories", ()))
    use = ProposedUse(**fields)
    for name in LEVEL_FIELDS:
        level_range(name, getattr(use, name))
    for name in CHOICES:
        choice(name, getattr(use, name))
    return Scenario(plain(row.get("name", ""), NAME), use)


def _allowed(problem: Any) -> str:
    """What the schema wanted at this place, in a few words."""
    if problem.validator == "additionalProperties":
        return ", ".join(problem.schema.get("properties", ()))[:400]
    wanted = problem.validator_value
    return ", ".join(map(str, wanted))[:400] if isinstance(wanted, list) else str(wanted)[:80]


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _refuse(text: str, key: str) -> NoReturn:
    raise InputError("file", text[:80], f"{FORMAT} {VERSION}", key)
