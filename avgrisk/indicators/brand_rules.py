"""The numbers of taxonomy/fit_rules.csv: image fit, trust in recipients, unavoidable sectors."""

from __future__ import annotations

from functools import cache

from avgrisk import shipped
from avgrisk.records import Range


@cache
def rule(key: str) -> Range:
    """A number of the table as a range in [0, 1]; certain numbers have all three equal."""
    return _rules()[key]


@cache
def _rules() -> dict[str, Range]:
    return {
        row["key"]: Range(*(float(row[part]) for part in ("low", "mode", "high")))
        for row in shipped.rows("taxonomy/fit_rules.csv")
    }
