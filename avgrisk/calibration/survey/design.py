"""From a frame to what is fitted: outcomes, factors, products, groups, and what was left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from avgrisk.calibration.survey.answer_cells import read_cells, read_outcome, term_of
from avgrisk.calibration.survey.asked import Names, checked
from avgrisk.calibration.survey.factors import (
    Column,
    Factor,
    code_apart,
    read_factor,
    shared_scale,
)
from avgrisk.core.records import READINGS, InputError
from avgrisk.indicators import measure
from avgrisk.scoring.frame import uses_of


@dataclass(frozen=True)
class Design:
    """What is fitted: `x` a row a judgement in [0, 1], `y` steps from 0 = most acceptable.

    `groups` holds a number per row for respondent and scenario, where they were named. `dropped`
    counts rows without an answer, `again` rows in which a respondent judges a scenario once more,
    `nameless` per grouping the rows without an id.
    """

    x: np.ndarray
    y: np.ndarray
    columns: tuple[Column, ...]
    answers: tuple[object, ...]
    groups: Mapping[str, np.ndarray]
    dropped: int = 0
    again: int = 0
    nameless: Mapping[str, int] = field(default_factory=dict)
    #: an answer that looks like a code for none
    apart: float | None = None

    @property
    def centred(self) -> np.ndarray:
        """The readings counted from the use in the middle, so that thresholds stand there too."""
        return self.x - np.array([column.middle for column in self.columns])


def read_design(
    frame: pd.DataFrame,
    acceptable: str,
    readings: Names | None = None,
    respondent: str | None = None,
    scenario: str | None = None,
    terms: str | Sequence[str] = (),
    scales: Mapping[str, Sequence[float]] | None = None,
) -> Design:
    """The design of a survey; see `avgrisk.calibrate` for its arguments and errors."""
    named = checked(frame, acceptable, readings, (respondent, scenario), scales or {})
    outcome = read_outcome(frame[acceptable], acceptable)
    kept = frame[outcome.given]
    said = {
        name: (scales or {}).get(name, (scales or {}).get(column)) for name, column in named.items()
    }
    cells = {name: read_cells(kept[column], name) for name, column in named.items()}
    shared = shared_scale({name: read for name, read in cells.items() if said[name] is None})
    factors = [read_factor(read, name, said[name], shared) for name, read in cells.items()]
    _check_twice(factors)
    asked = (terms,) if isinstance(terms, str) else terms
    fitted = factors + [_product(kept, factors, term) for term in asked]
    ids = {
        key: read_ids(kept[column])
        for key, column in (("respondent", respondent), ("scenario", scenario))
        if column is not None
    }
    groups = {key: codes(column) for key, column in ids.items()}
    return Design(
        x=np.ascontiguousarray(np.column_stack([factor.values for factor in fitted])),
        y=outcome.steps[outcome.given],
        columns=tuple(factor.column for factor in fitted),
        answers=outcome.answers,
        groups=groups,
        dropped=int((~outcome.given).sum()),
        again=judged_again(*groups.values()) if len(groups) == 2 else 0,
        nameless={key: int(column.isna().sum()) for key, column in ids.items()},
        apart=_answer_apart(outcome.answers),
    )


def _answer_apart(answers: Sequence[object]) -> float | None:
    numbers = [answer for answer in answers if isinstance(answer, float)]
    return code_apart(np.sort(numbers)) if len(numbers) == len(answers) else None


def _check_twice(factors: Sequence[Factor]) -> None:
    """No reading comes in by two columns."""
    seen: dict[str, str] = {}
    for name, term in ((factor.column.name, factor.column.term) for factor in factors):
        if term in seen:
            raise InputError("readings", f"{seen[term]}, {name}", term, "error.calibrate_twice")
        seen[term] = name


def _product(frame: pd.DataFrame, factors: Sequence[Factor], term: str) -> Factor:
    """The product of two factors; the last one is the host its contribution is shown with.

    A reading may stand in the product alone, as vagueness does in `2-licence`: its column is read
    where the fit does not ask for it.
    """
    own = {factor.column.term: (factor.values, factor.missing) for factor in factors}
    parts = [term_of(part.strip()) for part in str(term).split(":")]
    alone = [name for name in READINGS if name not in own and name in frame]
    allowed = (*own, *alone, "guardian")
    if len(parts) != 2 or parts[0] == parts[1] or not {*parts} <= {*allowed}:
        raise InputError("terms", term, ", ".join(allowed), "error.calibrate_term")
    for name in {*parts} & {*alone}:
        own[name] = _read(frame, name)
    if parts[1] == "guardian":
        parts = parts[::-1]
    values, missing = np.ones(len(frame)), np.zeros(len(frame), dtype=bool)
    for part in parts:
        column, unknown = own[part] if part in own else _guardian(frame)
        values, missing = values * column, missing | unknown
    name, constant = ":".join(parts), bool(np.ptp(values) == 0)
    return Factor(Column(name, name, None, int(missing.sum()), constant), values, missing)


def _read(
    frame: pd.DataFrame, name: str, scale: Sequence[float] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    factor = read_factor(read_cells(frame[name], name), name, scale)
    return factor.values, factor.missing


def _guardian(frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The guardian role of each row: a column of that name in [0, 1], else from the sector."""
    if "guardian" in frame:
        return _read(frame, "guardian", (0, 1))
    if "sector" not in frame:
        raise InputError("terms", "guardian", "guardian, sector", "error.calibrate_guardian")
    low, mode, high = measure.guardian_column(uses_of(frame[["sector"]]))
    return mode, low != high


def read_ids(cells: pd.Series) -> pd.Series:
    """Ids such that 3, 3.0 and "3 " are one; a blank is missing."""
    if cells.dtype != object and not pd.api.types.is_string_dtype(cells.dtype):
        return cells
    return cells.astype(object).map(
        lambda cell: unpointed(cell).strip() or None, na_action="ignore"
    )


def unpointed(cell: object) -> str:
    """A cell as people wrote it: 1 and not 1.0."""
    return str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)


def judged_again(respondents: np.ndarray, scenarios: np.ndarray) -> int:
    """Rows in which a respondent judges a scenario that was judged before."""
    return len(respondents) - len(np.unique(respondents * (scenarios.max() + 1) + scenarios))


def codes(cells: pd.Series) -> np.ndarray:
    """A number per distinct id; a row without an id is a group of its own."""
    found = pd.factorize(cells)[0].astype(np.int64)
    blank = found < 0
    found[blank] = found.max(initial=-1) + 1 + np.arange(blank.sum())
    return found
