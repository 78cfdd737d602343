"""What people answered, as numbers: figures, percentages and words as questionnaires write them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import SupportsFloat

import numpy as np
import pandas as pd

from avgrisk.core import shipped

#: A plain number, decimal comma accepted, perhaps with a percent sign.
_NUMBER = re.compile(r"([-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[-+]?\d+)?|[-+]?inf)\s*(%?)")

#: "1 - strongly disagree", "5 (very much)", and "strongly disagree (1)".
_LABELLED = re.compile(r"([-+]?\d{1,3})\s*[-–—:=.)(]\s*[^\W\d].*|[^\d]*\(([-+]?\d{1,3})\)")

#: Words folded -> step, counted from 0, for one scale.
Steps = dict[str, int]


def folded(cell: object) -> str:
    """A cell as it is compared; "" where it is missing.

    >>> folded("  Helemaal  EENS "), folded(None)
    ('helemaal eens', '')
    """
    missing = cell is None or cell is pd.NA or cell is pd.NaT or cell != cell
    return "" if missing else " ".join(str(cell).lower().split())


def unanswered(cell: object) -> bool:
    """Whether a cell holds no answer: blank, or a word such as "n/a" or "weet niet"."""
    return yes_no().get(folded(cell)) == -1


@cache
def yes_no() -> Steps:
    """Folded word -> 1 yes, 0 no, -1 no answer (words/rating_answers.csv)."""
    return {"": -1} | {
        word: int(row["answer"] or -1)
        for row in shipped.rows("words/rating_answers.csv")
        for word in row["words"].split("|")
    }


def number(cell: object) -> float | None:
    """An answer as a number; NaN where there is none, None where it is no number.

    >>> number("0,35"), number("40%"), number("5 - fully agree"), number("agree (4)")
    (0.35, 0.4, 5.0, 4.0)
    >>> number("agree") is None, number("18-24") is None, number("n/a")
    (True, True, nan)
    """
    if not isinstance(cell, str):
        return np.nan if folded(cell) == "" else _converted(cell)
    if unanswered(cell):
        return np.nan
    text = folded(cell)
    plain, labelled = _NUMBER.fullmatch(text), _LABELLED.fullmatch(text)
    if plain:
        return float(plain[1].replace(",", ".")) / (100 if plain[2] else 1)
    return float(labelled[1] or labelled[2]) if labelled else None


def _converted(cell: object) -> float | None:
    if not isinstance(cell, SupportsFloat):
        return None
    try:
        return float(cell)
    except (TypeError, ValueError, OverflowError):
        return None


def numbers(cells: pd.Series) -> np.ndarray | None:
    """A column as numbers, NaN where nothing was answered; None where a cell is no number, or only
    some are percentages."""
    if pd.api.types.is_numeric_dtype(cells.dtype):
        return pd.to_numeric(cells).to_numpy(dtype=np.float64, na_value=np.nan)
    codes, distinct = _told_apart(cells)
    read = [number(cell) for cell in distinct]
    if any(value is None for value in read) or not (len(distinct) or cells.isna().all()):
        return None
    marked = {
        "%" in cell if isinstance(cell, str) else False
        for cell, value in zip(distinct, read, strict=True)
        if value == value
    }
    return None if len(marked) > 1 else np.array([*read, np.nan], dtype=np.float64)[codes]


def steps(cells: pd.Series, count: int | None = None) -> tuple[np.ndarray, int] | None:
    """A column of words as steps of a scale, from 0 = low, NaN where nothing was answered, and how
    many steps it has; None where no scale holds all its words.

    Yes and no are two steps; else the shortest scale of words/answer_scales.csv on which every
    word has a step of its own, or the one with `count` steps.
    """
    codes, distinct = _told_apart(cells)
    words = [folded(cell) for cell in distinct]
    given = {word for word in words if yes_no().get(word) != -1}
    for scale, size in _scales():
        places = {scale.get(word) for word in given}
        fits = given and None not in places and len(places) == len(given)
        if fits and count in (None, size):
            read = [scale[word] if word in given else np.nan for word in words]
            return np.array([*read, np.nan], dtype=np.float64)[codes], size
    return None


def _told_apart(cells: pd.Series) -> tuple[np.ndarray, Sequence[object]]:
    """Distinct cells with a number per row, -1 where missing; none at all where they cannot be
    compared, such as lists."""
    try:
        codes, distinct = pd.factorize(cells.astype(object))
    except TypeError:
        return np.full(len(cells), -1), ()
    return codes, list(distinct)


@cache
def _scales() -> tuple[tuple[Steps, int], ...]:
    """Every scale with its number of steps, the shortest first."""
    two = {word: step for word, step in yes_no().items() if step >= 0}
    found = [(scale, max(scale.values()) + 1) for scale in _filled()]
    return ((two, 2), *sorted(found, key=lambda pair: pair[1]))


def _filled() -> Iterator[Steps]:
    """The scales of the table, once per pair of poles."""
    for row in shipped.rows("words/answer_scales.csv"):
        for pair in row["poles"].split("|"):
            low, _, high = pair.partition(":")
            words = row["steps"].replace("{low}", low).replace("{high}", high)
            yield {
                folded(word): step
                for step, group in enumerate(words.split("|"))
                for word in group.split("/")
            }


def written(cells: pd.Series, codes: np.ndarray) -> Sequence[str]:
    """Per step that was used, from low to high, the word as people wrote it first."""
    used = np.unique(codes[codes >= 0])
    return [str(cells.iloc[int(np.argmax(codes == code))]).strip() for code in used]
