"""The network behind the learned reader: letters, words and meanings to log-odds of all facets.

One layer that the facets share, of units that are silent below 0, and a linear one on top: what a
text does with data tells whom it reaches and what people think of it. Fitted by Adam in batches
with units left out at random; the same numbers on every run of a machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.sparse import csr_matrix

from avgrisk.vocabulary.features import BUCKETS, meant, weighed
from avgrisk.vocabulary.learned import rows_of, shares

#: How many units, how many of them are left out at random, and the quadratic penalty.
UNITS, LEFT_OUT, PENALTY = 128, 0.5, 6e-6
#: How often every text is seen, how many at once, and how large the first step is; it shrinks to 0.
EPOCHS, BATCH, STEP = 4, 256, 3e-3
#: The spread of the weights before the first step, and by what a text's length is multiplied.
SPREAD, LENGTH = 0.05, 4.0
#: How much of the last slopes and of their squares is remembered, as Adam's authors chose.
SLOPES, SQUARES, LEAST = 0.9, 0.999, 1e-8
#: In how many texts a bucket must be to have weights; chosen on hands left out.
LEAST_TEXTS = 10


@dataclass(frozen=True)
class Texts:
    """Texts as rows: how much each has of every bucket, and what its words mean together."""

    buckets: csr_matrix
    meant: np.ndarray

    def __getitem__(self, which: np.ndarray) -> Texts:
        return Texts(self.buckets[which], self.meant[which])


@dataclass(frozen=True)
class Fitted:
    """Keys per facet; weights per bucket, per direction of meaning and of nothing (bias) to every
    unit; weights per unit and of nothing to every key, facets side by side."""

    keys: Mapping[str, tuple[str, ...]]
    letters: np.ndarray
    meant: np.ndarray
    first: np.ndarray
    out: np.ndarray
    bias: np.ndarray

    def odds(self, rows: Texts) -> np.ndarray:
        """Log-odds of every key for every row."""
        units = np.maximum(rows.buckets @ self.letters + rows.meant @ self.meant + self.first, 0)
        return np.asarray(units @ self.out + self.bias)

    @property
    def place(self) -> dict[str, slice]:
        """Where the keys of each facet stand."""
        return places(self.keys)


def places(keys: Mapping[str, Sequence[str]]) -> dict[str, slice]:
    """Where the keys of each facet stand, side by side."""
    ends = np.cumsum([0, *map(len, keys.values())]).tolist()
    return {name: slice(*ends[i : i + 2]) for i, name in enumerate(keys)}


def rarity(found: Sequence[str], least: int = LEAST_TEXTS) -> np.ndarray:
    """How rare each bucket is: 1 + log of texts over texts that have it; 0 where fewer than `least`
    have it, for of those nothing can be learned."""
    count = np.zeros(BUCKETS)
    for text in found:
        count[weighed(text, count)[0]] += 1
    seen = np.log((1 + len(found)) / (1 + count)) + 1
    return np.where(count >= least, seen, 0).astype(np.float16).astype(np.float32)


def as_rows(found: Sequence[str], rare: np.ndarray) -> Texts:
    """Texts as rows of numbers, a column for every bucket that is not too rare."""
    rows = [weighed(text, rare) for text in found]
    ends = np.cumsum([0, *(len(buckets) for buckets, _ in rows)])
    at, values = (np.concatenate(part) for part in zip(*rows, strict=True))
    shape = len(found), int((rare > 0).sum())
    there = csr_matrix((values, rows_of(rare)[at], ends), shape=shape, dtype=np.float32)
    there.eliminate_zeros()
    return Texts(there, np.array([meant(text) for text in found], dtype=np.float32))


def fit(
    rows: Texts,
    labels: Mapping[str, Sequence[str | None]],
    counts: Sequence[float] | np.ndarray,
    epochs: int = EPOCHS,
) -> Fitted:
    """The weights that make the labels likely; a label of a facet that is None teaches nothing of
    it, and `counts` is what a text counts."""
    keys = {
        name: tuple(sorted({one for one in each if one is not None}))
        for name, each in labels.items()
    }
    place = places(keys)
    last = sum(map(len, keys.values()))
    wanted = np.zeros((len(counts), last), dtype=np.float32)
    known = np.zeros_like(wanted)
    for name, each in labels.items():
        for row, label in enumerate(each):
            if label is not None:
                wanted[row, place[name].start + keys[name].index(label)] = 1
                known[row, place[name]] = counts[row]
    columns = rows.buckets.shape[1]
    there = np.unique(rows.buckets.indices)  # the others stay at 0
    rows = Texts(rows.buckets[:, there], rows.meant)
    chance = np.random.default_rng(1)
    parts = _begin(chance, len(there), rows.meant.shape[1], last)
    slopes, squares = [[np.zeros_like(part) for part in parts] for _ in range(2)]
    batches, done = -(-len(counts) // BATCH), 0
    for _ in range(epochs):
        order = chance.permutation(len(counts))
        for here in np.array_split(order, batches):
            done += 1
            down = _slopes(parts, rows[here], wanted[here], known[here], place, chance)
            left = STEP * (1 - (done - 1) / (epochs * batches))
            step = left * np.sqrt(1 - SQUARES**done) / (1 - SLOPES**done)
            for part, slope, square, now in zip(parts, slopes, squares, down, strict=True):
                slope += (1 - SLOPES) * (now - slope)
                now *= now
                square += (1 - SQUARES) * (now - square)
                np.sqrt(square, out=now)
                now += LEAST
                np.divide(slope, now, out=now)
                now *= np.float32(step)
                part -= now
    letters, meant_, first, out, bias = parts
    every = np.zeros((columns, UNITS), dtype=np.float32)
    every[there] = letters * np.float32(LENGTH)
    return Fitted(keys, every, meant_, first, out, bias)


def _begin(
    chance: np.random.Generator, buckets: int, directions: int, last: int
) -> list[np.ndarray]:
    """The weights before the first step."""
    sizes = ((buckets, UNITS), (directions, UNITS), (UNITS,), (UNITS, last), (last,))
    spreads = (SPREAD, directions**-0.5, 0.0, UNITS**-0.5, 0.0)
    return [
        (chance.standard_normal(size, dtype=np.float32) * np.float32(spread))
        for size, spread in zip(sizes, spreads, strict=True)
    ]


def _slopes(
    parts: Sequence[np.ndarray],
    rows: Texts,
    wanted: np.ndarray,
    known: np.ndarray,
    place: Mapping[str, slice],
    chance: np.random.Generator,
) -> list[np.ndarray]:
    """How the loss of a batch changes with every weight."""
    letters, meant_, first, out, bias = parts
    units = rows.buckets @ letters * np.float32(LENGTH) + rows.meant @ meant_ + first
    stay = (units > 0) & (chance.random(units.shape, dtype=np.float32) >= LEFT_OUT)
    kept = np.where(stay, units / np.float32(1 - LEFT_OUT), 0)
    odds = kept @ out + bias
    miss = np.hstack([shares(odds[:, at]) for at in place.values()]) - wanted
    miss *= known / np.float32(BATCH)
    back = np.where(stay, miss @ out.T / np.float32(1 - LEFT_OUT), 0)
    return [
        rows.buckets.T @ (back * np.float32(LENGTH)) + np.float32(PENALTY) * letters,
        rows.meant.T @ back,
        back.sum(axis=0),
        kept.T @ miss + np.float32(PENALTY) * out,
        miss.sum(axis=0),
    ]


def temperature(odds: np.ndarray, keys: Sequence[str], labels: Sequence[str]) -> float:
    """By what the log-odds must be multiplied to be as sure as they are right, in [.2, 5]."""
    known = [i for i, label in enumerate(labels) if label in keys]
    right = [keys.index(labels[i]) for i in known]

    def surprise(log_times: float) -> float:
        part = shares(odds[known] * np.exp(log_times))[np.arange(len(known)), right]
        return float(-np.log(np.maximum(part, 1e-12)).mean())

    bounds = (np.log(0.2), np.log(5))
    return float(np.exp(minimize_scalar(surprise, bounds=bounds, method="bounded").x))


def together(
    odds: np.ndarray, said: np.ndarray, keys: Sequence[str], labels: Sequence[str]
) -> tuple[float, float]:
    """By what the log-odds must be multiplied, and what a sure phrase adds to them, so that both
    together are as sure as they are right; the second in [0, 5], 0 where phrases say nothing."""
    known = [i for i, label in enumerate(labels) if label in keys]
    right = [keys.index(labels[i]) for i in known]

    def surprise(both: np.ndarray) -> float:
        part = shares(odds[known] * np.exp(both[0]) + both[1] * said[known])
        return float(-np.log(np.maximum(part[np.arange(len(known)), right], 1e-12)).mean())

    start = (np.log(temperature(odds, keys, labels)), 1.0 if said.any() else 0.0)
    bounds = ((np.log(0.2), np.log(5)), (0.0, 5.0 if said.any() else 0.0))
    times, phrase = minimize(surprise, start, method="L-BFGS-B", bounds=bounds).x
    return float(np.exp(times)), float(phrase)
