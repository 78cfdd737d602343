"""The columns a score adds to a table: numbers, what is missing, the law, the vector."""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import repeat

import numpy as np

from avgrisk.core import vector
from avgrisk.core.records import READINGS, Range
from avgrisk.indicators.cell_columns import Ranges
from avgrisk.indicators.column import DECIMALS, SUGGESTED, UNKNOWN_STATUS, Column, flag_names
from avgrisk.scoring import legal
from avgrisk.scoring.engine import Scored
from avgrisk.scoring.index import RiskIndex

#: So many numbers are quicker printed one by one than by a table of all that there are.
FEW = 1_000

#: What a full score adds to a table, in order (docs/REGISTER.md, "The output").
OUTPUT = (
    "score", "score_low", "score_high", "band", "p_green", "p_amber", "p_red", "rank",
    *READINGS, "legal_letter", "legal_strict", "missing", "suggested", "unmatched", "vector",
    "index_version",
)  # fmt: skip


def numbers(scored: Scored, index: RiskIndex) -> dict[str, np.ndarray]:
    """Score, and where it was asked for its interval and the chance of every band; `band` is a
    place among the index's bands."""
    scores = scored.scores
    found: dict[str, np.ndarray] = {"score": scores.value}
    if scores.low is None or scores.high is None or scores.bands is None:
        return {**found, "band": scores.band}
    found |= {"score_low": scores.low, "score_high": scores.high, "band": scores.band}
    return found | {
        f"p_{name}": scores.bands[:, place] for place, (name, _) in enumerate(index.bands)
    }


def described(scored: Scored, index: RiskIndex) -> dict[str, np.ndarray]:
    """What tells about a row: readings, the law, what is missing, the vector."""
    columns = scored.columns
    found = {name: np.where(column.known, column.mean, np.nan) for name, column in columns.items()}
    answers = np.array(legal.ANSWERS, dtype=object)
    return found | {
        "legal_letter": answers[scored.legal["letter"]],
        "legal_strict": answers[scored.legal["strict"]],
        "missing": _named(columns, UNKNOWN_STATUS),
        "suggested": _named(columns, SUGGESTED),
        "unmatched": _unmatched(columns, len(scored.scores.value)),
        "vector": vectors(columns, scored.ranges["guardian"], index),
        "index_version": np.full(len(scored.scores.value), index.version, dtype=object),
    }


def _named(columns: Mapping[str, Column], status: np.int8) -> np.ndarray:
    """Per row the readings that have this status, `;` between."""
    bits = [(column.status == status).astype(np.int64) for column in columns.values()]
    total = sum(bit << place for place, bit in enumerate(bits))
    return _listings(tuple(columns))[total]


@cache
def _listings(names: tuple[str, ...]) -> np.ndarray:
    """Every choice of these names, `;` between, by its bits."""
    return np.array(
        [
            ";".join(name for place, name in enumerate(names) if code >> place & 1)
            for code in range(1 << len(names))
        ],
        dtype=object,
    )


def _unmatched(columns: Mapping[str, Column], rows: int) -> np.ndarray:
    """Per row the words that no table knows, `;` between."""
    told = np.full(rows, "", dtype=object)
    for column in columns.values():
        for cells in column.unmatched:
            if any(cells.distinct):
                own = cells.spread(np.array([*cells.distinct], dtype=object))
                both = (told != "") & (own != "")
                told = told + np.where(both, ";", "").astype(object) + own
    return told


def vectors(columns: Mapping[str, Column], guardian: Ranges, index: RiskIndex) -> np.ndarray:
    """Per row the assessment in one line (avgrisk.from_vector), put together from its parts."""
    parts: list[Iterable[str]] = [repeat(f"AVGR:{index.signature}", guardian.shape[1])]
    for name, column in columns.items():
        shown = np.where(column.known, printed(column.ranges), "?")
        parts += [repeat(f"/{vector.CODES[name]}:"), shown.tolist()]
    if any("guardian" in term.factors for term in index.terms):
        role = f"/{vector.GUARDIAN}:" + printed(guardian)
        parts.append(np.where(guardian[0] == guardian[2], role, "").tolist())
    raised = [column.flags for column in columns.values() if column.flags is not None]
    if raised:
        parts.append(_flags()[np.bitwise_or.reduce(raised)].tolist())
    return np.array(list(map("".join, zip(*parts, strict=False))), dtype=object)


@cache
def _flags() -> np.ndarray:
    """How every set of flags stands in a vector, by its bits."""
    sets = [flag_names(bits) for bits in range(1 << len(vector.KNOWN_FLAGS))]
    return np.array([f"/{vector.FLAGS}:{'+'.join(f)}" if f else "" for f in sets], dtype=object)


def printed(ranges: Ranges) -> np.ndarray:
    """Per row a range as a vector has it: one number where it is certain, else low|mode|high."""
    found, open_ = _shortest(ranges[1]), ranges[0] != ranges[2]
    if open_.any():
        low, high = _shortest(ranges[0, open_]), _shortest(ranges[2, open_])
        found[open_] = low + "|" + found[open_] + "|" + high
    return found


def _shortest(values: np.ndarray) -> np.ndarray:
    """The shortest text that reads back as the same number."""
    steps = 10**DECIMALS
    if values.size < FEW:
        return _each(values)
    place = np.rint(values * steps).astype(np.intp)
    found = _decimals()[place]
    odd = place / steps != values
    if odd.any():
        found[odd] = _each(values[odd])
    return found


def _each(values: np.ndarray) -> np.ndarray:
    """The same, one distinct number after the other."""
    distinct, code = np.unique(values, return_inverse=True)
    texts = [vector.printed(Range.point(value)) for value in distinct.tolist()]
    return np.array(texts, dtype=object)[code]


@cache
def _decimals() -> np.ndarray:
    """Every number from 0 to 1 with as many decimals as are written down, as a text."""
    steps = 10**DECIMALS
    return np.array(
        [vector.printed(Range.point(step / steps)) for step in range(steps + 1)], dtype=object
    )
