"""Why the reader that learned takes a text for what it does: words that weighed, texts alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from avgrisk.core import shipped
from avgrisk.vocabulary.features import (
    BUCKETS,
    by_word,
    meant_by_word,
    spoken,
    weighed,
    weighed_together,
)
from avgrisk.vocabulary.learned import model, odds, shares, units
from avgrisk.vocabulary.unread import unknown

EXAMPLES = "reading/examples.csv"
#: How many candidates and words are shown.
BEST, SHOWN = 3, 3


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
    control: Facet
    benefit: Facet
    fit: Facet


@dataclass(frozen=True, slots=True)
class Near:
    """A labelled text that is like the one read; `likeness` is the cosine of the two, in [0, 1]."""

    text: str
    family: str
    likeness: float


@lru_cache(maxsize=4096)
def read(text: str) -> Learned:
    """What a text, Dutch or English, probably says, with the words that say so, remembered.

    >>> read("We sell your address to other companies").recipient.key
    'others'
    """
    known = model()
    buckets, values, places = by_word(text, known.rarity)
    by_meaning, heard = meant_by_word(text), odds(text)
    # Units that hear the text pass on what each word adds, the others nothing.
    spoken_to = units(*weighed(text, known.rarity), by_meaning.sum(axis=0)) > 0
    passed = known.out * spoken_to[:, None]
    weights = known.weights[known.rows[buckets]].astype(np.float32) @ passed * known.scale
    meant = by_meaning @ known.meant @ passed
    line = spoken(text)
    said = [text[word.start : word.end] for word in line]
    heard_of = np.array([not unknown(word) for word in line])  # the letters of others say little
    facets = {}
    for name, at in known.place.items():
        part = shares(heard[at])
        order = np.argsort(-part, kind="stable")[:BEST]
        letters = np.bincount(places, values * _beyond(weights[:, at], order), len(said))
        speaks = letters + _beyond(meant[:, at], order)
        candidates = tuple((known.keys[name][i], float(part[i])) for i in order)
        facets[name] = Facet(candidates, _strongest(said, speaks * heard_of))
    return Learned(**facets)


def _beyond(own: np.ndarray, order: np.ndarray) -> np.ndarray:
    """By how much each row speaks for the first key more than for the next."""
    return np.asarray(own[:, order[0]] - own[:, order[1:]].mean(axis=1))


def _strongest(said: Sequence[str], spoken: np.ndarray) -> tuple[str, ...]:
    """The words that spoke most for a key, strongest first."""
    order = np.argsort(-spoken, kind="stable")
    return tuple(dict.fromkeys(said[i] for i in order if spoken[i] > 0))[:SHOWN]


def nearest(text: str, count: int = 2) -> tuple[Near, ...]:
    """The labelled texts that are most like this one, nearest first; under a ms once they are
    loaded."""
    rows, begins, which, stored = _examples()
    like = np.zeros(len(rows))
    for bucket, value in zip(*weighed(text, model().rarity), strict=True):
        here = slice(begins[bucket], begins[bucket + 1])
        like[which[here]] += stored[here] * value
    order = np.argsort(-like, kind="stable")[:count]
    return tuple(Near(rows[i]["text"], rows[i]["family"], round(float(like[i]), 4)) for i in order)


@cache
def _examples() -> tuple[Sequence[dict[str, str]], np.ndarray, np.ndarray, np.ndarray]:
    """The labelled texts to show; where each bucket begins, and which of them have it, how much."""
    rows = shipped.rows(EXAMPLES)
    starts, buckets, stored = weighed_together([row["text"] for row in rows], model().rarity)
    which = np.repeat(np.arange(len(rows)), np.diff(starts, append=len(buckets)))
    order = np.argsort(buckets, kind="stable")
    begins = np.searchsorted(buckets[order], np.arange(BUCKETS + 1))
    return rows, begins, which[order], stored[order]
