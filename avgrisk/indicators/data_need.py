"""Are the data needed for the use at hand? Logical for an organisation, they may be needless here.

By family of use and group of data (taxonomy/needed.csv, METHOD.md section 6). Not asked where the
core task or a law decides: logical data are needed data there.
"""

from functools import cache
from itertools import product

import numpy as np

from avgrisk.core.levels import level_range, shown
from avgrisk.core.records import ProposedUse, Range, Reason
from avgrisk.indicators import data_named
from avgrisk.indicators.cell_columns import Filled, Ranges
from avgrisk.indicators.fit_places import grade, place
from avgrisk.vocabulary import sectors, taxonomy
from avgrisk.vocabulary.data_words import categories
from avgrisk.vocabulary.needed import Need, needs
from avgrisk.vocabulary.sectors import Sector

#: What a law prescribes is needed for it.
LAW = "essential.legal_obligation"
#: Data that an organisation cannot do without or usually has: what it is about.
USUAL = ("essential", "expected")
#: The level of need that hangs on what the service is about.
DEPENDS = "depends"


def need(sector: np.ndarray, family: np.ndarray, category: np.ndarray) -> Ranges:
    """How far a use needs a category of data, in [0, 1], 1 = cannot do without, by their places in
    the tables; NaN where a place is -1."""
    enough = _spared()(sector * len(taxonomy.families()) + family, category)[0] == 1
    known = (sector >= 0) & (family >= 0) & (category >= 0)
    return np.where(known & enough, 1.0, _needs()(family, category))


def spared(sector: Sector, family: str, category: str) -> bool:
    """Whether the question is not asked: for a core purpose or a law's what is logical is needed,
    and so is what the organisation is about where its service or insight is about that."""
    found = _table(family, category)
    about = found is not None and found.level == DEPENDS and grade(sector, category) in USUAL
    return found is None or about or family == LAW or place(sector, family) == "core"


def about_need(use: ProposedUse, sector: Sector, family: str) -> list[Reason]:
    """Which groups of data a use needs, is helped by, or can do without; "" is no known family."""
    given = level_range("data_needed", use.data_needed)
    if given is not None:
        return [Reason("fit.need.given", (("level", shown("data_needed", given.mode)),))]
    if not family:
        return []
    named = data_named.facts_of(use).named
    asked = [categories()[key].group for key in named if not spared(sector, family, key)]
    return [_about_group(family, group) for group in dict.fromkeys(asked)]


def _about_group(family: str, group: str) -> Reason:
    found = needs()[family, group]
    values = (("data", f"@group.{group}"), ("use", f"@fit.family.{family}"))
    return Reason(f"fit.need.{found.level}", values, weight=1 - found.range.mode)


def _table(family: str, category: str) -> Need | None:
    """What the table says of a category's group; None where it has none: no data about people."""
    return needs().get((family, categories()[category].group))


@cache
def _needs() -> Filled:
    """What the table says, by the places of family and category."""

    def of(family: str, category: str) -> Range:
        found = _table(family, category)
        return found.range if found else Range.point(1.0)

    return Filled.of(taxonomy.families(), categories(), of)


@cache
def _spared() -> Filled:
    """1 where the question is not asked, else 0, by the places of sector and family in one number
    (sector x families + family) and of the category."""
    both = product(sectors.table().values(), taxonomy.families())
    return Filled.of(both, categories(), lambda one, key: float(spared(*one, category=key)))
