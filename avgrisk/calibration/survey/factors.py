"""One column of a survey as a factor in [0, 1], 1 = most risk, and on which scale it stood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from avgrisk.calibration.survey.answer_cells import GOOD, Cells, field_of, term_of
from avgrisk.core.records import InputError
from avgrisk.core.shipped import setting
from avgrisk.scoring.index import INPUTS, Scale

#: An answer scale counts from 0 or 1 up to its number of answers; a slider to 100.
STARTS, ENDS = (0, 1), (*range(3, 12), 100)

#: Usual codes for no answer, beyond either end of a scale.
ABOVE, BELOW = (9, 88, 98, 99, 888, 998, 999), (-999, -998, -99, -98, -9, -8, -1)

#: Where contributions are counted from: .5 on every reading.
MIDDLE = 0.5

Span = tuple[float, float]


@dataclass(frozen=True)
class Column:
    """One column of the fit, a factor or a product of two: `name` as the caller gave it, `term`
    what it is in the index (a reading, or its own name)."""

    name: str
    term: str
    #: which value stands for no risk and which for most; None for a product
    scale: Scale | None
    missing: int
    constant: bool
    #: whether the answers had to tell the scale, because nobody said it
    read_off: bool = False
    #: answers in words, low first
    words: tuple[str, ...] = ()
    #: an answer that looks like a code for none
    apart: float | None = None

    @property
    def middle(self) -> float:
        """Its value for the use in the middle of every scale."""
        return float(MIDDLE ** len(self.term.split(":")))

    @property
    def span(self) -> str:
        """ "0 - 1": the value without risk, then that of most risk; blank for a product."""
        return "" if self.scale is None else f"{self.scale.least:g} - {self.scale.most:g}"


@dataclass(frozen=True)
class Factor:
    """The values of a column, in [0, 1], .5 where missing."""

    column: Column
    values: np.ndarray
    missing: np.ndarray


def read_factor(
    cells: Cells, name: str, scale: Sequence[float] | None = None, shared: Span | None = None
) -> Factor:
    """The cells of a column as a factor.

    `scale` is (value without risk, value of most risk), such as (7, 1) for trust asked from 1 to
    7. Without it a reading has to lie in [0, 1] or on an answer scale of whole numbers (or means of
    a few) of which both ends were used, or on `shared`, the scale other columns stand on; `trust`,
    `control`, `value_returned` and `image_fit` run from bad to good and are turned round; any other
    column keeps [0, 1] or is set out over the values that occur.
    """
    term = term_of(name)
    used = _own_scale(cells, name, term, shared) if scale is None else _declared(name, scale)
    least, most = used.least, used.most
    low, high = min(least, most), max(least, most)
    numbers = cells.numbers
    outside = numbers[(numbers < low) | (numbers > high)]
    if len(outside):
        raise InputError(name, float(outside[0]), _span(low, high), "error.calibrate_outside")
    missing = np.isnan(numbers)
    values = np.where(missing, MIDDLE, (numbers - least) / (most - least))
    column = Column(
        name=name,
        term=term,
        scale=used,
        missing=int(missing.sum()),
        constant=bool(np.ptp(values) == 0),
        read_off=scale is None and cells.span is None and {least, most} != {0.0, 1.0},
        words=cells.words,
        apart=code_apart(np.unique(cells.given)) if cells.span is None else None,
    )
    return Factor(column, values, missing)


def shared_scale(columns: Mapping[str, Cells]) -> Span | None:
    """The widest answer scale of which a reading uses both ends: other items of the questionnaire
    may stand on it and not reach an end. `columns` are the cells by name."""
    found = [
        (float(cells.given.min()), float(cells.given.max()))
        for name, cells in columns.items()
        if term_of(name) in INPUTS and _answers(cells.given)
    ]
    return max(found, key=lambda span: span[1] - span[0], default=None)


def _declared(name: str, scale: Sequence[float]) -> Scale:
    try:
        least, most = (float(end) for end in scale)
    except (TypeError, ValueError):
        raise InputError(name, str(scale), "", "error.calibrate_scale_given") from None
    if not np.isfinite([least, most]).all() or least == most:
        raise InputError(name, str(scale), "", "error.calibrate_scale_given")
    return Scale(name, least, most)


def _own_scale(cells: Cells, name: str, term: str, shared: Span | None) -> Scale:
    """The scale a column stands on, when nobody said so."""
    given = cells.given
    low, high = (float(given.min()), float(given.max())) if len(given) else (0.0, 1.0)
    if cells.span is not None:
        low, high = cells.span
    elif low >= 0 and high <= 1 and (term in INPUTS or low < high):
        low, high = 0.0, 1.0
    elif not _answers(given) and (guess := _guessed(given, term, shared)):
        low, high = guess
    elif term in INPUTS and not _answers(given):
        raise InputError(name, _span(low, high), "0-1", "error.calibrate_scale")
    if low == high:
        raise InputError(name, low, "", "error.calibrate_constant")
    return Scale(name, high, low) if field_of(name) in GOOD else Scale(name, low, high)


def _answers(given: np.ndarray) -> bool:
    """Whether these stand on an answer scale with both ends in use: whole numbers, or means of a
    few (3.67 of three questions)."""
    if not len(given) or given.min() not in STARTS or given.max() not in ENDS:
        return False
    distinct = np.unique(given)
    few = range(1, int(setting("most_items")) + 1)
    # a mean that was rounded to two decimals is off by .005 at most
    return any((abs(distinct * n - np.round(distinct * n)) <= 0.0051 * (n - 1)).all() for n in few)


def _guessed(given: np.ndarray, term: str, shared: Span | None) -> Span | None:
    """The scale of answers that do not reach both ends: that of the other columns, for a reading a
    slider from 0 to 100; None where neither fits."""
    low, high = given.min(), given.max()
    spread = shared is not None and high - low > (shared[1] - shared[0]) / 2
    if shared and shared[0] <= low and high <= shared[1] and (spread or term in INPUTS):
        return shared
    slider = term in INPUTS and low >= 0 and ENDS[-2] < high <= ENDS[-1]
    slider = slider and code_apart(np.unique(given)) is None
    return (0.0, float(ENDS[-1])) if slider else None


def code_apart(distinct: np.ndarray) -> float | None:
    """The one of these sorted answers that looks like a code for no answer: -1, 9, 99 ... a step
    or more away from an answer scale.

    >>> code_apart(np.array([1.0, 2, 3, 4, 5, 99])), code_apart(np.array([1.0, 2, 3, 4, 5]))
    (99.0, None)
    """
    if not 3 <= len(distinct) <= setting("most_coded"):
        return None
    above, below = float(distinct[-1]), float(distinct[0])
    if above in ABOVE and above - distinct[-2] >= 2:
        return above
    return below if below in BELOW and distinct[1] >= 0 else None


def _span(low: float, high: float) -> str:
    return f"{low:g}-{high:g}"
