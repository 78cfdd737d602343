"""How sure is the order? Rank intervals and pairs that can be told apart, from seeded draws.

A draw takes one value for every coefficient, shared by all rows, and for every uncertain reading
of every row one of its own (METHOD.md section 7). A row's draws depend on the seed and on what
stands in the row, so that neither its place nor its company matters.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial, reduce
from operator import mul

import numpy as np

from avgrisk.scoring.draws import coefficients, pert, uniforms
from avgrisk.scoring.index import INPUTS, RiskIndex

#: Input of the index -> low, mode and high of every row, shape (3, rows).
Ranges = Mapping[str, np.ndarray]

#: Above this many rows there are no rank intervals (METHOD.md section 7).
MOST_ROWS = 20_000
#: Draws for up to so many rows; the more rows, the fewer.
DRAWS = ((1_000, 1_000), (5_000, 400), (MOST_ROWS, 200))
#: Up to this many rows every pair is compared.
MOST_PAIRS = 2_000


@dataclass(frozen=True)
class Ranking:
    """Per row its rank and the 80 % interval of it, 1 = riskiest; NaN for rejected rows.

    `draws` is 0 where the register is too long for rank intervals; `pairs` says which pairs of rows
    can be told apart, for a register of up to MOST_PAIRS rows.
    """

    rank: np.ndarray
    low: np.ndarray
    high: np.ndarray
    draws: int
    pairs: Callable[[], np.ndarray] | None = None

    @cached_property
    def surely(self) -> np.ndarray | None:
        """`surely[i, j]`: row i can be told apart from row j and stands above it, in nearly all
        draws. Worked out when somebody asks: a table of scores has no room for pairs."""
        return None if self.pairs is None else self.pairs()

    @cached_property
    def above(self) -> np.ndarray | None:
        """Per row how many rows it surely stands above."""
        return None if self.surely is None else self.surely.sum(axis=1)

    @cached_property
    def below(self) -> np.ndarray | None:
        """Per row how many rows surely stand above it."""
        return None if self.surely is None else self.surely.sum(axis=0)

    @property
    def apart(self) -> float | None:
        """The share of all pairs that can be told apart, in [0, 1]."""
        rows = int((~np.isnan(self.rank)).sum())
        if self.surely is None or rows < 2:
            return None
        return float(self.surely.sum() / (rows * (rows - 1) / 2))


def rank(
    index: RiskIndex, score: np.ndarray, ranges: Ranges, content: Sequence[str], seed: int = 1
) -> Ranking:
    """The order of scored rows with its doubt; `content[i]` is what stands in row i."""
    scored = np.flatnonzero(~np.isnan(score))
    ranks = np.full(len(score), np.nan)
    ranks[scored] = _places(score[scored])
    low, high = np.full((2, len(score)), np.nan)
    if len(score) > MOST_ROWS or not len(scored):
        return Ranking(ranks, low, high, 0)
    draws = next(count for rows, count in DRAWS if len(score) <= rows)
    eta = drawn(index, ranges, content, scored, draws, seed)
    low[scored], high[scored] = _interval(index, eta)
    if len(scored) > MOST_PAIRS:
        return Ranking(ranks, low, high, draws)
    pairs = partial(_pairs, len(score), scored, eta, index.margin[1])
    return Ranking(ranks, low, high, draws, pairs)


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
    eta = np.zeros((len(rows), draws))
    for total, row in zip(eta, rows.tolist(), strict=True):
        own: np.ndarray | None = None
        values: dict[str, np.ndarray | float] = {}
        for place, name in enumerate(INPUTS):
            low, mode, high = (float(part[row]) for part in ranges[name])
            if low == high:
                values[name] = mode
                continue
            if own is None:
                own = uniforms(f"{seed}\x1f{content[row]}", len(INPUTS) * draws).reshape(-1, draws)
            values[name] = pert(low, mode, high, own[place])
        for term, part in zip(index.terms, shared, strict=True):
            total += reduce(mul, (values[factor] for factor in term.factors), part)
    return eta


def _interval(index: RiskIndex, eta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The ranks between which a row lies in 80 % of the draws."""
    ranks = np.sort(np.column_stack([_places(draw) for draw in eta.T]), axis=1)
    last = eta.shape[1] - 1
    low, high = (round(probability * last) for probability in index.margin)
    return ranks[:, low].astype(float), ranks[:, high].astype(float)


def _places(values: np.ndarray) -> np.ndarray:
    """1 for the highest; equals share the best place of theirs.

    scipy.stats has this too, and is a third of the time a short register takes.
    """
    return np.searchsorted(np.sort(-values), -values, side="left") + 1


def _pairs(rows: int, scored: np.ndarray, eta: np.ndarray, sure: float) -> np.ndarray:
    """Which row (down) stands above which (across) in at least `sure` of the draws."""
    least, surely = sure * eta.shape[1], np.zeros((rows, rows), dtype=bool)
    for place, row in zip(scored, eta, strict=True):
        above = np.add.reduce((row > eta).view(np.uint8), axis=1, dtype=np.uint16)
        surely[place, scored] = above >= least
    return surely


def places_told_apart(ranking: Ranking, row: int) -> tuple[list[int], list[int]]:
    """The places of the rows that a row surely stands above, and surely below; in order."""
    if ranking.surely is None:
        return [], []
    found = (ranking.surely[row], ranking.surely[:, row])
    over, under = ([int(place) for place in np.unique(ranking.rank[rows])] for rows in found)
    return over, under


def spans(places: Sequence[int]) -> list[tuple[int, int]]:
    """Places in order as runs from one to the other.

    >>> spans([1, 2, 3, 7, 9, 10])
    [(1, 3), (7, 7), (9, 10)]
    """
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and place == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
