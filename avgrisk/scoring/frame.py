"""Score a whole table: the same door as for one use, with the same bits, row order kept."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from avgrisk.core.records import FIELDS, LEVEL_FIELDS, InputError, normal
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.indicators.cell_columns import UNKNOWN_COLUMN, Cells, Ranges, in_decimals
from avgrisk.indicators.uses import Uses, problem
from avgrisk.scoring.engine import Scored, score_uses
from avgrisk.scoring.index import RiskIndex, Scale
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.output import OUTPUT, described, numbers
from avgrisk.vocabulary import answers

#: Rows taken at once, so that memory stays bounded.
BLOCK = 65_536

DETAILS = ("point", "interval", "full")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be scored: its place (0 is the first), what is wrong, and what else."""

    row: int
    error: InputError
    also: tuple[InputError, ...] = ()


@dataclass(frozen=True)
class Block:
    """Scored rows: the output columns but the ranks, contributions per term, ranges per input."""

    table: pd.DataFrame
    contributions: dict[str, np.ndarray]
    ranges: dict[str, Ranges]
    rejected: tuple[Rejected, ...]


def score_frame(
    frame: pd.DataFrame,
    index: str | RiskIndex = DEFAULT_INDEX,
    *,
    detail: str = "full",
    errors: str = "raise",
) -> pd.DataFrame:
    """Score every row of a canonical register: a new table with the same row labels.

    The columns stand in docs/REGISTER.md. Those that are fields of ProposedUse are read, others
    ignored but for those an index of your own counts; blank is unknown. `detail`: "point"
    (score, band), "interval" (also interval, band probabilities, contributions) or "full" (every
    output column). `errors`: "raise" an InputError naming row and field, or "reject": the
    row stays in place with blank results and is listed in `result.attrs["rejected"]`.
    """
    _check(frame, detail, errors)
    risk_index = load_index(index)
    parts, rejected = [], []
    for start in range(0, max(len(frame), 1), BLOCK):
        block = score_block(frame.iloc[start : start + BLOCK], risk_index, detail)
        if block.rejected and errors == "raise":
            raise _named(start, block.rejected[0])
        rejected += [Rejected(start + item.row, item.error, item.also) for item in block.rejected]
        parts.append(block.table)
    result = pd.concat(parts) if len(parts) > 1 else parts[0]
    result.attrs["rejected"] = rejected
    if detail == "full":
        result["rank"] = result["score"].rank(ascending=False, method="min")
        result = result[list(OUTPUT)]
    return result


def score_block(frame: pd.DataFrame, index: RiskIndex, detail: str = "full") -> Block:
    """Score the rows of a frame of fields, all at once; rejected rows stay in place, blank."""
    uses = uses_of(frame)
    extras = {scale.name: extra_column(frame, scale, uses.rejected) for scale in index.extras}
    scored = score_uses(uses, index, extras=extras or None, detail=detail)
    data = numbers(scored, index)
    bands = [name for name, _ in index.bands]
    data["band"] = pd.Categorical.from_codes(data["band"], categories=bands, ordered=True)
    parts = scored.scores.contributions or {}
    if detail == "interval":
        data |= {f"contribution_{name}": part for name, part in parts.items()}
    if detail == "full":
        data |= described(scored, index)
    table = pd.DataFrame(data, index=frame.index, copy=False)
    _blank(table, scored.rejected)
    return Block(table, dict(parts), scored.ranges, _rejected(frame, scored))


def uses_of(frame: pd.DataFrame) -> Uses:
    """The fields in a frame as columns; columns of floats stand row by row."""
    twice = frame.columns[frame.columns.duplicated()].intersection(list(FIELDS))
    if len(twice):
        raise InputError("frame", twice[0], "", "error.twice")
    rejected: dict[int, InputError] = {}
    columns = {
        name: _numbers(frame[name]) or _normal(name, frame[name], rejected)
        for name in FIELDS
        if name in frame
    }
    return Uses(len(frame), columns, rejected)


def _numbers(cells: pd.Series) -> Cells | None:
    """A column of floats row by row, None where it is none."""
    if cells.name not in LEVEL_FIELDS or not pd.api.types.is_float_dtype(cells.dtype):
        return None
    return Cells(np.ascontiguousarray(cells.to_numpy(dtype=np.float64, na_value=np.nan)))


def _normal(name: str, cells: pd.Series, rejected: dict[int, InputError]) -> Cells:
    """A column with its distinct cells as a proposed use holds them."""
    try:
        codes, distinct = coded(cells)
    except TypeError:  # a cell that cannot be hashed, such as a list of categories
        plain = cells.map(lambda cell: tuple(cell) if isinstance(cell, list) else cell)
        codes, distinct = coded(plain)
    levels = in_decimals(distinct) if name in LEVEL_FIELDS else None
    if levels is not None:
        return Cells(np.array(levels).take(codes))
    found = []
    for place, cell in enumerate(distinct):
        try:
            found.append(normal(name, cell))
        except InputError as error:
            for row in np.flatnonzero(codes == place).tolist():
                rejected.setdefault(row, error)
            found.append(normal(name, None))
    return Cells(found or [normal(name, None)], codes)


def coded(cells: pd.Series) -> tuple[np.ndarray, np.ndarray | pd.Index]:
    """The number of every row's cell among the distinct cells, and these."""
    if isinstance(cells.dtype, pd.CategoricalDtype) and not cells.hasnans:
        return cells.cat.codes.to_numpy(dtype=np.intp), cells.cat.categories
    return pd.factorize(cells.astype(object), use_na_sentinel=False)


def _check(frame: object, detail: str, errors: str) -> None:
    if not isinstance(frame, pd.DataFrame):
        raise InputError("frame", type(frame).__name__, "DataFrame", "error.frame")
    if detail not in DETAILS:
        raise InputError("detail", detail, ", ".join(DETAILS), "error.detail")
    if errors not in ("raise", "reject"):
        raise InputError("errors", errors, "raise, reject", "error.detail")


def _named(start: int, item: Rejected) -> InputError:
    """A row's error, with the row in front of the field."""
    error = item.error
    return InputError(f"[{start + item.row}] {error.field}", error.value, error.allowed, error.key)


def _rejected(frame: pd.DataFrame, scored: Scored) -> tuple[Rejected, ...]:
    """The rejected rows, each with all that is wrong in it."""
    found = []
    names = [name for name in frame.columns if name in FIELDS]
    for row in sorted(scored.rejected):
        error = scored.rejected[row]
        others = (problem(name, frame[name].iloc[row]) for name in names)
        found.append(Rejected(row, error, tuple(_apart_from(error, others))))
    return tuple(found)


def _apart_from(error: InputError, others: Iterable[InputError | None]) -> list[InputError]:
    same = (error.field, error.key)
    return [each for each in others if each is not None and (each.field, each.key) != same]


def _blank(table: pd.DataFrame, rejected: dict[int, InputError]) -> None:
    """Rejected rows stay in place, with blank results."""
    rows = sorted(rejected)
    for name in table.columns if rows else ():
        texts = table[name].dtype == object or pd.api.types.is_string_dtype(table[name].dtype)
        table.iloc[rows, table.columns.get_loc(name)] = "" if texts else None


def extra_column(frame: pd.DataFrame, scale: Scale, rejected: dict[int, InputError]) -> Ranges:
    """A column that is no reading, as the index learned it: its scale set out over [0, 1].

    A frame without it is an InputError; a value off the scale lands in `rejected`.
    """
    if scale.name not in frame:
        raise InputError("frame", scale.name, "", "error.index_extras")
    cells = frame[scale.name]
    found = _on_scale(cells, scale)
    unread = np.isnan(found) & ~cells.map(answers.unanswered).to_numpy(dtype=bool)
    values = (found - scale.least) / (scale.most - scale.least)
    for row in np.flatnonzero(unread | (values < 0) | (values > 1)).tolist():
        span = f"{scale.least:g}-{scale.most:g}"
        rejected.setdefault(row, InputError(scale.name, cells.iloc[row], span))
        values[row] = np.nan
    return np.where(np.isnan(values), UNKNOWN_COLUMN, values)


def _on_scale(cells: pd.Series, scale: Scale) -> np.ndarray:
    """Numbers, ordered categories or words, as a fit reads them; NaN where a cell is none."""
    if isinstance(cells.dtype, pd.CategoricalDtype) and cells.cat.ordered:
        return cells.cat.codes.replace(-1, np.nan).to_numpy(dtype=np.float64)
    found = answers.numbers(cells)
    if found is not None:
        return found
    steps = answers.steps(cells, int(max(scale.least, scale.most)) + 1)
    if steps is not None:
        return steps[0]
    each = [answers.number(cell) for cell in cells]
    return np.array([np.nan if value is None else value for value in each])
