"""Reading text: folded letters, words with their place, and which of two languages it is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache, partial
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


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
    """The words of a text in order; hyphens, slashes and dots divide words.

    >>> [word.folded for word in words("E-mail u één tip?")]
    ['e', 'mail', 'u', 'een', 'tip']
    """
    if len(text) <= _SHORT:
        return _many(text)
    return _few(text) if len(text) <= _LONG else _read(text)


def _read(text: str) -> tuple[Word, ...]:
    found = _WORD.finditer(fold(text))
    return tuple([_word((match[0], match.start(), match.end())) for match in found])


_many, _few = lru_cache(maxsize=32_768)(_read), lru_cache(maxsize=1_024)(_read)


def folded_words(text: str) -> str:
    """The folded words of a text with a space between, to compare texts by.

    >>> folded_words("E-mail, u!") == folded_words("e mail U")
    True
    """
    return " ".join(_WORD.findall(fold(text)))
