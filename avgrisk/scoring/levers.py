"""What a controller can change about a use, what that costs, and what it sets (levers.csv)."""

from dataclasses import dataclass
from functools import cache

from avgrisk.core import shipped
from avgrisk.core.levels import level_range
from avgrisk.core.records import ProposedUse
from avgrisk.indicators import measure
from avgrisk.indicators.uses import Uses

#: Fields a lever moves to a level, and whether a high level is the better one.
_HIGH_IS_BETTER = {"control": True, "value_returned": True, "identifiability": False}


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing a controller can change (label lever.<key>): effort 1-4, and what it sets."""

    key: str
    group: str
    effort: int
    changes_use: bool
    sets: tuple[tuple[str, str], ...]


@cache
def levers() -> tuple[Lever, ...]:
    """The shipped levers, in the order of the table."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in shipped.rows("levers.csv"):
        rows.setdefault(row["lever"], []).append(row)
    return tuple(
        Lever(
            key,
            part[0]["group"],
            int(part[0]["effort"]),
            part[0]["use"] == "1",
            tuple((row["field"], row["value"]) for row in part),
        )
        for key, part in rows.items()
    )


def settings(use: ProposedUse, lever: Lever) -> dict[str, object]:
    """What a lever sets for this use: field -> value, None = cleared.

    A level that is better already stays: pseudonyms are no step for data that are all but
    anonymous.
    """
    return {
        field: _value(use, field, value)
        for field, value in lever.sets
        if not _better_already(use, field, value)
    }


def _better_already(use: ProposedUse, field: str, value: str) -> bool:
    if field not in _HIGH_IS_BETTER:
        return False
    now, then = level_range(field, getattr(use, field)), level_range(field, value)
    if now is None or then is None:
        return False
    return now.mean > then.mean if _HIGH_IS_BETTER[field] else now.mean < then.mean


def _value(use: ProposedUse, field: str, value: str) -> object:
    if value == "least_sensitive":
        return without_most_sensitive(use)[0]
    if field == "domain" and value == "same":
        return 0.0
    return value or None


def without_most_sensitive(*uses: ProposedUse) -> list[tuple[str, ...]]:
    """Per use its data without the kind whose absence lowers the sensitivity most; measured as one
    table. InputError where that cannot be done."""
    options = [
        [tuple(part for part in use.data_categories if part != out) for out in use.data_categories]
        for use in uses
    ]
    fewer = [
        use.replace(data_categories=kept)
        for use, each in zip(uses, options, strict=True)
        for kept in each
    ]
    if not fewer:
        return [() for _ in uses]
    table = Uses.of(*fewer)
    found = iter(measure.column("data_sensitivity", table).mean.tolist())
    if table.rejected:
        raise table.rejected[min(table.rejected)]
    return [min(each, key=lambda _: next(found), default=()) for each in options]
