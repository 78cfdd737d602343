"""The languages of the screens: Dutch and English in full, and each folder of datasets/labels."""

from functools import cache

from avgrisk.core import shipped
from avgrisk.core.records import InputError

#: What everything is written in, and what texts are read in. A folder beside these has words for
#: the screen alone; a word it lacks stands in English.
LANGUAGES = ("nl", "en")


@cache
def spoken() -> tuple[str, ...]:
    """Every language that the screens speak, those written in full first."""
    return (*LANGUAGES, *shipped.folders("labels"))


def written(lang: str) -> str:
    """The language of what is there in Dutch and English only: for other readers English.

    >>> written("nl"), written("en"), written("de")
    ('nl', 'en', 'en')
    """
    return lang if lang in LANGUAGES else "en"


def either(dutch: str, english: str, lang: str) -> str:
    """The text in the language asked for; English for who asks for neither."""
    return dutch if written(lang) == "nl" else english


@cache
def table() -> dict[str, dict[str, str]]:
    """Every label as the tables have it: key -> {"nl": ..., "en": ..., and what else there is}.

    A key stands in one file only. Where a sentence names the people a use is about it has a mark,
    {de klant} or {the customer}: `label` puts the word of the organisation there.
    """
    labels: dict[str, dict[str, str]] = {}
    for row in _rows("labels"):
        if row["key"] in labels:
            raise InputError("labels", row["key"], "one row per key")
        labels[row["key"]] = {lang: row[lang] for lang in LANGUAGES}
    for lang in spoken()[len(LANGUAGES) :]:
        for row in _rows(f"labels/{lang}"):
            if row["key"] in labels:  # a word that is gone may linger in a translation
                labels[row["key"]][lang] = row[lang]
    return labels


def _rows(folder: str) -> list[dict[str, str]]:
    """The rows of every table of a folder."""
    tables = (shipped.rows(f"{folder}/{name}") for name in shipped.names(folder, ".csv"))
    return [row for rows in tables for row in rows]


def lacking(lang: str) -> tuple[str, ...]:
    """The keys that a language has no words for, in the order of the tables."""
    return tuple(key for key, words in table().items() if lang not in words)


def has_comma(lang: str) -> bool:
    """Whether decimals stand behind a comma.

    >>> has_comma("nl"), has_comma("en")
    (True, False)
    """
    return table()["language.decimal"].get(lang) == ","


def decimal(text: str, lang: str) -> str:
    """A number as Python writes it, with the decimal mark of the language.

    >>> decimal("0.5", "nl")
    '0,5'
    """
    return text.replace(".", ",") if has_comma(lang) else text


def inside(name: str, lang: str) -> str:
    """A name within a sentence: in small letters where a language that is written in full has them.

    >>> inside("Data", "en"), inside("Daten", "de")
    ('data', 'Daten')
    """
    return name.lower() if lang in LANGUAGES else name


def choices() -> list[tuple[str, str]]:
    """Each language by its own name with its code; one in translation tells how far it is."""
    return [(_named(lang), lang) for lang in spoken()]


def _named(lang: str) -> str:
    name, lacks = table()["language.name"][lang], len(lacking(lang))
    done = 100 * (len(table()) - lacks) // len(table())
    return f"{name} ({done} %)" if lacks else name
