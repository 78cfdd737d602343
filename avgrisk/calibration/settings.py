"""The settings of a fit, from datasets/index/calibration-1.csv."""

from __future__ import annotations

from functools import cache

from avgrisk import shipped


@cache
def setting(key: str) -> float:
    """One setting.

    >>> setting("interval_low"), setting("interval_high")
    (0.05, 0.95)
    """
    return {row["key"]: float(row["value"]) for row in shipped.rows("index/calibration-1.csv")}[key]
