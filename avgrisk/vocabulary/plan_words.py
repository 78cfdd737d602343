"""Which words of a plan name its organisation, its people, and what the data were given for.

The kind of organisation is whoever acts, never whoever receives: "the insurer gets our purchases"
is a sale to an insurer. Words of words/plan_marks.csv tell the two apart.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from avgrisk.vocabulary import sectors
from avgrisk.vocabulary.hint_tables import SENTENCE_END, stops
from avgrisk.vocabulary.phrases import Match, longest
from avgrisk.vocabulary.text import Word, words
from avgrisk.vocabulary.voices import verbs
from avgrisk.vocabulary.word_tables import WordTable, says, small, word_table

MARKS, PEOPLE = "words/plan_marks.csv", "words/people_hints.csv"

#: How much of a plan is read.
LONGEST = 4_000

Span = tuple[int, int]

#: What speaks for and against a kind of organisation being the one whose plan it is; judgement.
FOR = {"self": 1.5, "acts": 1.0, "first": 0.4, "at": 0.4, "heads": 1.6}
AGAINST = {"we": 0.8, "toward": 1.0, "receives": 1.6, "generic": 0.6}
#: How a verb of which a name at the beginning is the subject ends.
VERB_ENDS = ("t", "s")
#: Where nothing follows, such a word is the thing, no verb: "garden centre ads (2014)".
CLOSES = re.compile(r"\s*(?:$|[(.;:,|/])")
#: From this weight on a name is surely the plan's own organisation.
OWN = 1.2
#: How far from a name a mark may stand, in words.
NEAR = 2
#: What stands between a name at the head of a text and the plan itself.
HEADS = re.compile(r"\s*(:|\s[-\u2013\u2014]\s)")

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
    found = []
    for i, (sector, m) in enumerate(mentions):
        weight = FOR["heads"] if _heads(m, text) else _speaks(m, text, line, marks, i == 0)
        found.append(named_by(sector.key, text, m, weight))
    return _likeliest(found)


def named_by(key: str, text: str, m: Match, weight: float) -> Named:
    """What words of a text name."""
    return Named(key, text[m.start : m.end], (m.start, m.end), weight)


def _likeliest(found: Sequence[Named]) -> tuple[Named, ...]:
    """Every key once, likeliest first, then by place."""
    best: dict[str, Named] = {}
    for named in sorted(found, key=lambda named: (-named.weight, named.span)):
        best.setdefault(named.key, named)
    return tuple(best.values())


def _heads(m: Match, text: str) -> bool:
    """Whether a name stands before the plan as its heading (Bank: we sell ...)."""
    return m.first <= 1 and HEADS.match(text, m.end) is not None


def _speaks(
    m: Match, text: str, line: Sequence[Word], marks: Mapping[str, set[int]], first: bool
) -> float:
    """How much speaks for a name being the plan's own organisation; `first`: none stands before."""
    before = range(max(0, m.first - NEAR), m.first)
    after = range(m.last + 1, min(m.last + 1 + NEAR, len(line)))
    weight = 0.2 + FOR["first"] * first
    for role in ("self", "at"):
        weight += FOR[role] * (not marks[role].isdisjoint(before))
    weight -= AGAINST["toward"] * (m.first > 0 and not marks["toward"].isdisjoint(before))
    receives = not marks["receives"].isdisjoint(after)
    after_it = m.last + 1 < len(line)
    ends = after_it and line[m.last + 1].folded.endswith(VERB_ENDS)
    ends = ends and not CLOSES.match(text, line[m.last + 1].end)
    many = says(line, m.last, "many") and after_it and line[m.last + 1].folded in verbs("en")
    begins = m.first <= 1 and (ends or many) and not says(line, m.last + 1, "undergoes")
    weight += FOR["acts"] * (not receives and begins and marks["acts"].isdisjoint(after))
    weight += FOR["acts"] * (not receives and not marks["acts"].isdisjoint(after))
    weight -= AGAINST["receives"] * (receives and bool(marks["ours"]))
    we = any(word.folded in small("organisation") for word in line)
    weight -= AGAINST["we"] * (we and marks["self"].isdisjoint(before))
    generic = sectors.table()[sectors.named_by(m)].group == sectors.GENERIC
    return weight - AGAINST["generic"] * generic


def without_own(text: str) -> str:
    """A text without the name of its own organisation: the police that acts is no receiver, nor is
    "the insurer" later on in a plan of an insurer.

    >>> without_own("De politie belt de eigenaar").split()
    ['De', 'belt', 'de', 'eigenaar']
    >>> without_own("A bank hands out watches. They pass steps to the bank").split()[-3:]
    ['steps', 'to', 'us']
    """
    for named in organisations(text)[:1]:
        if named.weight >= OWN:
            start, end = named.span
            later = _named_again(named.words).sub(_pronoun, text[end:])
            return text[:start] + " " * (end - start) + later
    return text


@lru_cache(maxsize=512)
def _named_again(name: str) -> re.Pattern[str]:
    """How a word points back to the organisation that it named: "to the insurer", and not "to the
    insurer of the driver"."""
    to, the, one = ("|".join(sorted(small(each))) for each in ("whereto", "the", "which_one"))
    return re.compile(
        rf"\b((?:{to})\s+)?(?:{the})\s+{re.escape(name)}\b(?!\s+(?:{one})\b)", re.IGNORECASE
    )


def _pronoun(found: re.Match[str]) -> str:
    """A word that points back as a pronoun of the same length, gone where nothing leads to it."""
    lead = found[1] or ""
    pronoun = ("us" if lead.casefold().strip() in ("to", "with", "from") else "ons") if lead else ""
    return f"{lead}{pronoun}".ljust(len(found[0]))


def people(text: str) -> tuple[Named, ...]:
    """Who a plan is about, likeliest first: others than customers before customers, then by place.

    >>> people("Klanten en hun kinderen")[0].key
    'child'
    """
    text = text[:LONGEST]
    found = [(word_table(PEOPLE).rows[m.row]["key"], m) for m in people_words(words(text))]
    return _likeliest(
        [named_by(key, text, m, 0.7 if key == "customer" else 0.9) for key, m in found if key]
    )


def people_words(line: Sequence[Word]) -> list[Match]:
    """The words for people in a text, the longest of those that overlap."""
    return longest(word_table(PEOPLE).phrases.find(line))


def sector_of_people(text: str) -> tuple[str, str, Span] | None:
    """The kind of organisation that has such people, where a plan names none; with the words."""
    for m in people_words(words(text[:LONGEST])):
        sector = word_table(PEOPLE).rows[m.row]["sector"]
        if sector:
            return sector, text[m.start : m.end], (m.start, m.end)
    return None


def given_for(text: str) -> tuple[str, Span] | None:
    """The words that tell what people gave the data for, with their place; None where none do.

    >>> given_for("Het adres is verzameld om te bezorgen en wordt nu verkocht")[0]
    'om te bezorgen'
    """
    text = text[:LONGEST]
    line = words(text)
    sentence = stops(text, line, SENTENCE_END | {","})
    marks = marks_table().by_role(marks_table().phrases.find(line))
    ends = {m.first for m in marks["stop"]}
    for m in sorted(marks["gave"], key=lambda m: m.first):
        last = begins = m.last + 1
        while last < len(line) and sentence[last] == sentence[m.last] and last not in ends:
            if last > begins and says(line, last, "and"):
                break
            last += 1
        if last > begins and not _is_all(line, sentence, m, last):
            start, end = line[m.last].start, line[last - 1].end
            return text[start:end], (start, end)
    return None


def _is_all(line: Sequence[Word], sentence: Sequence[int], gave: Match, end: int) -> bool:
    """Whether what was given stands in the passive and nothing follows: that is the plan itself
    (uw adres wordt bewaard om te bezorgen), not what went before it."""
    before = (place for place in range(gave.first) if sentence[place] == sentence[gave.first])
    return end == len(line) and any(says(line, place, "passive") for place in before)


def marked(sentence: str) -> frozenset[str]:
    """What the marks in a sentence say that it tells, roles of `TELLS`; or nothing.

    >>> sorted(marked("De bank wil uw uitgaven verkopen"))
    ['plans']
    """
    found = marks_table().phrases.find(words(sentence))
    return TELLS & {marks_table().roles[m.row] for m in found}


def sentences(text: str) -> tuple[Span, ...]:
    """Where the sentences of a plan stand."""
    found, start = [], 0
    for stop in (*_SENTENCE.finditer(text), None):
        end = len(text) if stop is None else stop.start()
        if text[start:end].strip():
            found.append((start, end))
        start = end if stop is None else stop.end()
    return tuple(found)


def _marks(line: Sequence[Word]) -> Mapping[str, set[int]]:
    """Role -> the places of words that have it."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for m in marks_table().phrases.find(line):
        found[marks_table().roles[m.row]].update((m.first, m.last))
    return found


def marks_table() -> WordTable:
    """The words around what a plan says."""
    return word_table(MARKS)
