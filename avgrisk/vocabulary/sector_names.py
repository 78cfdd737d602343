"""What kinds of organisation are called: their names and aliases, whole, in phrases, misspelt."""

from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache

from avgrisk.core import shipped
from avgrisk.vocabulary.phrases import PhraseTable
from avgrisk.vocabulary.text import Word, fold, words

#: What stands before an alias that names a kind of organisation only by itself: "we email you"
#: names none.
ALONE = "="

#: How many names with letters in common are compared with an unknown one.
CANDIDATES = 30


@cache
def names() -> tuple[tuple[str, str], ...]:
    """Every name and alias: (sector key, alias), in the order of the table."""
    cells = ("label_nl", "label_en", "aliases_nl", "aliases_en")
    return tuple(
        (row["key"], alias.strip())
        for row in shipped.rows("sectors.csv")
        for alias in "|".join(row[cell] for cell in cells).split("|")
        if alias.strip()
    )


@cache
def aliases() -> dict[str, str]:
    """Name or alias, as folded words -> sector key."""
    named = reversed([*zip(names(), _folded(), strict=True)])
    return {folded: key for (key, alias), folded in named if "*" not in alias}


@cache
def _folded() -> tuple[str, ...]:
    """The names and aliases as folded words, without what says that they stand alone."""
    return tuple(spaced(alias.removeprefix(ALONE)) for _, alias in names())


def alike(text: str, n: int) -> list[str]:
    """The names, as folded words, that look like a text, nearest first; at most `n`."""
    text = fold(text)
    shared = Counter(name for part in _parts(text) for name in _by_part().get(part, ()))
    return get_close_matches(text, [name for name, _ in shared.most_common(CANDIDATES)], n=n)


@cache
def _by_part() -> dict[str, list[str]]:
    """Three letters in a row -> the names and aliases that have them."""
    index: dict[str, list[str]] = {}
    for name in aliases():
        for part in _parts(name):
            index.setdefault(part, []).append(name)
    return index


def _parts(name: str) -> set[str]:
    return {name[i : i + 3] for i in range(len(name) - 2)}


@cache
def phrases() -> PhraseTable:
    """The aliases as phrases; hyphens and dots divide words as they do in the text."""
    each = zip(names(), _folded(), strict=True)
    return PhraseTable("" if alias[:1] == ALONE else folded for (_, alias), folded in each)


def spaced(alias: str) -> str:
    """A name as folded words with one space between; one with * as it is."""
    if "*" in alias:
        return alias
    if alias.replace(" ", "").isalnum():  # nothing divides its words but spaces
        return " ".join(fold(alias).split())
    return " ".join(word.folded for word in own(alias))


def own(text: str) -> Sequence[Word]:
    """The words of a text without the 's of possession: "your doctor's office"."""
    if "'" not in text and "’" not in text:
        return words(text)
    return [
        word._replace(folded=word.folded[:-2]) if word.folded.endswith("'s") else word
        for word in words(text)
    ]
