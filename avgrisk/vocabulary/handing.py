"""Who receives data, put together from a frame (`handing_frame`): what is done and to whom.

No list of phrases holds every way of handing over ("the list lands on the desk of a casino chain").
So verbs say only how their receiver stands (after a preposition, as object, as subject), and a
party is whoever stands there and is neither the organisation, nor works for it, nor is the person
concerned: words/handing_words.csv.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from avgrisk.vocabulary.handing_frame import (
    FAR,
    HELPS,
    INSIDE,
    LIKELY,
    NEAR,
    RECEIVE,
    VERBS,
    Frame,
    Receiver,
    role_of,
    table,
)
from avgrisk.vocabulary.handing_verbs import getting, handed, let_know, of_others
from avgrisk.vocabulary.hint_tables import CLAUSE_END, stops
from avgrisk.vocabulary.phrases import Match
from avgrisk.vocabulary.text import Word

#: Roles of which one at least stands in a sentence that tells who receives anything.
_TELLING = frozenset((
    *VERBS, "sells", "everybody", "wall", "circle", "inside", "stays", "out", "anybody", "opens",
))  # fmt: skip
#: Levels at which data leave the organisation.
LEAVES = RECEIVE | {"aggregated", "via_us"}


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
        if _TELLING.isdisjoint({table().roles[match.row] for match in matches}):
            continue
        span = range(bisect_left(sentence, number), bisect_right(sentence, number))
        here = Frame(line, matches, clause, span, denied)
        out = [*handed(here), *let_know(here), *getting(here), *_sold(here)]
        heard += out or [*_shown(here)] or [*_kept(here)]
    return [each for each in heard if each.key in LEAVES] or heard


@lru_cache(maxsize=2)
def _found(line: tuple[Word, ...]) -> list[Match]:
    """The words of the table in a text, which both of the above and the below ask for."""
    return table().phrases.find(line)


def goods(line: Sequence[Word], sentence: Sequence[int]) -> list[Match]:
    """The verbs of selling that sell no data: what they sell goes to the people concerned.

    >>> from avgrisk.vocabulary.text import words
    >>> [m.first for m in goods(words("Wij verkopen isolatie aan particulieren"), [0] * 5)]
    [1]
    """
    found = _found(tuple(line))
    if not {"sells", "self"} <= {table().roles[match.row] for match in found}:
        return []
    here = Frame(line, found, sentence, range(len(line)))
    return [verb for verb in here.marks["sells"] if _to_people(here, verb)]


def _to_people(here: Frame, verb: Match) -> bool:
    """Whether what is sold goes to the people concerned and says nothing of people: goods."""
    to = next((m for m in here.marks["prep"] if 0 <= m.first - verb.last - 1 <= NEAR), None)
    if to is None or to.last + 1 == len(here.line):
        return False
    near = here.together(verb.first, to.last) and here.together(to.last, to.last + 1)
    party = here.party(to.last + 1) if near else None
    if party is None or party[0] != "self" or here.says(party[1].first, "whoever"):
        return False
    sold = range(max(here.span.start, verb.first - NEAR), to.first)
    people = (place in here.at and role_of(here.at[place]) == "self" for place in sold)
    return here.about.isdisjoint(sold) and not (any(people) or of_others(here, party[1]))


def _sold(here: Frame) -> Iterable[Receiver]:
    """What is sold is data about people, whoever buys them."""
    for verb in here.said("sells"):
        places = {_next(here, verb.last, 1), _next(here, verb.first, -1)}
        if not (places.isdisjoint(here.about) or _to_people(here, verb)):
            yield Receiver("others", LIKELY, verb.start, verb.end, "sell")


def _next(here: Frame, place: int, step: int) -> int:
    """The first place from a verb on, either way, that holds no small word and no person."""
    place += step
    while place in here.span and (
        place in here.skips
        or here.says(place, "passive")
        or (place in here.at and role_of(here.at[place]) == "self")
    ):
        place += step
    return place


def _shown(here: Frame) -> Iterable[Receiver]:
    """What is put where everybody can read it, unless whoever it is about agreed."""
    if here.marks["agreed"]:
        return
    for mark in here.said("everybody"):
        yield Receiver("public", LIKELY, mark.start, mark.end)
    members = here.marks["circle"] if here.marks["festive"] else []
    for wall in (*here.marks["wall"], *here.marks["circle"]):
        place = wall.first - 1
        while place in here.skips:
            place -= 1
        hung = next((m for m in here.marks["hang"] if abs(m.first - wall.first) <= FAR), None)
        if hung is None or not here.says(place, "on") or here.denied(hung):
            continue
        if here.has_thing(wall, named=True) or any(here.says(at, "who") for at in here.span):
            level = (
                "aggregated" if here.marks["figures"] else "group" if wall in members else "public"
            )
            yield Receiver(level, HELPS, min(hung.start, wall.start), max(hung.end, wall.end))


def _kept(here: Frame) -> Iterable[Receiver]:
    """What says that nobody else receives anything."""
    kept = [*here.marks["inside"]]
    for stays in here.marks["stays"]:
        near = (m for m in here.marks["at"] if 0 < abs(m.first - stays.last) <= NEAR)
        kept += [stays] * any(here.together(m.first, stays.first) for m in near)
    if here.marks["not"]:
        hands = here.marks["to"] or here.marks["sure"] or here.marks["gets"]
        kept += [*here.marks["out"], *(here.marks["anybody"] if hands else ())]
    if here.says(here.span.start, "only"):
        kept += [*here.marks["gets"], *here.marks["opens"]][:1]
    return (Receiver("own", INSIDE, mark.start, mark.end) for mark in kept)
