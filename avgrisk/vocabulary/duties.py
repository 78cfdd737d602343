"""Reports that a law asks for: an act, its own recipients, and who has the duty (duties.csv).

A duty is read where its act and one of its recipients are named and nobody else is. The same data
to anybody else, or by an organisation without the duty, are passed on as ever.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from avgrisk.core.shipped_records import by_key
from avgrisk.vocabulary import handing, recipients
from avgrisk.vocabulary.hint_places import Places
from avgrisk.vocabulary.hint_tables import SENTENCE_END, find, phrases, stops
from avgrisk.vocabulary.hints import read_use
from avgrisk.vocabulary.phrases import Match
from avgrisk.vocabulary.plan_words import without_own
from avgrisk.vocabulary.text import Word, words
from avgrisk.vocabulary.word_tables import pattern, word_table

TABLE = "taxonomy/duties.csv"
#: How much of a text is read, and how many texts are remembered.
LONGEST, _KEPT = 2_000, 65_536
#: Parties that are nobody else.
_NOBODY_ELSE = frozenset(("", "own", "group"))
#: Receivers who are somebody else.
_SOMEBODY = frozenset(("others", "government"))


@dataclass(frozen=True, slots=True)
class Duty:
    """A row of taxonomy/duties.csv: rows of usual_recipients.csv that receive the report, the kinds
    of organisation that have the duty (none: all), natures it covers, and the articles of law."""

    key: str
    recipients: frozenset[str]
    sectors: tuple[str, ...]
    covers: tuple[str, ...]
    law: str


@dataclass(frozen=True, slots=True)
class NamedDuties:
    """What a text says of duties, as bits in the order of the table: of which it names the act, of
    which a recipient, and which are barred because it names somebody else as well; whether it names
    strangers, who are usual for no part of any service."""

    acts: int = 0
    received: int = 0
    barred: int = 0
    strangers: bool = False


@cache
def duties() -> dict[str, Duty]:
    """Every duty by key, in the order of the table."""
    return by_key(Duty, TABLE)


@lru_cache(maxsize=_KEPT)
def in_text(text: str) -> NamedDuties:
    """What the words of a use say of duties, Dutch or English.

    >>> told = in_text("Loonaangifte bij de Belastingdienst")
    >>> [key for at, key in enumerate(duties()) if (told.acts & told.received) >> at & 1]
    ['payroll']
    >>> in_text("Loonaangifte bij de Belastingdienst en een databroker").barred > 0
    True
    """
    line = words(text[:LONGEST])
    acts = _bits(match.row for match in word_table(TABLE).phrases.find(line))
    received = recipients.rows_in(text[:LONGEST])
    others = _others(text, line) if acts else []
    return NamedDuties(acts, _receivers(received.values()), _barred(others))


@lru_cache(maxsize=_KEPT)
def in_recipients(cell: str) -> NamedDuties:
    """What a cell of recipients says of duties: nobody but those who receive the report, or who
    work for the organisation, may stand in it."""
    each = recipients.parts(cell)
    received = frozenset[str]().union(*(part.rows for part in each))
    others = [part.rows for part in each if not part.own]
    return NamedDuties(
        0, _receivers([received]), _barred(others), not all(map(recipients.serves, others))
    )


@lru_cache(maxsize=_KEPT)
def partner_kinds(text: str) -> frozenset[str]:
    """The kinds of organisation that everybody whom a text names does a part of the work for
    ("*" all); none where it names nobody, or somebody who is no partner of anybody.

    >>> partner_kinds("We pass your meal choice to the caterer")
    frozenset({'*'})
    >>> partner_kinds("We pass your meal choice to the caterer and an insurer")
    frozenset()
    >>> sorted(partner_kinds("A school shares test results with the next school"))
    ['childcare', 'school', 'university']
    """
    handed = read_use(text[:LONGEST]).recipient
    if handed.key in _NOBODY_ELSE:
        return frozenset()
    rows = recipients.rows_in(text[:LONGEST]).items()
    acts = handed.span[0] - 1 if handed.span else None  # who stands right before the act hands over
    found = {at: keys for at, keys in rows if at[1] != acts and not _hands(text[: at[0]])}
    named = list(filter(None, map(_served, found.values())))
    told = without_own(text[:LONGEST])
    parties = _parties(told, words(told))
    others = [_served(rows) for m, rows in parties if not _hands(told[: m.start])]
    each = [kinds for kinds in (*named, *others) if "*" not in kinds]
    if each:
        return frozenset.intersection(*each)
    return frozenset("*" if named else "")


def _hands(before: str) -> bool:
    """Whether whoever stands next is who hands over, told by the other side: as plumber we get it
    from the landlord."""
    return bool(pattern("other_side").match(before))


def _served(rows: frozenset[str]) -> frozenset[str]:
    return frozenset[str]().union(*(recipients.partners()[key] for key in rows))


def _receivers(rows: Iterable[frozenset[str]]) -> int:
    """The duties of which a recipient is among these rows."""
    named = {key for each in rows for key in each}
    if not named:
        return 0
    return _bits(
        at for at, each in enumerate(duties().values()) if not named.isdisjoint(each.recipients)
    )


def _barred(others: Iterable[frozenset[str]]) -> int:
    """The duties that do not hold where these are named, each by its rows; none: a stranger."""
    barred = 0
    for rows in others:
        if not rows & recipients.by_law():
            open_ = _bits(at for at, each in enumerate(duties().values()) if rows & each.recipients)
            barred |= ((1 << len(duties())) - 1) & ~open_
    return barred


def _others(text: str, line: Sequence[Word]) -> list[frozenset[str]]:
    """Everybody else that a text names, by the rows each stands for; who opens a sentence acts.
    Whoever it hands data to counts, also where no table knows him (a builder)."""
    text = text[:LONGEST]
    sentence, rows = stops(text, line, SENTENCE_END), recipients.rows_in(text)
    named = [found for match, found in _parties(text, line) if not _opens(match.first, sentence)]
    place = Places(text, line, sentence, find(line, sentence)["mark"])
    handed = handing.receivers(text, line, sentence, place.denied)
    first = {word.start: at for at, word in enumerate(line)}
    spans = [
        (each.start, each.end)
        for each in handed
        if each.key in _SOMEBODY and not _opens(first[each.start], sentence)
    ]
    return [*named, *(_rows_at(rows, *span) for span in spans)]


def _parties(text: str, line: Sequence[Word]) -> list[tuple[Match, frozenset[str]]]:
    """The parties that a text names, with the rows that each stands for."""
    rows = recipients.rows_in(text[:LONGEST])
    return [
        (match, _rows_at(rows, match.start, match.end))
        for match in find(line, stops(text[:LONGEST], line, SENTENCE_END))["recipient"]
        if _somebody_else(match)
    ]


def _somebody_else(match: Match) -> bool:
    phrase = phrases()[match.row]
    return phrase.role == "party" and phrase.key not in _NOBODY_ELSE


def _opens(first: int, sentence: Sequence[int]) -> bool:
    """Whether words from this one on stand first in their sentence, or after an article."""
    return sentence.index(sentence[first]) >= first - 1


def _rows_at(
    rows: Mapping[tuple[int, int], frozenset[str]], start: int, end: int
) -> frozenset[str]:
    """The rows that words within a stretch stand for, none where no table knows them."""
    return frozenset[str]().union(
        *(keys for at, keys in rows.items() if at[0] < end and start < at[1])
    )


def _bits(places: Iterable[int]) -> int:
    found = 0
    for place in places:
        found |= 1 << place
    return found
