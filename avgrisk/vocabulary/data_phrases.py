"""What do the words between two commas say about data? Phrases, joined parts and exceptions."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from avgrisk.vocabulary.data_patterns import first_part, last_part, table
from avgrisk.vocabulary.phrases import Match
from avgrisk.vocabulary.text import Word, words

LONGEST_WORD = 64  # letters; no word of the tables is longer, and what is longer is noise
LONGEST_KEPT = 256  # characters; longer segments are read anew each time

Span = tuple[int, int]


class NamedData(NamedTuple):
    """The categories that a phrase names, where it stands, and the row that says why."""

    keys: tuple[str, ...]
    why: str
    span: Span


#: What is named from its parts, in half the time that its own constructor takes.
_named = partial(tuple.__new__, NamedData)


class Segment(NamedTuple):
    """What a segment says; `shut`: what follows it in the item is still left out."""

    named: tuple[NamedData, ...]
    #: what only says "personal data"; counts where an item names nothing else
    vague: tuple[NamedData, ...]
    unmatched: tuple[Span, ...]
    excluded: tuple[Span, ...]
    shut: bool


def read(text: str, shut: bool = False) -> Segment:
    """One segment; with `shut` it follows on "except ..." earlier in the same item.

    >>> [said.keys for said in read("naam en geen bsn").named]
    [('user.name',)]
    """
    return _kept(text, shut) if len(text) <= LONGEST_KEPT else _read(text, shut)


class _Part(NamedTuple):
    """A stretch of words between conjunctions, with what was found in it."""

    first: int
    last: int
    hits: tuple[Match, ...]


@lru_cache(maxsize=65536)
def _kept(text: str, shut: bool) -> Segment:
    return _read(text, shut)


def _read(text: str, shut: bool) -> Segment:
    found_in, patterns = table()
    line = _line(text)
    found = found_in.find(line)
    found = [*found, *_compounds(line, found)]
    other = _other_language(found)
    hits: list[Match] = []
    filler: set[int] = set()
    for hit in found:
        pattern = patterns[hit.row]
        if pattern.kind == "filler" or (pattern.kind == "and" and pattern.lang == other):
            filler.update(range(hit.first, hit.last + 1))
        else:
            hits.append(hit)
    said = [i for i, word in enumerate(line) if i not in filler and _says(word)]
    chosen = _chosen(hits, said, len(line))
    parts = _parts(chosen, len(line))
    out, shut = _left_out(parts, shut)
    known = {place for hit in chosen for place in range(hit.first, hit.last + 1)}
    rest = [i for i in said if i not in known]
    return _summed(line, parts, rest, out, shut)


def _compounds(line: Sequence[Word], found: Sequence[Match]) -> Iterator[Match]:
    """What the first parts of compounds name that a table knows by no more than their last part."""
    patterns = table()[1]
    known = {hit.first for hit in found if not patterns[hit.row].written.startswith("*")}
    known |= {place for hit in found if hit.words > 1 for place in range(hit.first, hit.last + 1)}
    for place, word in enumerate(line):
        match = None if place in known else first_part(word.folded)
        if match is not None:
            yield match._replace(first=place, last=place, start=word.start, end=word.end)


def _line(text: str) -> list[Word]:
    """The words; halved compounds are made whole: "bank- en girorekeningnummer"."""
    line = [*words(text)]
    if len(text) > LONGEST_WORD:
        line = [Word(word.folded[:LONGEST_WORD], word.start, word.end) for word in line]
    if "-" in text or "–" in text:
        last = ""
        for i in range(len(line) - 1, -1, -1):
            word, after = line[i], text[line[i].end : line[i].end + 2]
            if after.strip() in ("-", "–"):
                line[i] = Word(word.folded + last, word.start, word.end)
            else:
                last = last_part(word.folded) or last
    return line


def _says(word: Word) -> bool:
    """Whether a word could name data: not a number, not a single letter."""
    return len(word.folded) > 1 and not word.folded.isdigit()


def _other_language(hits: Sequence[Match]) -> str:
    """The language a segment is not in, "" when that cannot be told: "of" means or, or not."""
    patterns = table()[1]
    votes = [patterns[hit.row].lang for hit in hits if patterns[hit.row].kind != "and"]
    dutch = votes.count("nl")
    english = len(votes) - dutch
    return "" if dutch == english else "nl" if english > dutch else "en"


def _chosen(matches: Sequence[Match], said: Sequence[int], size: int) -> list[Match]:
    """Of overlapping matches the longest, then the most exact."""
    patterns = table()[1]
    if any(patterns[hit.row].whole for hit in matches):
        alone = _alone(matches, said, size)
        matches = [hit for hit in matches if not patterns[hit.row].whole or alone(hit)]
    if all(one.last < other.first for one, other in pairwise(matches)):
        return [*matches]  # most often they stand apart, one after the other
    taken: set[int] = set()
    kept = []
    for hit in sorted(
        matches,
        key=lambda hit: (hit.last - hit.first, patterns[hit.row].exact, -hit.first),
        reverse=True,
    ):
        place = range(hit.first, hit.last + 1)
        if taken.isdisjoint(place):
            kept.append(hit)
            taken.update(place)
    return sorted(kept, key=lambda hit: hit.first)


def _alone(matches: Sequence[Match], said: Sequence[int], size: int) -> Callable[[Match], bool]:
    """A test whether a match is all that is said between the conjunctions around it."""
    ends = [hit.first for hit in matches if table()[1][hit.row].kind == "and"]
    borders = [-1, *sorted(ends), size]

    def telling(first: int, last: int) -> int:
        return bisect_right(said, last) - bisect_left(said, first)

    def alone(hit: Match) -> bool:
        before = borders[bisect_left(borders, hit.first) - 1]
        after = borders[bisect_right(borders, hit.last)]
        return telling(before + 1, after - 1) == telling(hit.first, hit.last)

    return alone


def _parts(chosen: Sequence[Match], size: int) -> list[_Part]:
    """The parts of a segment, divided at conjunctions."""
    patterns = table()[1]
    parts: list[_Part] = []
    first = 0
    hits: list[Match] = []
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


def _left_out(parts: Sequence[_Part], shut: bool) -> tuple[set[int], bool]:
    """The words of a segment that do not count, and whether that goes on after it."""
    out: set[int] = set()
    counts = not shut
    for part in parts:
        start = part.first
        for hit in part.hits:
            kind = table()[1][hit.row].kind
            if not kind.startswith("not."):
                continue
            if kind == "not.first" and hit.first != part.first:
                continue
            if not counts:
                out.update(range(start, hit.first))
            start, counts = hit.last + 1, kind == "not.end"
            shut = kind == "not.item" or (shut and kind != "not.end")
        if not counts:
            out.update(range(start, part.last + 1))
    return out, shut


def _summed(
    line: Sequence[Word], parts: Sequence[_Part], rest: Sequence[int], out: set[int], shut: bool
) -> Segment:
    """Per part: its categories, or else the words that no table knows, or else a weak category."""
    patterns = table()[1]
    named: list[NamedData] = []
    vague: list[NamedData] = []
    unmatched: list[Span] = []
    excluded: list[Span] = []
    for part in parts:
        words_left = rest[bisect_left(rest, part.first) : bisect_right(rest, part.last)]
        left = [i for i in words_left if i not in out]
        by_kind: dict[str, list[NamedData]] = {"category": [], "weak": [], "vague": []}
        for hit in part.hits:
            pattern = patterns[hit.row]
            if hit.first in out and pattern.kind == "category":
                excluded.append((hit.start, hit.end))
            elif hit.first not in out and pattern.kind in by_kind:
                by_kind[pattern.kind].append(
                    _named((pattern.keys, pattern.why, (hit.start, hit.end)))
                )
        gone = [i for i in words_left if i in out]
        if gone and not excluded:
            excluded.append((line[gone[0]].start, line[gone[-1]].end))
        if by_kind["category"] or not left:
            named.extend(by_kind["category"] or by_kind["weak"])
            vague.extend(by_kind["vague"] if not by_kind["category"] else ())
        else:
            unmatched.append((line[left[0]].start, line[left[-1]].end))
    return Segment(tuple(named), tuple(vague), tuple(unmatched), tuple(excluded), shut)
