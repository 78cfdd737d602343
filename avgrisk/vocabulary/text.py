"""Reading text: folded letters, words with their place, and which of two languages it is."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from itertools import accumulate, pairwise
from sys import intern
from typing import NamedTuple

from avgrisk.core import shipped

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BESIDE = re.compile(f"({_WORD.pattern})")


#: What abbreviations stand for, and what stands between the parts of one.
ABBREVIATIONS = "words/abbreviations.csv"
_INSIDE = frozenset((".", ". ", "/"))

#: Numbers that stand by themselves, and those of them that a table knows (a test holds it).
_NUMBER = re.compile(r"(?<![\w'’])[0-9]+(?![\w'’])")
_DIGIT = re.compile("[0-9]")
NUMBERS = frozenset(("06", "4", "112", "360", "911"))

#: Words of texts up to this length are remembered a while: several readers ask for them. A register
#: is read a column and a reader at a time, so of short texts, a kilobyte each, many are.
_SHORT, _LONG = 160, 2_000


class Word(NamedTuple):
    """One word of a text: folded (lower case, no accents) and where it stands."""

    folded: str
    start: int
    end: int


#: A word from its parts, in half the time that its own constructor takes.
_word = partial(tuple.__new__, Word)


def _base(letter: str) -> str:
    """The letter without its accent and in lower case, always one character."""
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


class _Folding(dict):
    """A translation table that learns each character once."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = "'" if letter == "’" else _base(letter)
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower case without accents, of the same length, so that places in it stay true.

    >>> fold("Commerciële AANBIEDINGEN")
    'commerciele aanbiedingen'
    """
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order; hyphens, slashes and dots divide words, and an abbreviation is
    the words it stands for, all at its place (words/abbreviations.csv).

    >>> [word.folded for word in words("E-mail u één tip?")]
    ['e', 'mail', 'u', 'een', 'tip']
    >>> [word.folded for word in words("Adres t.b.v. levering")]
    ['adres', 'ten', 'behoeve', 'van', 'levering']
    """
    if len(text) <= _SHORT:
        return _many(text)
    return _few(text) if len(text) <= _LONG else _read(text)


def _read(text: str) -> tuple[Word, ...]:
    parts = _BESIDE.split(fold(text))  # a word and what stands beside it, by turns
    said, edges = [*map(intern, parts[1::2])], [*accumulate(map(len, parts))]
    line = (*map(_word, zip(said, edges[::2], edges[1::2], strict=False)),)
    if _abbreviations().keys().isdisjoint(said):
        return line
    return tuple(_written_out(text, line))


def folded(text: str) -> list[str]:
    """The words of a text as `words` folds them, without their places, and not remembered.

    >>> folded("E-mail u één tip?")
    ['e', 'mail', 'u', 'een', 'tip']
    """
    line: list[str] = _WORD.findall(fold(text))
    if _abbreviations().keys().isdisjoint(line):
        return line
    return [word.folded for word in _read(text)]


_many, _few = lru_cache(maxsize=65_536)(_read), lru_cache(maxsize=1_024)(_read)


def _written_out(text: str, line: Sequence[Word]) -> Iterator[Word]:
    """The words with abbreviations in full; one of several parts has dots or slashes between."""
    short, at = _abbreviations(), 0
    while at < len(line):
        first = line[at]
        for rest, full in short.get(first.folded, ()):
            last = at + len(rest)
            if rest == tuple([word.folded for word in line[at + 1 : last + 1]]) and (
                _divided(text, line[at : last + 1]) if rest else not _capitals(text, first)
            ):
                yield from (_word((each, first.start, line[last].end)) for each in full)
                break
        else:
            last = at
            yield first
        at = last + 1


def _divided(text: str, line: Sequence[Word]) -> bool:
    """Whether nothing but a dot or slash stands between words."""
    return all(text[one.end : other.start] in _INSIDE for one, other in pairwise(line))


def _capitals(text: str, word: Word) -> bool:
    """Whether a word stands in capitals, as names do."""
    return text[word.start : word.end].isupper()


@cache
def _abbreviations() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Per first part of an abbreviation: its other parts and what it stands for, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for row in shipped.rows(ABBREVIATIONS):
        full = tuple(row["full"].split())
        for short in row["short"].split("|"):
            first, *rest = _WORD.findall(short)
            found.setdefault(first, []).append((tuple(rest), full))
    return {first: sorted(each, key=lambda e: -len(e[0])) for first, each in found.items()}


def numbers_alike(text: str) -> str:
    """A text of the same length with a 0 for every digit of a number that no table knows: which
    number it is says nothing to a reader of phrases, so texts that differ in no more are read once.

    >>> numbers_alike("Actie 17 van 2024, bel 112 of 2fa")
    'Actie 00 van 0000, bel 112 of 2fa'
    """
    return _NUMBER.sub(_as_zeros, text) if _DIGIT.search(text) else text


def _as_zeros(number: re.Match[str]) -> str:
    said = number[0]
    return said if said in NUMBERS else "0" * len(said)


def folded_words(text: str) -> str:
    """The folded words of a text with a space between, to compare texts by.

    >>> folded_words("E-mail, u!") == folded_words("e mail U")
    True
    """
    return " ".join(_WORD.findall(fold(text)))
