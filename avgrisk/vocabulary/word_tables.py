"""Tables of words by the role they play, found in one pass; small words and patterns by name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from avgrisk.core import shipped
from avgrisk.vocabulary.phrases import Match, PhraseTable
from avgrisk.vocabulary.text import Word

LANGUAGES = ("nl", "en")
SMALL, PATTERNS = "words/small_words.csv", "words/patterns.csv"


@dataclass(frozen=True)
class WordTable:
    """The rows of a shipped table of words, their roles, and their patterns of both languages."""

    rows: Sequence[Mapping[str, str]]
    roles: Sequence[str]
    phrases: PhraseTable

    def by_role(self, found: Iterable[Match]) -> defaultdict[str, list[Match]]:
        """These matches by the role of their row."""
        each: defaultdict[str, list[Match]] = defaultdict(list)
        for match in found:
            each[self.roles[match.row]].append(match)
        return each


@cache
def word_table(
    name: str, role: str = "role", columns: tuple[str, ...] = LANGUAGES, **kept: str
) -> WordTable:
    """A table of words by its file, e.g. "words/acts_words.csv"; `role` is the column of roles,
    `columns` those of words; only the rows that hold what is `kept`."""
    rows = [row for row in shipped.rows(name) if kept.items() <= row.items()]
    patterns = ("|".join([row[column] for column in columns]).replace("-", " ") for row in rows)
    return WordTable(rows, tuple(row.get(role, "") for row in rows), PhraseTable(patterns))


@cache
def small(name: str) -> frozenset[str]:
    """The small words of a name (words/small_words.csv).

    >>> sorted(small("us"))
    ['ons', 'us']
    """
    return next(
        frozenset(row["words"].split("|")) for row in shipped.rows(SMALL) if row["name"] == name
    )


@cache
def pattern(name: str) -> re.Pattern[str]:
    """How something is put in cells and texts (words/patterns.csv), in small or capital letters."""
    found = next(row["pattern"] for row in shipped.rows(PATTERNS) if row["name"] == name)
    return re.compile(found, re.IGNORECASE)


def says(line: Sequence[Word], place: int, name: str) -> bool:
    """Whether one of the small words of a name stands at a place, which may lie beyond the text."""
    return 0 <= place < len(line) and line[place].folded in small(name)
