"""Rows of shipped tables as records, each cell read by the type of the field it fills."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar, get_type_hints

from avgrisk.core import shipped
from avgrisk.core.ranges import Range

T = TypeVar("T")


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))


#: How a cell is read, by the type of its field: "1" is true, lists have ; between their parts.
READ: dict[Any, Callable[[str], Any]] = {
    str: str,
    bool: "1".__eq__,
    int: int,
    float: float,
    tuple[str, ...]: _listed,
    frozenset[str]: lambda cell: frozenset(_listed(cell)),
}


def record(kind: type[T], row: Mapping[str, str], **given: Any) -> T:
    """A row as a record. What is `given` stands in no column of its own; what has neither keeps its
    default. A range stands in low, mode and high, with the field's name before them or without.

    >>> record(Range, {"low": "0", "mode": "0.2", "high": "1"}).mode
    0.2
    """
    for name, type_ in _types(kind).items():  # type: ignore[arg-type]  # a type is hashable
        if name in given:
            continue
        if type_ is Range and name not in row:
            given[name] = shipped.span(row, f"{name}_" if f"{name}_low" in row else "")
        elif name in row:
            given[name] = READ[type_](row[name])
    return kind(**given)


def by_key(kind: type[T], table: str) -> dict[str, T]:
    """Every row of a shipped table as a record, by its key, in the order of the table."""
    return {row["key"]: record(kind, row) for row in shipped.rows(table)}


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
