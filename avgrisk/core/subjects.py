"""The word for the people a use is about: klant at a bank, inwoner in a municipality."""

import re
from dataclasses import dataclass
from functools import cache

from avgrisk.core import shipped
from avgrisk.core.languages import spoken, table
from avgrisk.core.records import InputError

#: What a label has in the place of the word, with or without a capital: {de klant}, {Customers}.
#: A language that is not here has no such places: it says the same word everywhere.
MARKS = {
    "nl": {
        "klant": "singular",
        "de klant": "definite",
        "klant die": "relative",
        "klanten": "plural",
    },
    "en": {"customer": "singular", "the customer": "definite", "customers": "plural"},
}


@dataclass(frozen=True, slots=True)
class Wording:
    """A language of the screens with the word for the people concerned in what is about a use."""

    lang: str
    subject: str


#: What a text is worded in: a language alone has its plain word for the people concerned.
Language = str | Wording


def plain(lang: Language) -> Wording:
    """A wording as it is; a language alone with klant or customer, an unknown one an InputError."""
    if isinstance(lang, Wording):
        return lang
    if lang not in spoken():
        raise InputError("lang", lang, ", ".join(spoken()))
    return Wording(lang, table()["language.subject"][lang])


def anybody(lang: str) -> Wording:
    """The wording of what is about whoever it is."""
    return Wording(lang, table()["language.anybody"][plain(lang).lang])


def filled(text: str, wording: Wording) -> str:
    """A text of the label tables with the wording's word where it has a mark; other braces stay.

    >>> filled("Gunt {de klant} het?", Wording("nl", "lid"))
    'Gunt het lid het?'
    >>> filled("{Klanten}: {n}", Wording("nl", "patiënt"))
    'Patiënten: {n}'
    """

    if wording.lang not in MARKS:
        return text
    known = forms(wording.lang)[wording.subject]

    def changed(match: re.Match[str]) -> str:
        mark = match[1]
        own = known[MARKS[wording.lang][mark.lower()]]
        return own[0].upper() + own[1:] if mark[0].isupper() else own

    return _marks(wording.lang).sub(changed, text)


@cache
def forms(lang: str) -> dict[str, dict[str, str]]:
    """Every word of words/subjects.csv in a language: singular -> its forms."""
    rows = shipped.rows("words/subjects.csv")
    return {row["singular"]: row for row in rows if row["lang"] == lang}


@cache
def _marks(lang: str) -> re.Pattern[str]:
    return re.compile(r"\{(" + "|".join(MARKS[lang]) + r")\}", re.IGNORECASE)
