"""The seven readings, one file each."""

from avgrisk.core.records import Range
from avgrisk.indicators.column import DECIMALS


def written(part: Range) -> Range:
    """A range at the precision a measured reading has."""
    return Range(*(round(end, DECIMALS) for end in (part.low, part.mode, part.high)))
