"""What people answered: a column of ratings as steps, 0 = most acceptable."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from avgrisk.core.records import InputError
from avgrisk.core.shipped import setting
from avgrisk.vocabulary import answers

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
    """Answers as steps: True/False, 0/1, whole numbers such as 1-7, yes and no or a scale in words
    (words/rating_answers.csv, words/answer_scales.csv), or ordered categories.

    High means acceptable. Answers nobody gave are no step. Raises InputError for texts without an
    order, for more distinct values than a rating has, and where all answers are the same.
    """
    codes, given = _ordered(column) or _numbers(column, name) or _words(column, name)
    if len(given) > setting("most_levels"):
        most = int(setting("most_levels"))
        raise InputError(name, len(given), str(most), "error.calibrate_levels")
    if not given:
        raise InputError(name, "", "", "error.calibrate_no_answers")
    if len(given) < 2:
        raise InputError(name, str(given[0]), "", "error.calibrate_one_answer")
    steps = np.where(codes < 0, -1, len(given) - 1 - codes.astype(np.int64))
    return Outcome(steps, given[::-1])


def _ordered(column: pd.Series) -> Coded | None:
    """Ordered categories, those that were used."""
    if not (isinstance(column.dtype, pd.CategoricalDtype) and column.cat.ordered):
        return None
    used = column.cat.remove_unused_categories()
    return used.cat.codes.to_numpy(), tuple(used.cat.categories)


def _numbers(column: pd.Series, name: str) -> Coded | None:
    """Answers that are numbers or True and False; None where some are not."""
    numbers = answers.numbers(column)
    if numbers is None:
        return None
    if np.isinf(numbers).any():
        raise InputError(name, "inf", "", "error.calibrate_answer")
    given = ~np.isnan(numbers)
    values, places = np.unique(numbers[given], return_inverse=True)
    codes = np.full(len(numbers), -1)
    codes[given] = places
    return codes, tuple(values.tolist())


def _words(column: pd.Series, name: str) -> Coded:
    """Answers in words, as people wrote them first; a word without a place on any scale is told."""
    cells = column.astype(object)
    if cells.map(answers.unanswered).all():
        return np.full(len(cells), -1), ()
    found = answers.steps(cells)
    if found is None:
        raise InputError(name, _wrong(cells), "", "error.calibrate_answer")
    steps = np.where(np.isnan(found[0]), -1, found[0]).astype(np.int64)
    used = np.unique(steps[steps >= 0])
    codes = np.where(steps < 0, -1, np.searchsorted(used, steps))
    return codes, tuple(answers.written(cells, steps))


def _wrong(cells: pd.Series) -> object:
    """The answer to name: the first that is neither yes nor no, of words rather than of numbers."""
    unknown = cells[~cells.map(answers.folded).isin(answers.yes_no())]
    if unknown.empty:
        unknown = cells.dropna()
    worded = unknown[unknown.map(answers.number).isna()]
    return (unknown if worded.empty else worded).iloc[0]
