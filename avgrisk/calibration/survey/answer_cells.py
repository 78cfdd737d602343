"""The cells of one survey column as numbers with their scale, and what people answered as steps."""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from avgrisk.core import levels, shipped
from avgrisk.core.records import READINGS, InputError
from avgrisk.core.shipped import setting
from avgrisk.indicators import measure
from avgrisk.scoring.frame import uses_of
from avgrisk.vocabulary import answers

#: Fields of a proposed use that run from bad to good, and the reading each is the other end of.
GOOD = {
    "image_fit": "image_misfit",
    "trust": "trust_gap",
    "value_returned": "value_gap",
    "control": "control_gap",
}


@dataclass(frozen=True)
class Cells:
    """`numbers` a row, NaN where missing; `span` the lowest and highest answer there could be,
    where ordered categories or words tell it; `words` those that were used, low first."""

    numbers: np.ndarray
    span: tuple[float, float] | None = None
    words: tuple[str, ...] = ()

    @property
    def given(self) -> np.ndarray:
        """The numbers that are not missing."""
        return self.numbers[~np.isnan(self.numbers)]


def field_of(name: str) -> str:
    """The field of a proposed use a name stands for (words/rating_names.csv), else as folded."""
    plain = re.sub(r"[\s.-]+", "_", str(name).strip().lower())
    return _other_names().get(plain, plain)


def term_of(name: str) -> str:
    """The reading a name stands for, in any spelling; else the name itself.

    >>> term_of("Trust gap"), term_of("trust"), term_of("sensitivity"), term_of("age")
    ('trust_gap', 'trust_gap', 'data_sensitivity', 'age')
    """
    field = field_of(name)
    return field if field in READINGS else GOOD.get(field, name)


@cache
def _other_names() -> dict[str, str]:
    rows = shipped.rows("words/rating_names.csv")
    return {name: row["field"] for row in rows for name in row["names"].split("|")}


def read_cells(cells: pd.Series, name: str) -> Cells:
    """Numbers and percentages, ordered categories, named levels of the field `name` stands for,
    and answers in words; raises InputError naming the cell that is none of these."""
    if isinstance(cells.dtype, pd.CategoricalDtype) and cells.cat.ordered:
        codes = cells.cat.codes.to_numpy().astype(np.float64)
        last = float(len(cells.cat.categories) - 1)
        return Cells(np.where(codes < 0, np.nan, codes), (0.0, last))
    if _in_levels(cells, name):
        return Cells(_levels(cells, name))
    numbers = answers.numbers(cells)
    if numbers is not None:
        if np.isinf(numbers).any():
            raise InputError(name, "inf", "", "error.calibrate_number")
        return Cells(numbers)
    found = answers.steps(cells)
    if found is not None:
        return Cells(found[0], (0.0, found[1] - 1.0), tuple(answers.written(cells, found[0])))
    if term_of(name) in READINGS:
        return Cells(_levels(cells, name))
    # The first cell that is no number
    given = cells.dropna()
    wrong = given[given.map(answers.number).isna() & ~given.map(answers.unanswered)]
    raise InputError(name, (given if wrong.empty else wrong).iloc[0], "", "error.calibrate_number")


def _in_levels(cells: pd.Series, name: str) -> bool:
    """Whether any cell is a named level or a range low|mode|high of a reading."""
    if term_of(name) not in READINGS or pd.api.types.is_numeric_dtype(cells.dtype):
        return False
    known = levels.named(field_of(name))
    texts = {cell.strip() for cell in cells if isinstance(cell, str)}
    return any(text in known or "|" in text for text in texts)


def _levels(cells: pd.Series, name: str) -> np.ndarray:
    """Named levels, decimal commas and ranges of a reading or its good end, as that end runs."""
    field = field_of(name)
    uses = uses_of(cells.astype(object).to_frame(field))
    read = measure.column(term_of(name), uses)
    if uses.rejected:
        raise uses.rejected[min(uses.rejected)]
    mean = np.where(read.known, read.mean, np.nan)
    return 1 - mean if field in GOOD else mean


#: Codes count answers from the least acceptable up; -1 where nothing was answered.
Coded = tuple[np.ndarray, tuple[object, ...]]


@dataclass(frozen=True)
class Outcome:
    """`steps` counts from 0 (the most acceptable answer given) up, -1 where nothing was answered;
    `answers` are the distinct answers in the same order."""

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
    codes, values = pd.factorize(numbers, sort=True)
    return codes, tuple(values.tolist())


def _words(column: pd.Series, name: str) -> Coded:
    """Answers in words, as people wrote them first; a word without a place on any scale is told."""
    cells = column.astype(object)
    if cells.map(answers.unanswered).all():
        return np.full(len(cells), -1), ()
    found = answers.steps(cells)
    if found is None:
        raise InputError(name, _wrong(cells), "", "error.calibrate_answer")
    return pd.factorize(found[0], sort=True)[0], tuple(answers.written(cells, found[0]))


def _wrong(cells: pd.Series) -> object:
    """The answer to name: the first that is neither yes nor no, of words rather than of numbers."""
    unknown = cells[~cells.map(answers.folded).isin(answers.yes_no())]
    if unknown.empty:
        unknown = cells.dropna()
    worded = unknown[unknown.map(answers.number).isna()]
    return (unknown if worded.empty else worded).iloc[0]
