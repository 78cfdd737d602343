"""The words of a sentence by their roles in handing over: verbs, parties, things, where they stand.

Which words play which role stands in words/handing_words.csv; `handing` reads from a frame who
receives what.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property

from avgrisk.core import shipped
from avgrisk.vocabulary import data_patterns
from avgrisk.vocabulary.phrases import Match, PhraseTable
from avgrisk.vocabulary.text import Word

TABLE = "words/handing_words.csv"

#: Roles that tell who somebody is; the last hit of a party counts, of one word the longest.
PARTIES = frozenset(("others", "government", "public", "group", "own", "self", "place"))
#: Of these the first three receive data that people gave to the organisation.
RECEIVE = frozenset(("others", "government", "public", "group"))
#: Roles of verbs: they end a party.
VERBS = ("to", "sure", "whom", "gets")
#: Data that nobody could take for goods: whoever sells them sells people.
NO_GOODS = ("user.contact", "user.name", "user.location", "user.demographic", "user.biometric")
#: How many words lie between a verb and its receiver, between a subject and its verb, in a party.
FAR, NEAR, LONG = 10, 7, 5
#: Whoever that is, what follows tells of him: to those who buy the brand.
WHOEVER = frozenset(("wie", "degene", "degenen", "those", "people", "mensen", "whoever"))
_AND = frozenset(("en", "and"))


class Frame:
    """The words of one sentence by their roles."""

    def __init__(
        self, line: Sequence[Word], found: Iterable[Match], clause: Sequence[int], span: range
    ):
        self.line, self.clause, self.span = line, clause, span
        self.marks: dict[str, list[Match]] = defaultdict(list)
        self.at: dict[int, Match] = {}
        for match in found:
            role = rows()[match.row]["role"]
            self.marks[role].append(match)
            if role in PARTIES:
                for place in range(match.first, match.last + 1):
                    known = self.at.get(place)
                    if known is None or match.words > known.words:
                        self.at[place] = match
        self.things = {m.first for m in self.marks["thing"]}
        self.named = self.things - {m.first for m in self.marks["pronoun"]}
        self.ends = {m.first for role in VERBS for m in self.marks[role]} | self._all("stop")
        self.skips = self._all("skip")
        self.start = span.start

    def word(self, place: int) -> str:
        """A folded word, "" beyond the text."""
        return self.line[place].folded if 0 <= place < len(self.line) else ""

    def _all(self, role: str) -> set[int]:
        return {place for m in self.marks[role] for place in range(m.first, m.last + 1)}

    def party(self, start: int, end: int) -> tuple[str, Match] | None:
        """Who stands from a word on, up to `end`: the role, "" of one nobody knows, and the words;
        None where no name follows."""
        last, named = start, False
        while last < min(end, start + LONG) and self.clause[last] == self.clause[start]:
            known = self.at.get(last)
            inside = known is not None and (known.first < last or not named)
            over = last in self.ends and last not in self.skips and not inside
            if over and not (named and self._goes_on(last, end)):
                break
            named = named or known is not None or last not in self.skips
            last += 1
        hits = [self.at[place] for place in range(start, last) if place in self.at]
        if hits:
            first = self.line[hits[0].first].folded
            who = hits[0] if first in WHOEVER and hits[0].words == 1 else hits[-1]
            return role_of(who), who
        if not named or start not in self.skips:
            return None
        span = Match(-1, start, last - 1, self.line[start].start, self.line[last - 1].end)
        return "", span

    def _goes_on(self, place: int, end: int) -> bool:
        """Whether "and" leads to one more party: the employer and the neighbours."""
        after = place + 1
        while after in self.skips:
            after += 1
        return self.word(place) in _AND and after < end and after in self.at

    @cached_property
    def data(self) -> dict[int, str]:
        """Where words stand that name data and nobody, with the category they name first."""
        table, patterns = data_patterns.table()
        named = [m for m in table.find(self.line) if patterns[m.row].kind == "category"]
        return {
            place: patterns[m.row].keys[0]
            for m in named
            for place in range(m.first, m.last + 1)
            if place in self.span and place not in self.at
        }

    @cached_property
    def about(self) -> set[int]:
        """Where words stand that are data about people and can be nothing else."""
        data = {place for place, key in self.data.items() if key.startswith(NO_GOODS)}
        return data - self._all("goods") | self._all("about")

    def has_thing(self, out: Match, named: bool = False) -> bool:
        """Whether something is handed, by name if need be: words beside those of the party."""
        things = self.named if named else self.things
        party = range(out.first, out.last + 1)
        return any(place not in party for place in things) or any(
            place not in party for place in self.data
        )

    def as_said(self, key: str) -> str:
        """A receiver's level: only figures leave, or others advertise through the organisation."""
        if key in RECEIVE and self.marks["figures"]:
            return "aggregated"
        return "via_us" if key == "others" and self.marks["space"] and not self.named else key


def role_of(who: Match) -> str:
    return rows()[who.row]["role"]


def harms_by(who: Match) -> bool:
    """Whether people are harmed when this party is told, by itself."""
    return who.row >= 0 and bool(rows()[who.row]["harm"])


@cache
def rows() -> Sequence[Mapping[str, str]]:
    return shipped.rows(TABLE)


@cache
def matcher() -> PhraseTable:
    return PhraseTable(f"{row['nl']}|{row['en']}".replace("-", " ") for row in rows())
