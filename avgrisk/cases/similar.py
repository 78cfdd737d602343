"""What happened to uses like this one: the real cases nearest in who does what with which data.

Kind of organisation, kind of use and groups of data count before the seven readings
(index/similar-1.csv); every case says why it is near.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from avgrisk.cases.case_base import load_cases
from avgrisk.cases.case_records import Case
from avgrisk.core import shipped
from avgrisk.core.records import READINGS, ProposedUse, Reading, Reason
from avgrisk.indicators import measure
from avgrisk.indicators.data_named import facts_of, groups
from avgrisk.indicators.facts import family_numbers
from avgrisk.indicators.meaning import meaning, words_of
from avgrisk.vocabulary import sectors
from avgrisk.vocabulary.sectors import Sector
from avgrisk.vocabulary.taxonomy import families, family_distance

#: The parts a distance is made of; up to these distances one is a reason to call a case near.
_NEAR = {"sector": 0.5, "family": 0.25, "data": 0.5, "readings": 0.15}


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """A real case, how far it lies (0 = the same, 1 = opposite in all parts), and why it is near:
    label keys with their values, the weightiest part first."""

    case: Case
    distance: float
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a use stands: kind of organisation, family of use, groups of data, readings (NaN where
    unknown)."""

    sector: Sector | None
    family: str
    data: frozenset[str]
    readings: np.ndarray


def similar_cases(
    use: ProposedUse,
    n: int = 3,
    *,
    readings: Mapping[str, Reading] | None = None,
    leave_out: str = "",
) -> tuple[SimilarCase, ...]:
    """The n real cases nearest to a use, nearest first; illustrations are never among them.

    The distance weighs the kind of organisation, the kind of use and the groups of data, then the
    root mean square over the readings; what is not known of the use is left out. `leave_out` is a
    case that should not find itself.
    """
    here = _place(use, readings or measure.readings(use))
    if not here.sector and not here.family and not here.data and np.isnan(here.readings).all():
        return ()
    found = [_compared(here, case, place) for case, place in _places()]
    found.sort(key=lambda item: (item.distance, item.case.id))
    return tuple(item for item in found if item.case.id != leave_out)[:n]


def _compared(here: _Place, case: Case, there: _Place) -> SimilarCase:
    """A case beside a use."""
    parts = _apart(here, there)
    whole = sum(weights()[name] for name in parts)
    distance = sum(weights()[name] * part for name, part in parts.items()) / whole
    near = sorted(
        (name for name, part in parts.items() if part <= _NEAR[name]),
        key=lambda name: -weights()[name] * (1 - parts[name]),
    )
    return SimilarCase(case, distance, tuple(_why(name, here, there) for name in near))


def _apart(here: _Place, there: _Place) -> dict[str, float]:
    """How far apart two uses are in each part that the first tells, in [0, 1]."""
    found = {}
    if here.sector is not None:
        found["sector"] = _sectors_apart(here.sector, there.sector)
    if here.family:
        found["family"] = family_distance(here.family, there.family) if there.family else 1.0
    if here.data:
        found["data"] = 1 - len(here.data & there.data) / len(here.data | there.data)
    off = here.readings - there.readings
    if not np.isnan(off).all():
        found["readings"] = float(np.sqrt(np.nanmean(off**2)))
    return found


def _sectors_apart(one: Sector, other: Sector | None) -> float:
    if other is None:
        return 1.0
    same = 0.0 if one.key == other.key else weights()["sector_group"]
    return same if one.group == other.group else 1.0


def _why(part: str, here: _Place, there: _Place) -> Reason:
    """A part that makes a case near, in words."""
    if part == "sector" and there.sector is not None:
        return Reason("similar.sector", (("sector", f"@sector.{there.sector.key}"),))
    if part == "family":
        return Reason("similar.family", (("family", f"@family.{there.family}"),))
    if part == "data":
        shared = sorted(here.data & there.data)
        return Reason("similar.data", (("group", f"@group.{shared[0]}"),))
    return Reason("similar.readings")


def _place(use: ProposedUse, readings: Mapping[str, Reading]) -> _Place:
    known = [r.range.mean if r.known else np.nan for r in (readings[name] for name in READINGS)]
    sector = sectors.find(use.sector) if use.sector else None
    data = frozenset(groups(facts_of(use).named))
    return _Place(sector, _family(use), data, np.array(known))


def _family(use: ProposedUse) -> str:
    """The family of a use, by its key, else by its words; "" where that is not sure."""
    uses = words_of(use)
    given, found = int(family_numbers(uses, "proposed_use_key")[0]), meaning(uses)
    place = given if given >= 0 else int(found.family[0, 0]) if found.sure[0] else -1
    return "" if place < 0 else tuple(families())[place]


def weights() -> dict[str, float]:
    """The weight of each part (index/similar-1.csv)."""
    return shipped.numbers("index/similar-1.csv", "part", "weight")


@cache
def _places() -> tuple[tuple[Case, _Place], ...]:
    """The real cases and where they stand, measured once."""
    return tuple((case, _place(case.use, measure.readings(case.use))) for case in load_cases())
