"""The phrase tables in datasets/words/ that hints are read from, compiled into one matcher."""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from avgrisk.core import shipped
from avgrisk.vocabulary.phrases import Match, PhraseTable, apart, longest
from avgrisk.vocabulary.text import Word
from avgrisk.vocabulary.voices import spoken

#: Which table of phrases speaks for what; the marks say how to read the words around them.
TABLES = {
    "family": "words/use_hints.csv",
    "domain": "words/domain_hints.csv",
    "inferred": "words/inferred_hints.csv",
    "recipient": "words/recipient_hints.csv",
    "nature": "words/nature_words.csv",
    "data": "words/use_data.csv",
    "mark": "words/hint_marks.csv",
}

#: The tables whose phrases are found in every form of their verb.
SPOKEN = ("family", "inferred", "nature", "recipient")
LANGUAGES = ("nl", "en")

#: What ends a sentence, and what ends a clause.
SENTENCE_END = frozenset(".;!?\n")
CLAUSE_END = SENTENCE_END | frozenset(",:()")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of one of the tables: its role there, what it points to and how strongly, in [0, 1]."""

    table: str
    role: str
    key: str
    confidence: float
    family: str
    alone: str
    alone_confidence: float


@cache
def phrases() -> tuple[Phrase, ...]:
    """Every row of every table; `Match.row` counts in it."""
    return tuple(
        Phrase(
            table,
            row.get("role") or row.get("kind") or "",
            row.get("key", ""),
            float(row.get("confidence") or 0),
            row.get("family", ""),
            row.get("alone", ""),
            float(row.get("alone_confidence") or 0),
        )
        for table, name in TABLES.items()
        for row in shipped.rows(name)
    )


@cache
def settings() -> dict[str, float]:
    """How hints are added up (words/hint_settings.csv)."""
    return shipped.numbers("words/hint_settings.csv")


@cache
def thresholds() -> dict[str, float]:
    """The confidence from which a hint is used, by facet; measured (words/hint_precision.csv)."""
    return shipped.numbers("words/hint_precision.csv", "facet", "confidence")


def stops(text: str, line: Sequence[Word], marks: frozenset[str]) -> list[int]:
    """For each word how many gaps before it hold one of the marks: the number of its sentence.

    >>> from avgrisk.vocabulary.text import words
    >>> text = "Adres t.b.v levering. Klaar"
    >>> stops(text, words(text), SENTENCE_END)
    [0, 0, 0, 0, 0, 1]
    """
    numbers = [0] * len(line)
    found = _any_of(marks).search(text, line[0].end, line[-1].start) if line else None
    if found is None:
        return numbers
    begins = [word[1] for word in line]
    for end in _any_of(marks).finditer(text, found.start(), begins[-1]):
        place = bisect_left(begins, end.start())
        if end.start() >= line[place - 1].end:  # not within an abbreviation
            numbers[place] = 1
    return [*accumulate(numbers)]


@cache
def _any_of(marks: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(marks)))}]")


def find(line: Sequence[Word], sentence: Sequence[int]) -> dict[str, list[Match]]:
    """The phrases in a text, by table; of those that overlap in one role only the longest."""
    roles = _roles()
    by_role: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for match in _matcher().find(line):
        if sentence[match[1]] == sentence[match[2]]:
            by_role[roles[match[0]]].append(match)
    found: dict[str, list[Match]] = {name: [] for name in TABLES}
    for (table, _), matches in by_role.items():
        found[table] += matches if apart(matches) else longest(_strongest(matches))
    return found


@cache
def _roles() -> tuple[tuple[str, str], ...]:
    """Per row its table, and within it what it competes with where words overlap."""
    own = {"recipient": "role", "nature": "key"}
    return tuple(
        (each.table, getattr(each, own[each.table]) if each.table in own else "")
        for each in phrases()
    )


@cache
def _matcher() -> PhraseTable:
    """All patterns of both languages: a text need not say which language it is in."""
    return PhraseTable(
        "|".join(spoken(row[lang], lang) if table in SPOKEN else row[lang] for lang in LANGUAGES)
        for table, name in TABLES.items()
        for row in shipped.rows(name)
    )


def _strongest(matches: list[Match]) -> list[Match]:
    """Of the phrases in the very same words the strongest; one that takes them out before all."""
    best: dict[tuple[int, int], Match] = {}
    for match in matches:
        known = best.setdefault(match[1:3], match)
        if known is not match and _strengths()[match.row] > _strengths()[known.row]:
            best[match[1:3]] = match
    return list(best.values())


@cache
def _strengths() -> tuple[float, ...]:
    """How strong each row is beside another in the very same words."""
    return tuple(each.confidence if each.key or each.role else math.inf for each in phrases())
