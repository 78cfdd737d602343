"""The legal answers of a whole table: judged once per distinct set of facts the lines look at."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from avgrisk.core.records import ProposedUse, Range, Reading
from avgrisk.indicators.column import STATUSES, Column
from avgrisk.indicators.data_sensitivity import flag_names
from avgrisk.indicators.facts import filled, sector_numbers
from avgrisk.indicators.uses import CHOICES, Uses, mean
from avgrisk.scoring import legal

#: Fields of which only whether they are filled in counts.
FILLED = ("art9_ground", "purpose_statement")
#: Readings whose number the lines compare with turning points.
COMPARED = ("vagueness", "purpose_distance", "image_misfit")
#: The fields a row's facts are shown to the lines with.
FIELDS = (*CHOICES, "control", "sector", *FILLED)


def answers(uses: Uses, columns: Mapping[str, Column]) -> dict[str, np.ndarray]:
    """Per view and row the answer of the weakest line, as a place in `legal.ANSWERS` (int8)."""
    key, first = _groups(_facts(uses, columns))
    found = np.empty((len(legal.VIEWS), len(first)), dtype=np.int8)
    for place, row in enumerate(first.tolist()):
        judged = legal.judge(_use(uses, row), _readings(columns, row))
        for number, view in enumerate(legal.VIEWS):
            found[number, place] = legal.ANSWERS.index(judged.answer(view))
    return dict(zip(legal.VIEWS, found[:, key], strict=True))


def _facts(uses: Uses, columns: Mapping[str, Column]) -> list[np.ndarray]:
    """What the lines look at, as small numbers from 0."""
    control, tree = uses.level("control"), columns["purpose_distance"].parts.get("tree")
    flags = columns["data_sensitivity"].flags
    nothing = np.zeros(uses.rows, dtype=np.int64)
    return [
        *(np.asarray(uses.cells(name).codes) for name in CHOICES),
        *(filled(uses, name).astype(np.int64) for name in FILLED),
        sector_numbers(uses) + 1,
        _side(control.known, mean(control.ranges)),
        *(_side(columns[name].known, columns[name].mean) for name in COMPARED),
        nothing if tree is None else _side(~np.isnan(tree[0]), mean(tree)),
        nothing if flags is None else flags,
    ]


def _side(known: np.ndarray, values: np.ndarray) -> np.ndarray:
    """On which side of every turning point a number is; 0 is unknown."""
    turns = sorted({value for view in legal.turning_points().values() for value in view.values()})
    return np.where(known, np.searchsorted(turns, values, side="right") + 1, 0)


def _groups(parts: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Which distinct combination each row has, and the first row of each."""
    key = np.zeros(len(parts[0]), dtype=np.int64)
    for part in parts:
        key = key * (int(part.max(initial=0)) + 1) + part
    _, first, key = np.unique(key, return_index=True, return_inverse=True)
    return key, first


def _use(uses: Uses, row: int) -> ProposedUse:
    """The fields of one row that the lines look at."""
    given = {}
    for name in FIELDS:
        if name in uses.columns:
            cells = uses.columns[name]
            given[name] = cells.distinct[row if cells.codes is None else cells.codes[row]]
    return ProposedUse(**{name: cell for name, cell in given.items() if row not in uses.rejected})


def _readings(columns: Mapping[str, Column], row: int) -> dict[str, Reading]:
    return {name: reading_at(name, column, row) for name, column in columns.items()}


def reading_at(name: str, column: Column, row: int) -> Reading:
    """The reading of one row without its reasons: range, status, flags and kind of purpose."""
    if not column.known[row]:
        return Reading(name)
    tree = column.parts.get("tree")
    known = tree is not None and not np.isnan(tree[0, row])
    facets = (("facet.tree", Range(*tree[:, row].tolist())),) if known else ()  # type: ignore[index]
    return Reading(
        name,
        Range(*column.ranges[:, row].tolist()),
        STATUSES[column.status[row]],
        flags=() if column.flags is None else flag_names(int(column.flags[row])),
        facets=facets,
    )
