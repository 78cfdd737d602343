"""Which categories of personal data do these words name? Dutch and English, with a reason each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from avgrisk import labels, shipped
from avgrisk.phrases import Match, PhraseTable
from avgrisk.records import Range, Reason
from avgrisk.text import Word, fold, words

#: What a list of data can show beside its number, in order.
FLAGS = ("special_category", "criminal", "bsn", "too_vague")
#: The category of data that are not named any further ("persoonsgegevens").
GENERIC = "user"

LONGEST_WORD = 64  # letters; no word of the tables is longer, and what is longer is noise
LONGEST_SHOWN = 200  # characters of an unmatched part that are listed
LONGEST_KEPT = 4096  # characters; longer texts are read anew each time

_ITEM = re.compile(r"[;|\n\r\t•·]|\s[-–—]\s|^[-–—]\s")
_SEGMENT = re.compile(r"[,:()\[\]{}<>&+!?\"“”=*#]|\.\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Category:
    """A category of personal data: its sensitivity in [0, 1] as a range, its flags, its group."""

    key: str
    parent: str
    range: Range
    flags: tuple[str, ...]
    #: which group of data it counts for when groups are combined; "" counts for none
    group: str


@dataclass(frozen=True, slots=True)
class Matched:
    """A category found: the words that named it, their (start, end) in the text, and why."""

    key: str
    words: str
    span: tuple[int, int]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Matches:
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
    """Every category by key (taxonomy/data_categories.csv)."""
    return {row["key"]: _category(row) for row in shipped.rows("taxonomy/data_categories.csv")}


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


def _category(row: dict[str, str]) -> Category:
    flags = {"special_category": "art9", "criminal": "art10", "bsn": "bsn"}
    return Category(
        row["key"],
        row["parent"],
        Range(float(row["low"]), float(row["sensitivity"]), float(row["high"])),
        tuple(flag for flag, column in flags.items() if row[column] == "1"),
        row["group"],
    )


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One alternative of a row: what it stands for and how exact it is."""

    keys: tuple[str, ...]
    #: "category", "weak", "vague", or a kind of the table: filler, and, not.part, ...
    kind: str
    lang: str
    why: str
    whole: bool
    #: letters that are given, and one more for a word without *
    exact: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of words between commas and conjunctions, with what was found in it."""

    first: int
    last: int
    hits: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class _Findings:
    """What has been found so far, in three growing lists."""

    named: list[Matched] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    #: what only says "personal data"; counts where an item names nothing else
    vague: list[Matched] = field(default_factory=list)


@cache
def _table() -> tuple[PhraseTable, tuple[_Pattern, ...]]:
    """Every phrase, compiled for one pass, and what each of them stands for."""
    cells, patterns = [], []
    for row in shipped.rows("words/data_words.csv"):
        if row["key"] == "head":
            continue
        for cell in row["words"].split("|"):
            plain = re.sub(r"[-_]", " ", cell.removeprefix("="))
            exact = sum(map(str.isalnum, plain)) + ("*" not in plain)
            cells.append(plain)
            whole = cell.startswith("=")
            patterns.append(_Pattern(*_kind(row["key"]), row["lang"], row["why"], whole, exact))
    return PhraseTable(cells), tuple(patterns)


def _kind(cell: str) -> tuple[tuple[str, ...], str]:
    """The categories of a row and its kind."""
    first, *others = cell.split()
    if others and first in ("weak", "vague"):
        return tuple(others), first
    return ((first, *others), "category") if first in categories() else ((), first)


@cache
def _names() -> dict[str, str]:
    """What names a category by itself: its key and its two labels, folded."""
    names = {}
    for key in categories():
        for lang in labels.LANGUAGES:
            names[_plain(category_label(key, lang))] = key
    return names | {key: key for key in categories()}


@cache
def _heads() -> tuple[str, ...]:
    """Last parts of compounds, longest first."""
    cells = [row["words"] for row in shipped.rows("words/data_words.csv") if row["key"] == "head"]
    return tuple(sorted("|".join(cells).split("|"), key=len, reverse=True))


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


@lru_cache(maxsize=16384)
def _kept(text: str) -> Matches:
    return _read(text)


def _read(text: str) -> Matches:
    """All items of a text, one after the other."""
    found = _Findings()
    for start, end in _pieces(_ITEM, text, 0, len(text)):
        item = _Findings()
        _read_item(text, start, end, item)
        name = _names().get(_plain(text[start:end])) if end - start < LONGEST_SHOWN else None
        if name and (item.unmatched or {each.key for each in item.named} != {name}):
            item = _Findings([_given(name, text[start:end].strip(), start, end)])
        elif not (item.named or item.unmatched):
            item.named.extend(item.vague)
        if not (item.named or item.unmatched or item.excluded) and words(text[start:end]):
            item.unmatched.append(_shown(text, start, end))
        found.named.extend(item.named)
        found.unmatched.extend(item.unmatched)
        found.excluded.extend(item.excluded)
    named = tuple({(item.key, fold(item.words)): item for item in found.named}.values())
    return Matches(named, _once(found.unmatched), _once(found.excluded), _flags(named))


def _given(key: str, said: str, start: int, end: int) -> Matched:
    """A category that is named by its own key or label."""
    reason = Reason("data.given", (("category", f"@data.{key}"),), (start, end))
    return Matched(key, said, (start, end), reason)


def _flags(found: Sequence[Matched]) -> tuple[str, ...]:
    raised = {flag for item in found for flag in categories()[item.key].flags}
    if any(item.key == GENERIC for item in found):
        raised.add("too_vague")
    return tuple(flag for flag in FLAGS if flag in raised)


def _once(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple({fold(part): part for part in parts}.values())


def _shown(text: str, start: int, end: int) -> str:
    return " ".join(text[start : min(end, start + LONGEST_SHOWN)].split())


def _pieces(border: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of text[start:end] between borders, empty ones left out."""
    for edge in border.finditer(text, start, end):
        if edge.start() > start:
            yield start, edge.start()
        start = edge.end()
    if end > start:
        yield start, end


def _read_item(text: str, start: int, end: int, found: _Findings) -> None:
    """One item: its segments between commas and brackets, minding what it leaves out."""
    shut = False
    for first, last in _pieces(_SEGMENT, text, start, end):
        line = _line(text, first, last)
        if line:
            shut = _read_segment(text, line, shut, found)


def _line(text: str, start: int, end: int) -> list[Word]:
    """The words of a stretch; halved compounds are made whole: "bank- en girorekeningnummer"."""
    line = [
        Word(word.folded[:LONGEST_WORD], word.start + start, word.end + start)
        for word in words(text[start:end])
    ]
    if "-" in text[start:end] or "–" in text[start:end]:
        last = ""
        for i in range(len(line) - 1, -1, -1):
            word = line[i]
            if text[word.end : word.end + 1] in ("-", "–") and not text[word.end + 1 : word.end + 2].strip():
                line[i] = Word(word.folded + last, word.start, word.end)
            else:
                last = _head(word.folded) or last
    return line


@lru_cache(maxsize=4096)
def _head(word: str) -> str:
    """The last part of a compound, "" when there is none."""
    return next((head for head in _heads() if word.endswith(head) and word != head), "")


def _read_segment(text: str, line: Sequence[Word], shut: bool, found: _Findings) -> bool:
    """One segment; returns whether what follows in the item is still left out."""
    table, patterns = _table()
    found_here = table.find(line)
    other = _other_language(found_here)
    hits, filler = [], set()
    for hit in found_here:
        pattern = patterns[hit.row]
        if pattern.kind == "filler" or (pattern.kind == "and" and pattern.lang == other):
            filler.update(range(hit.first, hit.last + 1))
        else:
            hits.append(hit)
    parts = _parts(_chosen(hits, line, filler), len(line))
    out, shut = _left_out(parts, shut)
    for part in parts:
        _read_part(text, line, part, filler, out, found)
    return shut


def _other_language(hits: Sequence[Match]) -> str:
    """The language a segment is not in, "" when that cannot be told: "of" means or, or not."""
    patterns = _table()[1]
    votes = Counter(patterns[hit.row].lang for hit in hits if patterns[hit.row].kind != "and")
    if votes["nl"] == votes["en"]:
        return ""
    return "nl" if votes["en"] > votes["nl"] else "en"


def _left_out(parts: Sequence[_Part], shut: bool) -> tuple[set[int], bool]:
    """The words of a segment that do not count, and whether that goes on after it."""
    out: set[int] = set()
    open_now = not shut
    for part in parts:
        start = part.first
        for hit in part.hits:
            kind = _table()[1][hit.row].kind
            if not kind.startswith("not."):
                continue
            if kind == "not.first" and hit.first != part.first:
                continue
            if not open_now:
                out.update(range(start, hit.first))
            start, open_now = hit.last + 1, kind == "not.end"
            shut = kind == "not.item" or (shut and kind != "not.end")
        if not open_now:
            out.update(range(start, part.last + 1))
    return out, shut


def _read_part(
    text: str,
    line: Sequence[Word],
    part: _Part,
    filler: set[int],
    out: set[int],
    found: _Findings,
) -> None:
    """One part: its categories, or else the words that no table knows, or else a weak category."""
    patterns = _table()[1]
    kinds = {hit: patterns[hit.row].kind for hit in part.hits if hit.first not in out}
    known = {place for hit in part.hits for place in range(hit.first, hit.last + 1)} | filler
    rest = [i for i in range(part.first, part.last + 1) if i not in known and _says(line[i])]
    left = [i for i in rest if i not in out]
    named = [hit for hit, kind in kinds.items() if kind == "category"]
    if left and not named:
        found.unmatched.append(_shown(text, line[left[0]].start, line[left[-1]].end))
    elif not named:
        named = [hit for hit, kind in kinds.items() if kind == "weak"]
    for hit in named:
        found.named.extend(_matched(text, hit))
    if not named and not left:
        vague = (hit for hit, kind in kinds.items() if kind == "vague")
        found.vague.extend(each for hit in vague for each in _matched(text, hit))
    found.excluded.extend(
        text[hit.start : hit.end]
        for hit in part.hits
        if hit.first in out and patterns[hit.row].kind == "category"
    )
    if (gone := [i for i in rest if i in out]) and not found.excluded:
        found.excluded.append(_shown(text, line[gone[0]].start, line[gone[-1]].end))


def _says(word: Word) -> bool:
    """Whether a word could name data: not a number, not a single letter."""
    return len(word.folded) > 1 and not word.folded.isdigit()


def _matched(text: str, hit: Match) -> Iterator[Matched]:
    """The categories of a match, each with its reason."""
    pattern, span = _table()[1][hit.row], (hit.start, hit.end)
    said = text[hit.start : hit.end]
    for key in pattern.keys:
        values = (("words", said), ("category", f"@data.{key}"))
        name = "data.generic" if key == GENERIC else "data.matched"
        if pattern.why:
            name, values = "data.matched_why", (*values, ("why", f"@why.{pattern.why}"))
        yield Matched(key, said, span, Reason(name, values, span))


def _chosen(matches: Sequence[Match], line: Sequence[Word], filler: set[int]) -> list[Match]:
    """Of overlapping matches the longest, then the most exact."""
    patterns = _table()[1]
    alone = _alone(matches, line, filler)
    taken: set[int] = set()
    kept = []
    for hit in sorted(
        matches, key=lambda hit: (hit.first - hit.last, -patterns[hit.row].exact, hit.first, hit.row)
    ):
        place = range(hit.first, hit.last + 1)
        if taken.isdisjoint(place) and (not patterns[hit.row].whole or alone(hit)):
            kept.append(hit)
            taken.update(place)
    return sorted(kept, key=lambda hit: hit.first)


def _alone(
    matches: Sequence[Match], line: Sequence[Word], filler: set[int]
) -> Callable[[Match], bool]:
    """A test whether a match is all that is said between the conjunctions around it."""
    ends = [hit.first for hit in matches if _table()[1][hit.row].kind == "and"]
    borders = [-1, *sorted(ends), len(line)]
    said = [i for i, word in enumerate(line) if i not in filler and _says(word)]

    def telling(first: int, last: int) -> int:
        return bisect_right(said, last) - bisect_left(said, first)

    def alone(hit: Match) -> bool:
        before = borders[bisect_left(borders, hit.first) - 1]
        after = borders[bisect_right(borders, hit.last)]
        return telling(before + 1, after - 1) == telling(hit.first, hit.last)

    return alone


def _parts(chosen: Sequence[Match], size: int) -> list[_Part]:
    """The parts of a segment, divided at conjunctions."""
    patterns = _table()[1]
    parts, first, hits = [], 0, []
    for hit in chosen:
        if patterns[hit.row].kind != "and":
            hits.append(hit)
            continue
        if hit.first > first:
            parts.append(_Part(first, hit.first - 1, tuple(hits)))
        first, hits = hit.last + 1, []
    if first < size:
        parts.append(_Part(first, size - 1, tuple(hits)))
    return parts
