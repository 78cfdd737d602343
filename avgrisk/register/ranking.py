"""How sure is the order? Rank intervals and pairs that can be told apart, from seeded draws.

A draw takes one value for every coefficient, shared by all rows, and for every uncertain reading
of every row one of its own (METHOD.md section 7). A row's draws depend on the seed and on what
stands in the row, so that neither its place nor its company matters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from avgrisk.draws import coefficients, pert, uniforms
from avgrisk.index import INPUTS, RiskIndex

Ranges = Mapping[str, tuple[np.ndarray, np.ndarray, np.ndarray]]

#: Above this many rows there are no rank intervals (METHOD.md section 7).
MOST_ROWS = 20_000
#: Draws for up to so many rows; the more rows, the fewer.
DRAWS = ((1_000, 1_000), (5_000, 400), (MOST_ROWS, 200))
#: Up to this many rows every pair is compared.
MOST_PAIRS = 2_000


@dataclass(frozen=True)
class Ranking:
    """Per row its rank and the 80 % interval of it, 1 = riskiest; NaN for rejected rows.

    `above[i]` counts rows that row i is told apart from and stands above, `below[i]` those that it
    stands below; `apart` is the share of all pairs that can be told apart; None above MOST_PAIRS
    rows. `draws` is 0 where the register
    is too long for rank intervals.
    """

    rank: np.ndarray
    low: np.ndarray
    high: np.ndarray
    draws: int
    above: np.ndarray | None = None
    below: np.ndarray | None = None
    apart: float | None = None


def rank(
    index: RiskIndex, score: np.ndarray, ranges: Ranges, content: Sequence[str], seed: int = 1
) -> Ranking:
    """The order of scored rows with its doubt; `content[i]` is what stands in row i."""
    scored = np.flatnonzero(~np.isnan(score))
    ranks = np.full(len(score), np.nan)
    ranks[scored] = rankdata(-score[scored], method="min")
    blank = np.full(len(score), np.nan)
    if len(score) > MOST_ROWS or not len(scored):
        return Ranking(ranks, blank, blank.copy(), 0)
    draws = next(count for rows, count in DRAWS if len(score) <= rows)
    eta = drawn(index, ranges, content, scored, draws, seed)
    low, high = blank, blank.copy()
    low[scored], high[scored] = _interval(index, eta)
    if len(scored) > MOST_PAIRS:
        return Ranking(ranks, low, high, draws)
    surely = np.zeros((2, len(score)), dtype=np.int64)
    surely[0, scored], surely[1, scored], apart = _pairs(eta, index.margin[1])
    return Ranking(ranks, low, high, draws, surely[0], surely[1], apart)


def drawn(
    index: RiskIndex,
    ranges: Ranges,
    content: Sequence[str],
    rows: np.ndarray,
    draws: int,
    seed: int,
) -> np.ndarray:
    """Eta of these rows in every draw: one row a row, one column a draw."""
    uniform = uniforms(f"coefficients\x1f{seed}", len(index.terms) * draws).reshape(-1, draws)
    shared = coefficients(index, uniform)
    eta = np.empty((len(rows), draws))
    for place, row in enumerate(rows):
        eta[place] = _row(index, shared, ranges, int(row), content[row], draws, seed)
    return eta


def _row(
    index: RiskIndex,
    shared: Sequence[np.ndarray],
    ranges: Ranges,
    row: int,
    content: str,
    draws: int,
    seed: int,
) -> np.ndarray:
    """Eta of one row in every draw."""
    uniform: np.ndarray | None = None
    values: dict[str, np.ndarray | float] = {}
    for place, name in enumerate(INPUTS):
        low, mode, high = (float(part[row]) for part in ranges[name])
        if low == high:
            values[name] = mode
            continue
        if uniform is None:
            uniform = uniforms(f"{seed}\x1f{content}", len(INPUTS) * draws).reshape(-1, draws)
        values[name] = pert(low, mode, high, uniform[place])
    total = np.zeros(draws)
    for term, drawn_values in zip(index.terms, shared, strict=True):
        part = drawn_values
        for factor in term.factors:
            part = part * values[factor]
        total += part
    return total


def _interval(index: RiskIndex, eta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The ranks between which a row lies in 80 % of the draws."""
    ranks = np.sort(rankdata(-eta, method="min", axis=0), axis=1)
    last = eta.shape[1] - 1
    low, high = (round(probability * last) for probability in index.margin)
    return ranks[:, low].astype(float), ranks[:, high].astype(float)


def _pairs(eta: np.ndarray, sure: float) -> tuple[np.ndarray, np.ndarray, float | None]:
    """Per row how many rows it is above, and below, in at least `sure` of the draws; the share of
    pairs that can be told apart.
    """
    rows, draws = eta.shape
    above, below = np.zeros((2, rows), dtype=np.int64)
    for row in range(rows):
        surely = (eta[row] > eta).sum(axis=1) >= sure * draws
        above[row] = int(surely.sum())
        below += surely
    pairs = rows * (rows - 1) / 2
    return above, below, float(above.sum() / pairs) if pairs else None
