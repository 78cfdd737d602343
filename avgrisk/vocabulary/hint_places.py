"""Where in a text words are denied, tell where the data come from, or tell only the means."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from avgrisk.vocabulary.hint_tables import CLAUSE_END, phrases, settings, stops
from avgrisk.vocabulary.phrases import Match
from avgrisk.vocabulary.text import Word


class Places:
    """How to read each word of a text, from the marks found in it (words/hint_marks.csv)."""

    def __init__(
        self, text: str, line: Sequence[Word], sentence: Sequence[int], marks: Sequence[Match]
    ):
        at = _by_role(marks)
        self.size = len(line)
        self.sentence = sentence
        self.clause = stops(text, line, CLAUSE_END)
        if at["break"]:
            breaks = accumulate(i in at["break"] for i in range(self.size))
            self.clause = [a + b for a, b in zip(self.clause, breaks, strict=True)]
        self.source = self._sources(at["source"], at["collect"], at["aim"] | at["toward"])
        self._denials = sorted(at["negation"])
        self._before_aim = self._means(at["aim"])

    def denied(self, match: Match) -> bool:
        """Whether a denial stands in the words, or near them in the same clause."""
        if not self._denials:
            return False
        low, high = match.first - int(settings()["deny"]), match.last + 1
        near = self._denials[bisect_left(self._denials, low) : bisect_right(self._denials, high)]
        return any(match.first < at < match.last or self._beside(match, at) for at in near)

    def factor(self, match: Match) -> float:
        """What words count at this place, in [0, 1]: less where they tell source or means."""
        if self.source[match.first]:
            return settings()["source"]
        return settings()["means"] if self._before_aim[match.last] else 1.0

    def _beside(self, match: Match, at: int) -> bool:
        return self.clause[at] == self.clause[match.first if at < match.first else match.last]

    def _sources(self, sources: set[int], collects: set[int], ends: set[int]) -> bytearray:
        """1 from a source mark to an aim or the end of the clause, and all up to who collects."""
        marked, open_ = bytearray(self.size), False
        for i in range(self.size) if sources else ():
            over = i in ends or (i and self.clause[i] != self.clause[i - 1])
            open_ = i in sources or (open_ and not over)
            marked[i] = open_
        if collects:
            first = min(collects)
            end = next((i for i in range(first + 1, self.size) if i in ends), self.size)
            marked[:end] = b"\x01" * end
        return marked

    def _means(self, aims: set[int]) -> bytearray:
        """1 for words that an aim follows in the same sentence."""
        marked, seen = bytearray(self.size), False
        for i in range(self.size - 1, -1, -1) if aims else ():
            seen = seen and self.sentence[i] == self.sentence[i + 1]
            marked[i] = seen
            seen = seen or i in aims
        return marked


def _by_role(marks: Sequence[Match]) -> dict[str, set[int]]:
    """The first and last words of the marks found, by their role."""
    roles: dict[str, set[int]] = defaultdict(set)
    for match in marks:
        roles[phrases()[match.row].role].update((match.first, match.last))
    return roles
