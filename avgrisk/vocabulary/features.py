"""A text as numbers for the reader that learned.

Its words, pairs of words and letters, hashed; and what its words mean together (`word_vectors`).
The words that tell who speaks and in which voice are left out: "my address is sold" and "we sell
your address" tell the same.
"""

import math
import zlib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np

from avgrisk.vocabulary import word_vectors
from avgrisk.vocabulary.text import Word, folded, words
from avgrisk.vocabulary.word_tables import small

#: Features are hashed to so many buckets; a power of two.
BUCKETS = 1 << 18
#: How many letters of a text are read.
LONGEST = 4_000
#: How many letters in a row are a feature.
_LETTERS = (3, 4, 5)
#: By how many first letters a word is known again.
STEM = 5
#: From so many times on a count is no longer larger.
MANY = 255


def spoken(text: str) -> list[Word]:
    """The words of a text that are read, in order."""
    return [word for word in words(text[:LONGEST]) if word[0] not in _voice()]


def read_words(text: str) -> list[str]:
    """The words of a text that are read, folded."""
    return [word[0] for word in words(text[:LONGEST]) if word[0] not in _voice()]


@cache
def _voice() -> frozenset[str]:
    return small("voice")


def weighed(text: str, rarity: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The buckets of a text, each once, in order, and their values: damped counts times rarity, of
    length 1 together."""
    line = read_words(text)
    buckets = np.concatenate([*map(of_word, line), _pairs(line)])
    if not len(buckets):
        return buckets, rarity[buckets]
    buckets.sort()
    edges = np.ones(len(buckets) + 1, dtype=bool)
    np.not_equal(buckets[1:], buckets[:-1], out=edges[1:-1])
    places = edges.nonzero()[0]
    once = buckets[places[:-1]]
    values = rarity.take(once)
    if len(once) < len(buckets):
        values *= _damped().take(places[1:] - places[:-1], mode="clip")
    return once, values / max(math.sqrt(values.dot(values)), 1e-9)


def weighed_together(
    texts: Sequence[str], rarity: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """As `weighed`, of many texts with a word in each: where each text begins, and the buckets and
    values of all, one text after the other, sooner and the same but for rounding."""
    voice = _voice()
    lines = [[word for word in folded(text[:LONGEST]) if word not in voice] for text in texts]
    place: dict[str, int] = {}
    said = np.array([place.setdefault(word, len(place)) for line in lines for word in line])
    each = [of_word(word) for word in place]
    sizes = np.array([len(buckets) for buckets in each])
    begins, many = np.cumsum(sizes) - sizes, sizes[said]
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    counts = np.array([len(line) for line in lines])
    row = np.repeat(np.arange(len(lines)), counts)
    found = np.concatenate([np.repeat(row, many), np.repeat(np.arange(len(lines)), counts - 1)])
    found *= BUCKETS
    found += np.concatenate(
        [np.concatenate(each)[np.repeat(begins[said], many) + within], *map(_pairs, lines)]
    )
    once, times = np.unique(found, return_counts=True)
    starts, buckets = np.searchsorted(once, np.arange(len(lines)) * BUCKETS), once % BUCKETS
    values = rarity[buckets] * _damped().take(times, mode="clip")
    lengths = np.sqrt(np.add.reduceat(values * values, starts))
    sizes = np.diff(starts, append=len(once))
    return starts, buckets, values / np.repeat(np.maximum(lengths, 1e-9), sizes)


def by_word(text: str, rarity: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """As `weighed`, but a bucket as often as it stands there, with its value divided; and for each
    the number of the word, among those that are read, that it came from."""
    line = read_words(text)
    each, pairs = [of_word(word) for word in line], _pairs(line)
    places = np.repeat(np.arange(len(line)), [len(buckets) for buckets in each])
    once, values = weighed(text, rarity)
    buckets = np.concatenate([*each, pairs])
    which = np.searchsorted(once, buckets)
    shared = values / np.bincount(which, minlength=len(once))
    return buckets, shared[which], np.concatenate([places, np.arange(len(pairs))])


def meant(text: str) -> np.ndarray:
    """What the words of a text mean together: of length 1, or all zero; see `word_vectors`."""
    return word_vectors.meaning(read_words(text))


def meant_by_word(text: str) -> np.ndarray:
    """As `meant`, by word: a row each, which add up to it."""
    return word_vectors.shares(read_words(text))


@lru_cache(maxsize=65536)
def of_word(word: str) -> np.ndarray:
    """The buckets of a word by itself: the whole, and three to five letters in a row."""
    return np.array([_bucket(said) for said in (word, *_parts(f" {word} "))])


def stems(text: str) -> frozenset[str]:
    """How the longer words of a text begin."""
    return frozenset([word[:STEM] for word in read_words(text) if len(word) >= STEM])


@cache
def _damped() -> np.ndarray:
    """What a count is worth, 1 + its logarithm, the same on every machine; what stands there more
    often than so many times counts as so many."""
    return np.array([0.0, *(1 + math.log(n) for n in range(1, MANY + 1))], dtype=np.float32)


def _pairs(line: list[str]) -> np.ndarray:
    """The buckets of every two words in a row, at the place of the first."""
    return np.array([_bucket(f"{one} {other}") for one, other in pairwise(line)], dtype=np.intp)


def _bucket(said: str) -> int:
    return zlib.crc32(said.encode()) & (BUCKETS - 1)


def _parts(word: str) -> Iterable[str]:
    """Three to five letters in a row, with the spaces at both ends of a word."""
    for size in _LETTERS:
        for start in range(len(word) - size + 1):
            yield word[start : start + size]
