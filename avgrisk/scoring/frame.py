"""Score a whole table: the same door as for one use, with the same bits, row order kept.

Texts, keys and levels are read once per distinct combination of the fields a reading looks at;
the kernel then runs over the rows in chunks, so that memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from avgrisk.core.records import FIELDS, READINGS, InputError, ProposedUse, Reading
from avgrisk.indicators import measure
from avgrisk.scoring import legal
from avgrisk.scoring.columns import Column, distinct, extra_column, guardian_column, read_column
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.kernel import Scores, evaluate
from avgrisk.scoring.score import assessment

#: Rows the kernel takes at once: its columns then stay in a processor's cache (benchmarks/).
CHUNK = 16_384

DETAILS = ("point", "interval", "full")

#: What a full score adds to a table, in order (docs/REGISTER.md, "The output").
OUTPUT = (
    "score", "score_low", "score_high", "band", "p_green", "p_amber", "p_red", "rank",
    *READINGS, "legal_letter", "legal_strict", "missing", "suggested", "unmatched", "vector",
    "index_version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be scored: its place (0 is the first), what is wrong, and what else."""

    row: int
    error: InputError
    also: tuple[InputError, ...] = ()


def score_frame(
    frame: pd.DataFrame,
    index: str | RiskIndex = "1",
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
    risk_index = load_index(index) if isinstance(index, str) else index
    rejected: dict[int, InputError] = {}
    columns = {name: read_column(frame, name, rejected) for name in READINGS}
    others = {"guardian": guardian_column(frame)} | {
        scale.name: extra_column(frame, scale, rejected) for scale in risk_index.extras
    }
    if rejected and errors == "raise":
        raise _first(rejected)
    result = _scored(frame, risk_index, columns | others, detail)
    if detail == "full":
        _describe(result, frame, risk_index, columns, rejected)
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
                for name in index.inputs
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
    rejected: dict[int, InputError],
) -> None:
    """The columns that tell about a row: readings, what is missing, the law, the vector."""
    for name, column in columns.items():
        mean = column.low + ((column.high - column.low) + 4 * (column.mode - column.low)) / 6
        result[name] = np.where(column.known(), mean, np.nan)
    result["missing"] = _listed(columns, lambda part: () if part.known else (part.name,))
    result["suggested"] = _listed(
        columns, lambda part: (part.name,) if part.status == "suggested" else ()
    )
    result["unmatched"] = _listed(columns, lambda part: part.unmatched)
    told = _told(frame, index, rejected)
    for number, name in enumerate(("legal_letter", "legal_strict", "vector")):
        result[name] = [row[number] for row in told]
    result["index_version"] = index.version


def _told(
    frame: pd.DataFrame, index: RiskIndex, rejected: dict[int, InputError]
) -> list[tuple[str, str, str]]:
    """Legal answers and vector of every row, worked out once per distinct use."""
    codes, uses = distinct(frame, FIELDS)
    blank = ("", "", "")
    refused = {int(codes[row]) for row in rejected}
    told = []
    for number, values in enumerate(uses):
        try:
            told.append(blank if number in refused else _tell(values, index))
        except InputError as error:
            told.append(blank)
            for row in np.flatnonzero(codes == number):
                rejected.setdefault(int(row), error)
    return [told[code] for code in codes]


def _tell(values: dict[str, object], index: RiskIndex) -> tuple[str, str, str]:
    use = ProposedUse().replace(**values)
    readings = measure.readings(use)
    judged = legal.judge(use, readings)
    vector = str(assessment(index, readings, measure.guardian(use), None))
    return judged.answer("letter"), judged.answer("strict"), vector


def _listed(columns: dict[str, Column], names: Callable[[Reading], Sequence[str]]) -> list[str]:
    """Per row what `names` gives for all its readings, `;` between."""
    parts = [column.words(names) for column in columns.values()]
    return [";".join(word for cell in row for word in cell) for row in zip(*parts, strict=True)]


def _blank(result: pd.DataFrame, rejected: dict[int, InputError]) -> None:
    """Rejected rows stay in place, with blank results."""
    if not rejected:
        return
    rows = sorted(rejected)
    for name in result.columns:
        blank = "" if pd.api.types.is_string_dtype(result[name].dtype) else None
        result.iloc[rows, result.columns.get_loc(name)] = blank
