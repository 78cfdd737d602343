"""Is a group of data needed for a family of use? Logical here, the same data are needless there."""

from dataclasses import dataclass
from functools import cache

from avgrisk.core import shipped
from avgrisk.core.records import Range
from avgrisk.core.shipped_records import record

#: From no business there to cannot do without.
LEVELS = ("not_needed", "helpful", "depends", "needed")


@dataclass(frozen=True, slots=True)
class Need:
    """How far a use needs a group of data, as a part of image fit in [0, 1], 1 = cannot do without.

    The ground tells why and that it is judgement (METHOD.md section 6).
    """

    level: str
    range: Range
    ground: str


def need(family: str, group: str) -> Need:
    """The row of taxonomy/needed.csv for a family of use and a group of data; both must exist.

    >>> need("research", "identification").level, need("sharing.government", "identification").level
    ('not_needed', 'needed')
    """
    return needs()[family, group]


@cache
def needs() -> dict[tuple[str, str], Need]:
    """Every family of use with every group of data."""
    return {
        (row["family"], row["group"]): record(Need, row)
        for row in shipped.rows("taxonomy/needed.csv")
    }
