"""The words of a purpose text: what the lexicon finds in it, and the numbers that follow."""

import math
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from avgrisk.core import shipped
from avgrisk.core.labels import LANGUAGES
from avgrisk.vocabulary.language import function_hits, function_words
from avgrisk.vocabulary.phrases import Match, PhraseTable, longest
from avgrisk.vocabulary.text import Word

#: The features of a text, in the order of the coefficients after the intercept.
FEATURES = ("hedge", "open", "data", "anchor", "unlisted", "share")

#: Groups that make a text vaguer; the other groups but neutral make it more specific.
VAGUER = ("hedge", "open")

#: Groups of which the first part of a compound may name something.
NAMING = ("data", "action", "object", "recipient")

_LETTERS = re.compile(r"(?=.*[aeiouy])[a-z']{3,40}")


class Concept(NamedTuple):
    """A row of the lexicon: a group, a concept in it, and how much it weighs (0-1)."""

    group: str
    name: str
    weight: float


class Span(NamedTuple):
    """A concept found in a text: from which to which word."""

    concept: Concept
    match: Match


class Found(NamedTuple):
    """What was found in a text or clause: its spans, and the places of words in no list."""

    spans: tuple[Span, ...]
    unlisted: tuple[int, ...]

    @property
    def says(self) -> bool:
        """Whether there is a word that makes the text vaguer or more specific."""
        return any(span.concept.group != "neutral" for span in self.spans)

    @property
    def speaks(self) -> bool:
        """Whether the text at least speaks of data, of using them or of a purpose."""
        return any(span.concept.name != "people" for span in self.spans)


def features(found: Found) -> tuple[float, ...]:
    """The numbers the logistic works on, in the order of FEATURES.

    hedge: sum of the hedges' weights, capped. open, data, anchor: log of 1 + the sum of weights,
    of distinct concepts that open, of named data, and of all else that is named (a text that opens
    nor names anything is open too). unlisted: log of 1 + the number of words in no list. share:
    open / (open + data + anchor + unlisted).
    """
    hedge, opening, data, anchor = _sums(found.spans)
    if not opening and not data and not anchor:
        opening = setting("nothing_named")
    unlisted = setting("unlisted_weight") * len(found.unlisted)
    return (
        min(hedge, setting("hedge_cap")),
        math.log1p(opening),
        math.log1p(data),
        math.log1p(anchor),
        math.log1p(len(found.unlisted)),
        opening / (opening + data + anchor + unlisted) if opening else 0.0,
    )


def _sums(spans: Sequence[Span]) -> tuple[float, float, float, float]:
    """The weights of hedges and open purposes (a concept once), of data, of other anchors."""
    sums = {"hedge": 0.0, "open": 0.0, "data": 0.0, "anchor": 0.0}
    for concept in dict.fromkeys(span.concept for span in spans if span.concept.group in VAGUER):
        sums[concept.group] += concept.weight
    for span in spans:
        if span.concept.group not in VAGUER:
            sums["data" if span.concept.group == "data" else "anchor"] += span.concept.weight
    return sums["hedge"], sums["open"], sums["data"], sums["anchor"]


def find(line: Sequence[Word], lang: str | None) -> Found:
    """The spans of a text's words, and the content words that stand in no list."""
    matches = [match for table in _tables(lang) for match in table.find(line)]
    lexicon = _lexicon()
    spans = tuple(
        span
        for match in longest(matches)
        for span in (Span(lexicon[match.row], match), *_first_part(line, match, lang))
    )
    taken = {place for span in spans for place in range(span.match.first, span.match.last + 1)}
    unlisted = tuple(
        [at for at, word in enumerate(line) if at not in taken and _has_content(word.folded)]
    )
    return Found(spans, unlisted)


@lru_cache(maxsize=65_536)
def _has_content(word: str) -> bool:
    """Whether a word may say something: letters, and no word of grammar."""
    return word not in _empty_words() and _LETTERS.fullmatch(word) is not None


def _first_part(line: Sequence[Word], match: Match, lang: str | None) -> tuple[Span, ...]:
    """What the first part of a Dutch compound names where its last part opens ("contractbeheer").

    Both count, and both are told: the compound names more than "beheer" alone.
    """
    if match.words > 1 or lang == "en" or _lexicon()[match.row].group != "open":
        return ()
    heads, parts = _compounds()
    word = (line[match.first],)
    if not heads.find(word):
        return ()
    named = longest(parts.find(word))
    first, last = match.first, match.last
    return tuple(
        Span(_lexicon()[part.row], part._replace(first=first, last=last)) for part in named
    )


def text_language(line: Sequence[Word]) -> str | None:
    """The language by the function words; where they hardly differ, by the lexicon's words too."""
    hits = function_hits(line)
    if hits["other"] > max(hits["nl"], hits["en"]):
        return None
    if abs(hits["nl"] - hits["en"]) < setting("language_lead"):
        for lang in LANGUAGES:
            hits[lang] += len({match.first for match in _tables(lang)[0].find(line)})
    if hits["nl"] == hits["en"]:
        return None
    return "nl" if hits["nl"] > hits["en"] else "en"


def foreign(line: Sequence[Word]) -> bool:
    """Whether the function words are clearly those of a language that is not read here."""
    hits = function_hits(line)
    return hits["other"] - max(hits["nl"], hits["en"]) >= setting("foreign_lead")


@cache
def _empty_words() -> frozenset[str]:
    return frozenset().union(*(function_words(lang) for lang in LANGUAGES))


@cache
def _lexicon() -> tuple[Concept, ...]:
    rows = shipped.rows("words/purpose_lexicon.csv")
    return tuple(Concept(row["group"], row["concept"], float(row["weight"])) for row in rows)


@cache
def _compounds() -> tuple[PhraseTable, PhraseTable]:
    """Dutch patterns for the last part of an open compound, and for the first part that names."""
    cells = [row["nl"].split("|") for row in shipped.rows("words/purpose_lexicon.csv")]
    heads = [
        [cell for cell in row if concept.group == "open" and cell.startswith("*")]
        for row, concept in zip(cells, _lexicon(), strict=True)
    ]
    parts = [
        [cell for cell in row if concept.group in NAMING and cell.endswith("*") and cell[0] != "*"]
        for row, concept in zip(cells, _lexicon(), strict=True)
    ]
    return PhraseTable(map("|".join, heads)), PhraseTable(map("|".join, parts))


@cache
def _tables(lang: str | None) -> tuple[PhraseTable, ...]:
    """The lexicon in one language, or in both where the language cannot be told."""
    if lang is None:
        return tuple(table for each in LANGUAGES for table in _tables(each))
    return (PhraseTable(row[lang] for row in shipped.rows("words/purpose_lexicon.csv")),)


@cache
def setting(name: str) -> float:
    """A number of the table of settings."""
    return shipped.numbers("index/vagueness_settings-1.csv", "setting")[name]
