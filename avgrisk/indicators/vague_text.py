"""How vague is a purpose text? A lexicon, six features and one logistic; quick to load."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from avgrisk.core import shipped
from avgrisk.core.labels import LANGUAGES
from avgrisk.core.records import UNKNOWN, InputError, Reading, Reason
from avgrisk.indicators.vague_model import facets_of, mode_of, range_of
from avgrisk.indicators.vagueness_words import (
    VAGUER,
    Found,
    Span,
    find,
    foreign,
    setting,
    text_language,
)
from avgrisk.vocabulary.language import clauses
from avgrisk.vocabulary.text import Word, numbers_alike, words
from avgrisk.vocabulary.word_tables import small

#: How many texts' facts are remembered, some hundred bytes each.
REMEMBERED = 200_000

_NAME = "vagueness"
_TAG = re.compile(r"<[^<>]{0,300}>")


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
    if len(text) > setting("kept_length"):
        return _remembered_long(text, lang)
    return _remembered(text, lang)


@lru_cache(maxsize=REMEMBERED)
def facts(text: str) -> tuple[tuple[float, float, float, bool], str]:
    """Low, mode and high, whether anything was recognised, and the words in no list."""
    alike = numbers_alike(text)
    if alike != text:
        return facts(alike)
    found = _look(text, None)
    part = range_of(found.lead, found.alone) if found.lead else UNKNOWN
    told = ";".join(_unmatched(found.line, found.whole)) if found.whole else ""
    return (*part.ends, found.lead is not None), told


@lru_cache(maxsize=2048)
def _remembered(text: str, lang: str | None) -> Reading:
    return _read(text, lang)


@lru_cache(maxsize=8)
def _remembered_long(text: str, lang: str | None) -> Reading:
    """A page that moves a slider beside a long text asks for the same text at every move."""
    return _read(text, lang)


@dataclass(frozen=True, slots=True)
class _Look:
    """What is found in a text: `whole` in all of it, `lead` where the value rests on (None when
    nothing is recognised), `mixed` the clause that leads."""

    line: Sequence[Word]
    lang: str | None = None
    whole: Found | None = None
    lead: Found | None = None
    alone: bool = False
    mixed: tuple[int, int] | None = None


def _look(text: str, lang: str | None) -> _Look:
    """A text that was not seen before."""
    plain = _TAG.sub(lambda tag: " " * len(tag.group()), text) if "<" in text else text
    line = words(plain)
    if not any(letter.isalpha() for letter in plain) or (lang is None and foreign(line)):
        return _Look(line if any(letter.isalpha() for letter in plain) else ())
    lang = lang or text_language(line)
    found = find(line, lang)
    alone = not found.says
    few = lang is None or len(found.unlisted) < setting("least_content")
    if alone and few and not found.speaks:
        return _Look(line, lang, found, alone=alone)
    if _no_act(line, found):
        return _Look(line, lang, found, Found((), ()), alone)
    lead, mixed = _leading(found, clauses(plain, line))
    return _Look(line, lang, found, lead, alone, mixed)


def _no_act(line: Sequence[Word], found: Found) -> bool:
    """Whether a text names things and says nothing of what is done with them: a list of data
    ("Inkomsten"), or one word for a thing ("Omzet")."""
    groups = {span.concept.group for span in found.spans}
    if len(line) == 1:
        return bool(groups) and groups <= {"data", "object"}
    data = [span.match for span in found.spans if span.concept.group == "data"]
    places = {at for match in data for at in match.places}
    rest = {word.folded for at, word in enumerate(line) if at not in places}
    return bool(data) and rest <= small("list")


def _read(text: str, lang: str | None) -> Reading:
    """The reading of a text that was not seen before."""
    look = _look(text, lang)
    if look.whole is None:
        key = "vagueness.foreign" if look.line else "vagueness.blank"
        return Reading(_NAME, reasons=(Reason(key),))
    unmatched = _unmatched(look.line, look.whole)
    if look.lead is None:
        reasons = (Reason("vagueness.no_span"), *_unknown_language(look.lang))
        return Reading(_NAME, reasons=reasons, lang=look.lang, unmatched=unmatched)
    return Reading(
        _NAME,
        range_of(look.lead, look.alone),
        "measured",
        reasons=_reasons(text, look.line, look.whole, look.lang, look.alone, look.mixed),
        slots=_slots(look.whole),
        lang=look.lang,
        flags=("mixed_statement",) if look.mixed else (),
        unmatched=unmatched,
        facets=facets_of(look.lead, look.alone),
    )


def _leading(
    found: Found, places: tuple[tuple[int, int], ...]
) -> tuple[Found, tuple[int, int] | None]:
    """What the value rests on: the vaguest clause of a mixed statement, else the whole text."""
    if len(places) < 2:
        return found, None
    parts = zip(_parts(found, places), places, strict=True)
    values = [(mode_of(part), part, place) for part, place in parts if part.says]
    if not values:
        return found, None
    vaguest = max(values, key=lambda value: value[0])
    apart = min(value[0] for value in values) <= setting("clause_specific")
    if apart and vaguest[0] >= setting("clause_vague"):
        return vaguest[1], vaguest[2]
    return found, None


def _parts(found: Found, places: tuple[tuple[int, int], ...]) -> list[Found]:
    """What was found in each clause."""
    starts = [first for first, _ in places]
    spans: list[list[Span]] = [[] for _ in places]
    unlisted: list[list[int]] = [[] for _ in places]
    for span in found.spans:
        spans[bisect_right(starts, span.match.first) - 1].append(span)
    for place in found.unlisted:
        unlisted[bisect_right(starts, place) - 1].append(place)
    return [Found(tuple(a), tuple(b)) for a, b in zip(spans, unlisted, strict=True)]


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
    return (*whole, *(_reason(text, span) for span in spans[: int(setting("reasons_shown"))]))


def _reason(text: str, span: Span) -> Reason:
    """A span in words; its weight is the lexicon's, + for vaguer and - for more specific."""
    place = (span.match.start, span.match.end)
    sign = 1 if span.concept.group in VAGUER else -1
    key = f"vagueness.{span.concept.group}"
    return Reason(key, (("words", _short(text, place)),), place, sign * span.concept.weight)


def _unknown_language(lang: str | None) -> tuple[Reason, ...]:
    return () if lang else (Reason("vagueness.lang_unknown"),)


def _short(text: str, place: tuple[int, int]) -> str:
    """The words at a place, at most a line of them."""
    part = " ".join(text[place[0] : min(place[1], place[0] + 300)].split())
    return part if len(part) <= 80 else part[:79] + "…"


def _unmatched(line: Sequence[Word], found: Found) -> tuple[str, ...]:
    """The words in no list, each once, at most as many as reasons are shown."""
    places = found.unlisted[: int(setting("reasons_shown"))]
    return tuple(dict.fromkeys(line[place].folded for place in places))
