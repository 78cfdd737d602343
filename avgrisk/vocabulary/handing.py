"""Who receives data, put together from a frame (`handing_frame`): what is done and to whom.

No list of phrases holds every way of handing over ("the list lands on the desk of a casino chain").
So verbs say only how their receiver stands (after a preposition, as object, as subject), and a
party is whoever stands there and is neither the organisation, nor works for it, nor is the person
concerned: words/handing_words.csv.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from avgrisk.vocabulary.handing_frame import (
    FAR,
    LONG,
    NEAR,
    RECEIVE,
    WHOEVER,
    Frame,
    harms_by,
    matcher,
    role_of,
    rows,
)  # fmt: skip
from avgrisk.vocabulary.hint_tables import CLAUSE_END, stops
from avgrisk.vocabulary.phrases import Match
from avgrisk.vocabulary.text import Word

#: Levels at which data leave the organisation.
LEAVES = RECEIVE | {"aggregated", "via_us"}
#: How sure a frame is: a party that the table knows, after a verb that only hands data over and
#: after one of many senses; a party that nobody knows; a text that says that nothing leaves;
#: somebody who works for the organisation; judgement.
SURELY, LIKELY, MAYBE, INSIDE, HELPS = 0.85, 0.75, 0.55, 0.75, 0.6
#: Prepositions after which only a known party counts: they have many other senses.
_LOOSE = frozenset(("bij", "met", "tegen", "with", "before", "at", "naar", "onto"))
#: What stands before a word that is no subject.
_NO_SUBJECT = frozenset(
    ("van", "of", "from", "by", "door", "bij", "met", "with", "als", "as", "aan", "to", "for",
     "voor", "uit", "op", "on", "in", "over", "about")
)  # fmt: skip
#: English verbs that are nouns before a noun: a phone company.
_NOUNS = frozenset(("phone", "mail", "call", "contact", "tip"))
#: Whoever gives things himself is the person concerned: I gave the shop my size.
_I = frozenset(("i", "ik", "cousin", "he", "she"))
#: What stands for data right after a verb of getting them.
_IT = frozenset(("it", "them", "these", "those", "het", "ze", "die", "deze"))
#: Who gets it himself is the person concerned.
_I_GET = frozenset(("i", "ik"))
_PASSIVE = frozenset(
    ("wordt", "worden", "werd", "werden", "is", "are", "was", "were", "be", "gets", "get")
)
_WE, _AS = frozenset(("we", "wij", "i", "ik")), frozenset(("als", "as"))
#: What begins a clause of its own, in which nobody receives what was handed over before it.
_APART = frozenset(
    ("when", "if", "because", "unless", "once", "while", "als", "wanneer", "omdat", "indien",
     "zodra", "tenzij", "terwijl", "doordat")
)  # fmt: skip
#: What begins a clause about whoever stands before it.
_WHICH = frozenset(("die", "dat", "who", "that", "which"))
#: What stands between a noun of doing and whom it is done to: benadering van de werkgever.
_OF = frozenset(("van", "of"))
#: "Nu wil de universiteit die waarden hebben": what is wanted stands last.
_WANTS, _WANTED = (
    frozenset(("wil", "willen")),
    frozenset(("hebben", "krijgen", "inzien", "zien", "weten", "ontvangen")),
)
_ON = frozenset(("in", "op", "on", "at", "via", "aan", "onto", "tijdens", "during"))
#: Whoever is told of in public, by name or not.
_WHO = frozenset(("wie", "who"))
_OTHERS = frozenset(("other", "others", "andere", "anderen"))
_ONLY = frozenset(("alleen", "only", "slechts", "uitsluitend", "enkel"))
#: Verbs of getting that open a clause in Dutch: "en dan krijgt de bank het".
_INVERTED = frozenset(("krijgt", "krijgen", "ontvangt", "ontvangen", "hoort", "koopt", "kopen"))


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who receives data by one frame: a level of recipient ("" is the person concerned), how sure
    in [0, 1], the words, and the nature of handing over to this party."""

    key: str
    confidence: float
    start: int
    end: int
    nature: str = ""


def receivers(
    text: str, line: Sequence[Word], sentence: Sequence[int], denied: Callable[[Match], bool]
) -> list[Receiver]:
    """Who receives data by what a text says; "own" where it says that nobody does.

    >>> from avgrisk.vocabulary.text import words
    >>> text = "The list lands on the desk of the landlord and we ring the neighbours"
    >>> line = words(text)
    >>> [each.key for each in receivers(text, line, [0] * len(line), lambda match: False)]
    ['others', 'others']
    """
    found = _found(tuple(line))
    if not found:
        return []
    clause = stops(text, line, CLAUSE_END)
    each: dict[int, list[Match]] = defaultdict(list)
    for match in found:
        if sentence[match.first] == sentence[match.last]:
            each[sentence[match.first]].append(match)
    heard: list[Receiver] = []
    for number, matches in each.items():
        start, end = bisect_left(sentence, number), bisect_right(sentence, number)
        here = Frame(line, matches, clause, range(start, end))
        out = [*_handed(here, end, denied), *_told(here, end, denied), *_getting(here, end, denied)]
        out += _sold(here, denied)
        heard += out or [*_shown(here, denied)] or [*_kept(here)]
    return [each for each in heard if each.key in LEAVES] or heard


@lru_cache(maxsize=2)
def _found(line: tuple[Word, ...]) -> list[Match]:
    """The words of the table in a text, which both of the above and the below ask for."""
    return matcher().find(line)


def goods(line: Sequence[Word], sentence: Sequence[int]) -> list[Match]:
    """The verbs of selling that sell no data: what they sell goes to the people concerned.

    >>> from avgrisk.vocabulary.text import words
    >>> [m.first for m in goods(words("Wij verkopen isolatie aan particulieren"), [0] * 5)]
    [1]
    """
    found = _found(tuple(line))
    roles = [rows()[match.row]["role"] for match in found]
    if "sells" not in roles or "self" not in roles:
        return []
    here = Frame(line, found, sentence, range(len(line)))
    return [verb for verb in here.marks["sells"] if _to_people(here, verb)]


def _to_people(here: Frame, verb: Match) -> bool:
    """Whether what is sold goes to the people concerned and says nothing of people: goods."""
    to = [m for m in here.marks["prep"] if 0 <= m.first - verb.last - 1 <= NEAR]
    there = (
        bool(to) and here.clause[to[0].last : to[0].last + 2].count(here.clause[verb.first]) == 2
    )
    party = here.party(to[0].last + 1, here.span.stop) if there else None
    if party is None or party[0] != "self" or here.word(party[1].first) in WHOEVER:
        return False
    if _of_others(here, party[1]):
        return False
    sold = range(max(here.start, verb.first - NEAR), to[0].first)
    people = (place in here.at and role_of(here.at[place]) == "self" for place in sold)
    return here.about.isdisjoint(sold) and not any(people)


def _handed(here: Frame, end: int, denied: Callable[[Match], bool]) -> Iterable[Receiver]:
    """A verb of handing over with its receiver after a preposition."""
    verbs = [(m, SURELY) for m in here.marks["sure"]] + [(m, LIKELY) for m in here.marks["to"]]
    sales = {m.first for m in here.marks["sells"]}
    for prep in here.marks["prep"]:
        near = [
            (abs(prep.first - m.last), -sure, m)
            for m, sure in verbs
            if abs(prep.first - m.last) <= FAR
            and prep.first not in (m.first, m.last)
            and not _in_another_clause(here, m, prep)
        ]
        named = here.party(prep.last + 1, end) if near else None
        if named is None:
            continue
        _, minus, verb = min(near)
        role, who = named
        role = "others" if role == "self" and _of_others(here, who) else role
        sure = -minus if role else MAYBE * (minus == -SURELY)
        loose = here.word(prep.first) in _LOOSE
        out = denied(verb) and not here.marks["figures"]
        if out or not sure or (loose and not role) or _given_by_me(here, verb):
            continue
        harms = harms_by(who)
        kept = role == "self" and minus == -SURELY and verb.first not in sales
        if kept or here.has_thing(who, named=loose and not harms) or (minus == -SURELY and harms):
            # Handed over to the person concerned: it stays where it was.
            yield from _receiver(here, "own" if kept else role or "others", sure, verb, who)


def _of_others(here: Frame, who: Match) -> bool:
    """Whether people are somebody else's: the parents of other pupils are not the pupils' own."""
    return any(here.word(who.last + step) in _OTHERS for step in (1, 2))


def _in_another_clause(here: Frame, verb: Match, prep: Match) -> bool:
    """Whether a preposition stands in a clause of its own (when the child is not at school), or the
    verb in one about whoever follows the preposition (bij iedereen die komt)."""
    between = range(min(verb.last, prep.last) + 1, max(verb.first, prep.first))
    if any(here.word(place) in _APART for place in between):
        return True
    return prep.last < verb.first and here.word(verb.first - 1) in _WHICH


def _told(here: Frame, end: int, denied: Callable[[Match], bool]) -> Iterable[Receiver]:
    """A party that is told, called or given something: as object, or as subject in the passive."""
    for verb in here.marks["whom"]:
        if denied(verb) or _given_by_me(here, verb):
            continue
        after = _object(here, verb, end)
        passive = {here.word(i) for i in range(verb.first - 3, verb.first)} & _PASSIVE
        last = here.word(verb.last).endswith("en") and (verb.last + 1 == end or not after)
        told = [who for who in _before(here, verb) if harms_by(who) or role_of(who) == "own"]
        if told and (passive or last):
            for who in told:
                yield from _receiver(here, role_of(who), LIKELY, verb, who)
        elif after and (harms_by(after[1]) or here.has_thing(after[1])):
            yield from _receiver(here, after[0], LIKELY, verb, after[1])


def _object(here: Frame, verb: Match, end: int) -> tuple[str, Match] | None:
    """Who is told: right after the verb, or inside one that is divided (licht de huisbaas in)."""
    first = verb.first + 1
    while first in here.skips:
        first += 1
    if first < verb.last and first in here.at:
        return role_of(here.at[first]), here.at[first]
    if verb.words > 1 and here.word(verb.last) == "door":
        return None  # what is passed on stands inside, its receiver after a preposition
    start = verb.last + 1
    if here.word(verb.last).endswith("ing") and here.word(start) in _OF:
        start += 1
    if start >= end or here.clause[start] != here.clause[verb.last]:
        return None
    found = here.party(start, end)
    bare = found is not None and found[1].first == start
    return None if bare and here.word(verb.last) in _NOUNS else found


def _given_by_me(here: Frame, verb: Match) -> bool:
    """Whether the person concerned gives things himself; a Dutch verb that stands last has him at
    the head of its clause: als ik mijn stappen met de verzekeraar deel."""
    head = here.clause.index(here.clause[verb.first])
    first_person = not here.word(verb.first).endswith(("t", "n", "d"))
    opens = {here.word(place) for place in range(head, min(head + 3, verb.first))}
    return bool(_beside(here, verb) & _I) or (first_person and "ik" in opens)


def _beside(here: Frame, verb: Match) -> set[str]:
    """The words on both sides of a verb."""
    return {here.word(verb.first - 1), here.word(verb.last + 1)}


def _getting(here: Frame, end: int, denied: Callable[[Match], bool]) -> Iterable[Receiver]:
    """A party that gets, hears, buys or may see something; who speaks as a party gets it too."""
    for verb in here.marks["gets"]:
        if _beside(here, verb) & _I_GET and not (denied(verb) or _as_somebody_else(here)):
            yield Receiver("own", HELPS, verb.start, verb.end)
            continue
        things = [place for place in (*here.things, *here.data) if place > verb.first]
        if denied(verb) or not _wants_data(here, verb, end):
            continue
        subjects = [*_before(here, verb)]
        who = subjects[-1] if subjects else None
        it = here.word(verb.last + 1) in _IT
        if who and _of_self(here, verb):
            continue
        if who and (things or it or verb.words > 1 or _thing_between(here, who, verb)):
            yield from _receiver(here, role_of(who), LIKELY, verb, who)
            continue
        inverted = here.word(verb.first) in _INVERTED | _WANTS
        if inverted and not _somebody_before(here, verb):
            named = here.party(verb.last + 1, end)
            if named and named[0] in RECEIVE and here.has_thing(named[1]):
                yield from _receiver(here, named[0], LIKELY, verb, named[1])
        speaks = _beside(here, verb) & _WE
        if speaks and _as_somebody_else(here):
            for source in here.marks["ask_for"]:
                named = here.party(source.last + 1, end) if source.first > verb.last else None
                if named and named[0] not in ("own", "self", "place") and things:
                    yield from _receiver(here, "others", LIKELY, verb, named[1])


def _of_self(here: Frame, verb: Match) -> bool:
    """Whether a verb tells of the people concerned, who stand before it: members who want it."""
    who = here.at.get(verb.first - 2)
    return here.word(verb.first - 1) in _WHICH and who is not None and role_of(who) == "self"


def _thing_between(here: Frame, who: Match, verb: Match) -> bool:
    """Whether a Dutch verb that stands last has what is handed before it: zou die krijgen."""
    between = range(who.last + 1, verb.first)
    return not {*here.things, *here.data}.isdisjoint(between)


def _as_somebody_else(here: Frame) -> bool:
    """Whether whoever speaks says as whom, and is none of the people concerned."""
    heads = [here.start + at for at in range(2) if here.word(here.start + at) in _AS]
    near = range(heads[0], heads[0] + LONG) if heads else range(0)
    return bool(heads) and not any(role_of(here.at[at]) == "self" for at in near if at in here.at)


def _sold(here: Frame, denied: Callable[[Match], bool]) -> Iterable[Receiver]:
    """What is sold is data about people, whoever buys them."""
    for verb in here.marks["sells"]:
        places = {_next(here, verb.last, 1), _next(here, verb.first, -1)}
        if not (denied(verb) or places.isdisjoint(here.about) or _to_people(here, verb)):
            yield Receiver("others", LIKELY, verb.start, verb.end, "sell")


def _next(here: Frame, place: int, step: int) -> int:
    """The first place from a verb on, either way, that holds no small word and no person."""
    place += step
    while place in here.span and (
        place in here.skips
        or here.word(place) in _PASSIVE
        or (place in here.at and role_of(here.at[place]) == "self")
    ):
        place += step
    return place


def _wants_data(here: Frame, verb: Match, end: int) -> bool:
    """Whether a verb of wanting is about having data: what is wanted ends its clause."""
    if here.word(verb.first) not in _WANTS or verb.words > 1:
        return True
    places = range(verb.last + 1, end)
    same = [place for place in places if here.clause[place] == here.clause[verb.first]]
    return any(here.word(place) in _WANTED for place in same)


def _before(here: Frame, verb: Match) -> Iterable[Match]:
    """The parties before a verb that may be its subject, or its object in a Dutch clause."""
    seen = None
    for place in range(max(0, verb.first - NEAR), verb.first):
        who = here.at.get(place)
        if who is None or who is seen or here.clause[place] != here.clause[verb.first]:
            continue
        seen, start = who, who.first
        while here.word(start - 1) and any(m.first == start - 1 for m in here.marks["skip"]):
            start -= 1
        role = role_of(who)
        known = role == "own" or (role in RECEIVE and role != "public")
        if known and here.word(start - 1) not in _NO_SUBJECT:
            yield who


def _somebody_before(here: Frame, verb: Match) -> bool:
    """Whether somebody stands before a verb in its clause, who then is its subject."""
    return any(
        here.clause[place] == here.clause[verb.first]
        and (place in here.at or here.word(place) in _WE)
        for place in range(max(0, verb.first - NEAR), verb.first)
    )


def _shown(here: Frame, denied: Callable[[Match], bool]) -> Iterable[Receiver]:
    """What is put where everybody can read it, unless whoever it is about agreed."""
    if here.marks["agreed"]:
        return
    for mark in here.marks["everybody"]:
        if not denied(mark):
            yield Receiver("public", LIKELY, mark.start, mark.end)
    for wall in here.marks["wall"]:
        place = wall.first - 1
        while place in here.skips:
            place -= 1
        near = [m for m in here.marks["hang"] if abs(m.first - wall.first) <= FAR]
        named = here.has_thing(wall, named=True) or not _WHO.isdisjoint(map(here.word, here.span))
        read = bool(near) and here.word(place) in _ON and named
        if read and not denied(near[0]):
            span = min(near[0].start, wall.start), max(near[0].end, wall.end)
            yield Receiver("public", HELPS, *span)


def _kept(here: Frame) -> Iterable[Receiver]:
    """What says that nobody else receives anything."""
    for mark in here.marks["inside"]:
        yield Receiver("own", INSIDE, mark.start, mark.end)
    for stays in here.marks["stays"]:
        near = [m for m in here.marks["at"] if 0 < abs(m.first - stays.last) <= NEAR]
        if any(here.clause[m.first] == here.clause[stays.first] for m in near):
            yield Receiver("own", INSIDE, stays.start, stays.end)
    if here.marks["not"]:
        hands = here.marks["to"] or here.marks["sure"] or here.marks["gets"]
        for mark in (*here.marks["out"], *(here.marks["anybody"] if hands else ())):
            yield Receiver("own", INSIDE, mark.start, mark.end)
    access = [*here.marks["gets"], *here.marks["opens"]]
    if access and here.word(here.start) in _ONLY:
        yield Receiver("own", INSIDE, access[0].start, access[0].end)


def _receiver(here: Frame, role: str, sure: float, verb: Match, who: Match) -> Iterable[Receiver]:
    """Who a party is: a receiver, or one who helps the organisation; else nobody."""
    span = min(verb.start, who.start), max(verb.end, who.end)
    if role in RECEIVE:
        key = here.as_said(role)
        nature = rows()[who.row]["nature"] if key == role and who.row >= 0 else ""
        yield Receiver(key, sure, *span, nature)
    elif role in ("own", "self"):
        yield Receiver(role.replace("self", ""), HELPS, *span)
