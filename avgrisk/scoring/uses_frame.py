"""Score a register's uses: each distinct text read once over all blocks, columns all the way.

The same numbers, to the bit, as `avgrisk.score_frame`; kept apart because a register of a million
rows must not visit each row by itself. Legal answers are worked out once per signature: the parts
of a row that the legal lines look at, with numbers by the side of the turning points they are on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from avgrisk.core import vector
from avgrisk.core.records import READINGS, UNKNOWN, InputError, ProposedUse, Range, Reading
from avgrisk.indicators import measure
from avgrisk.scoring import legal, schema
from avgrisk.scoring.columns import Column, guardian_column, read_column
from avgrisk.scoring.frame import CHUNK, OUTPUT, Rejected
from avgrisk.scoring.index import INPUTS, RiskIndex
from avgrisk.scoring.kernel import Scores, evaluate

#: What the legal lines read of a use itself.
LEGAL_FIELDS = ("legal_basis", "control", "sector", "informed", "art9_ground", "purpose_statement")
#: Of these only whether they are filled in counts.
FILLED = ("art9_ground", "purpose_statement")
#: Readings whose number the legal lines compare with turning points.
#: Readings kept in memory; more distinct combinations than these are read again.
MOST_KEPT = 200_000
COMPARED = ("vagueness", "purpose_distance", "image_misfit")


@dataclass
class Memory:
    """What was read before, so that a later block need not read it again."""

    readings: dict[tuple, Reading | InputError] = field(default_factory=dict)
    answers: dict[tuple, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Block:
    """Scored rows: the output columns but the ranks, contributions per term, ranges per input."""

    table: pd.DataFrame
    contributions: dict[str, np.ndarray]
    ranges: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]]
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True)
class _Codes:
    """A column as numbers into its distinct cells."""

    codes: np.ndarray
    cells: Sequence[object]


def score_uses(uses: pd.DataFrame, index: RiskIndex, memory: Memory) -> Block:
    """Score canonical uses (see `uses.proposed_uses`); rejected rows stay in place, blank."""
    index.check_no_extras()
    rejected: dict[int, InputError] = {}
    codes = {name: _factorised(uses[name]) for name in uses.columns}
    columns = {name: _column(uses, codes, name, rejected, memory) for name in READINGS}
    guardian = guardian_column(uses)
    parts = [
        evaluate(index, {name: _slice(columns.get(name, guardian), start) for name in INPUTS})
        for start in range(0, max(len(uses), 1), CHUNK)
    ]
    table = pd.DataFrame(_numbers(parts, index, columns), index=uses.index)
    answers = _legal(codes, columns, rejected, memory, len(uses))
    table["legal_letter"], table["legal_strict"] = answers
    table["missing"] = _named(columns, "unknown")
    table["suggested"] = _named(columns, "suggested")
    table["unmatched"] = _unmatched(columns, len(uses))
    table["vector"] = _vectors(columns, guardian, index, len(uses))
    table["index_version"] = np.full(len(uses), index.version, dtype=object)
    refused = schema.refused(uses)
    for row, errors in refused.items():
        rejected.setdefault(row, errors[0])
    _blank(table, rejected)
    everything = [part.contributions or {} for part in parts]
    return Block(
        table[[name for name in OUTPUT if name != "rank"]],
        {name: np.concatenate([one[name] for one in everything]) for name in everything[0]},
        {
            name: (column.low, column.mode, column.high)
            for name, column in {**columns, "guardian": guardian}.items()
        },
        tuple(_rejected(row, rejected[row], refused.get(row, ())) for row in sorted(rejected)),
    )


def _rejected(row: int, error: InputError, all_errors: Sequence[InputError]) -> Rejected:
    """A rejected row: what stopped the scoring, and what else the schema refuses in it."""
    also = (other for other in all_errors if (other.field, other.key) != (error.field, error.key))
    return Rejected(row, error, tuple(also))


def _factorised(cells: pd.Series) -> _Codes:
    codes, distinct = pd.factorize(cells, use_na_sentinel=False)
    return _Codes(codes.astype(np.int64), distinct)


def _groups(parts: Sequence[np.ndarray], rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Which distinct combination each row has, and the first row of each."""
    key = np.zeros(rows, dtype=np.int64)
    for part in parts:
        width = int(part.max(initial=0)) + 1
        key = pd.factorize(key * width + part)[0].astype(np.int64)
    first = np.zeros(int(key.max(initial=-1)) + 1, dtype=np.int64)
    first[key[::-1]] = np.arange(rows - 1, -1, -1)
    return key, first


def _column(
    uses: pd.DataFrame,
    codes: dict[str, _Codes],
    name: str,
    rejected: dict[int, InputError],
    memory: Memory,
) -> Column:
    """One reading over all rows; bare numbers as they are, else once per distinct combination."""
    if name in uses and uses[name].dtype == np.float64:
        blank = uses[name].isna().to_numpy()
        if not blank.any() or not any(part in uses for part in measure.fields(name)[1:]):
            return read_column(uses, name, rejected)
    names = [part for part in measure.fields(name) if part in codes]
    key, first = _groups([codes[part].codes for part in names], len(uses))
    found: list[Reading] = []
    for number, row in enumerate(first):
        values = {part: codes[part].cells[codes[part].codes[row]] for part in names}
        reading = _read(name, values, memory)
        if isinstance(reading, InputError):
            for place in np.flatnonzero(key == number):
                rejected.setdefault(int(place), reading)
            reading = Reading(name)
        found.append(reading)
    low, mode, high = (
        np.array([getattr(each.range, part) for each in found], dtype=np.float64)[key]
        for part in ("low", "mode", "high")
    )
    return Column(low, mode, high, key, tuple(found))


def _read(name: str, values: dict[str, object], memory: Memory) -> Reading | InputError:
    """One reading of one distinct combination, remembered."""
    key = (name, *((part, None if value != value else value) for part, value in values.items()))
    if key not in memory.readings:
        if len(memory.readings) > MOST_KEPT:
            memory.readings.clear()
        try:
            memory.readings[key] = measure.measure(name, ProposedUse().replace(**values))
        except InputError as error:
            memory.readings[key] = error
    return memory.readings[key]


def _slice(column: Column, start: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    place = slice(start, start + CHUNK)
    return column.low[place], column.mode[place], column.high[place]


def _numbers(
    parts: Sequence[Scores], index: RiskIndex, columns: dict[str, Column]
) -> dict[str, object]:
    """Score, margin, band, chances and the seven readings."""
    bands = [name for name, _ in index.bands]
    shares = np.concatenate([part.bands for part in parts])  # type: ignore[misc]
    codes = np.concatenate([part.band for part in parts])
    data: dict[str, object] = {
        "score": np.concatenate([part.value for part in parts]),
        "score_low": np.concatenate([part.low for part in parts]),  # type: ignore[misc]
        "score_high": np.concatenate([part.high for part in parts]),  # type: ignore[misc]
        "band": pd.Categorical.from_codes(codes, categories=bands, ordered=True),
    }
    data |= {f"p_{name}": shares[:, place] for place, name in enumerate(bands)}
    for name, column in columns.items():
        mean = column.low + ((column.high - column.low) + 4 * (column.mode - column.low)) / 6
        data[name] = np.where(column.known(), mean, np.nan)
    return data


def _status(column: Column, status: str) -> np.ndarray:
    """Per row whether a reading has this status."""
    if column.codes is None:
        return np.zeros(len(column.mode), dtype=bool)
    return np.array([part.status == status for part in column.readings], dtype=bool)[column.codes]


def _named(columns: dict[str, Column], status: str) -> np.ndarray:
    """Per row the readings that have this status, `;` between."""
    total = sum(
        (_status(column, status).astype(np.int64) << place)
        for place, column in enumerate(columns.values())
    )
    names = list(columns)
    texts = [
        ";".join(name for place, name in enumerate(names) if code >> place & 1)
        for code in range(1 << len(names))
    ]
    return np.array(texts, dtype=object)[total]


def _unmatched(columns: dict[str, Column], rows: int) -> np.ndarray:
    """Per row the words that no table knows, `;` between."""
    told = np.full(rows, "", dtype=object)
    for column in columns.values():
        if column.codes is None or not any(part.unmatched for part in column.readings):
            continue
        own = np.array([";".join(part.unmatched) for part in column.readings], dtype=object)
        own = own[column.codes]
        both = (told != "") & (own != "")
        told = told + np.where(both, ";", "").astype(object) + own
    return told


def _vectors(
    columns: dict[str, Column], guardian: Column, index: RiskIndex, rows: int
) -> np.ndarray:
    """Per row the assessment in one line (avgrisk.core.vector), put together from its parts."""
    line = np.full(rows, f"AVGR:{index.version}", dtype=object)
    for name, column in columns.items():
        line = line + _pieces(f"/{vector.CODES[name]}:", column)
    if any("guardian" in term.factors for term in index.terms):
        known = (guardian.low == guardian.high).tolist()
        shown = [
            f"/{vector.GUARDIAN}:{vector._print(Range.point(mode))}" if sure else ""
            for sure, mode in zip(known, guardian.mode.tolist(), strict=True)
        ]
        line = line + np.array(shown, dtype=object)
    data = columns["data_sensitivity"]
    if data.codes is not None:
        flags = [
            f"/{vector.FLAGS}:" + "+".join(f for f in vector.KNOWN_FLAGS if f in part.flags)
            if part.flags
            else ""
            for part in data.readings
        ]
        line = line + np.array(flags, dtype=object)[data.codes]
    return line


def _pieces(code: str, column: Column) -> np.ndarray:
    """Per row how a reading is printed in the vector."""
    if column.codes is not None and not all(_bare(part) for part in column.readings):
        told = [
            f"{code}{vector._print(part.range if part.known else None)}" for part in column.readings
        ]
        return np.array(told, dtype=object)[column.codes]
    values, place = np.unique(column.mode, return_inverse=True)
    told = [f"{code}{vector._number(value)}" for value in values.tolist()]
    line = np.array(told, dtype=object)[place]
    return np.where(column.known(), line, f"{code}?")


def _bare(reading: Reading) -> bool:
    """Whether it only says if a number is known, which itself stands in the column."""
    return reading.status in ("unknown", "given") and not reading.reasons


def _legal(
    codes: dict[str, _Codes],
    columns: dict[str, Column],
    rejected: dict[int, InputError],
    memory: Memory,
    rows: int,
) -> tuple[np.ndarray, np.ndarray]:
    """The two legal answers per row, judged once per signature."""
    names = [name for name in LEGAL_FIELDS if name in codes]
    parts = [_filled(codes[name]) if name in FILLED else codes[name].codes for name in names]
    parts += [_side(columns[name]) for name in COMPARED]
    parts += [_tree(columns["purpose_distance"]), _flags(columns["data_sensitivity"])]
    key, first = _groups(parts, rows)
    told = []
    for number, row in enumerate(first):
        values = {name: codes[name].cells[codes[name].codes[row]] for name in names}
        readings = {name: _reading(name, columns[name], int(row)) for name in READINGS}
        same = tuple(bool(value) if n in FILLED else value for n, value in values.items())
        mark = (*same, *(int(part[row]) for part in parts[len(names) :]))
        try:
            told.append(_judged(mark, values, readings, memory))
        except InputError as error:
            told.append(("", ""))
            for place in np.flatnonzero(key == number):
                rejected.setdefault(int(place), error)
    answers = np.array(told, dtype=object).reshape(-1, 2)
    return (answers[key, 0], answers[key, 1]) if rows else (answers[:, 0], answers[:, 1])


def _judged(
    mark: tuple, values: dict[str, object], readings: dict[str, Reading], memory: Memory
) -> tuple[str, str]:
    if mark not in memory.answers:
        judged = legal.judge(ProposedUse().replace(**values), readings)
        memory.answers[mark] = (judged.answer("letter"), judged.answer("strict"))
    return memory.answers[mark]


def _filled(column: _Codes) -> np.ndarray:
    return np.array([bool(cell) for cell in column.cells], dtype=np.int64)[column.codes]


def _side(column: Column) -> np.ndarray:
    """On which side of every turning point a reading is; 0 is unknown."""
    turns = sorted({value for view in legal.turning_points().values() for value in view.values()})
    mean = column.low + ((column.high - column.low) + 4 * (column.mode - column.low)) / 6
    return np.where(column.known(), np.searchsorted(turns, mean, side="right") + 1, 0)


def _tree(column: Column) -> np.ndarray:
    """Whether the kinds of purpose are known, and from where on they oppose; 0 is unknown."""
    if column.codes is None:
        return np.zeros(len(column.mode), dtype=np.int64)
    trees = [dict(part.facets).get("facet.tree") for part in column.readings]
    turns = sorted(view["legitimate.against"] for view in legal.turning_points().values())
    sides = [
        0 if tree is None else int(np.searchsorted(turns, tree.mean, side="right")) + 1
        for tree in trees
    ]
    return np.array(sides, dtype=np.int64)[column.codes]


def _flags(column: Column) -> np.ndarray:
    """The protected kinds of data, as a number."""
    if column.codes is None:
        return np.zeros(len(column.mode), dtype=np.int64)
    order = sorted(legal.PROTECTED)
    codes = [
        sum(1 << place for place, flag in enumerate(order) if flag in part.flags)
        for part in column.readings
    ]
    return np.array(codes, dtype=np.int64)[column.codes]


def _reading(name: str, column: Column, row: int) -> Reading:
    """The reading of one row."""
    if column.codes is not None and column.readings:
        found = column.readings[column.codes[row]]
        if not found.known or found.range != UNKNOWN or found.reasons:
            return found
    part = Range(float(column.low[row]), float(column.mode[row]), float(column.high[row]))
    return Reading(name, part, "given")


def _blank(table: pd.DataFrame, rejected: dict[int, InputError]) -> None:
    """Rejected rows stay in place, with blank results."""
    rows = sorted(rejected)
    for name in table.columns if rows else ():
        texts = table[name].dtype == object or pd.api.types.is_string_dtype(table[name].dtype)
        table.iloc[rows, table.columns.get_loc(name)] = "" if texts else None
