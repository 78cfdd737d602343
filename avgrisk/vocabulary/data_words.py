"""Which categories of personal data do these words name? Dutch and English, with a reason each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from avgrisk.core import labels, shipped, vector
from avgrisk.core.records import Range, Reason
from avgrisk.core.shipped_records import record
from avgrisk.vocabulary import data_phrases
from avgrisk.vocabulary.data_phrases import NamedData, Span
from avgrisk.vocabulary.misspelt import mended
from avgrisk.vocabulary.text import fold, words
from avgrisk.vocabulary.word_tables import pattern

#: What can be shown beside a number, in order.
FLAGS = vector.KNOWN_FLAGS
#: The flags of what no reader knows: an item of a list, what is done, who receives the data, all
#: data, the organisation.
UNREAD, UNREAD_USE, UNREAD_RECIPIENT = "unread", "unread_use", "unread_recipient"
UNREAD_DATA, UNREAD_ORGANISATION = "unread_data", "unread_organisation"
#: With one of these a use is never called low.
NEVER_LOW = frozenset((UNREAD, UNREAD_USE, UNREAD_RECIPIENT, UNREAD_DATA, UNREAD_ORGANISATION))
#: The column of the table that raises a flag.
_COLUMNS = {"special_category": "art9", "criminal": "art10", "bsn": "bsn"}
#: The category of data that are not named any further ("persoonsgegevens").
GENERIC = "user"

LONGEST_SHOWN = 200  # characters of an unmatched part that are listed
LONGEST_KEPT = 4096  # characters; longer texts are read anew each time

_ITEM = re.compile(r"[;|\n\r\t•·]|\s[-–—]\s|^[-–—]\s")
_SEGMENT = re.compile(r"[,:()\[\]{}<>&+!?\"“”=*#]|\.\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Category:
    """A category of personal data: how sensitive people find it, what the law says, its group.

    `range` is in [0, 1], 1 = most sensitive; `flags` are the legal classes and never move it.
    """

    key: str
    parent: str
    range: Range
    flags: tuple[str, ...]
    #: which group of data it counts for when groups are combined; "" counts for none
    group: str


class Matched(NamedTuple):
    """A category found: the words that named it and their (start, end) in the text; `why` is the
    row's own ground, `given` that it was named by its key or label."""

    key: str
    words: str
    span: Span
    why: str = ""
    given: bool = False

    @property
    def reason(self) -> Reason:
        """Why the words stand for it."""
        category = f"@data.{self.key}"
        if self.given:
            return Reason("data.given", (("category", category),), self.span)
        is_key = "_" in self.words or self.words in categories()  # no words for a screen
        values = (("words", category if is_key else self.words), ("category", category))
        if self.why:
            return Reason("data.matched_why", (*values, ("why", f"@why.{self.why}")), self.span)
        name = "data.given" if is_key else "data.matched"
        return Reason("data.generic" if self.key == GENERIC else name, values, self.span)


class Matches(NamedTuple):
    """What a text says about data: categories, parts no table knows, parts it leaves out."""

    categories: tuple[Matched, ...] = ()
    unmatched: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The category keys, each once, in order of appearance."""
        return tuple(dict.fromkeys(found.key for found in self.categories))


@cache
def categories() -> dict[str, Category]:
    """Every category by key (taxonomy/data_categories.csv, its range from taxonomy/felt.csv)."""
    felt = {row["key"]: row for row in shipped.rows("taxonomy/felt.csv")}
    rows = shipped.rows("taxonomy/data_categories.csv")
    return {
        row["key"]: record(
            Category,
            row,
            range=shipped.span(felt[row["key"]]),
            flags=tuple(flag for flag, column in _COLUMNS.items() if row[column] == "1"),
        )
        for row in rows
    }


def category_label(key: str, lang: str = "nl") -> str:
    """The category's name on screen.

    >>> category_label("user.contact.email", "en")
    'Email address'
    """
    return labels.label(f"data.{key}", lang)


def match(text: str) -> Matches:
    """The categories that a free text or a register cell names, and what it leaves unexplained.

    A category's key or label names itself. Words that only say "personal data" give the key
    "user" and the flag too_vague. What is excluded ("geen bsn") does not count.

    >>> match("NAW, bsn; geen gezondheidsgegevens").keys
    ('user.name', 'user.contact.address', 'x_nl.bsn')
    >>> match("heart rate and blorf").unmatched
    ('blorf',)
    """
    return _kept(text) if len(text) <= LONGEST_KEPT else _read(text)


@cache
def _names() -> dict[str, str]:
    """What names a category by itself: its key and its two labels, folded."""
    names = {key: key for key in categories()}
    for key in categories():
        for lang in labels.LANGUAGES:
            names.setdefault(_plain(category_label(key, lang)), key)
    return names


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


@dataclass(frozen=True, slots=True)
class _Item:
    """What has been found in an item so far, in growing lists."""

    named: list[Matched] = field(default_factory=list)
    vague: list[Matched] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)


@lru_cache(maxsize=65_536)
def _kept(text: str) -> Matches:
    return _read(text)


def _read(text: str) -> Matches:
    """All items of a text, one after the other."""
    named: dict[tuple[str, str], Matched] = {}
    unmatched: dict[str, str] = {}
    excluded: dict[str, str] = {}
    for start, end in _pieces(_ITEM, text, 0, len(text)):
        item = _read_item(text, start, end)
        for each in item.named:
            named.setdefault((each.key, fold(each.words)), each)
        for part in item.unmatched:
            unmatched.setdefault(fold(part), part)
        for part in item.excluded:
            excluded.setdefault(fold(part), part)
    found = tuple(named.values())
    return Matches(found, tuple(unmatched.values()), tuple(excluded.values()), _flags(found))


def _flags(found: Sequence[Matched]) -> tuple[str, ...]:
    raised = {flag for item in found for flag in categories()[item.key].flags}
    if any(item.key == GENERIC for item in found):
        raised.add("too_vague")
    return tuple(flag for flag in FLAGS if flag in raised)


def _pieces(border: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches of text[start:end] between borders, empty ones left out."""
    for edge in border.finditer(text, start, end):
        if edge.start() > start:
            yield start, edge.start()
        start = edge.end()
    if end > start:
        yield start, end


def _read_item(text: str, start: int, end: int) -> _Item:
    """One item of a list: by its segments, by its name as a whole, or not understood at all."""
    item = _segments(text, start, end)
    name = _names().get(_plain(text[start:end])) if end - start < LONGEST_SHOWN else None
    if name and (item.unmatched or {each.key for each in item.named} != {name}):
        return _Item([Matched(name, text[start:end].strip(), (start, end), given=True)])
    if not (item.named or item.unmatched):
        item.named.extend(item.vague)
    if not (item.named or item.unmatched or item.excluded) and words(text[start:end]):
        item.unmatched.append(_shown(text, start, end))
    return item


def _segments(text: str, start: int, end: int) -> _Item:
    """What the segments between commas and brackets say, minding what the item leaves out."""
    item, shut = _Item(), False
    lists = "," in text or "(" in text
    denied = [m.span() for m in pattern("denied_list").finditer(text, start, end)] if lists else []
    for first, last in _pieces(_SEGMENT, text, start, end):
        out = bool(denied) and any(a < first < b for a, b in denied)
        segment = data_phrases.read(text[first:last], shut or out)
        shut = segment.shut and not out
        for said in segment.named:
            item.named.extend(_matched(text, said, first))
        for said in segment.vague:
            item.vague.extend(_matched(text, said, first))
        for a, b in segment.unmatched:
            item.unmatched.append(_shown(text, first + a, first + b))
            item.named.extend(_slips(text, first + a, first + b))
        item.excluded.extend(_shown(text, first + a, first + b) for a, b in segment.excluded)
    return item


def _slips(text: str, start: int, end: int) -> Iterator[Matched]:
    """What words that no table knows name with their typing errors mended; they stay unread too, so
    that such a guess adds and leaves the doubt."""
    said = text[start:end]
    meant = mended(said)
    if meant != said:
        quoted = _shown(text, start, end)
        for each in data_phrases.read(meant).named:
            yield from (Matched(key, quoted, (start, end), each.why) for key in each.keys)


def _shown(text: str, start: int, end: int) -> str:
    return " ".join(text[start : min(end, start + LONGEST_SHOWN)].split())


def _matched(text: str, said: NamedData, offset: int) -> Iterator[Matched]:
    """The categories of a phrase."""
    span = said.span[0] + offset, said.span[1] + offset
    quoted = text[span[0] : span[1]]
    for key in said.keys:
        yield Matched(key, quoted, span, said.why)
