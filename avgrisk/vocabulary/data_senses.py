"""Words for data with two senses: what stands around them tells which (words/data_senses.csv)."""

from collections.abc import Iterable
from functools import cache, lru_cache

from avgrisk.vocabulary.data_words import Matched
from avgrisk.vocabulary.word_tables import word_table

TABLE = "words/data_senses.csv"
LONGEST = 4_000

#: What a word is that names nothing anybody knows in its context.
UNKNOWN = ""


@lru_cache(maxsize=65536)
def contexts(text: str) -> frozenset[str]:
    """The contexts that the words of a text are known by.

    >>> sorted(contexts("Verlof bijhouden: soort, periode, saldo"))
    ['leave']
    """
    table = word_table(TABLE, "name", kind="context")
    return frozenset(table.roles[match.row] for match in table.phrases.find(text[:LONGEST]))


@cache
def of_sector(key: str) -> frozenset[str]:
    """The contexts that a kind of organisation brings by itself."""
    rows = word_table(TABLE, "name", kind="context").rows
    return frozenset(row["name"] for row in rows if key and key in row["sectors"].split(";"))


def sense(found: Matched, around: frozenset[str]) -> str:
    """The category that words stand for in these contexts; UNKNOWN where nobody knows it."""
    if around:
        table = word_table(TABLE, "name", kind="sense")
        matches = sorted(table.phrases.find(found.words), key=lambda m: m.row)
        for row in (table.rows[match.row] for match in matches):
            if row["key"] == found.key and row["name"] in around:
                return row["instead"]
    return found.key


def sorted_out(
    found: Iterable[Matched], around: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The categories that matches stand for in these contexts, and the words that name none."""
    each = [(sense(match, around), match.words) for match in found]
    keys = tuple(dict.fromkeys(key for key, _ in each if key))
    return keys, tuple(dict.fromkeys(words for key, words in each if not key))
