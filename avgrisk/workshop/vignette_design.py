"""Which vignettes tell most: a D-optimal choice among those that could be, and blocks for people.

X holds a column of ones, the seven readings and the kind of organisation (effect-coded), each set
out over the candidates' own range, -1 to 1. D-efficiency is |X'X / n| ^ (1 / columns), 0 to 1; 1
asks for corners that a realistic set does not have, so judge it beside random choices. Fedorov's
exchange (pydoe) gave singular designs without an error on sorted candidates: they are shuffled by
the seed, and a singular result is refused.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from avgrisk.core.records import InputError
from avgrisk.workshop.vignettes import Vignette, candidates, readings, use_of

#: Exchange looks at every candidate for every place: a random part of them is as good and quick.
POOL = 240

#: Random designs that the chosen one is held against, and ways tried to cut it into blocks.
RANDOM, CUTS = 200, 400


@dataclass(frozen=True)
class Design:
    """The chosen vignettes with the block (from 0) each is in, and what the choice is worth.

    `efficiency` is that of the design; `random` the median and the best of 200 random designs;
    `pool` how many vignettes could be.
    """

    vignettes: tuple[Vignette, ...]
    blocks: tuple[int, ...]
    efficiency: float
    random: tuple[float, float]
    pool: int


@lru_cache(maxsize=16)
def design(sectors: tuple[str, ...], count: int = 16, blocks: int = 2, seed: int = 1) -> Design:
    """A D-optimal set of `count` vignettes about these kinds of organisation, in `blocks` blocks;
    seconds of work, so it is remembered.

    Blocks are equal in size and as informative on the readings as they can be alone. Raises
    InputError for an unknown kind, and where so few vignettes cannot tell the columns apart.
    """
    generator = np.random.default_rng(seed)
    every = candidates(sectors)
    order = generator.permutation(len(every))
    pool = [every[place] for place in order[:POOL]]
    x = coded(pool)
    chosen = _without_twins(pool, x, _exchanged(x, count))
    found = efficiency(x[chosen])
    if found < 1e-3:
        allowed = str(x.shape[1] + 1)
        raise InputError("vignettes", count, allowed, "error.workshop_singular")
    tries = [
        efficiency(x[generator.choice(len(pool), count, replace=False)]) for _ in range(RANDOM)
    ]
    cut = _cut(x[chosen][:, :7], blocks, generator)
    return Design(
        tuple(pool[place] for place in chosen),
        cut,
        found,
        (float(np.median(tries)), max(tries)),
        len(every),
    )


def coded(vignettes: list[Vignette]) -> np.ndarray:
    """A row a vignette: the seven readings over their own range in these, -1 to 1, and the kinds
    of organisation, effect-coded."""
    measured = readings([use_of(vignette) for vignette in vignettes])
    low, high = measured.min(axis=0), measured.max(axis=0)
    scaled = 2 * (measured - low) / np.where(high > low, high - low, 1) - 1
    names = sorted({vignette.sector for vignette in vignettes})
    kind = np.array([names.index(vignette.sector) for vignette in vignettes])
    effects = np.vstack([np.eye(len(names) - 1), -np.ones(len(names) - 1)])
    return np.hstack([scaled, effects[kind]])


def efficiency(x: np.ndarray) -> float:
    """D-efficiency of a design's rows, 0 to 1; 0 where it is singular.

    >>> round(efficiency(np.array([[-1.0, -1], [-1, 1], [1, -1], [1, 1]])), 3)
    1.0
    """
    model = np.column_stack([np.ones(len(x)), x])
    sign, log = np.linalg.slogdet(model.T @ model / len(x))
    return float(np.exp(log / model.shape[1])) if sign > 0 else 0.0


def _without_twins(pool: list[Vignette], x: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """The choice with no plan in it twice: who reads two versions judges their difference. A later
    version makes way for whatever other plan keeps the design best."""
    plans = [(vignette.sector, vignette.data, vignette.use) for vignette in pool]
    kept = chosen.copy()
    for at in range(len(kept)):
        others = {plans[place] for place in np.delete(kept, at)}
        if plans[kept[at]] in {plans[place] for place in kept[:at]}:
            free = [place for place, plan in enumerate(plans) if plan not in others]
            kept[at] = max(free, key=lambda place: efficiency(x[[*np.delete(kept, at), place]]))
    return kept


def _exchanged(x: np.ndarray, count: int) -> np.ndarray:
    """The rows that Fedorov's exchange chooses, as places in `x`."""
    import pydoe

    rows, places = np.unique(x, axis=0, return_index=True)
    order = np.argsort(places)
    rows, places = rows[order], places[order]
    chosen = pydoe.fedorov(rows, count, degree=1, max_iter=40)
    near = ((chosen[:, None, :] - rows[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
    return places[near]


def _cut(x: np.ndarray, blocks: int, generator: np.random.Generator) -> tuple[int, ...]:
    """The most even of many cuts into blocks of one size: the worst block is the best."""
    start = np.arange(len(x)) % blocks
    tries = [generator.permutation(start) for _ in range(CUTS if blocks > 1 else 1)]
    return tuple(max(tries, key=lambda cut: _worst(x, cut, blocks)).tolist())


def _worst(x: np.ndarray, cut: np.ndarray, blocks: int) -> float:
    """How much the least telling block tells, its readings held together by a little ridge."""
    ridge = 0.1 * np.eye(x.shape[1])
    return min(
        float(np.linalg.slogdet(np.cov(x[cut == block].T) + ridge)[1]) for block in range(blocks)
    )
