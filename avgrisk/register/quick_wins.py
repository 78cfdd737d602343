"""What would help over a whole register: quick wins per row, and a set of measures on all rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from avgrisk.core.records import InputError, ProposedUse
from avgrisk.register.assess import Assessed
from avgrisk.scoring.frame import score_frame
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.levers import Lever, levers, without_most_sensitive

#: Quick wins are worked out for so many rows, the riskiest first.
MOST_ROWS = 2_000
#: A reading given as a number would hide what a lever sets: it is measured anew, where there is
#: something to measure it from.
OVERRULES = {"control": "control_gap", "value_returned": "value_gap"}


@dataclass(frozen=True, slots=True)
class QuickWin:
    """One lever (label lever.<lever>) on one row: its effort 1-4, the score after it, the drop."""

    row: int
    lever: str
    effort: int
    value: float
    drop: float

    @property
    def worth(self) -> float:
        """Points of the score per unit of effort."""
        return self.drop / self.effort


def kept_levers() -> tuple[Lever, ...]:
    """The levers that leave the use itself as it is."""
    return tuple(lever for lever in levers() if not lever.changes_use)


def quick_wins(assessed: Assessed) -> tuple[QuickWin, ...]:
    """The best single lever of each of the riskiest rows: largest drop for least effort first.

    All levers on all these rows are scored as one table.
    """
    rows = assessed.order[:MOST_ROWS]
    frame = assessed.uses.frame.iloc[rows]
    each = [pulled(frame, [lever]) for lever in kept_levers()]
    after = _scores(pd.concat(each, ignore_index=True), assessed.index).reshape(len(each), -1)
    best: dict[int, QuickWin] = {}
    for lever, values in zip(kept_levers(), after.tolist(), strict=True):
        for row, value in zip(rows.tolist(), values, strict=True):
            win = QuickWin(row, lever.key, lever.effort, value, assessed.value[row] - value)
            if win.drop > 0 and (row not in best or win.worth > best[row].worth):
                best[row] = win
    return tuple(sorted(best.values(), key=lambda win: (-win.worth, win.row)))


def after_measures(assessed: Assessed, keys: Sequence[str]) -> np.ndarray:
    """The score of every row after these levers; a row for which they do not help keeps its own.

    An unknown lever is an InputError.
    """
    known = {lever.key: lever for lever in kept_levers()}
    for key in keys:
        if key not in known:
            raise InputError("measures", key, ", ".join(known), "error.value")
    frame = pulled(assessed.uses.frame, [known[key] for key in keys])
    after = _scores(frame, assessed.index)
    return np.fmin(assessed.value, np.where(np.isnan(assessed.value), np.nan, after))


def _scores(frame: pd.DataFrame, index: RiskIndex) -> np.ndarray:
    """The score of every row, NaN where it cannot be scored, and nothing else of it."""
    table = score_frame(frame, index, detail="point", errors="reject")
    return table["score"].to_numpy(dtype=np.float64)


def pulled(frame: pd.DataFrame, pull: Sequence[Lever]) -> pd.DataFrame:
    """The uses with these levers pulled on every row."""
    changed = frame.copy()
    for lever in pull:
        for name, value in lever.sets:
            if value == "least_sensitive":
                changed[name] = _fewer(changed)
            elif name in changed and changed[name].dtype == np.float64:
                changed[name] = float(value) if value else np.nan
            else:
                changed[name] = pd.Series(value, index=frame.index, dtype=object)
            if name in OVERRULES:
                changed = changed.drop(columns=OVERRULES[name], errors="ignore")
    return changed


def _fewer(frame: pd.DataFrame) -> pd.Series:
    """The data without the most sensitive kind, where there are at least two kinds."""
    cells = frame.get("data_categories")
    if cells is None:
        return pd.Series("", index=frame.index, dtype=object)
    known = {cell: kinds(cell) for cell in dict.fromkeys(cells)}
    several = {cell: parts for cell, parts in known.items() if len(parts) > 1}
    uses = [ProposedUse(data_categories=parts) for parts in several.values()]
    known |= zip(several, without_most_sensitive(*uses), strict=True)
    return cells.map({cell: ";".join(parts) for cell, parts in known.items()})


def kinds(cell: str) -> tuple[str, ...]:
    """The kinds of data in a cell, whatever stands between them."""
    parts = (part.strip(" -\t") for part in re.split(r"[\n|,;]", cell))
    return tuple(part for part in parts if part)
