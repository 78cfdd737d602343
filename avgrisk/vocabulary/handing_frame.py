"""The words of a sentence by their roles in handing over: verbs, parties, things, where they stand.

Which words play which role stands in words/handing_words.csv; `handing` reads from a frame who
receives what.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from avgrisk.vocabulary import data_patterns
from avgrisk.vocabulary.phrases import Match
from avgrisk.vocabulary.text import Word
from avgrisk.vocabulary.word_tables import WordTable, says, word_table

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
#: How sure a frame is: a party that the table knows, after a verb that only hands data over and
#: after one of many senses; a party that nobody knows; a text that says that nothing leaves;
#: somebody who works for the organisation; judgement.
SURELY, LIKELY, MAYBE, INSIDE, HELPS = 0.85, 0.75, 0.55, 0.75, 0.6


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who receives data by one frame: a level of recipient ("" is the person concerned), how sure
    in [0, 1], the words, and the nature of handing over to this party."""

    key: str
    confidence: float
    start: int
    end: int
    nature: str = ""


class Frame:
    """The words of one sentence, places of the line, by their roles; `denied` tells of words
    whether something near denies them."""

    def __init__(
        self,
        line: Sequence[Word],
        found: Sequence[Match],
        clause: Sequence[int],
        span: range,
        denied: Callable[[Match], bool] = lambda _: False,
    ):
        self.line, self.clause, self.span, self.denied = line, clause, span, denied
        self.marks = table().by_role(found)
        self.at: dict[int, Match] = {}
        roles = table().roles
        for match in found:
            if roles[match.row] in PARTIES:
                for place in range(match.first, match.last + 1):
                    known = self.at.get(place)
                    if known is None or match.words > known.words:
                        self.at[place] = match
        self.things = {m.first for m in self.marks["thing"]}
        self.named = self.things - {m.first for m in self.marks["pronoun"]}
        self.ends = {m.first for role in VERBS for m in self.marks[role]} | self._all("stop")
        self.skips, self.mail = self._all("skip"), self._all("post")

    def word(self, place: int) -> str:
        """A folded word, "" beyond the text."""
        return self.line[place].folded if 0 <= place < len(self.line) else ""

    def says(self, place: int, name: str) -> bool:
        """Whether one of these small words stands at a place."""
        return says(self.line, place, name)

    def said(self, role: str) -> Iterable[Match]:
        """The words of a role that nothing denies."""
        return (match for match in self.marks[role] if not self.denied(match))

    def together(self, one: int, other: int) -> bool:
        """Whether two words stand in one clause."""
        return self.clause[one] == self.clause[other]

    def _all(self, role: str) -> set[int]:
        return {place for m in self.marks[role] for place in range(m.first, m.last + 1)}

    def party(self, start: int) -> tuple[str, Match] | None:
        """Who stands from a word on: the role, "" of one nobody knows, and the words; None where no
        name follows."""
        last, end, named = start, self.span.stop, False
        while last < min(end, start + LONG) and self.clause[last] == self.clause[start]:
            known = self.at.get(last)
            inside = known is not None and (known.first < last or not named)
            over = last in self.ends and last not in self.skips and not inside
            if over and not (named and self._goes_on(last)):
                break
            if last > start + 1 and last - 1 in self.at and self.says(last, "which"):
                break  # what the party does or has tells no other one: a paper that seeks readers
            named = named or known is not None or last not in self.skips
            last += 1
        hits = [self.at[place] for place in range(start, last) if place in self.at]
        if hits:
            whoever = self.says(hits[0].first, "whoever") and hits[0].words == 1
            who = hits[0] if whoever else hits[-1]
            return role_of(who), who
        if not named or start not in self.skips:
            return None
        span = Match(-1, start, last - 1, self.line[start].start, self.line[last - 1].end)
        return "", span

    def _goes_on(self, place: int) -> bool:
        """Whether "and" leads to one more party: the employer and the neighbours."""
        after = place + 1
        while after in self.skips:
            after += 1
        return self.says(place, "and") and after < self.span.stop and after in self.at

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

    def receives(self, role: str, sure: float, verb: Match, who: Match) -> Iterable[Receiver]:
        """Who a party is: a receiver, or one who helps the organisation; else nobody. Where only
        figures leave, or others advertise through the organisation, that is what is received."""
        span = min(verb.start, who.start), max(verb.end, who.end)
        if role in ("own", "self"):
            yield Receiver(role.replace("self", ""), HELPS, *span)
        elif role in RECEIVE and self.marks["figures"]:
            yield Receiver("aggregated", sure, *span)
        elif role == "others" and self.marks["space"] and not self.named:
            yield Receiver("via_us", sure, *span)
        elif role in RECEIVE:
            yield Receiver(role, sure, *span, table().rows[who.row]["nature"] * (who.row >= 0))


def role_of(who: Match) -> str:
    return table().roles[who.row]


def harms_by(who: Match) -> bool:
    """Whether people are harmed when this party is told, by itself."""
    return who.row >= 0 and bool(table().rows[who.row]["harm"])


@cache
def table() -> WordTable:
    return word_table(TABLE)
