"""One engine: columns of proposed uses in, columns of scores, readings and legal answers out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace

import numpy as np

from avgrisk.core.records import InputError, ProposedUse
from avgrisk.indicators import measure
from avgrisk.indicators.cell_columns import Ranges
from avgrisk.indicators.column import Column
from avgrisk.indicators.uses import Uses
from avgrisk.scoring import legal_columns
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.kernel import Scores, evaluate
from avgrisk.vocabulary.data_words import FLAGS, NEVER_LOW

#: Rows the kernel takes at once: its columns then stay in a processor's cache (benchmarks/).
CHUNK = 4_096


@dataclass(frozen=True)
class Scored:
    """Scored uses, a row each: what the kernel gave, the readings, the ranges of every input of
    the index, the legal answers per view, and the first error of rows that cannot be scored."""

    scores: Scores
    columns: dict[str, Column]
    ranges: dict[str, Ranges]
    legal: dict[str, np.ndarray]
    rejected: dict[int, InputError]


def score_uses(
    uses: Uses, index: RiskIndex, *, extras: dict[str, Ranges] | None = None, detail: str = "full"
) -> Scored:
    """Score proposed uses; `extras` are columns an index of your own counts, on its scale.

    `detail` "point" and "interval" leave the legal answers out. Rows that cannot be scored stand
    there as if the cell were blank, and in `rejected`.
    """
    if extras is None:
        index.check_no_extras()
    uses.check()
    columns = measure.columns(uses)
    ranges = {name: column.ranges for name, column in columns.items()}
    ranges |= {"guardian": measure.guardian_column(uses), **(extras or {})}
    kernel = "point" if detail == "point" else "full"
    parts = list(_chunks(index, ranges, uses.rows, kernel))
    legal = legal_columns.answers(uses, columns) if detail == "full" else {}
    scores = _joined(parts)
    for column in columns.values():
        scores = replace(scores, band=never_low(scores.band, column.flags))
    return Scored(scores, columns, ranges, legal, uses.rejected)


def never_low(band: np.ndarray, flags: np.ndarray | None) -> np.ndarray:
    """The bands, raised from the lowest where an item of the data, all data, what is done, who
    receives the data or the organisation is known to nobody."""
    if flags is None:
        return band
    unread = (flags & sum(1 << FLAGS.index(flag) for flag in NEVER_LOW)) > 0
    return np.where(unread, np.maximum(band, 1), band)


def scores_of(uses: Iterable[ProposedUse], index: RiskIndex) -> Scores:
    """Score and band of these uses, one a row, as `score` gives them one by one; InputError where
    one cannot be scored."""
    scored = score_uses(Uses.of(*uses), index, detail="point")
    if scored.rejected:
        raise scored.rejected[min(scored.rejected)]
    return scored.scores


def _chunks(
    index: RiskIndex, ranges: dict[str, Ranges], rows: int, kernel: str
) -> Iterator[Scores]:
    for start in range(0, max(rows, 1), CHUNK):
        place = slice(start, start + CHUNK)
        yield evaluate(index, {name: ranges[name][:, place] for name in index.inputs}, kernel)


def _joined(parts: list[Scores]) -> Scores:
    """Chunks under one another."""
    if len(parts) == 1:
        return parts[0]
    found: dict[str, object] = {}
    for each in fields(Scores):
        values = [getattr(part, each.name) for part in parts]
        if isinstance(values[0], dict):
            found[each.name] = {
                name: np.concatenate([value[name] for value in values]) for name in values[0]
            }
        else:
            found[each.name] = None if values[0] is None else np.concatenate(values)
    return Scores(**found)  # type: ignore[arg-type]
