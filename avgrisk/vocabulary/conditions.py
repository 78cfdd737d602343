"""On what condition, for whose benefit and how recognisably: what a text says beside its use.

Words of words/condition_hints.csv suggest a level of a field that nobody filled in. Denied words
suggest what the table says of their denial ("geen toestemming"), or nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from avgrisk.core.levels import named
from avgrisk.core.records import Range
from avgrisk.vocabulary import knowing
from avgrisk.vocabulary.hint_places import Places
from avgrisk.vocabulary.hint_tables import SENTENCE_END, find, stops
from avgrisk.vocabulary.phrases import Match, longest
from avgrisk.vocabulary.text import Word, words
from avgrisk.vocabulary.word_tables import word_table

TABLE = "words/condition_hints.csv"
FIELDS = ("control", "value_returned", "identifiability", "legal_basis")

#: Of several conditions in one text the first of these leads: not asking undoes what else is said.
_ORDER = ("unknown", "opt_in_easy", "opt_in", "opt_out", "terms")
#: What a cell beside the purpose tells of control: that nobody asked; that somebody did is a claim.
UNASKED = ("unknown", "terms")
#: How far a level read from words may be off, either way: half a step of the codebook.
DOUBT = 0.12
#: How much of a text is read.
LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Condition:
    """What a text says for one field: its level or key, the range it stands for (None for keys),
    the words it rests on with their places, and the other levels that it says too."""

    level: str
    range: Range | None
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    others: tuple[str, ...] = ()


def read_conditions(text: str) -> dict[str, Condition]:
    """Per field of FIELDS that a text, Dutch or English, says something of, what it says.

    >>> read_conditions("Niemand vroeg om toestemming")["control"].level
    'unknown'
    >>> read_conditions("unless you object")["control"].level
    'opt_out'
    """
    return _remembered(text[:LONGEST])


def unasked(text: str) -> Condition | None:
    """What a cell beside the purpose (people, recipients, legal basis) says of not asking people.

    >>> unasked("Agreement; families not notified").level, unasked("consent")
    ('unknown', None)
    """
    said = read_conditions(text).get("control")
    return said if said is not None and said.level in UNASKED else None


@lru_cache(maxsize=65536)
def _remembered(text: str) -> dict[str, Condition]:
    line = words(text)
    said: dict[str, list[tuple[str, Match]]] = {}
    for field, level, match in _said(text, line):
        said.setdefault(field, []).append((level, match))
    read = {field: _condition(field, found, text) for field, found in said.items()}
    if "control" in read and read["control"].level == "unknown":
        consent = read.get("legal_basis")
        if consent is not None and consent.level == "consent":
            del read["legal_basis"]  # the consent that nobody asked for
    return read


def _said(text: str, line: tuple[Word, ...]) -> Iterable[tuple[str, str, Match]]:
    """Field, level and place of every condition; of overlapping ones of a field the longest."""
    if not line:
        return
    table = word_table(TABLE, "field")
    matches = table.phrases.find(line)
    said = knowing.heard(text, line)
    if not matches:
        yield from said
        return
    sentence = stops(text, line, SENTENCE_END)
    place = Places(text, line, sentence, find(line, sentence)["mark"])
    by_field = table.by_role(m for m in matches if sentence[m.first] == sentence[m.last])
    out = {i for m in by_field["none"] for i in m.places}
    taken: dict[str, set[int]] = {}
    for field in FIELDS:
        for match in longest(by_field[field]):
            if out.isdisjoint(match.places):
                row = table.rows[match.row]
                level = row["denied"] if _denied(row, match, place) else row["level"]
                if level:
                    taken.setdefault(field, set()).update(match.places)
                    yield field, level, match
    for field, level, match in said:
        if taken.get(field, out).isdisjoint(match.places):
            yield field, level, match


def _denied(row: Mapping[str, str], match: Match, place: Places) -> bool:
    """Whether positive words are denied; what already holds its own denial cannot be."""
    return row["level"] not in ("unknown", "none") and place.denied(match)


def _condition(field: str, found: list[tuple[str, Match]], text: str) -> Condition:
    """What leads, with the doubt that others add."""
    levels = list(dict.fromkeys(level for level, _ in found))
    if field == "control":
        levels.sort(key=lambda level: _ORDER.index(level) if level in _ORDER else len(_ORDER))
    elif field != "legal_basis":
        levels.sort(key=lambda level: _range(field, level).mode)
    spans = tuple((m.start, m.end) for level, m in found if level == levels[0])
    part = None if field == "legal_basis" else _spanned(field, levels)
    shown = tuple(dict.fromkeys(text[start:end] for start, end in spans))
    return Condition(levels[0], part, shown, spans, tuple(levels[1:]))


def _spanned(field: str, levels: list[str]) -> Range:
    """The range of the first level; of others only the doubt: half the way to them."""
    first, *others = [_range(field, level) for level in levels]
    low = min([first.low, *((first.mode + part.mode) / 2 for part in others)])
    high = max([first.high, *((first.mode + part.mode) / 2 for part in others)])
    return Range(low, first.mode, high)


@cache
def _range(field: str, level: str) -> Range:
    """A named level with its doubt, or low;mode;high as the table has it."""
    if level in named(field):
        mode = named(field)[level]
        return Range(max(0.0, mode - DOUBT), mode, min(1.0, mode + DOUBT))
    return Range(*(float(part) for part in level.split(";")))
