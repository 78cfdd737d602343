"""Verbs of handing over in a sentence, with whoever receives: as subject, object, or to whom.

One function a way of saying it, each from a `Frame` to receivers.
"""

from collections.abc import Iterable

from avgrisk.vocabulary.handing_frame import (
    FAR,
    HELPS,
    LIKELY,
    LONG,
    MAYBE,
    NEAR,
    RECEIVE,
    SURELY,
    Frame,
    Receiver,
    harms_by,
    role_of,
)
from avgrisk.vocabulary.phrases import Match


def handed(here: Frame) -> Iterable[Receiver]:
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
        named = here.party(prep.last + 1) if near else None
        if named is None:
            continue
        _, minus, verb = min(near)
        role, who = named
        role = "others" if role == "self" and of_others(here, who) else role
        sure = -minus if role else MAYBE * (minus == -SURELY)
        loose = here.says(prep.first, "loose")
        out = (here.denied(verb) and not here.marks["figures"]) or _goes_there(here, verb)
        if out or not sure or (loose and not role) or _given_by_me(here, verb):
            continue
        harms = harms_by(who)
        kept = role == "self" and minus == -SURELY and verb.first not in sales
        if kept or here.has_thing(who, named=loose and not harms) or (minus == -SURELY and harms):
            # Handed over to the person concerned: it stays where it was.
            yield from here.receives("own" if kept else role or "others", sure, verb, who)


def _goes_there(here: Frame, verb: Match) -> bool:
    """Whether somebody goes himself, and no thing: my daughter goes to that school."""
    kin = here.says(verb.first - 2, "mine") and not {verb.first - 1}.issubset(
        {*here.things, *here.data}
    )
    return here.says(verb.first, "goes") and (kin or _beside(here, verb, "goer"))


def of_others(here: Frame, who: Match) -> bool:
    """Whether people are somebody else's: the parents of other pupils are not the pupils' own."""
    return any(here.says(who.last + step, "others") for step in (1, 2))


def _in_another_clause(here: Frame, verb: Match, prep: Match) -> bool:
    """Whether a preposition stands in a clause of its own (when the child is not at school), or the
    verb in one about whoever follows the preposition (bij iedereen die komt)."""
    between = range(min(verb.last, prep.last) + 1, max(verb.first, prep.first))
    if any(here.says(place, "apart") for place in between):
        return True
    return prep.last < verb.first and here.says(verb.first - 1, "which")


def let_know(here: Frame) -> Iterable[Receiver]:
    """A party that is told, called or given something: as object, or as subject in the passive."""
    for verb in here.said("whom"):
        if _given_by_me(here, verb):
            continue
        after = _object(here, verb)
        passive = any(here.says(i, "passive") for i in range(verb.first - 3, verb.first))
        ends = verb.last + 1 == here.span.stop or not after
        last = ends and here.word(verb.last).endswith("en")
        named = [who for who in _before(here, verb) if harms_by(who) or role_of(who) == "own"]
        if named and (passive or last):
            for who in named:
                yield from here.receives(role_of(who), LIKELY, verb, who)
        elif after and (harms_by(after[1]) or here.has_thing(after[1])):
            yield from here.receives(after[0], LIKELY, verb, after[1])


def _object(here: Frame, verb: Match) -> tuple[str, Match] | None:
    """Who is told: right after the verb, or inside one that is divided (licht de huisbaas in)."""
    first = verb.first + 1
    while first in here.skips:
        first += 1
    if first < verb.last and first in here.at:
        return role_of(here.at[first]), here.at[first]
    if verb.words > 1 and here.word(verb.last) == "door":
        return None  # what is passed on stands inside, its receiver after a preposition
    start = verb.last + 1
    start += here.word(verb.last).endswith("ing") and here.says(start, "of")
    if start >= here.span.stop or not here.together(start, verb.last):
        return None
    found = here.party(start)
    bare = found is not None and found[1].first == start
    return None if bare and here.says(verb.last, "noun") else found


def _given_by_me(here: Frame, verb: Match) -> bool:
    """Whether the person concerned gives things himself; a Dutch verb that stands last has him at
    the head of its clause: als ik mijn stappen met de verzekeraar deel."""
    kin = here.says(verb.first - 2, "mine") and verb.first - 1 in here.at
    if kin or here.says(verb.first - 1, "kin"):
        return True
    head = here.clause.index(here.clause[verb.first])
    first_person = not here.word(verb.first).endswith(("t", "n", "d"))
    opens = (here.word(place) for place in range(head, min(head + 3, verb.first)))
    return _beside(here, verb, "giver") or (first_person and "ik" in opens)


def _beside(here: Frame, verb: Match, name: str) -> bool:
    """Whether such a small word stands on either side of a verb."""
    return here.says(verb.first - 1, name) or here.says(verb.last + 1, name)


def getting(here: Frame) -> Iterable[Receiver]:
    """A party that gets, hears, buys or may see something; who speaks as a party gets it too."""
    for verb in here.said("gets"):
        if _beside(here, verb, "getter") and not _as_somebody_else(here):
            yield Receiver("own", HELPS, verb.start, verb.end)
            continue
        before = [*_before(here, verb)]
        who = before[-1] if before else None
        if not _wants_data(here, verb) or (who and _of_self(here, verb)):
            continue
        things = any(place > verb.first for place in {*here.things, *here.data} - here.mail)
        it = verb.words > 1 or here.says(verb.last + 1, "it")
        if who and (things or it or _thing_between(here, who, verb)):
            yield from here.receives(role_of(who), LIKELY, verb, who)
            continue
        if here.says(verb.first, "inverted") and not _somebody_before(here, verb):
            named = here.party(verb.last + 1)
            if named and named[0] in RECEIVE and here.has_thing(named[1]):
                yield from here.receives(named[0], LIKELY, verb, named[1])
        if things and _beside(here, verb, "speaker") and _as_somebody_else(here):
            for source in here.marks["ask_for"]:
                named = here.party(source.last + 1) if source.first > verb.last else None
                if named and named[0] not in ("own", "self", "place"):
                    yield from here.receives("others", LIKELY, verb, named[1])


def _of_self(here: Frame, verb: Match) -> bool:
    """Whether a verb tells of the people concerned, who stand before it: members who want it."""
    who = here.at.get(verb.first - 2)
    return here.says(verb.first - 1, "which") and who is not None and role_of(who) == "self"


def _thing_between(here: Frame, who: Match, verb: Match) -> bool:
    """Whether a Dutch verb that stands last has what is handed before it: zou die krijgen."""
    between = range(who.last + 1, verb.first)
    return not {*here.things, *here.data}.isdisjoint(between)


def _as_somebody_else(here: Frame) -> bool:
    """Whether whoever speaks says as whom, and is none of the people concerned."""
    start = here.span.start
    head = next((place for place in (start, start + 1) if here.says(place, "as")), None)
    near = () if head is None else range(head, head + LONG)
    return bool(near) and not any(role_of(here.at[at]) == "self" for at in near if at in here.at)


def _wants_data(here: Frame, verb: Match) -> bool:
    """Whether a verb of wanting is about having data: what is wanted ends its clause."""
    if not here.says(verb.first, "wants") or verb.words > 1:
        return True
    return any(
        here.together(place, verb.first) and here.says(place, "wanted")
        for place in range(verb.last + 1, here.span.stop)
    )


def _before(here: Frame, verb: Match) -> Iterable[Match]:
    """The parties before a verb that may be its subject, or its object in a Dutch clause."""
    seen = None
    for place in range(max(0, verb.first - NEAR), verb.first):
        who = here.at.get(place)
        if who is None or who is seen or not here.together(place, verb.first):
            continue
        seen, start = who, who.first
        while here.word(start - 1) and any(m.first == start - 1 for m in here.marks["skip"]):
            start -= 1
        role = role_of(who)
        known = role == "own" or (role in RECEIVE and role != "public")
        if known and not here.says(start - 1, "no_subject"):
            yield who


def _somebody_before(here: Frame, verb: Match) -> bool:
    """Whether somebody stands before a verb in its clause, who then is its subject."""
    return any(
        here.together(place, verb.first) and (place in here.at or here.says(place, "speaker"))
        for place in range(max(0, verb.first - NEAR), verb.first)
    )
