"""Where data and uses stand to what a kind of organisation is for (sectors.csv)."""

from functools import cache, lru_cache

from avgrisk.core.records import Range
from avgrisk.core.shipped import rule
from avgrisk.indicators.cell_columns import Filled
from avgrisk.vocabulary import sectors, taxonomy
from avgrisk.vocabulary.data_words import Category, categories
from avgrisk.vocabulary.sectors import Sector


@lru_cache(maxsize=65536)
def grade(sector: Sector, category: str) -> str:
    """How logical a category is: essential, expected, possible, near, far or far_special.

    The nearest of the category and those above it that the sector's row names decides. A category
    above one that is named is possible; one of the same kind as what is usual, no more
    sensitive and no more protected by law, is near.
    """
    for key in _line(category):
        for name in ("essential", "expected", "possible"):
            if key in getattr(sector, f"{name}_data"):
                return name
    usual = (*sector.essential_data, *sector.expected_data)
    if any(key.startswith(category + ".") for key in usual):
        return "possible"
    known = categories()
    if any(_akin(known[key], known[category]) for key in usual):
        return "near"
    return "far_special" if known[category].flags else "far"


def _akin(usual: Category, data: Category) -> bool:
    """Whether a category is of the same kind as a usual one, no more sensitive, no more protected.

    Of the same kind: the same branch of the tree, or the same group where one of them has no
    branch of its own (our additions to fideslang).
    """
    branch = _line(data.key)[-2:][0] == _line(usual.key)[-2:][0]
    loose = not (data.parent and usual.parent)
    group = loose and data.group != "" and data.group == usual.group
    lighter = data.range.mode <= usual.range.mode and set(data.flags) <= set(usual.flags)
    return (branch or group) and lighter


@lru_cache(maxsize=4096)
def place(sector: Sector, family: str) -> str:
    """Where a family of use stands to what a kind of organisation is for.

    Returns core, adjacent, alien or outside.
    """
    for key in _line(family):
        for name in ("core", "adjacent", "alien"):
            if key in getattr(sector, f"{name}_purposes") and _inherits(name, key, family):
                return name
    return "outside"


def _inherits(name: str, key: str, family: str) -> bool:
    """Whether a family stands where one above it stands; for the good places only when close."""
    close = rule("use.inherits").mode
    return name == "alien" or key == family or taxonomy.family_distance(key, family) <= close


@lru_cache(maxsize=4096)
def family_fit(sector: Sector, family: str) -> Range:
    """How far a family of use is what a kind of organisation is for, in [0, 1], 1 = what for.

    Outside of core, adjacent and alien purposes: 1 - the distance to the nearest core purpose.
    """
    where = place(sector, family)
    if where != "outside":
        return rule(f"use.{where}")
    near = min(taxonomy.family_distance(core, family) for core in sector.core_purposes)
    doubt, best = rule("use.outside").mode, rule("use.adjacent").mode
    value = min(1 - near, best)
    return Range(max(value - doubt, 0), value, min(value + doubt, 1))


def _line(key: str) -> list[str]:
    """A dotted key and those above it, nearest first."""
    parts = key.split(".")
    return [".".join(parts[:size]) for size in range(len(parts), 0, -1)]


@cache
def core() -> Filled:
    """1 where a family is a core purpose of an organisation, else 0."""
    kinds = sectors.table().values()
    return Filled.of(kinds, taxonomy.families(), lambda one, key: float(place(one, key) == "core"))
