"""The word for the people a use is about: klant at a bank, inwoner in a municipality."""

from __future__ import annotations

import re
from functools import cache

from avgrisk.core import shipped

#: The word where nothing is known of the organisation.
PLAIN = {"nl": "klant", "en": "customer"}
#: The word for people of organisations with different words, or of none that is known.
ANYBODY = {"nl": "betrokkene", "en": "data subject"}

#: What a label has in the place of the word, with or without a capital: {de klant}, {Customers}.
MARKS = {
    "nl": {
        "klant": "singular",
        "de klant": "definite",
        "klant die": "relative",
        "klanten": "plural",
    },
    "en": {"customer": "singular", "the customer": "definite", "customers": "plural"},
}


class Voice(str):
    """A language, "nl" or "en", that knows the word for the people concerned.

    It is the plain language to whoever compares or prints it, so it goes wherever a language goes
    and the word need not be handed on beside it. Caches take the two for one: none of those that
    are given a language may hold such words.
    """

    __slots__ = ("subject",)
    subject: str

    def __new__(cls, lang: str, subject: str) -> Voice:
        found = super().__new__(cls, lang)
        found.subject = subject
        return found


def anybody(lang: str) -> Voice:
    """The language with the word for whoever it is."""
    return Voice(lang, ANYBODY[lang])


def subject(lang: str) -> str:
    """The word that goes with a language: its own, else klant or customer."""
    return lang.subject if isinstance(lang, Voice) else PLAIN[lang]


def filled(text: str, lang: str, word: str) -> str:
    """A text of the label tables with this word where it has a mark; other braces stay.

    >>> filled("Gunt {de klant} het?", "nl", "lid"), filled("{Klanten}: {n}", "nl", "patiënt")
    ('Gunt het lid het?', 'Patiënten: {n}')
    """

    def changed(match: re.Match[str]) -> str:
        mark = match[1]
        own = forms(lang)[word][MARKS[lang][mark.lower()]]
        return own[0].upper() + own[1:] if mark[0].isupper() else own

    return _marks(lang).sub(changed, text)


@cache
def forms(lang: str) -> dict[str, dict[str, str]]:
    """Every word of words/subjects.csv in a language: singular -> its forms."""
    rows = shipped.rows("words/subjects.csv")
    return {row["singular"]: row for row in rows if row["lang"] == lang}


@cache
def _marks(lang: str) -> re.Pattern[str]:
    return re.compile(r"\{(" + "|".join(MARKS[lang]) + r")\}", re.IGNORECASE)
