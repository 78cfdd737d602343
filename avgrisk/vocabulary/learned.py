"""A reader that learned from labelled texts: family of use, recipient, inferred, people concerned.

It stands behind the phrases of `hints`: they are precise where they know the words, this reader
says something of any text. Linear in words, pairs of words and 3 to 5 letters within a word, all
hashed, so that the weights are reasons by themselves. What it is worth: docs/READING.md; how it
was fitted: `make fit-reading`.
"""

from __future__ import annotations

import io
import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np

from avgrisk.core import shipped
from avgrisk.vocabulary.text import fold

WEIGHTS, EXAMPLES = "reading/weights.npz", "reading/examples.csv"
FACETS = ("family", "recipient", "inferred", "people")

#: Features are hashed to so many buckets; a power of two.
BUCKETS = 1 << 15
#: How many letters of a text are read, candidates and words shown.
LONGEST, BEST, SHOWN = 4_000, 3, 3
_LETTERS = (3, 4, 5)
#: By how many first letters a word is known again.
STEM = 5
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Facet:
    """The best three keys with their calibrated confidence in [0, 1], best first.

    The key "" says that the text does not tell. `words` are those of the text that spoke most for
    the first key, strongest first.
    """

    candidates: tuple[tuple[str, float], ...]
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """The first candidate's key."""
        return self.candidates[0][0]

    @property
    def confidence(self) -> float:
        """The first candidate's confidence, in [0, 1]."""
        return self.candidates[0][1]


@dataclass(frozen=True, slots=True)
class Learned:
    """What the reader makes of a text, per facet."""

    family: Facet
    recipient: Facet
    inferred: Facet
    people: Facet


@dataclass(frozen=True, slots=True)
class Near:
    """A labelled text that is like the one read; `likeness` is the cosine of the two, in [0, 1]."""

    text: str
    family: str
    likeness: float


@dataclass(frozen=True)
class Model:
    """The weights: rarity per bucket; per facet its keys, weights per bucket and key, and bias.

    A facet's weights are whole numbers; times `scale` they are log-odds after calibration.
    `phrase` is what a sure phrase adds to them where both readers speak (`plan_hints`).
    """

    rarity: np.ndarray
    keys: dict[str, tuple[str, ...]]
    weights: dict[str, np.ndarray]
    bias: dict[str, np.ndarray]
    scale: dict[str, float]
    phrase: dict[str, float]


def read(text: str) -> Learned:
    """What a text, Dutch or English, probably says; half a millisecond a sentence, remembered.

    Only the first 4,000 characters are read. An empty text is as likely anything as texts are.

    >>> read("We sell your address to other companies").recipient.key
    'others'
    """
    return _remembered(text[:LONGEST])


def odds(text: str) -> dict[str, dict[str, float]]:
    """Calibrated log-odds of every key, per facet; a quarter of a millisecond a sentence."""
    known = model()
    buckets, values = weighed(text[:LONGEST], known.rarity)
    return {
        name: dict(zip(known.keys[name], _odds(name, buckets, values).tolist(), strict=True))
        for name in FACETS
    }


def surest(text: str, facet: str) -> tuple[str, float]:
    """The surest key of one facet and how sure, as `read` has them without their words."""
    buckets, values = weighed(text[:LONGEST], model().rarity)
    part = shares(_odds(facet, buckets, values))
    best = int(np.argmax(part))
    return model().keys[facet][best], float(part[best])


def acquainted(text: str) -> float:
    """The part of a text's longer words of which the labelled texts know the first five letters,
    in [0, 1]; 1 where it has none."""
    stems = {word[:STEM] for word in _WORD.findall(fold(text[:LONGEST])) if len(word) >= STEM}
    return len(stems & _stems()) / len(stems) if stems else 1.0


@cache
def _stems() -> frozenset[str]:
    """How the longer words of the labelled texts and of the phrases begin."""
    texts = [row["text"] for row in shipped.rows(EXAMPLES)]
    words = _WORD.findall(fold(" ".join(texts)))
    return frozenset(word[:STEM] for word in words if len(word) >= STEM)


def shared(of: dict[str, float]) -> dict[str, float]:
    """Log-odds as shares that add up to 1."""
    top = max(of.values())
    raised = {key: math.exp(value - top) for key, value in of.items()}
    whole = sum(raised.values())
    return {key: value / whole for key, value in raised.items()}


def nearest(text: str, count: int = 2) -> tuple[Near, ...]:
    """The labelled texts that are most like this one, nearest first; a few ms."""
    buckets, values = weighed(text[:LONGEST], model().rarity)
    there = np.zeros(BUCKETS, dtype=np.float32)
    there[buckets] = values
    rows, starts, at, stored = _examples()
    like = np.add.reduceat(stored * there[at], starts)
    order = np.argsort(-like, kind="stable")[:count]
    return tuple(Near(rows[i]["text"], rows[i]["family"], round(float(like[i]), 4)) for i in order)


def features(text: str) -> list[tuple[int, int]]:
    """Every feature of a text as its bucket and the number of the word it belongs to."""
    words = _WORD.findall(text.casefold())
    found = []
    for number, word in enumerate(words):
        found += [(bucket, number) for bucket in _of_word(word)]
        if number + 1 < len(words):
            found.append((_bucket(f"{word} {words[number + 1]}"), number))
    return found


def _bucket(said: str) -> int:
    return zlib.crc32(said.encode()) & (BUCKETS - 1)


@lru_cache(maxsize=65536)
def _of_word(word: str) -> tuple[int, ...]:
    """The buckets of a word by itself: the whole, and three to five letters in a row."""
    return tuple(_bucket(said) for said in (word, *_parts(f" {word} ")))


def weighed(text: str, rarity: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A text as buckets and their values: damped counts times rarity, of length 1 together."""
    words = _WORD.findall(text.casefold())
    found = [bucket for word in words for bucket in _of_word(word)]
    found += [_bucket(f"{one} {other}") for one, other in pairwise(words)]
    return _valued(Counter(found), rarity)


def _valued(counts: Counter[int], rarity: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    buckets = np.fromiter(counts, dtype=np.int64, count=len(counts))
    times = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
    values = (1 + np.log(times)) * rarity[buckets]
    return buckets, values / max(float(np.sqrt(values @ values)), 1e-9)


@cache
def model() -> Model:
    """The shipped weights."""
    found = np.load(io.BytesIO(shipped.path(WEIGHTS).read_bytes()), allow_pickle=False)
    return Model(
        found["rarity"],
        {name: tuple(found[f"{name}_keys"].tolist()) for name in FACETS},
        {name: found[f"{name}_weights"] for name in FACETS},
        {name: found[f"{name}_bias"] for name in FACETS},
        {name: float(found[f"{name}_scale"]) for name in FACETS},
        {name: float(found[f"{name}_phrase"]) for name in FACETS},
    )


def shares(odds: np.ndarray) -> np.ndarray:
    """Log-odds as shares that add up to 1."""
    raised = np.exp(odds - odds.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


@lru_cache(maxsize=65536)
def _remembered(text: str) -> Learned:
    found = features(text)
    buckets, values = _valued(Counter(bucket for bucket, _ in found), model().rarity)
    facets = {name: _facet(name, text, found, buckets, values) for name in FACETS}
    return Learned(**facets)


def _facet(
    name: str,
    text: str,
    found: Sequence[tuple[int, int]],
    buckets: np.ndarray,
    values: np.ndarray,
) -> Facet:
    known = model()
    weights = known.weights[name][buckets].astype(np.float32)
    part = shares(_odds(name, buckets, values))
    order = np.argsort(-part, kind="stable")[:BEST]
    candidates = tuple((known.keys[name][i], float(part[i])) for i in order)
    spoken = weights[:, order[0]] - weights[:, order[1:]].mean(axis=1)
    return Facet(candidates, _words(text, found, buckets, values * spoken))


def _odds(name: str, buckets: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Log-odds per key after calibration."""
    known = model()
    weights = known.weights[name][buckets].astype(np.float32)
    return np.asarray((values @ weights) * known.scale[name] + known.bias[name])


def _words(
    text: str, found: Sequence[tuple[int, int]], buckets: np.ndarray, spoken: np.ndarray
) -> tuple[str, ...]:
    """The words whose features spoke most for a key; what words share is divided among them."""
    said = _WORD.findall(text)
    by_bucket = dict(zip(buckets.tolist(), spoken.tolist(), strict=True))
    times = Counter(bucket for bucket, _ in found)
    total = [0.0] * len(said)
    for bucket, number in found:
        if number < len(said):
            total[number] += by_bucket[bucket] / times[bucket]
    order = sorted(range(len(said)), key=lambda i: -total[i])
    return tuple(dict.fromkeys(said[i] for i in order if total[i] > 0))[:SHOWN]


def _parts(word: str) -> Iterable[str]:
    """Three to five letters in a row, with the spaces at both ends of a word."""
    for size in _LETTERS:
        for start in range(len(word) - size + 1):
            yield word[start : start + size]


@cache
def _examples() -> tuple[Sequence[dict[str, str]], np.ndarray, np.ndarray, np.ndarray]:
    """The labelled texts to show, where each begins, and all their buckets and values."""
    rows = shipped.rows(EXAMPLES)
    read_all = [weighed(row["text"], model().rarity) for row in rows]
    lengths = [len(buckets) for buckets, _ in read_all]
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
    at = np.concatenate([buckets for buckets, _ in read_all])
    return rows, starts, at, np.concatenate([values for _, values in read_all])
