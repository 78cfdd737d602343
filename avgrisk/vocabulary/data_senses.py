"""Words for data with two senses: what stands around them tells which (words/data_senses.csv)."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from avgrisk.core import shipped
from avgrisk.vocabulary.data_words import Matched
from avgrisk.vocabulary.phrases import PhraseTable

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
    rows = _rows("context")
    return frozenset(rows[match.row]["name"] for match in _table("context").find(text[:LONGEST]))


@cache
def of_sector(key: str) -> frozenset[str]:
    """The contexts that a kind of organisation brings by itself."""
    rows = _rows("context")
    return frozenset(row["name"] for row in rows if key and key in row["sectors"].split(";"))


def sense(found: Matched, around: frozenset[str]) -> str:
    """The category that words stand for in these contexts; UNKNOWN where nobody knows it."""
    if around:
        matches = _table("sense").find(found.words)
        for row in (_rows("sense")[match.row] for match in sorted(matches, key=lambda m: m.row)):
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


@cache
def _rows(kind: str) -> Sequence[dict[str, str]]:
    return [row for row in shipped.rows(TABLE) if row["kind"] == kind]


@cache
def _table(kind: str) -> PhraseTable:
    cells = (f"{row['nl']}|{row['en']}".strip("|") for row in _rows(kind))
    return PhraseTable(cell.replace("-", " ") for cell in cells)
