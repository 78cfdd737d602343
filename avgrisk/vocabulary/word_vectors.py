"""What words mean: a vector a word, Dutch and English in one space, and words near another.

Taken once from a sentence encoder and made small (`make word-vectors`, docs/READING.md); at run
time numpy alone. A word that is not in the list stands where a shorter form of it stands (tables:
table), or its two parts: "wijkverpleegkundige" is nursing, in a district. A word of which nothing
is in the list has no vector.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from avgrisk.core import shipped
from avgrisk.vocabulary.text import fold

#: The vectors, loaded for the words that are read; and the words, with the scale.
VECTORS, WORDS = "reading/word_vectors.npy", "reading/words.npz"
#: The least letters of one part of a compound and of the other, and of a word without its ending.
SHORT, LONG = 3, 5
#: What may stand between the parts of a compound.
LINKS = ("", "s", "en", "e", "n")
#: Endings that leave a word what it is, the longest first.
ENDINGS = ("tjes", "tje", "pje", "jes", "ing", "je", "en", "es", "ed", "de", "te", *"sedtn")
#: What the last part of a compound counts: it says what the thing is, the first which of them.
TAIL = 2 / 3
#: Longer words are noise.
LONGEST_WORD = 48


@dataclass(frozen=True)
class Table:
    """The words, folded, with their rows; whole numbers that times `scale` are vectors as long as
    a word is rare, so that "the" hardly speaks."""

    rows: dict[str, int]
    vectors: np.ndarray
    scale: float


@dataclass(frozen=True, slots=True)
class Like:
    """A word and the cosine of its vector with that of another, in [-1, 1]."""

    word: str
    likeness: float


@cache
def table() -> Table:
    """The shipped vectors."""
    found = np.load(str(shipped.path(WORDS)), allow_pickle=False)
    said = found["words"].tobytes().decode().split("\n")
    rows = dict(zip(said, range(len(said)), strict=True))
    vectors = np.load(str(shipped.path(VECTORS)), mmap_mode="r", allow_pickle=False)
    return Table(rows, np.asarray(vectors), float(found["scale"]))  # mapped still, quicker to index


@lru_cache(maxsize=32_768)
def vector(word: str) -> np.ndarray | None:
    """The vector of a folded word, else of a shorter form or of its parts, else None.

    >>> vector("bank") is None, vector("blorfgrumpf") is None
    (False, True)
    """
    known = table()
    found = weighed(word, known.rows)
    if not found:
        return None
    total = sum(np.float32(weight) * known.vectors[known.rows[part]] for part, weight in found)
    vectors = np.asarray(total * np.float32(known.scale), dtype=np.float32)
    vectors.flags.writeable = False
    return vectors


def weighed(word: str, known: Container[str]) -> tuple[tuple[str, float], ...]:
    """The words among those known by which a word is understood, with what each counts."""
    if word in known:
        return ((word, 1.0),)
    short = next((stem for stem in _stems(word) if stem in known), "")
    if short:
        return ((short, 1.0),)
    split = parts(word, known)
    return ((split[0], 1 - TAIL), (split[1], TAIL)) if split else ()


def parts(word: str, known: Container[str] | None = None) -> tuple[str, str] | tuple[()]:
    """The two known words that a folded word is made of, the longest last part first; s, en, e or
    n may stand between them. Empty where there are none.

    >>> parts("wijkverpleegkundige")
    ('wijk', 'verpleegkundige')
    """
    return next(_splits(word, table().rows if known is None else known), ())


def _splits(word: str, known: Container[str]) -> Iterator[tuple[str, str]]:
    if len(word) > LONGEST_WORD:
        return
    for at in range(SHORT, len(word) - SHORT + 1):
        last = next((said for said in (word[at:], *_stems(word[at:])) if said in known), "")
        for link in LINKS if last else ():
            first = word[:at].removesuffix(link)
            lengths = sorted((len(first), len(last)))
            fits = word[:at] == first + link and lengths[0] >= SHORT and lengths[1] >= LONG
            if fits and first in known:
                yield first, last


def _stems(word: str) -> Iterator[str]:
    """A word without one of its endings."""
    word, _, _ = word.partition("'")
    yield word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LONG - 1:
            yield word.removesuffix(ending)


def meaning(words: Iterable[str]) -> np.ndarray:
    """The mean of the vectors of folded words, the rarer the heavier, of length 1; all zero where
    none has a vector."""
    found = [held for word in words if (held := vector(word)) is not None]
    if not found:
        return np.zeros(table().vectors.shape[1], dtype=np.float32)
    total = np.add.reduce(found)
    return np.asarray(total / _length(total), dtype=np.float32)


def shares(words: Iterable[str]) -> np.ndarray:
    """What each of a line of words adds to their `meaning`, a row a word."""
    nothing = np.zeros(table().vectors.shape[1], dtype=np.float32)
    found = [nothing if (held := vector(word)) is None else held for word in words]
    each = np.array(found, dtype=np.float32).reshape(len(found), len(nothing))
    return np.asarray(each / _length(each.sum(axis=0)))


def _length(found: np.ndarray) -> float:
    return max(float(np.sqrt(found @ found)), 1e-9)


def likeness(one: str, other: str) -> float:
    """The cosine of two words' vectors, in [-1, 1]; 0 where either has none.

    >>> likeness("zwanger", "pregnant") > 0.6 > likeness("zwanger", "parking")
    True
    """
    return float(meaning([fold(one)]) @ meaning([fold(other)]))


def near(word: str, among: Iterable[str] = (), count: int = 5) -> tuple[Like, ...]:
    """The words most like another, likest first, itself left out: of those in `among`, else of the
    whole list (some 5 ms). Empty where the word has no vector.

    >>> near("zwanger", among=["pregnant", "parking"], count=1)[0].word
    'pregnant'
    """
    said = fold(word)
    wanted = meaning([said])
    if not wanted.any():
        return ()
    asked = list(dict.fromkeys(among))
    if asked:
        cosines = np.array([meaning([fold(each)]) for each in asked]) @ wanted
    else:
        asked, cosines = list(table().rows), (table().vectors @ wanted) / _lengths()
    order = np.argsort(-cosines, kind="stable")[: count + 1]
    found = [Like(asked[i], round(float(cosines[i]), 4)) for i in order if fold(asked[i]) != said]
    return tuple(found[:count])


@cache
def _lengths() -> np.ndarray:
    held = table().vectors.astype(np.float32)
    return np.maximum(np.sqrt(np.einsum("ij,ij->i", held, held)), 1e-9)
