"""How vague is the purpose description? A lexicon of words, five and one features, one logistic."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from avgrisk import shipped
from avgrisk.labels import LANGUAGES
from avgrisk.language import clauses, function_words, language
from avgrisk.phrases import Match, PhraseTable, longest
from avgrisk.records import InputError, ProposedUse, Range, Reading, Reason
from avgrisk.text import Word, words

#: The fields of a proposed use that this reading looks at.
FIELDS = ("purpose_statement",)

#: The features of a text, in the order of the coefficients after the intercept.
FEATURES = ("hedge", "open", "data", "anchor", "unlisted", "share")

#: Groups that make a text vaguer; the other groups but neutral make it more specific.
VAGUER = ("hedge", "open")

_NAME = "vagueness"
_TAG = re.compile(r"<[^<>]{0,300}>")
_LETTERS = re.compile(r"(?=.*[aeiouy])[a-z']{3,40}")


@dataclass(frozen=True, slots=True)
class Concept:
    """A row of the lexicon: a group, a concept in it, and how much it weighs (0-1)."""

    group: str
    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Span:
    """A concept found in a text: from which to which word."""

    concept: Concept
    match: Match


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a text or clause: its spans, and its words outside every list."""

    spans: tuple[Span, ...]
    unlisted: tuple[str, ...]

    @property
    def says(self) -> bool:
        """Whether there is a word that makes the text vaguer or more specific."""
        return any(span.concept.group != "neutral" for span in self.spans)

    @property
    def speaks(self) -> bool:
        """Whether the text at least speaks of data, of using them or of a purpose."""
        return any(span.concept.name != "people" for span in self.spans)


def vagueness(text: str, lang: str | None = None) -> Reading:
    """How vague a purpose text is, in [0, 1], 1 = vaguest, with its spans and missing slots.

    `lang` is "nl", "en" or None (told from the text). The range is the 80 % interval of the
    shipped logistic. A text in which nothing is recognised is unknown: judge it by hand.

    >>> vagueness("marketingdoeleinden").value > .8
    True
    >>> vagueness("").status
    'unknown'
    """
    if not isinstance(text, str):
        raise InputError("purpose_statement", text, "text", "error.text")
    if lang is not None and lang not in LANGUAGES:
        raise InputError("lang", lang, ", ".join(LANGUAGES))
    if len(text) > _setting("kept_length"):
        return _read(text, lang)
    return _remembered(text, lang)


def measure(use: ProposedUse) -> Reading:
    """The vagueness of a use's purpose statement."""
    return vagueness(use.purpose_statement)


def features(found: Found) -> tuple[float, ...]:
    """The numbers the logistic works on, in the order of FEATURES.

    hedge: sum of the hedges' weights, capped. open, data, anchor: log of 1 + the sum of weights,
    of distinct concepts that open, of named data, and of all else that is named (a text that opens
    nor names anything is open too). unlisted: log of 1 + the number of words in no list. share:
    open / (open + data + anchor + unlisted).
    """
    hedge, opening, data, anchor = _sums(found.spans)
    if not opening and not data and not anchor:
        opening = _setting("nothing_named")
    unlisted = _setting("unlisted_weight") * len(found.unlisted)
    return (
        min(hedge, _setting("hedge_cap")),
        math.log1p(opening),
        math.log1p(data),
        math.log1p(anchor),
        math.log1p(len(found.unlisted)),
        opening / (opening + data + anchor + unlisted) if opening else 0.0,
    )


def _sums(spans: Sequence[Span]) -> tuple[float, float, float, float]:
    """The weights of hedges and open purposes (a concept once), of data, of other anchors."""
    sums = {"hedge": 0.0, "open": 0.0, "data": 0.0, "anchor": 0.0}
    for concept in {span.concept for span in spans if span.concept.group in VAGUER}:
        sums[concept.group] += concept.weight
    for span in spans:
        if span.concept.group not in VAGUER:
            sums["data" if span.concept.group == "data" else "anchor"] += span.concept.weight
    return sums["hedge"], sums["open"], sums["data"], sums["anchor"]


def find(line: Sequence[Word], lang: str | None) -> Found:
    """The spans of a text's words, and the content words that stand in no list."""
    matches = [match for table in _tables(lang) for match in table.find(line)]
    lexicon = _lexicon()
    spans = tuple(Span(lexicon[match.row], match) for match in longest(matches))
    taken = {place for span in spans for place in range(span.match.first, span.match.last + 1)}
    empty = function_words("nl") | function_words("en")
    unlisted = tuple(
        word.folded
        for place, word in enumerate(line)
        if place not in taken and word.folded not in empty and _LETTERS.fullmatch(word.folded)
    )
    return Found(spans, unlisted)


@lru_cache(maxsize=65536)
def _remembered(text: str, lang: str | None) -> Reading:
    return _read(text, lang)


def _read(text: str, lang: str | None) -> Reading:
    """The reading of a text that was not seen before."""
    plain = _TAG.sub(lambda tag: " " * len(tag.group()), text) if "<" in text else text
    line = words(plain)
    if not line:
        return Reading(_NAME, reasons=(Reason("vagueness.blank"),))
    lang = lang or language(line) or _by_vocabulary(line)
    found = find(line, lang)
    alone = not found.says
    few = lang is None or len(found.unlisted) < _setting("least_content")
    if alone and few and not found.speaks:
        reasons = (Reason("vagueness.no_span"), *_unknown_language(lang))
        return Reading(_NAME, reasons=reasons, lang=lang, unmatched=_some(found.unlisted))
    lead, mixed = _leading(plain, line, found)
    return Reading(
        _NAME,
        _range(lead, alone),
        "measured",
        reasons=_reasons(text, line, found, lang, alone, mixed),
        slots=_slots(found),
        lang=lang,
        flags=("mixed_statement",) if mixed else (),
        unmatched=_some(found.unlisted),
        facets=_facets(lead, alone),
    )


def _leading(
    text: str, line: Sequence[Word], found: Found
) -> tuple[Found, tuple[int, int] | None]:
    """What the value rests on: the vaguest clause of a mixed statement, else the whole text."""
    places = clauses(text, line)
    if len(places) == 1:
        return found, None
    parts = [(_part(found, line, place), place) for place in places]
    values = [(_range(part, False).mode, part, place) for part, place in parts if part.says]
    if not values:
        return found, None
    vaguest = max(values, key=lambda value: value[0])
    apart = min(value[0] for value in values) <= _setting("clause_specific")
    if apart and vaguest[0] >= _setting("clause_vague"):
        return vaguest[1], vaguest[2]
    return found, None


def _part(found: Found, line: Sequence[Word], place: tuple[int, int]) -> Found:
    """What was found in one clause."""
    first, last = place
    inside = tuple(span for span in found.spans if first <= span.match.first <= last)
    names = frozenset(found.unlisted)
    unlisted = tuple(word.folded for word in line[first : last + 1] if word.folded in names)
    return Found(inside, unlisted)


def _range(found: Found, alone: bool) -> Range:
    """The logistic's value with its interval: parameter covariance and the doubt of readers."""
    return _logistic((1.0, *features(found)), alone)


def _logistic(row: Sequence[float], alone: bool) -> Range:
    coefficients, covariance = _model()
    eta = sum(weight * x for weight, x in zip(coefficients, row, strict=True))
    spread = sum(
        x * y * cell
        for x, cells in zip(row, covariance, strict=True)
        for y, cell in zip(row, cells, strict=True)
    )
    spread += _setting("doubt_sd") ** 2 + (_setting("doubt_alone_sd") ** 2 if alone else 0)
    reach = _setting("interval_z") * math.sqrt(max(spread, 0))
    return Range(_expit(eta - reach), _expit(eta), _expit(eta + reach))


def _facets(found: Found, alone: bool) -> tuple[tuple[str, Range | None], ...]:
    """The two bars: how hedged the wording is, and how open the purpose is without the hedges."""
    hedge, *rest = features(found)
    formulation = Range.point(hedge / _setting("hedge_cap"))
    openness = _logistic((1.0, 0.0, *rest), alone)
    return (("vagueness.formulation", formulation), ("vagueness.openness", openness))


def _slots(found: Found) -> tuple[str, ...]:
    """The label keys of what the text does not name."""
    named = {span.concept.group for span in found.spans}
    rows = shipped.rows("words/slots.csv")
    return tuple(row["slot"] for row in rows if named.isdisjoint(row["groups"].split("|")))


def _reasons(
    text: str,
    line: Sequence[Word],
    found: Found,
    lang: str | None,
    alone: bool,
    mixed: tuple[int, int] | None,
) -> tuple[Reason, ...]:
    """A reason per span, after what has to be said about the text as a whole."""
    whole = list(_unknown_language(lang))
    if alone:
        whole.append(Reason("vagueness.alone"))
    if mixed:
        place = (line[mixed[0]].start, line[mixed[1]].end)
        whole.append(Reason("vagueness.leads", (("words", _short(text, place)),), place))
    spans = [span for span in found.spans if span.concept.group != "neutral"]
    return (*whole, *(_reason(text, span) for span in spans[: int(_setting("reasons_shown"))]))


def _reason(text: str, span: Span) -> Reason:
    """A span in words; its weight is the lexicon's, + for vaguer and - for more specific."""
    place = (span.match.start, span.match.end)
    sign = 1 if span.concept.group in VAGUER else -1
    key = f"vagueness.{span.concept.group}"
    return Reason(key, (("words", _short(text, place)),), place, sign * span.concept.weight)


def _unknown_language(lang: str | None) -> tuple[Reason, ...]:
    return () if lang else (Reason("vagueness.lang_unknown"),)


def _by_vocabulary(line: Sequence[Word]) -> str | None:
    """The language whose lexicon alone, or more of it, is found in a text."""
    counts = {lang: len(_tables(lang)[0].find(line)) for lang in LANGUAGES}
    most = max(LANGUAGES, key=lambda lang: counts[lang])
    return most if counts[most] > min(counts.values()) else None


def _short(text: str, place: tuple[int, int]) -> str:
    """The words at a place, at most a line of them."""
    part = " ".join(text[place[0] : min(place[1], place[0] + 300)].split())
    return part if len(part) <= 80 else part[:79] + "…"


def _some(unlisted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unlisted[: int(_setting("reasons_shown"))]))


def _expit(eta: float) -> float:
    """The logistic function, safe at any size."""
    return 1 / (1 + math.exp(-eta)) if eta > 0 else math.exp(eta) / (1 + math.exp(eta))


@cache
def _lexicon() -> tuple[Concept, ...]:
    rows = shipped.rows("words/purpose_lexicon.csv")
    return tuple(Concept(row["group"], row["concept"], float(row["weight"])) for row in rows)


@cache
def _tables(lang: str | None) -> tuple[PhraseTable, ...]:
    """The lexicon in one language, or in both where the language cannot be told."""
    if lang is None:
        return tuple(table for each in LANGUAGES for table in _tables(each))
    return (PhraseTable(row[lang] for row in shipped.rows("words/purpose_lexicon.csv")),)


@cache
def _setting(name: str) -> float:
    rows = shipped.rows("index/vagueness_settings-1.csv")
    return {row["setting"]: float(row["value"]) for row in rows}[name]


@cache
def _model() -> tuple[tuple[float, ...], tuple[tuple[float, ...], ...]]:
    """The shipped coefficients and their covariance, intercept first."""
    terms = ("intercept", *FEATURES)
    estimates = {row["term"]: float(row["estimate"]) for row in shipped.rows("index/vagueness-1.csv")}
    cells = {row["term"]: row for row in shipped.rows("index/vagueness_covariance-1.csv")}
    covariance = tuple(tuple(float(cells[a][b]) for b in terms) for a in terms)
    return tuple(estimates[term] for term in terms), covariance
