"""Score a whole table: the same door as for one use, with the same bits, row order kept.

Texts, keys and levels are read once per distinct combination of the fields a reading looks at;
the kernel then runs over the rows in chunks, so that memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from avgrisk import legal, measuring
from avgrisk.index import INPUTS, RiskIndex, load_index
from avgrisk.kernel import Scores, evaluate
from avgrisk.labels import explain
from avgrisk.records import FIELDS, READINGS, UNKNOWN, InputError, ProposedUse, Range, Reading
from avgrisk.scoring import assessment
from avgrisk.vector import Assessment

#: Rows the kernel takes at once: its columns then stay in a processor's cache (benchmarks/).
CHUNK = 16_384

DETAILS = ("point", "interval", "full")

#: What a full score adds to a table, in order (DESIGN.md, "Output").
OUTPUT = (
    "score", "score_low", "score_high", "band", "p_green", "p_amber", "p_red", "rank",
    *READINGS, "legal_letter", "legal_strict", "missing", "suggested", "unmatched", "vector",
    "index_version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be scored: its place (0 is the first), and what is wrong."""

    row: int
    error: InputError


@dataclass(frozen=True)
class Column:
    """One reading over all rows: `codes` points into `readings` and their ranges; or bare numbers."""

    low: np.ndarray
    mode: np.ndarray
    high: np.ndarray
    codes: np.ndarray | None = None
    readings: tuple[Reading, ...] = ()


def score_frame(
    frame: pd.DataFrame,
    index: str | RiskIndex = "1",
    *,
    detail: str = "full",
    errors: str = "raise",
) -> pd.DataFrame:
    """Score every row of a canonical register (DESIGN.md): a new table with the same row labels.

    Columns that are fields of ProposedUse are read, others ignored; blank is unknown. `detail`:
    "point" (score, band), "interval" (also interval, band probabilities, contributions) or "full"
    (every output column). `errors`: "raise" an InputError naming row and field, or "reject": the
    row stays in place with blank results and is listed in `result.attrs["rejected"]`.
    """
    _check(frame, detail, errors)
    risk_index = load_index(index) if isinstance(index, str) else index
    rejected: dict[int, InputError] = {}
    columns = {name: _column(frame, name, rejected) for name in READINGS}
    guardian = _guardian(frame)
    if rejected and errors == "raise":
        raise _first(rejected)
    result = _scored(frame, risk_index, {**columns, "guardian": guardian}, detail)
    if detail == "full":
        _describe(result, frame, risk_index, columns, guardian, rejected)
        if rejected and errors == "raise":
            raise _first(rejected)
    _blank(result, rejected)
    result.attrs["rejected"] = [Rejected(row, rejected[row]) for row in sorted(rejected)]
    if detail == "full":
        result["rank"] = result["score"].rank(ascending=False, method="min")
        result = result[list(OUTPUT)]
    return result


def score_blocks(
    frame: pd.DataFrame,
    index: str | RiskIndex = "1",
    size: int = CHUNK,
    done: Callable[[int], object] = lambda rows: None,
) -> pd.DataFrame:
    """The same as `score_frame(..., errors="reject")`, in blocks of rows; tells `done` how many."""
    parts, rejected = [], []
    for start in range(0, len(frame), size):
        part = score_frame(frame.iloc[start : start + size], index, errors="reject")
        rejected += [Rejected(start + item.row, item.error) for item in part.attrs.pop("rejected")]
        parts.append(part)
        done(len(part))
    result = pd.concat(parts)
    result["rank"] = result["score"].rank(ascending=False, method="min")
    result.attrs["rejected"] = rejected
    return result


def _check(frame: object, detail: str, errors: str) -> None:
    if not isinstance(frame, pd.DataFrame):
        raise InputError("frame", type(frame).__name__, "DataFrame", "error.frame")
    if detail not in DETAILS:
        raise InputError("detail", detail, ", ".join(DETAILS), "error.detail")
    if errors not in ("raise", "reject"):
        raise InputError("errors", errors, "raise, reject", "error.detail")


def _first(rejected: dict[int, InputError]) -> InputError:
    """The first row's error, with the row in front of the field."""
    row = min(rejected)
    error = rejected[row]
    return InputError(f"[{row}] {error.field}", error.value, error.allowed, error.key)


def _column(frame: pd.DataFrame, name: str, rejected: dict[int, InputError]) -> Column:
    """A reading over all rows: bare numbers where they are all given, else read per distinct use."""
    numbers = _numbers(frame, name)
    others = [field for field in measuring.fields(name)[1:] if field in frame]
    if numbers is None:
        return _measured(frame, name, rejected)
    bad = np.flatnonzero(~((numbers >= 0) & (numbers <= 1)) & ~np.isnan(numbers))
    for row in bad:
        error = InputError(name, float(numbers[row]), "0-1", "error.level_range")
        rejected.setdefault(int(row), error)
    blank = np.isnan(numbers)
    if not blank.any() and not len(bad):
        return Column(numbers, numbers, numbers)
    if others and blank.any():
        return _measured(frame, name, rejected)
    blank[bad] = True
    parts = (UNKNOWN.low, UNKNOWN.mode, UNKNOWN.high)
    low, mode, high = (np.where(blank, part, numbers) for part in parts)
    unknown = (Reading(name), Reading(name, status="given"))
    return Column(low, mode, high, (~blank).astype(np.intp), unknown)


def _numbers(frame: pd.DataFrame, name: str) -> np.ndarray | None:
    """A numeric column as contiguous float64, None when there is none."""
    if name not in frame or not pd.api.types.is_float_dtype(frame[name].dtype):
        return None
    return np.ascontiguousarray(frame[name].to_numpy(dtype=np.float64, na_value=np.nan))


def _measured(frame: pd.DataFrame, name: str, rejected: dict[int, InputError]) -> Column:
    """A reading measured once per distinct combination of the fields it looks at."""
    codes, uses = distinct(frame, measuring.fields(name))
    found: list[Reading] = []
    for number, values in enumerate(uses):
        try:
            found.append(measuring.measure(name, ProposedUse(**values)))
        except InputError as error:
            found.append(Reading(name))
            for row in np.flatnonzero(codes == number):
                rejected.setdefault(int(row), error)
    low, mode, high = (
        np.array([getattr(reading.range, part) for reading in found], dtype=np.float64)[codes]
        for part in ("low", "mode", "high")
    )
    return Column(low, mode, high, codes, tuple(found))


def distinct(
    frame: pd.DataFrame, fields: Sequence[str]
) -> tuple[np.ndarray, list[dict[str, object]]]:
    """Which distinct combination of these fields each row has, and the combinations as dicts."""
    names = [field for field in fields if field in frame]
    if not names:
        return np.zeros(len(frame), dtype=np.intp), [{}] if len(frame) else []
    part = frame[names]
    try:
        codes = part.groupby(names, dropna=False, sort=False).ngroup().to_numpy()
    except TypeError:  # a cell that cannot be hashed, such as a list of categories
        part = part.map(lambda cell: tuple(cell) if isinstance(cell, list) else cell)
        codes = part.groupby(names, dropna=False, sort=False).ngroup().to_numpy()
    _, first = np.unique(codes, return_index=True)
    return codes.astype(np.intp), part.iloc[first].to_dict("records")


def _guardian(frame: pd.DataFrame) -> Column:
    """The guardian role over all rows, from the sector."""
    codes, uses = distinct(frame, ("sector",))
    found = [_role(values.get("sector")) for values in uses]
    low, mode, high = (
        np.array([getattr(part or UNKNOWN, name) for part in found], dtype=np.float64)[codes]
        for name in ("low", "mode", "high")
    )
    return Column(low, mode, high)


def _role(sector: object) -> Range | None:
    return measuring.guardian(ProposedUse(sector=sector)) if isinstance(sector, str) else None


def _scored(
    frame: pd.DataFrame, index: RiskIndex, columns: dict[str, Column], detail: str
) -> pd.DataFrame:
    """The kernel over all rows, chunk by chunk, into one table."""
    kernel = "point" if detail == "point" else "full"
    parts = [_rows(scores, index, detail) for scores in _chunks(index, columns, len(frame), kernel)]
    names = list(parts[0])
    data = {name: np.concatenate([part[name] for part in parts]) for name in names}
    bands = [name for name, _ in index.bands]
    data["band"] = pd.Categorical.from_codes(data["band"], categories=bands, ordered=True)
    return pd.DataFrame(data, index=frame.index, copy=False)


def _chunks(
    index: RiskIndex, columns: dict[str, Column], rows: int, kernel: str
) -> Iterator[Scores]:
    for start in range(0, max(rows, 1), CHUNK):
        place = slice(start, start + CHUNK)
        yield evaluate(
            index,
            {
                name: (
                    columns[name].low[place],
                    columns[name].mode[place],
                    columns[name].high[place],
                )
                for name in INPUTS
            },
            kernel,
        )


def _rows(scores: Scores, index: RiskIndex, detail: str) -> dict[str, np.ndarray]:
    """One chunk's results as named columns."""
    data: dict[str, np.ndarray] = {"score": scores.value}
    if scores.low is None or scores.high is None or scores.bands is None:
        return {**data, "band": scores.band}
    data |= {"score_low": scores.low, "score_high": scores.high, "band": scores.band}
    data |= {f"p_{name}": scores.bands[:, number] for number, (name, _) in enumerate(index.bands)}
    if detail == "interval" and scores.contributions is not None:
        data |= {f"contribution_{name}": part for name, part in scores.contributions.items()}
    return data


def _describe(
    result: pd.DataFrame,
    frame: pd.DataFrame,
    index: RiskIndex,
    columns: dict[str, Column],
    guardian: Column,
    rejected: dict[int, InputError],
) -> None:
    """The columns that tell about a row: readings, law, what is missing, the vector."""
    for name, column in columns.items():
        known = (
            np.ones(len(frame), dtype=bool)
            if column.codes is None
            else _flag(column, lambda r: r.known)
        )
        mean = column.low + ((column.high - column.low) + 4 * (column.mode - column.low)) / 6
        result[name] = np.where(known, mean, np.nan)
    result["missing"] = _listed(
        columns, len(frame), lambda reading: [reading.name] if not reading.known else []
    )
    result["suggested"] = _listed(
        columns, len(frame), lambda r: [r.name] if r.status == "suggested" else []
    )
    result["unmatched"] = _listed(columns, len(frame), lambda reading: list(reading.unmatched))
    letters, stricts, vectors = [], [], []
    uses = distinct(frame, FIELDS)
    for row in range(len(frame)):
        letter = strict = vector = ""
        if row not in rejected:
            try:
                judged, line = _row(row, uses, index, columns, guardian)
                letter, strict, vector = judged.answer("letter"), judged.answer("strict"), str(line)
            except InputError as error:
                rejected[row] = error
        letters.append(letter)
        stricts.append(strict)
        vectors.append(vector)
    result["legal_letter"], result["legal_strict"], result["vector"] = letters, stricts, vectors
    result["index_version"] = index.version


def _row(
    row: int,
    uses: tuple[np.ndarray, list[dict[str, object]]],
    index: RiskIndex,
    columns: dict[str, Column],
    guardian: Column,
) -> tuple[legal.Legal, Assessment]:
    """The legal lines and the assessment of one row."""
    codes, values = uses
    readings = {name: _reading(name, column, row) for name, column in columns.items()}
    use = ProposedUse(**values[codes[row]])  # type: ignore[arg-type]
    role = Range(*(float(part[row]) for part in (guardian.low, guardian.mode, guardian.high)))
    return legal.judge(use, readings), assessment(
        index, readings, None if role == UNKNOWN else role, None
    )


def _reading(name: str, column: Column, row: int) -> Reading:
    if column.codes is not None and column.readings[column.codes[row]].status != "given":
        return column.readings[column.codes[row]]
    part = Range(float(column.low[row]), float(column.mode[row]), float(column.high[row]))
    return Reading(name, part, "given")


def _flag(column: Column, test: Callable[[Reading], bool]) -> np.ndarray:
    assert column.codes is not None
    return np.array([test(reading) for reading in column.readings], dtype=bool)[column.codes]


def _listed(
    columns: dict[str, Column], rows: int, names: Callable[[Reading], list[str]]
) -> list[str]:
    """Per row what `names` gives for its readings, `;` between."""
    cells: list[list[str]] = [[] for _ in range(rows)]
    for column in columns.values():
        if column.codes is None:
            continue
        per_reading = [names(reading) for reading in column.readings]
        if not any(per_reading):
            continue
        for cell, code in zip(cells, column.codes, strict=True):
            cell.extend(per_reading[code])
    return [";".join(cell) for cell in cells]


def _blank(result: pd.DataFrame, rejected: dict[int, InputError]) -> None:
    """Rejected rows stay in place, with blank results."""
    if not rejected:
        return
    rows = sorted(rejected)
    for name in result.columns:
        blank = "" if pd.api.types.is_string_dtype(result[name].dtype) else None
        result.iloc[rows, result.columns.get_loc(name)] = blank


def problem(rejected: Rejected, lang: str = "nl") -> str:
    """What is wrong with a rejected row, in words."""
    return explain(rejected.error, lang)
