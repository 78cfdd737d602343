"""What people answered: a column of ratings as steps, 0 = most acceptable."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from avgrisk import shipped
from avgrisk.calibration.settings import setting
from avgrisk.records import InputError

#: Codes count answers from the least acceptable up; -1 where nothing was answered.
Coded = tuple[np.ndarray, tuple[object, ...]]


@dataclass(frozen=True)
class Outcome:
    """`steps` counts from 0 (the most acceptable answer given) up, -1 where nothing was answered;
    `answers` are the distinct answers in the same order.
    """

    steps: np.ndarray
    answers: tuple[object, ...]

    @property
    def given(self) -> np.ndarray:
        """Which rows have an answer."""
        return self.steps >= 0


def read_outcome(column: pd.Series, name: str) -> Outcome:
    """Answers as steps: True/False, 0/1, whole numbers such as 1-7, yes and no in words
    (words/rating_answers.csv), or ordered categories.

    High means acceptable. Answers nobody gave are no step. Raises InputError for texts without an
    order, for more distinct values than a rating has, and where all answers are the same.
    """
    codes, answers = _ordered(column) or _numbers(column, name) or _words(column, name)
    if len(answers) > setting("most_levels"):
        most = int(setting("most_levels"))
        raise InputError(name, len(answers), str(most), "error.calibrate_levels")
    if not answers:
        raise InputError(name, "", "", "error.calibrate_no_answers")
    if len(answers) < 2:
        shown = ", ".join(str(answer) for answer in answers)
        raise InputError(name, shown, "", "error.calibrate_one_answer")
    steps = np.where(codes < 0, -1, len(answers) - 1 - codes.astype(np.int64))
    return Outcome(steps, answers[::-1])


def _ordered(column: pd.Series) -> Coded | None:
    """Ordered categories, those that were used."""
    if not (isinstance(column.dtype, pd.CategoricalDtype) and column.cat.ordered):
        return None
    used = column.cat.remove_unused_categories()
    return used.cat.codes.to_numpy(), tuple(used.cat.categories)


def _numbers(column: pd.Series, name: str) -> Coded | None:
    """Answers that are numbers or True and False; None where some are not."""
    cells = column
    if not pd.api.types.is_numeric_dtype(column.dtype):
        cells = column.astype(object).replace(r"^\s*$", np.nan, regex=True)
    try:
        numbers = pd.to_numeric(cells).to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError):
        return None
    if np.isinf(numbers).any():
        raise InputError(name, "inf", "", "error.calibrate_answer")
    given = ~np.isnan(numbers)
    values, places = np.unique(numbers[given], return_inverse=True)
    codes = np.full(len(numbers), -1)
    codes[given] = places
    return codes, tuple(values.tolist())


def _words(column: pd.Series, name: str) -> Coded:
    """Yes and no in words, as people wrote them first; any other word is told."""
    cells = column.astype(object)
    folded = cells.map(_folded)
    places, distinct = pd.factorize(folded)
    unknown = [word for word in distinct if word not in _answers()]
    if unknown:
        wrong = next((word for word in unknown if not _is_number(word)), unknown[0])
        shown = cells[(folded == wrong).to_numpy()].iloc[0]
        raise InputError(name, shown, "", "error.calibrate_answer")
    codes = np.array([_answers()[word] for word in distinct])[places]
    given = [code for code in (0, 1) if (codes == code).any()]
    shown = tuple(str(cells.iloc[int(np.argmax(codes == code))]).strip() for code in given)
    return np.where(codes < 0, -1, np.searchsorted(given, codes)), shown


def _folded(cell: object) -> str:
    missing = cell is None or cell is pd.NA or cell is pd.NaT or cell != cell
    return "" if missing else " ".join(str(cell).lower().split())


@cache
def _answers() -> dict[str, int]:
    """Folded word -> 1 acceptable, 0 not, -1 no answer."""
    return {"": -1} | {
        word: int(row["answer"] or -1)
        for row in shipped.rows("words/rating_answers.csv")
        for word in row["words"].split("|")
    }


def _is_number(cell: object) -> bool:
    try:
        float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
    return True
