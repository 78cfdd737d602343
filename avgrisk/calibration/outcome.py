"""What people answered: a column of ratings as steps, 0 = most acceptable."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from avgrisk.calibration.settings import setting
from avgrisk.records import InputError


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
    """Answers as steps: True/False, 0/1, whole numbers such as 1-7, or ordered categories.

    High means acceptable. Answers nobody gave are no step. Raises InputError for texts, for more
    distinct values than a rating has, and where all answers are the same.
    """
    if isinstance(column.dtype, pd.CategoricalDtype) and column.cat.ordered:
        used = column.cat.remove_unused_categories()
        codes, answers = used.cat.codes.to_numpy(), tuple(used.cat.categories)
    else:
        numbers = _numbers(column, name)
        given = ~np.isnan(numbers)
        values, places = np.unique(numbers[given], return_inverse=True)
        codes, answers = np.full(len(numbers), -1), tuple(values.tolist())
        codes[given] = places
    if len(answers) > setting("most_levels"):
        most = int(setting("most_levels"))
        raise InputError(name, len(answers), str(most), "error.calibrate_levels")
    if len(answers) < 2:
        shown = ", ".join(str(answer) for answer in answers)
        raise InputError(name, shown, "", "error.calibrate_one_answer")
    steps = np.where(codes < 0, -1, len(answers) - 1 - codes.astype(np.int64))
    return Outcome(steps, answers[::-1])


def _numbers(column: pd.Series, name: str) -> np.ndarray:
    """Answers as numbers, NaN where missing; a decimal comma or text that is no number is told."""
    try:
        numbers = pd.to_numeric(column.astype(object)).to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError):
        wrong = next((cell for cell in column.dropna() if not _is_number(cell)), "")
        raise InputError(name, wrong, "", "error.calibrate_answer") from None
    if np.isinf(numbers).any():
        raise InputError(name, "inf", "", "error.calibrate_answer")
    return numbers


def _is_number(cell: object) -> bool:
    try:
        float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
    return True
