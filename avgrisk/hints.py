"""What a text about a use suggests: family of use, product domain, recipient, inferred or told.

Phrases of the tables in datasets/words/ are found in one pass. A phrase that is denied does not
count; one that tells where the data come from ("on the basis of ...") or by what means counts less
than one that tells what for. What the phrases say together is a suggestion: never confirmed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from avgrisk import shipped
from avgrisk.phrases import Match, PhraseTable, longest
from avgrisk.taxonomy import ancestry, domains
from avgrisk.text import Word, words

#: How many candidates a hint keeps.
BEST = 3

_TABLES = {
    "family": "words/use_hints.csv",
    "domain": "words/domain_hints.csv",
    "inferred": "words/inferred_hints.csv",
    "recipient": "words/recipient_hints.csv",
    "mark": "words/hint_marks.csv",
}
_MARKS = ("negation", "source", "collect", "aim", "toward", "break")
_SENTENCE_END = frozenset(".;!?\n")
_CLAUSE_END = _SENTENCE_END | frozenset(",:()")


@dataclass(frozen=True, slots=True)
class Hint:
    """A suggested key ("" when nothing was found), how sure in [0, 1], and the words it rests on.

    `candidates` are the best three keys with their confidence, best first; `span` is the place of
    the strongest words; `sure` says that the confidence is one from which hints proved right in
    at least 80 % of the development texts (words/hint_precision.csv).
    """

    key: str = ""
    confidence: float = 0.0
    words: tuple[str, ...] = ()
    span: tuple[int, int] | None = None
    candidates: tuple[tuple[str, float], ...] = ()
    sure: bool = False


@dataclass(frozen=True, slots=True)
class UseHints:
    """What a text suggests of a use, four hints; see `Hint`."""

    family: Hint = Hint()
    domain: Hint = Hint()
    recipient: Hint = Hint()
    inferred: Hint = Hint()


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A row of one of the tables: which table, its role there, and what it points to."""

    table: str
    role: str
    key: str
    confidence: float
    family: str = ""
    alone: str = ""
    alone_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for a key: how much (0-1), and where."""

    key: str
    confidence: float
    start: int
    end: int
    row: int
    family: str = ""


@lru_cache(maxsize=4096)
def read_use(text: str) -> UseHints:
    """What a text, Dutch or English, suggests of the use it describes.

    Time is linear in the length of the text. A text without a known phrase gives empty hints.

    >>> read_use("Tips over films").family.key, read_use("Tips over films").domain.key
    ('personalize.content', 'film')
    >>> read_use("We sell your address to insurers").recipient.key
    'others'
    """
    line = words(text)
    if not line:
        return UseHints()
    found = _found(line)
    place = _Places(text, line, found["mark"])
    handed = _recipients(found["recipient"], place)
    family = [*_plain(found["family"], place, handed), *_families(handed)]
    return UseHints(
        _hint("family", family, text),
        _hint("domain", _deepest(list(_plain(found["domain"], place))), text),
        _hint("recipient", handed, text),
        _hint("inferred", list(_plain(found["inferred"], place, means=False)), text),
    )


class _Places:
    """Which words of a text are denied, tell where the data come from, or tell the means."""

    def __init__(self, text: str, line: Sequence[Word], marks: Sequence[Match]):
        phrases = _phrases()
        roles = {role: set() for role in _MARKS}
        for match in marks:
            role = phrases[match.row].role
            if role in roles:
                roles[role].update((match.first, match.last))
        self.size = len(line)
        self.clause, self.sentence = _clauses(text, line, roles["break"])
        self.denials = sorted(roles["negation"])
        ends = roles["aim"] | roles["toward"]
        self.source = self._sources(roles["source"], roles["collect"], ends)
        self.before_aim = self._means(roles["aim"])

    def _sources(self, sources: set[int], collects: set[int], to: set[int]) -> bytearray:
        """1 for words after a source mark up to an aim or a comma, and before a collecting verb."""
        marked, open_ = bytearray(self.size), False
        for i in range(self.size):
            ends = i in to or (i and self.clause[i] != self.clause[i - 1])
            open_ = i in sources or (open_ and not ends)
            marked[i] = open_
        for collect in sorted(collects):
            end = next((i for i in range(collect + 1, self.size) if i in to), self.size)
            marked[:end] = b"\x01" * end
            break
        return marked

    def _means(self, aims: set[int]) -> bytearray:
        """1 for words that an aim follows in the same sentence."""
        marked, seen = bytearray(self.size), False
        for i in range(self.size - 1, -1, -1):
            if i + 1 < self.size and self.sentence[i] != self.sentence[i + 1]:
                seen = False
            marked[i] = seen
            seen = seen or i in aims
        return marked

    def denied(self, match: Match) -> bool:
        """Whether a denial stands in the match, or just before or after it in the same clause."""
        reach = int(settings()["deny"])
        low, high = match.first - reach, match.last + 1
        return any(
            low <= at <= high
            and (match.first < at < match.last or self.clause[at] == self._side(match, at))
            for at in _between(self.denials, low, high)
        )

    def _side(self, match: Match, at: int) -> int:
        return self.clause[match.first if at < match.first else match.last]

    def factor(self, match: Match, means: bool) -> float:
        """What a phrase counts for at this place, in [0, 1]; means: whether source and means do."""
        if not means:
            return 1.0
        if self.source[match.first]:
            return settings()["source"]
        return settings()["means"] if self.before_aim[match.last] else 1.0


def _between(ordered: list[int], low: int, high: int) -> list[int]:
    """The numbers from low to high in an ordered list."""
    from bisect import bisect_left, bisect_right

    return ordered[bisect_left(ordered, low) : bisect_right(ordered, high)]


def _clauses(text: str, line: Sequence[Word], breaks: set[int]) -> tuple[list[int], list[int]]:
    """For each word the number of its clause and of its sentence."""
    clause, sentence, clauses, sentences = 0, 0, [], []
    for i, word in enumerate(line):
        gap = set(text[line[i - 1].end : word.start]) if i else set()
        clause += bool(gap & _CLAUSE_END) or i in breaks
        sentence += bool(gap & _SENTENCE_END)
        clauses.append(clause)
        sentences.append(sentence)
    return clauses, sentences


def _found(line: Sequence[Word]) -> dict[str, list[Match]]:
    """The phrases found, by table; of those that overlap within a role only the longest."""
    phrases, by_role = _phrases(), {}
    for match in _table().find(line):
        phrase = phrases[match.row]
        role = phrase.role if phrase.table == "recipient" else ""
        by_role.setdefault((phrase.table, role), []).append(match)
    found: dict[str, list[Match]] = {name: [] for name in _TABLES}
    for (table, _), matches in by_role.items():
        found[table].extend(longest(_strongest(matches)))
    return found


def _strongest(matches: Iterable[Match]) -> Iterable[Match]:
    """Of the phrases in the very same words the strongest; one that takes them out before all."""
    best: dict[tuple[int, int], tuple[float, Match]] = {}
    for match in matches:
        phrase = _phrases()[match.row]
        strength = phrase.confidence if phrase.key or phrase.role else math.inf
        if strength > best.get((match.first, match.last), (-1.0, None))[0]:
            best[match.first, match.last] = (strength, match)
    return [match for _, match in best.values()]


def _plain(
    matches: Iterable[Match], place: _Places, handed: Sequence[_Evidence] = (), means: bool = True
) -> Iterable[_Evidence]:
    """What phrases say by themselves: not where denied, less where they tell source or means."""
    phrases, numbers = _phrases(), settings()
    spans = [(item.start, item.end) for item in handed if item.row >= 0]
    first = min((end for _, end in spans), default=math.inf)
    for match in matches:
        phrase = phrases[match.row]
        if phrase.key and not place.denied(match):
            factor = place.factor(match, means)
            if any(start <= match.start < end for start, end in spans):
                continue
            if match.start > first:
                factor *= numbers["after_transfer"]
            yield _Evidence(
                phrase.key, phrase.confidence * factor, match.start, match.end, match.row
            )


def _recipients(matches: Sequence[Match], place: _Places) -> list[_Evidence]:
    """Who receives the data: verbs of handing over with the party named, and direct phrases."""
    phrases = _phrases()
    by_role: dict[str, list[Match]] = {"transfer": [], "party": [], "direct": [], "scope": []}
    for match in sorted(matches, key=lambda m: m.first):
        by_role[phrases[match.row].role].append(match)
    scope = next((m for m in by_role["scope"] if not place.denied(m)), None)
    parties = _by_word(by_role["party"])
    evidence, used = [], set()
    for match in by_role["transfer"]:
        if not place.source[match.first]:
            evidence.extend(_handing(match, parties, scope, place, used))
    for match in by_role["direct"]:
        if not place.denied(match):
            evidence.append(_of(match, phrases[match.row].key, phrases[match.row].confidence))
    for match in [*by_role["party"], *([scope] if scope else [])]:
        phrase = phrases[match.row]
        quiet = match.first in used or place.source[match.first] or place.denied(match)
        if phrase.alone and not quiet:
            evidence.append(_of(match, phrase.alone, phrase.alone_confidence, row=-1))
    return evidence


def _handing(
    match: Match, parties: dict[int, Match], scope: Match | None, place: _Places, used: set[int]
) -> Iterable[_Evidence]:
    """What one verb of handing over says, with the party it names; a denied one says: own."""
    phrases, verb = _phrases(), _phrases()[match.row]
    party = _party(match, parties, place)
    to = phrases[party.row] if party else None
    if party:
        used.update(range(party.first, party.last + 1))
    if (to and not to.key) or not (to or verb.key):
        return
    if place.denied(match) or (party and place.denied(party)):
        yield _of(match, "own", settings()["denied"], family="", row=-1)
        return
    sure = _either(verb.confidence, to.confidence) if to and verb.key else verb.confidence
    sure = sure if verb.key else verb.confidence * (to.confidence if to else 0)
    key, family = (to.key, to.family) if to else (verb.key, verb.family)
    if scope and key != "own":
        key, family = phrases[scope.row].key, phrases[scope.row].family
    whole = party if party and party.end > match.end else match
    yield _Evidence(key, sure, match.start, whole.end, match.row, family)


def _party(match: Match, parties: dict[int, Match], place: _Places) -> Match | None:
    """The party after a verb of handing over, in the same sentence, else within its words."""
    numbers, phrases = settings(), _phrases()
    after = range(match.last + 1, min(match.last + 1 + int(numbers["reach"]), place.size))
    nobody = None
    for i in after:
        if place.sentence[i] != place.sentence[match.last]:
            break
        if i in parties:
            if phrases[parties[i].row].key:
                return parties[i]
            nobody = nobody or parties[i]
            if i <= match.last + numbers["next"]:
                return nobody
    inside = (parties[i] for i in range(match.first, match.last + 1) if i in parties)
    return next((party for party in inside if phrases[party.row].key), nobody)


def _by_word(matches: Iterable[Match]) -> dict[int, Match]:
    return {match.first: match for match in matches}


def _of(match: Match, key: str, confidence: float, family: str | None = None, row: int = 0):
    own = _phrases()[match.row].family if family is None else family
    return _Evidence(key, confidence, match.start, match.end, row or match.row, own)


def _families(handed: Iterable[_Evidence]) -> Iterable[_Evidence]:
    """The family of use that a recipient points to as well."""
    for item in handed:
        if item.family:
            yield _Evidence(item.family, item.confidence, item.start, item.end, item.row)


def _deepest(evidence: list[_Evidence]) -> list[_Evidence]:
    """What speaks for an area speaks for the part of it that is named too."""
    named = {item.key for item in evidence}
    parts = {up: key for key in named for up in ancestry(domains(), key)[1:] if up in named}
    return [
        _Evidence(parts.get(i.key, i.key), i.confidence, i.start, i.end, i.row) for i in evidence
    ]


def _hint(facet: str, evidence: Sequence[_Evidence], text: str) -> Hint:
    """The evidence added up: 1 - product of (1 - confidence), divided by each key's part in it."""
    rows: dict[tuple[str, int], _Evidence] = {}
    for item in evidence:  # a phrase counts once, where it is strongest
        known = rows.get((item.key, item.row))
        if known is None or item.confidence > known.confidence:
            rows[item.key, item.row] = item
    if not rows:
        return Hint()
    weight: dict[str, float] = {}
    for item in rows.values():
        weight[item.key] = weight.get(item.key, 0.0) - math.log1p(-item.confidence)
    total = sum(weight.values())
    ranked = sorted(weight, key=lambda key: -weight[key])
    said = 1 - math.exp(-total)
    keep = settings()["keep"] * weight[ranked[0]]
    best = tuple((k, said * weight[k] / total) for k in ranked[:BEST] if weight[k] >= keep)
    own = sorted((i for i in rows.values() if i.key == ranked[0]), key=lambda i: -i.confidence)
    shown = tuple(dict.fromkeys(text[i.start : i.end] for i in own))
    sure = best[0][1] >= thresholds()[facet]
    return Hint(ranked[0], best[0][1], shown, (own[0].start, own[0].end), best, sure)


def _either(first: float, second: float) -> float:
    return 1 - (1 - first) * (1 - second)


@cache
def thresholds() -> dict[str, float]:
    """The confidence from which a hint is used, by facet; measured, see words/hint_precision.csv."""
    rows = shipped.rows("words/hint_precision.csv")
    return {row["facet"]: float(row["confidence"]) for row in rows}


@cache
def settings() -> dict[str, float]:
    """How hints are added up (words/hint_settings.csv)."""
    return {row["key"]: float(row["value"]) for row in shipped.rows("words/hint_settings.csv")}


@cache
def _rows() -> tuple[tuple[_Phrase, str], ...]:
    """Every phrase of every table with its patterns in both languages."""
    rows = []
    for table, name in _TABLES.items():
        for row in shipped.rows(name):
            phrase = _Phrase(
                table,
                row.get("role") or row.get("kind") or "",
                row.get("key", ""),
                float(row.get("confidence") or 0),
                row.get("family", ""),
                row.get("alone", ""),
                float(row.get("alone_confidence") or 0),
            )
            rows.append((phrase, f"{row['nl']}|{row['en']}"))
    return tuple(rows)


@cache
def _phrases() -> tuple[_Phrase, ...]:
    return tuple(phrase for phrase, _ in _rows())


@cache
def _table() -> PhraseTable:
    return PhraseTable(pattern for _, pattern in _rows())
