"""Typing errors in words for data: one that nobody knows, a slip from a long word of the table.

Whoever types "medicatei" meant "medicatie". Only a word without any meaning of its own is taken
for a slip, and its first two letters are trusted, so that few strange words find a wrong friend;
whoever uses the reading keeps the doubt.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from avgrisk.vocabulary.data_patterns import table
from avgrisk.vocabulary.text import words
from avgrisk.vocabulary.word_vectors import vector

#: The least letters of a word that a slip is looked for in, and how many first letters are right.
LONG, SURE = 7, 2


def mended(text: str) -> str:
    """A text with its slips mended, and the same text where there are none.

    >>> mended("medicatei van Blorf"), mended("verwijsbrief")
    ('medicatie van Blorf', 'verwijsbrief')
    """
    found, end = "", 0
    for word in words(text):
        meant = _meant(word.folded)
        if meant:
            found += text[end : word.start] + meant
            end = word.end
    return found + text[end:]


@lru_cache(maxsize=16_384)
def _meant(word: str) -> str:
    """The one word of the table that a word is a slip of; blank where none is, or where it means
    something by itself."""
    if len(word) < LONG or not word.isalpha() or vector(word) is not None:
        return ""
    near = _by_beginning().get(word[:SURE], {})
    lengths = (len(word), len(word) - 1, len(word) + 1)
    among = [each for length in lengths for each in near.get(length, ()) if _a_slip(word, each)]
    return among[0] if among else ""


def _a_slip(word: str, other: str) -> bool:
    """Whether two words differ by one letter more, less or other, or by two that changed places.

    >>> _a_slip("medicatei", "medicatie"), _a_slip("meidcatei", "medicatie")
    (True, False)
    """
    pairs = zip(word, other, strict=False)
    at = next((i for i, (one, two) in enumerate(pairs) if one != two), min(len(word), len(other)))
    one, two = word[at:], other[at:]
    swapped = one[:2] == two[1::-1] and one[2:] == two[2:]
    return one != two and (swapped or one[1:] in (two, two[1:]) or one == two[1:])


@cache
def _by_beginning() -> Mapping[str, Mapping[int, Sequence[str]]]:
    """The long words of the table by their first letters and their length, those of a pattern of
    their own first."""
    said = sorted((pattern.written.split() for pattern in table()[1]), key=len)
    each = dict.fromkeys(part.rstrip("*") for parts in said for part in parts)
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for word in each:
        if len(word) >= LONG and word.isalpha():
            found[word[:SURE]][len(word)].append(word)
    return found
