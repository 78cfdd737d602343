"""A reader that learned from labelled texts: family of use, recipient, inferred, people concerned,
what people can choose and what they get back.

It stands behind the phrases of `hints`: they are precise where they know the words, this reader
says something of any text. Linear in the features of a text (`features`): letters, words, and what
the words mean, so that a word it never met counts as those like it. The weights are reasons by
themselves (`learned_reasons`). What it is worth: docs/READING.md; how it was fitted:
`make fit-reading`.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from avgrisk.core import shipped
from avgrisk.vocabulary.features import LONGEST, meant, stems, weighed
from avgrisk.vocabulary.text import words
from avgrisk.vocabulary.word_tables import small

#: The weights of all facets side by side, loaded for the words that are read; and the rest.
WEIGHTS, READER = "reading/weights.npy", "reading/reader.npz"
FACETS = ("family", "recipient", "inferred", "people", "control", "benefit")


@dataclass(frozen=True)
class Model:
    """The weights: rarity per bucket; per facet its keys and where these stand among all keys;
    weights per bucket and key, per direction of meaning and key, and per key the bias.

    Weights are whole numbers; times `scale` they are log-odds after calibration. `phrase` is what
    a sure phrase adds to them where both readers speak (`plan_hints`). `stems` are how the longer
    words of the labelled texts begin.
    """

    rarity: np.ndarray
    keys: dict[str, tuple[str, ...]]
    place: dict[str, slice]
    weights: np.ndarray
    meant: np.ndarray
    scale: np.ndarray
    bias: np.ndarray
    phrase: dict[str, float]
    stems: frozenset[str]


@cache
def model() -> Model:
    """The shipped weights."""
    found = np.load(str(shipped.path(READER)), allow_pickle=False)
    keys = {name: tuple(found[f"{name}_keys"].tolist()) for name in FACETS}
    ends = np.cumsum([0, *map(len, keys.values())]).tolist()
    return Model(
        found["rarity"],
        keys,
        {name: slice(*ends[i : i + 2]) for i, name in enumerate(FACETS)},
        np.asarray(np.load(str(shipped.path(WEIGHTS)), mmap_mode="r", allow_pickle=False)),
        np.hstack([found[f"{name}_meant"] for name in FACETS]).astype(np.float32),
        np.concatenate([np.full(len(keys[name]), found[f"{name}_scale"]) for name in FACETS]),
        np.concatenate([found[f"{name}_bias"] for name in FACETS]),
        {name: float(found[f"{name}_phrase"]) for name in FACETS},
        frozenset(found["stems"].tolist()),
    )


@lru_cache(maxsize=65_536)
def odds(text: str) -> np.ndarray:
    """Calibrated log-odds of every key of every facet; some 60 microseconds a sentence, remembered.

    The mean of the text and of the same without the words that tell who speaks. Only the first
    4,000 characters are read. An empty text is as likely anything as texts are.

    >>> found = odds("We sell your address to other companies")[model().place["recipient"]]
    >>> model().keys["recipient"][found.argmax()]
    'others'
    """
    bare = _unvoiced(text)
    found = _odds(text) if bare == text else (_odds(text) + _odds(bare)) / 2
    found.flags.writeable = False
    return found


def _odds(text: str) -> np.ndarray:
    known = model()
    buckets, values = weighed(text, known.rarity)
    weights = known.weights.take(buckets, axis=0).astype(np.float32)
    letters = (values @ weights) * known.scale
    return np.asarray(letters + meant(text) @ known.meant + known.bias)


def _unvoiced(text: str) -> str:
    """A text without the words that tell who speaks and in which voice: "my address is sold" and
    "we sell your address" tell the same, and the labelled texts of each are told by few hands."""
    voice, kept, last = small("voice"), [], 0
    for word in words(text[:LONGEST]):
        if word.folded in voice:
            kept.append(text[last : word.start])
            last = word.end
    return " ".join([*kept, text[last:LONGEST]]) if last else text


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
