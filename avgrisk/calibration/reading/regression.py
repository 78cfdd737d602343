"""The regression behind the learned reader: letters and meanings to log-odds, and how sure.

Multinomial logistic, with a quadratic penalty: one on the weights of words and letters, of which
there are many that are each seldom there, and one on those of the meaning, which each text has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.sparse import csr_matrix

from avgrisk.vocabulary.features import BUCKETS, meant, weighed
from avgrisk.vocabulary.learned import shares

#: The penalties; chosen on plans and hands left out.
PENALTY, PENALTY_MEANT = 0.05, 0.2
#: How many steps a fit takes, and how many it looks back.
STEPS, HISTORY = 120, 10


@dataclass(frozen=True)
class Texts:
    """Texts as rows: how much each has of every bucket, and what its words mean together."""

    buckets: csr_matrix
    meant: np.ndarray

    def __getitem__(self, which: np.ndarray) -> Texts:
        return Texts(self.buckets[which], self.meant[which])


@dataclass(frozen=True)
class Fitted:
    """One facet: its keys, log-odds per bucket and key and per direction of meaning and key, and
    bias."""

    keys: tuple[str, ...]
    weights: np.ndarray
    meant: np.ndarray
    bias: np.ndarray

    def odds(self, rows: Texts) -> np.ndarray:
        """Log-odds of every key for every row."""
        return np.asarray(rows.buckets @ self.weights + rows.meant @ self.meant + self.bias)


def rarity(found: Sequence[str]) -> np.ndarray:
    """How rare each bucket is: 1 + log of texts over texts that have it; 0 where none has."""
    count = np.zeros(BUCKETS)
    for text in found:
        count[weighed(text, count)[0]] += 1
    seen = np.log((1 + len(found)) / (1 + count)) + 1
    return np.where(count > 0, seen, 0).astype(np.float16).astype(np.float32)


def as_rows(found: Sequence[str], rare: np.ndarray) -> Texts:
    """Texts as rows of numbers."""
    rows = [weighed(text, rare) for text in found]
    ends = np.cumsum([0, *(len(buckets) for buckets, _ in rows)])
    at, values = (np.concatenate(part) for part in zip(*rows, strict=True))
    there = csr_matrix((values, at, ends), shape=(len(found), BUCKETS), dtype=np.float32)
    return Texts(there, np.array([meant(text) for text in found]))


def fit(
    rows: Texts,
    labels: Sequence[str],
    counts: Sequence[float] | np.ndarray = (1.0,),
    steps: int = STEPS,
    start: Fitted | None = None,
) -> Fitted:
    """The weights that make the labels most likely, less the penalty; `counts` is what each label
    counts. It goes on from `start` where that has the same keys."""
    keys = tuple(sorted(set(labels)))
    place = {key: i for i, key in enumerate(keys)}
    wanted = np.zeros((len(labels), len(keys)), dtype=np.float32)
    wanted[np.arange(len(labels)), [place[label] for label in labels]] = 1
    there = np.unique(rows.buckets.indices)  # the others stay at 0
    letters, last = rows.buckets[:, there], len(there) + rows.meant.shape[1]
    turned, each = letters.T.tocsr(), np.array(counts, dtype=np.float32)[:, None]
    price = np.full((last + 1, 1), PENALTY, dtype=np.float32)
    price[len(there) : last], price[last] = PENALTY_MEANT, 0

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        all_ = flat.reshape(last + 1, len(keys)).astype(np.float32)
        said = letters @ all_[: len(there)] + rows.meant @ all_[len(there) : last] + all_[last]
        part = shares(said)
        miss = (part - wanted) * each
        down = [turned @ miss, rows.meant.T @ miss, miss.sum(axis=0, keepdims=True)]
        slope = np.vstack(down) + price * all_
        likely = -(each[:, 0] * np.log(np.maximum((part * wanted).sum(axis=1), 1e-12))).sum()
        return float(likely + (price * all_**2).sum() / 2), slope.ravel().astype(np.float64)

    begin = np.zeros((last + 1, len(keys)))
    if start is not None and start.keys == keys:
        begin = np.vstack([start.weights[there], start.meant, start.bias[None]])
    options = {"maxiter": steps, "maxcor": HISTORY}
    found = minimize(loss, begin.ravel(), jac=True, method="L-BFGS-B", options=options)
    all_ = found.x.reshape(last + 1, len(keys)).astype(np.float32)
    weights = np.zeros((BUCKETS, len(keys)), dtype=np.float32)
    weights[there] = all_[: len(there)]
    return Fitted(keys, weights, all_[len(there) : last], all_[last])


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
