"""Which words of a plan name its organisation, its people, its data and what these were given for.

The kind of organisation is whoever acts, never whoever receives: "the insurer gets our purchases"
is a sale to an insurer. Words of words/plan_marks.csv tell the two apart.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from avgrisk.core import shipped
from avgrisk.vocabulary import sectors
from avgrisk.vocabulary.data_patterns import last_part
from avgrisk.vocabulary.data_senses import UNKNOWN, contexts, sense
from avgrisk.vocabulary.data_words import GENERIC, Matches, categories, match
from avgrisk.vocabulary.hint_tables import SENTENCE_END, stops
from avgrisk.vocabulary.phrases import Match, PhraseTable, longest
from avgrisk.vocabulary.text import Word, fold, words

MARKS, PEOPLE = "words/plan_marks.csv", "words/people_hints.csv"

#: How much of a plan is read.
LONGEST = 4_000

Span = tuple[int, int]

#: What speaks for and against a kind of organisation being the one whose plan it is; judgement.
FOR = {"self": 1.5, "acts": 1.0, "first": 0.4, "at": 0.4, "heads": 1.6}
AGAINST = {"we": 0.8, "toward": 1.0, "receives": 1.6, "generic": 0.6}
#: Whoever says this beside a name speaks for another organisation.
WE = frozenset(("we", "wij"))
#: How a verb of which a name at the beginning is the subject ends.
VERB_ENDS = ("t", "s")
#: Behind a name to which something is done: the council is rung.
UNDERGOES = frozenset(("is", "was", "wordt", "gets"))
#: From this weight on a name is surely the plan's own organisation.
OWN = 1.2
#: How far from a name a mark may stand, in words.
NEAR = 2
#: What stands between a name at the head of a text and the plan itself.
HEADS = re.compile(r"\s*(:|\s[-\u2013\u2014]\s)")

#: What a list of people is called, what stands between, and the data it holds at the least.
LISTS = ("lijst", "lijsten", "bestand", "bestanden", "list", "lists", "directory")
SMALL = frozenset(
    ("van", "met", "of", "with", "de", "het", "een", "the", "a", "onze", "our", "hun", "their",
     "alle", "all", "my", "your", "its", "haar", "zijn")
)  # fmt: skip
LISTED, WHICH = "user.contact", frozenset(("die", "who", "that", "whose", "van", "met"))
#: Data that share their word with what is done about them.
ACTED = ("x_nl.correspondence", "x_nl.customer_relation", "x_nl.permit", "user.content.public")
#: How a noun of doing ends, and what its object or receiver stands behind.
DOING = ("ing", "en", "ment")
TO = frozenset(("van", "aan", "of", "to"))
#: Behind an English verb, and never behind a noun.
ARTICLES = frozenset(("a", "an", "the", "our", "your", "their", "his", "her"))

#: Roles of marks that tell what their sentence is about.
TELLS = frozenset(("plans", "because", "had", "narrator", "others", "wishes", "back"))

_SENTENCE = re.compile(r"[.!?;\n]+")


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a plan names: its key, the words and their place, and how surely it is it."""

    key: str
    words: str
    span: Span
    weight: float


def organisations(text: str) -> tuple[Named, ...]:
    """The kinds of organisation that a plan names, likeliest its own first; a weight at or below 0
    speaks of somebody else, such as a receiver.

    >>> [named.key for named in organisations("De bank verkoopt het aan een verzekeraar")]
    ['bank', 'insurer']
    >>> organisations("Apotheek: wij geven het door aan de huisarts")[0].key
    'pharmacy'
    """
    text = text[:LONGEST]
    mentions = sectors.mentions(text)
    if not mentions:
        return ()
    line = words(text)
    marks = _marks(line)
    own = bool(marks["ours"])
    found = [
        Named(
            sector.key,
            text[m.start : m.end],
            (m.start, m.end),
            FOR["heads"] if _heads(m, text) else _speaks(m, line, marks, own, i),
        )
        for i, (sector, m) in enumerate(mentions)
    ]
    best: dict[str, Named] = {}
    for named in found:
        known = best.setdefault(named.key, named)
        if named.weight > known.weight:
            best[named.key] = named
    return tuple(sorted(best.values(), key=lambda named: (-named.weight, named.span)))


def _heads(m: Match, text: str) -> bool:
    """Whether a name stands before the plan as its heading (Bank: we sell ...)."""
    return m.first <= 1 and HEADS.match(text, m.end) is not None


def _speaks(m: Match, line: Sequence[Word], marks: dict[str, set[int]], own: bool, i: int) -> float:
    """How much speaks for a name being the plan's own organisation."""
    before = range(max(0, m.first - NEAR), m.first)
    after = range(m.last + 1, min(m.last + 1 + NEAR, len(line)))
    weight = 0.2 + (FOR["first"] if i == 0 else 0.0)
    for role in ("self", "at"):
        weight += FOR[role] * (not marks[role].isdisjoint(before))
    weight -= AGAINST["toward"] * (m.first > 0 and not marks["toward"].isdisjoint(before))
    receives = not marks["receives"].isdisjoint(after)
    next_ = line[m.last + 1].folded if m.last + 1 < len(line) else ""
    begins = m.first <= 1 and next_.endswith(VERB_ENDS) and next_ not in UNDERGOES
    weight += FOR["acts"] * (not receives and begins and marks["acts"].isdisjoint(after))
    weight += FOR["acts"] * (not receives and not marks["acts"].isdisjoint(after))
    weight -= AGAINST["receives"] * (receives and own)
    we = any(word.folded in WE for word in line)
    weight -= AGAINST["we"] * (we and marks["self"].isdisjoint(before))
    generic = sectors.table()[sectors.named_by(m)].group == sectors.GENERIC
    return weight - AGAINST["generic"] * generic


def without_own(text: str) -> str:
    """A text without the name of its own organisation: the police that acts is no receiver.

    >>> without_own("De politie belt de eigenaar").split()
    ['De', 'belt', 'de', 'eigenaar']
    """
    for named in organisations(text)[:1]:
        if named.weight >= OWN:
            start, end = named.span
            return text[:start] + " " * (end - start) + text[end:]
    return text


def people(text: str) -> tuple[Named, ...]:
    """Who a plan is about, likeliest first: others than customers before customers, then by place.

    >>> people("Klanten en hun kinderen")[0].key
    'child'
    """
    text = text[:LONGEST]
    rows = shipped.rows(PEOPLE)
    found = []
    for m in longest(_people().find(words(text))):
        key = rows[m.row]["key"]
        if key:
            span = (m.start, m.end)
            found.append(Named(key, text[m.start : m.end], span, 0.7 if key == "customer" else 0.9))
    found.sort(key=lambda named: (-named.weight, named.span))
    first: dict[str, Named] = {}
    for named in found:
        first.setdefault(named.key, named)
    return tuple(first.values())


def sector_of_people(text: str) -> tuple[str, str, Span] | None:
    """The kind of organisation that has such people, where a plan names none; with the words."""
    rows = shipped.rows(PEOPLE)
    for m in longest(_people().find(words(text[:LONGEST]))):
        if rows[m.row]["sector"]:
            return rows[m.row]["sector"], text[m.start : m.end], (m.start, m.end)
    return None


def data(text: str, shut: Iterable[Span] = (), people: Iterable[Span] = ()) -> tuple[Named, ...]:
    """The kinds of data that a plan names, in order. Words at places that are `shut` name
    organisations or conditions and no data; words for people count as data only where nothing else
    does, and the data are special (patients), unless they end in a word for data (tenants' data).

    >>> [named.key for named in data("De winkel leest je mail mee")]
    ['user.content.private']
    """
    text = text[:LONGEST]
    line = words(text)
    people = [*people]
    out = [*_not_data(line), *_proper_names(text, line), *shut]
    done = [*_done(line)]
    held = [span for span in people if not last_part(fold(text[slice(*span)]))]
    found = {each.span: each for each in (*_told(text, line), *_listed(text, line, people))}
    weak: list[Named] = []
    for each in _matched(text):
        acted = done if each.key in ACTED else ()
        if any(_overlap(each.span, span) for span in (*out, *acted)):
            continue
        if any(_overlap(each.span, span) for span in held):
            weak.append(each)
        elif not any(_overlap(each.span, span) for span in found):
            found[each.span] = each
    strong = sorted(found.values(), key=lambda named: named.span)
    kept = strong or [each for each in weak if categories()[each.key].flags]
    return tuple({named.key: named for named in reversed(kept)}.values())[::-1]


def _matched(text: str) -> Iterable[Named]:
    """What the tables of data words find in running text; what is denied does not count."""
    found: Matches = match(text)
    around = contexts(text)
    for each in found.categories:
        key = sense(each, around)
        if key not in (GENERIC, UNKNOWN):
            yield Named(key, each.words, each.span, 0.8)


def _told(text: str, line: Sequence[Word]) -> Iterable[Named]:
    """Data that a plan tells by what is done with them: who pays with a card leaves payments. A
    row without key takes its words out."""
    rows = shipped.rows(MARKS)
    for m in longest([m for m in _mark_table().find(line) if rows[m.row]["role"] == "data"]):
        if rows[m.row]["key"]:
            yield Named(rows[m.row]["key"], text[m.start : m.end], (m.start, m.end), 0.7)


def _listed(text: str, line: Sequence[Word], people: Sequence[Span]) -> Iterable[Named]:
    """A list of people: who they are and where to reach them (donor list, klantenlijst, a list of
    our members); of those who do something it is not known what more it says of them."""
    whose = dict(people)
    for place, word in enumerate(line):
        if not word.folded.endswith(LISTS):
            continue
        after = place + 1
        while after < len(line) and line[after].folded in SMALL:
            after += 1
        end = whose.get(line[after].start) if place + 1 < after < len(line) else None
        if end is not None and not _doing_something(line, end):
            span = word.start, end
        elif place and line[place - 1].start in whose:
            span = line[place - 1].start, word.end
        elif _of_people(word.folded):
            span = word.start, word.end
        else:
            continue
        yield Named(LISTED, text[slice(*span)], span, 0.7)


def _doing_something(line: Sequence[Word], end: int) -> bool:
    """Whether what follows tells what people do or have: who complain, met schulden."""
    after = next((word.folded for word in line if word.start >= end), "")
    return after in WHICH


@lru_cache(maxsize=4096)
def _of_people(word: str) -> bool:
    """Whether a compound names a list of people (klantenlijst)."""
    stem = next(word.removesuffix(end) for end in LISTS if word.endswith(end))
    return bool(stem) and bool(_people().find((Word(stem, 0, len(stem)),)))


def _done(line: Sequence[Word]) -> Iterable[Span]:
    """Words that look like data and tell what is done: a noun that opens the text with its object
    or receiver behind it (Mailing aan klanten), an English verb (the charity posts a letter)."""
    for place, word in enumerate(line[:-1]):
        after = line[place + 1].folded
        opens = place == 0 and after in TO and word.folded.endswith(DOING)
        verb = place and word.folded.endswith("s") and not word.folded.endswith("ss")
        if opens or (verb and after in ARTICLES):
            yield word.start, word.end


def _not_data(line: Sequence[Word]) -> list[Span]:
    rows = shipped.rows(MARKS)
    return [(m.start, m.end) for m in _mark_table().find(line) if rows[m.row]["role"] == "not_data"]


def _proper_names(text: str, line: Sequence[Word]) -> list[Span]:
    """Where two or more words in a row have capitals (Pine Street Dental): names, and no data; a
    heading in which most words have them holds no such names."""
    capital = [text[w.start : w.end].istitle() for w in line]
    if sum(capital) * 2 > len(line):
        return []
    return [
        (one.start, other.end)
        for i, (one, other) in enumerate(pairwise(line))
        if capital[i] and capital[i + 1] and text[one.end : other.start] == " "
    ]


def given_for(text: str) -> tuple[str, Span] | None:
    """The words that tell what people gave the data for, with their place; None where none do.

    >>> given_for("Het adres is verzameld om te bezorgen en wordt nu verkocht")[0]
    'om te bezorgen'
    """
    text = text[:LONGEST]
    line = words(text)
    rows = shipped.rows(MARKS)
    sentence = stops(text, line, SENTENCE_END | {","})
    marks = sorted(_mark_table().find(line), key=lambda m: m.first)
    for m in marks:
        if rows[m.row]["role"] != "gave":
            continue
        last = m.last + 1
        ends = {x.first for x in marks if rows[x.row]["role"] == "stop"}
        while (
            last < len(line)
            and sentence[last] == sentence[m.last]
            and not (last in ends or (line[last].folded in ("en", "and") and last > m.last + 1))
        ):
            last += 1
        if last > m.last + 1:
            start, end = line[m.last].start, line[last - 1].end
            return text[start:end], (start, end)
    return None


def marked(sentence: str) -> frozenset[str]:
    """What the marks in a sentence say that it tells, roles of `TELLS`; or nothing.

    >>> sorted(marked("De bank wil uw uitgaven verkopen"))
    ['plans']
    """
    rows = shipped.rows(MARKS)
    return TELLS & {rows[m.row]["role"] for m in _mark_table().find(words(sentence))}


def sentences(text: str) -> tuple[Span, ...]:
    """Where the sentences of a plan stand."""
    found, start = [], 0
    for stop in (*_SENTENCE.finditer(text), None):
        end = len(text) if stop is None else stop.start()
        if text[start:end].strip():
            found.append((start, end))
        start = end if stop is None else stop.end()
    return tuple(found)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _marks(line: Sequence[Word]) -> dict[str, set[int]]:
    """Role -> the places of words that have it."""
    rows = shipped.rows(MARKS)
    found: dict[str, set[int]] = {role: set() for role in (*FOR, *AGAINST, "ours")}
    for m in _mark_table().find(line):
        role = rows[m.row]["role"]
        if role in found:
            found[role].update((m.first, m.last))
    return found


@cache
def _mark_table() -> PhraseTable:
    return PhraseTable(_pattern(row) for row in shipped.rows(MARKS))


@cache
def _people() -> PhraseTable:
    return PhraseTable(_pattern(row) for row in shipped.rows(PEOPLE))


def _pattern(row: dict[str, str]) -> str:
    return fold(f"{row['nl']}|{row['en']}").replace("-", " ")
