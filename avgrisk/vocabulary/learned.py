"""A reader that learned from labelled texts: family of use, recipient, inferred, people concerned,
what people can choose, what they get back, and how logical they find the use.

It stands behind the phrases of `hints`: they are precise where they know the words, this reader
says something of any text. A small network of the features of a text (`features`): letters, words,
and what the words mean, so that a word it never met counts as those like it. What each word weighs
follows from its weights (`learned_reasons`). What it is worth: docs/READING.md; how it was fitted:
`make fit-reading`.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from avgrisk.core import shipped
from avgrisk.vocabulary.features import meant, stems, weighed

#: The weights of buckets, loaded for the words that are read; and the rest.
WEIGHTS, READER = "reading/weights.npy", "reading/reader.npz"
FACETS = ("family", "recipient", "inferred", "people", "control", "benefit", "fit")


@dataclass(frozen=True)
class Model:
    """The weights: rarity per bucket, 0 where too few texts have it, and at which row the weights
    of the others stand; per facet its keys and where these stand among all keys; weights per row,
    per direction of meaning and of nothing (`first`) to every unit, per unit and of nothing
    (`bias`) to every key.

    Weights per row are whole numbers, times `scale`. What comes out are log-odds after
    calibration. `phrase` is what a sure phrase adds to them where both readers speak
    (`plan_hints`). `stems` are how the longer words of the labelled texts begin.
    """

    rarity: np.ndarray
    rows: np.ndarray
    keys: dict[str, tuple[str, ...]]
    place: dict[str, slice]
    weights: np.ndarray
    scale: np.float32
    meant: np.ndarray
    first: np.ndarray
    out: np.ndarray
    bias: np.ndarray
    phrase: dict[str, float]
    stems: frozenset[str]


@cache
def model() -> Model:
    """The shipped weights."""
    found = np.load(str(shipped.path(READER)), allow_pickle=False)
    keys = {name: tuple(found[f"{name}_keys"].tolist()) for name in FACETS}
    ends = np.cumsum([0, *map(len, keys.values())]).tolist()
    rarity = found["rarity"].astype(np.float32)
    return Model(
        rarity,
        rows_of(rarity),
        keys,
        {name: slice(*ends[i : i + 2]) for i, name in enumerate(FACETS)},
        np.asarray(np.load(str(shipped.path(WEIGHTS)), mmap_mode="r", allow_pickle=False)),
        np.float32(found["scale"]),
        found["meant"].astype(np.float32),
        found["first"],
        found["out"],
        found["bias"],
        {name: float(found[f"{name}_phrase"]) for name in FACETS},
        frozenset(found["stems"].tolist()),
    )


def rows_of(rarity: np.ndarray) -> np.ndarray:
    """At which row the weights of each bucket stand; 0 where it has none, for it counts 0 then."""
    return np.maximum(np.cumsum(rarity > 0, dtype=np.int32) - 1, 0)


@lru_cache(maxsize=65_536)
def odds(text: str) -> np.ndarray:
    """Calibrated log-odds of every key of every facet; some 60 microseconds a sentence, remembered.

    Only the first 4,000 characters are read. An empty text is as likely anything as texts are.

    >>> found = odds("We sell your address to other companies")[model().place["recipient"]]
    >>> model().keys["recipient"][found.argmax()]
    'others'
    """
    known = model()
    buckets, values = weighed(text, known.rarity)
    found = np.maximum(units(buckets, values, meant(text)), 0) @ known.out + known.bias
    found.flags.writeable = False
    return np.asarray(found)


def units(buckets: np.ndarray, values: np.ndarray, meaning: np.ndarray) -> np.ndarray:
    """What the units hear of a text; they are silent below 0."""
    known = model()
    weights = known.weights.take(known.rows.take(buckets), axis=0).astype(np.float32)
    return np.asarray((values @ weights) * known.scale + meaning @ known.meant + known.first)


def surest(text: str, facet: str) -> tuple[str, float]:
    """The surest key of one facet and how sure, in [0, 1]."""
    part = shares(odds(text)[model().place[facet]])
    best = int(np.argmax(part))
    return model().keys[facet][best], float(part[best])


def acquainted(text: str) -> float:
    """The part of a text's longer words of which the labelled texts know the first five letters,
    in [0, 1]; 1 where it has none."""
    found = stems(text)
    return len(found & model().stems) / len(found) if found else 1.0


def shares(odds: np.ndarray) -> np.ndarray:
    """Log-odds as shares that add up to 1 over the last axis."""
    raised = np.exp(odds - odds.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))
