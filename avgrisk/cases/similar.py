"""What happened to uses like this one: the real cases nearest in the seven readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from avgrisk.cases.case_base import Case, load_cases
from avgrisk.core.records import READINGS, ProposedUse, Reading
from avgrisk.indicators import measure
from avgrisk.vocabulary import sectors

#: Decimals at which two distances count as a tie; then the same sector and shared data decide.
TIE = 2


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """A real case and how far it lies: 0 = the same readings, 1 = opposite on every reading."""

    case: Case
    distance: float


def similar_cases(
    use: ProposedUse,
    n: int = 3,
    *,
    readings: Mapping[str, Reading] | None = None,
    leave_out: str = "",
) -> tuple[SimilarCase, ...]:
    """The n real cases nearest to a use, nearest first; illustrations are never among them.

    The distance is the root mean square over the readings that are known of the use. Sector and
    shared data categories break ties. `leave_out` is a case that should not find itself.
    """
    readings = readings or measure.readings(use)
    known = [number for number, name in enumerate(READINGS) if readings[name].known]
    if not known:
        return ()
    here = np.array([readings[READINGS[number]].range.mean for number in known])
    cases, places = _places()
    distances = np.sqrt(np.mean((places[:, known] - here) ** 2, axis=1))
    order = sorted(
        range(len(cases)), key=lambda number: _rank(cases[number], float(distances[number]), use)
    )
    found = [SimilarCase(cases[number], float(distances[number])) for number in order]
    return tuple(item for item in found if item.case.id != leave_out)[:n]


@cache
def _places() -> tuple[tuple[Case, ...], np.ndarray]:
    """The real cases and their readings, measured once."""
    cases = load_cases()
    rows = [
        [reading.range.mean for reading in measure.readings(case.use).values()] for case in cases
    ]
    return cases, np.array(rows)


def _rank(case: Case, distance: float, use: ProposedUse) -> tuple[float, bool, int, float, str]:
    sector = sectors.find(use.sector) if use.sector else None
    other_sector = sector is None or sector.key != case.sector_key
    shared = len(set(use.data_categories) & set(case.use.data_categories))
    return round(distance, TIE), other_sector, -shared, distance, case.id
