"""The word for the people whose data it are: inwoner in a municipality, patiënt in a hospital."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from avgrisk import sectors, shipped

#: Where rows belong to organisations with different words, or to none that is known.
ANYBODY = {"nl": "betrokkene", "en": "data subject"}
_PLAIN = {
    "nl": re.compile(r"\b(de klant|klanten|klant)\b", re.IGNORECASE),
    "en": re.compile(r"\b(customers|customer)\b", re.IGNORECASE),
}


def subject(uses: pd.DataFrame, lang: str = "nl") -> str:
    """The word that all rows with a known organisation share, else a word for anybody."""
    cells = uses["sector"].unique() if "sector" in uses else []
    found = {sectors.find(cell) for cell in cells if isinstance(cell, str) and cell}
    words = {sector.subject(lang) for sector in found if sector is not None}
    return words.pop() if len(words) == 1 else ANYBODY[lang]


def told(text: str, word: str, lang: str = "nl") -> str:
    """A text of the screen with this word for customer.

    >>> told("Zorg voor een duidelijk voordeel voor de klant", "inwoner")
    'Zorg voor een duidelijk voordeel voor de inwoner'
    >>> told("Laat klanten kiezen", "lid"), told("Gunt de klant het?", "lid")
    ('Laat leden kiezen', 'Gunt het lid het?')
    """

    def changed(match: re.Match[str]) -> str:
        own = _forms(word, lang)[match.group().lower()]
        return own[0].upper() + own[1:] if match.group()[0].isupper() else own

    return _PLAIN[lang].sub(changed, text)


@cache
def _forms(word: str, lang: str) -> dict[str, str]:
    """What stands for each form of customer; an English plural takes an s unless the table says."""
    for row in shipped.rows("words/subjects.csv"):
        if row["singular"] == word and row["lang"] == lang:
            if lang == "en":
                return {"customer": word, "customers": row["plural"]}
            return {
                "klant": word,
                "de klant": f"{row['article']} {word}",
                "klanten": row["plural"],
            }
    if lang == "en":
        return {"customer": word, "customers": f"{word}s"}
    return _forms(ANYBODY["nl"], "nl")
