"""Reading text: folded letters, words with their place, and which of two languages it is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: folded (lower case, no accents) and where it stands."""

    folded: str
    start: int
    end: int


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
    return tuple(
        Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(fold(text))
    )


def folded_words(text: str) -> str:
    """The folded words of a text with a space between, to compare texts by.

    >>> folded_words("E-mail, u!") == folded_words("e mail U")
    True
    """
    return " ".join(_WORD.findall(fold(text)))
