"""Where the law's lines turn: turning points, and on which side of them a value is."""

from bisect import bisect_right
from functools import cache

from avgrisk.core import shipped

VIEWS = ("letter", "strict")


@cache
def turning_points() -> dict[str, dict[str, float]]:
    """Where the lines turn: {"letter": {key: value}, "strict": {...}}."""
    table = shipped.rows("index/legal-1.csv")
    return {view: {row["key"]: float(row[view]) for row in table} for view in VIEWS}


@cache
def turns(of: str) -> tuple[float, ...]:
    """The turning points of one reading, facet or level, of both readings of the law, ascending."""
    rows = [row for row in shipped.rows("index/legal-1.csv") if row["of"] == of]
    return tuple(sorted({float(row[view]) for row in rows for view in VIEWS}))


def side(of: str, value: float | None) -> int:
    """How many turning points a value reaches, -1 where it is unknown."""
    return -1 if value is None else bisect_right(turns(of), value)


@cache
def reached_from(key: str, view: str) -> int:
    """The side from which a turning point is reached."""
    of = next(row["of"] for row in shipped.rows("index/legal-1.csv") if row["key"] == key)
    return turns(of).index(turning_points()[view][key]) + 1
