"""Finding phrases in text: tables of patterns, found in one pass over its words.

A pattern is one or more words; a word may start or end with * for any letters, so that Dutch
compounds are found ("marketing*", "*onderzoek"), and `~` between words stands for up to six words
(separable verbs: "bied ~ aan"). Alternatives stand in one cell with | between them.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain, count
from operator import itemgetter
from typing import Any, NamedTuple

from avgrisk.vocabulary.text import Word, fold, words

#: How many words may stand where a pattern has ~ (the longest Dutch sentence bracket we met).
GAP = 6
#: The character that comes after the blank.
_AFTER_BLANK = chr(ord(" ") + 1)
#: How many words a table remembers.
KEPT = 65_536


#: What follows the first word of a pattern: shapes, None for a gap; and the row it is of.
_Rest = tuple[int, tuple[int | None, ...]]
#: Patterns that may stand at a word: their order in the table, their row, how many words further
#: they are known to go on, and what follows there.
_Begun = tuple[tuple[int, int, int, tuple[int | None, ...]], ...]
#: The shapes a word fits; the patterns that begin with it: of this word alone, by the shape of the
#: next word, and, where a gap follows, by that of the last; and the shapes it ends such a one with.
_Fitting = tuple[
    tuple[int, ...], _Begun, dict[int | None, _Begun], dict[int | None, _Begun], tuple[int, ...]
]
#: What is known of most words in most tables.
_NOTHING: _Fitting = (), (), {}, {}, ()
_FOLDED, _SHAPES, _ENDS = itemgetter(0), itemgetter(0), itemgetter(4)


class Match(NamedTuple):
    """A phrase found: which row of the table, from which to which word, and where in the text."""

    row: int
    first: int
    last: int
    start: int
    end: int

    @property
    def words(self) -> int:
        """How many words it spans."""
        return self.last - self.first + 1

    @property
    def places(self) -> range:
        """The words it spans."""
        return range(self.first, self.last + 1)


#: A match from its parts, in half the time that its own constructor takes.
_match = partial(tuple.__new__, Match)


class _Known(dict[str, Any]):
    """What is known of each word, worked out once; of so many words at most."""

    def __init__(self, work: Callable[[str], Any]):
        self._work = work

    def __missing__(self, word: str) -> Any:
        if len(self) >= KEPT:
            self.clear()
        found = self[word] = self._work(word)
        return found


class PhraseTable:
    """Patterns compiled for one pass: `patterns[i]` is the cell of row i, alternatives by |."""

    def __init__(self, patterns: Iterable[str]):
        cells = [fold(cell) for cell in patterns]
        whole = f"|{'|'.join(cells)}|"
        if any(wrong in whole for wrong in ("|~", "| ~", "~|", "~ |")):
            raise ValueError("a pattern cannot start or end with ~")
        shapes = dict.fromkeys(whole.replace("|", " ").split())
        shapes.pop("~", None)
        self._shapes = {shape: number for number, shape in enumerate(shapes)}
        self._rows = [row for row, cell in enumerate(cells) for _ in range(cell.count("|") + 1)]
        self._patterns = [*map(str.strip, "|".join(cells).split("|"))]
        # In alphabetical order those that begin with a word stand together.
        self._order = sorted(range(len(self._rows)), key=self._patterns.__getitem__)
        self._sorted = [*map(self._patterns.__getitem__, self._order)]
        self._far = {each.rsplit(None, 1)[-1] for each in self._patterns if "~" in each}
        self._index()
        self._begun = _Known(self._begins)
        self._known = _Known(self._fits)

    def find(self, text: str | Sequence[Word]) -> list[Match]:
        """Every match in the text, by place; overlapping ones too (see `longest`)."""
        line = words(text) if isinstance(text, str) else text
        known = [*map(self._known.__getitem__, map(_FOLDED, line))]
        found: list[Match] = []
        shapes: list[tuple[int, ...]] = []
        ends: set[int] = set()
        for first, (_, begun, beside, apart, _) in enumerate(known):
            if beside and first + 1 < len(known):
                for shape in known[first + 1][0]:
                    if shape in beside:
                        begun += beside[shape]
            if apart:
                ends = ends or {*chain.from_iterable(map(_ENDS, known))}
                for shape, open_ in apart.items():
                    if shape in ends:
                        begun += open_
            if begun:
                shapes = shapes or [*map(_SHAPES, known)]
                start = line[first][1]
                for _, row, further, rest in sorted(begun) if len(begun) > 1 else begun:
                    last = _follow(shapes, first + further, rest) if rest else first + further
                    if last is not None:
                        found.append(_match((row, first, last, start, line[last][2])))
        return found

    def _fits(self, word: str) -> _Fitting:
        """What is known of a word: the shapes it fits, and where these stand in patterns."""
        fits = self._look_up(word)
        if not fits:
            return _NOTHING
        order, alone = count(), _Begun()
        beside: dict[int | None, _Begun] = {}
        apart: dict[int | None, _Begun] = {}
        for shape in fits:
            for row, rest in self._begun[shape]:
                if not rest:
                    alone += ((next(order), row, 0, ()),)
                elif rest[0] is None:
                    apart[rest[-1]] = (*apart.get(rest[-1], ()), (next(order), row, 0, rest))
                else:
                    beside[rest[0]] = (*beside.get(rest[0], ()), (next(order), row, 1, rest[1:]))
        numbers = tuple(map(self._shapes.__getitem__, fits))
        ends = tuple(self._shapes[shape] for shape in fits if shape in self._far)
        return numbers, alone, beside, apart, ends

    def _begins(self, shape: str) -> list[_Rest]:
        """The patterns that begin with a shape: their rows, and the numbers of what follows."""
        number = self._shapes.get  # none for a gap
        low, high = (bisect_left(self._sorted, edge) for edge in (shape, f"{shape}{_AFTER_BLANK}"))
        return [
            (self._rows[at], tuple(map(number, self._patterns[at].split()[1:])))
            for at in sorted(self._order[low:high])
        ]

    def _index(self) -> None:
        """Sort the shapes by where their * stands, so that a word is looked up, not tried: how long
        the letters before a * are, by the first of them; and those behind one, by the last."""
        open_ = [shape for shape in self._shapes if "*" in shape]
        starts, ends = ({each for each in open_ if each[place] == "*"} for place in (-1, 0))
        self._start, self._end, self._middle = (
            {shape.strip("*"): shape for shape in kind}
            for kind in (starts - ends, ends - starts, ends & starts)
        )
        self._starts = _lengths({(stem[0], len(stem)) for stem in self._start})
        self._ends = _lengths({(stem[-1], len(stem)) for stem in self._end})

    def _look_up(self, word: str) -> list[str]:
        """The shapes a word fits, in the order in which they come."""
        found = [word] if word in self._shapes else []
        for length in self._starts.get(word[0], ()):
            if word[:length] in self._start:
                found.append(self._start[word[:length]])
        for length in self._ends.get(word[-1], ()):
            if word[-length:] in self._end:
                found.append(self._end[word[-length:]])
        found += [shape for stem, shape in self._middle.items() if stem in word]
        return sorted({*found}, key=self._shapes.__getitem__) if len(found) > 1 else found


def _lengths(stems: set[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Per letter the lengths that occur."""
    found: dict[str, tuple[int, ...]] = {}
    for letter, length in sorted(stems):
        found[letter] = (*found.get(letter, ()), length)
    return found


def apart(matches: Iterable[Match]) -> bool:
    """Whether matches stand one after the other, as they most often do."""
    end = 0
    for match in matches:
        if match[3] < end:
            return False
        end = match[4]
    return True


def longest(matches: Iterable[Match]) -> list[Match]:
    """The matches without those that lie inside, or overlap, a longer or earlier one."""
    matches = [*matches]
    if apart(matches):
        return matches
    kept: list[Match] = []
    taken: set[int] = set()
    for match in sorted(matches, key=lambda m: (-(m.end - m.start), m.start, m.row)):
        place = range(match.first, match.last + 1)
        if taken.isdisjoint(place):
            kept.append(match)
            taken.update(place)
    return sorted(kept, key=lambda m: m.start)


def _follow(shapes: Sequence[tuple[int, ...]], at: int, rest: tuple[int | None, ...]) -> int | None:
    """The place of the last word when the rest of a pattern follows, else None."""
    if len(rest) == 1:  # most patterns; a last word is no gap
        return at + 1 if at + 1 < len(shapes) and rest[0] in shapes[at + 1] else None
    gap, last = False, len(shapes) - 1
    for part in rest:
        if part is None:
            gap = True
            continue
        at += 1
        end = min(at + GAP, last) if gap else at
        while at <= end and at <= last and part not in shapes[at]:
            at += 1
        if at > end or at > last:
            return None
        gap = False
    return at
