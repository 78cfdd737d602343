"""Who receives the data: verbs of handing over with the party named, from either side.

The seller's side ("we sell addresses to insurers"), the buyer's ("insurers get our addresses") and
phrases that say it by themselves. Whoever is named without such a verb says less.
"""

from collections.abc import Iterable, Sequence

from avgrisk.vocabulary import handing
from avgrisk.vocabulary.handing_frame import Receiver
from avgrisk.vocabulary.hint_evidence import Evidence, of, plain
from avgrisk.vocabulary.hint_places import Places
from avgrisk.vocabulary.hint_tables import Phrase, phrases, settings, thresholds
from avgrisk.vocabulary.phrases import Match
from avgrisk.vocabulary.text import Word

#: What a phrase on recipients can be (words/recipient_hints.csv).
ROLES = ("transfer", "party", "direct", "scope", "receives", "gives", "hands", "handed", "ours")
#: The family of use that a receiver found by its frame points to.
SHARING = {
    "others": "sharing.data", "government": "sharing.government", "public": "sharing.public",
}  # fmt: skip


def receivers(matches: Sequence[Match], place: Places) -> list[Evidence]:
    """Who receives the data: verbs of handing over with the party named, and direct phrases."""
    if not matches:
        return []
    by_role: dict[str, list[Match]] = {role: [] for role in ROLES}
    for match in sorted(matches, key=lambda m: m.first):
        by_role[phrases()[match.row].role].append(match)
    scope = next((match for match in by_role["scope"] if not place.denied(match)), None)
    parties = {match.first: match for match in by_role["party"]}
    evidence: list[Evidence] = []
    named: set[Match | None] = set()
    for match in by_role["transfer"]:
        if not place.source[match.first]:
            party = _party(match, parties, place)
            named.add(party)
            evidence.extend(_handing(match, party, scope, place))
    moved = [*_receiving(by_role, place), *_giving(by_role, place), *_handing_to(by_role, place)]
    named.update(party for party, _ in moved)
    evidence.extend(item for _, item in moved)
    evidence.extend(_direct(by_role["direct"], scope, place))
    alone = [match for match in by_role["party"] if match not in named]
    return [*evidence, *_alone([*alone, *([scope] if scope else [])], place)]


def _direct(matches: Sequence[Match], scope: Match | None, place: Places) -> Iterable[Evidence]:
    """Phrases that say by themselves who receives it; where only figures or no names are said to
    leave, everybody receives just these."""
    for match in matches:
        for said in plain((match,), place):
            if scope and said.key == "public" and _together(match, scope, place):
                told = phrases()[scope.row]
                yield said._replace(key=told.key, family=told.family)
            else:
                yield said


def _receiving(by_role: dict[str, list[Match]], place: Places) -> Iterable[tuple[Match, Evidence]]:
    """The buyer's side: a party right before a verb of receiving, with what it is handed after."""
    near = int(settings()["before"])
    for verb in by_role["receives"]:
        own = [match for match in by_role["party"] if 0 < verb.first - match.last <= near]
        party = next((match for match in own if phrases()[match.row].key), None)
        if party is None or place.denied(verb):
            continue
        ours = [m for m in by_role["ours"] if _together(verb, m, place)]
        thing = _handed(by_role, verb, place, place.size) or next(iter(ours), None)
        if thing is not None:
            scopes = [m for m in by_role["scope"] if _together(verb, m, place)]
            to, end = phrases()[(scopes or [party])[0].row], max(verb.end, thing.end)
            sure = phrases()[verb.row].confidence
            yield party, Evidence(to.key, sure, party.start, end, verb.row, to.family, True)


def _giving(
    by_role: dict[str, list[Match]], place: Places
) -> Iterable[tuple[Match | None, Evidence]]:
    """The seller's side: a verb that hands over what is named near it, to whom the rest of the
    sentence names, if anybody."""
    for verb in by_role["gives"]:
        said = phrases()[verb.row]
        scopes = [m for m in by_role["scope"] if _together(verb, m, place) and not place.denied(m)]
        thing = _handed(by_role, verb, place, int(settings()["reach"])) or next(iter(scopes), None)
        if thing is None or place.source[verb.first]:
            continue
        after = [m for m in by_role["party"] if m.first > verb.last and _together(verb, m, place)]
        party = next((m for m in after if phrases()[m.row].key), None)
        if place.denied(_over(verb, thing, party)) or not (said.key or scopes or party):
            continue
        to = phrases()[scopes[0].row] if scopes else phrases()[party.row] if party else said
        span = min(verb.start, thing.start), max(verb.end, thing.end)
        yield party, Evidence(to.key, said.confidence, *span, verb.row, to.family, True)


def _handing_to(
    by_role: dict[str, list[Match]], place: Places
) -> Iterable[tuple[Match | None, Evidence]]:
    """The receiver right after the verb, then what it is handed: we give researchers records."""
    near = int(settings()["next"])
    for verb in by_role["hands"]:
        after = [m for m in by_role["party"] if 0 < m.first - verb.last <= near]
        party = next((m for m in after if phrases()[m.row].key and _together(verb, m, place)), None)
        if party is None or place.denied(_over(verb, party)) or place.source[verb.first]:
            continue
        things = [
            m for m in by_role["handed"] if m.first > party.last and _together(verb, m, place)
        ]
        if things:
            to, sure = phrases()[party.row], phrases()[verb.row].confidence
            scopes = [m for m in by_role["scope"] if _together(verb, m, place)]
            to = phrases()[scopes[0].row] if scopes else to
            end = things[0].end
            yield party, Evidence(to.key, sure, verb.start, end, verb.row, to.family, True)


def heard(
    matches: Sequence[Match], text: str, line: Sequence[Word], place: Places
) -> tuple[list[Evidence], list[Receiver]]:
    """What phrases say of who receives, and the frame of the sentence where no phrase names him;
    and the frames by themselves. A verb alone says only that it leaves: a frame goes before it."""
    said, framed = receivers(matches, place), list[Receiver]()
    named = any(map(_names_party, matches))
    if not named or not any(item.confidence >= thresholds()["recipient"] for item in said):
        framed = handing.receivers(text, line, place.sentence, place.denied)
    said = [] if framed and not named else said
    return [*said, *(_of_frame(each) for each in framed if each.key)], framed


def _names_party(match: Match) -> bool:
    """Whether a phrase says who receives, by himself or as what follows a verb."""
    phrase = phrases()[match.row]
    alone = phrase.role == "party" and phrase.key != "public"  # anyone who asks is nobody else
    return bool(phrase.key) and (alone or phrase.role in ("direct", "scope"))


def _of_frame(each: Receiver) -> Evidence:
    """Who receives the data by the frame of the sentence."""
    family = SHARING.get(each.key, "")
    return Evidence(each.key, each.confidence, each.start, each.end, -1, family, bool(family))


def _over(*matches: Match | None) -> Match:
    """One match that spans several."""
    there = sorted(filter(None, matches), key=lambda match: match.first)
    last = max(there, key=lambda match: match.last)
    return there[0]._replace(last=last.last, end=last.end)


def _handed(
    by_role: dict[str, list[Match]], verb: Match, place: Places, reach: int
) -> Match | None:
    """What a verb hands over: the nearest such word of its sentence, within reach."""
    near = [
        m
        for m in by_role["handed"]
        if _together(verb, m, place) and -reach <= m.first - verb.last <= reach
    ]
    return min(near, key=lambda m: abs(m.first - verb.last), default=None)


def _together(one: Match, other: Match, place: Places) -> bool:
    return place.sentence[one.first] == place.sentence[other.first]


def _alone(matches: Iterable[Match], place: Places) -> Iterable[Evidence]:
    """What a party says that is named without a verb of handing over."""
    for match in matches:
        phrase = phrases()[match.row]
        if phrase.alone and not (place.source[match.first] or place.denied(match)):
            yield of(match, phrase.alone, phrase.alone_confidence)._replace(family="")


def _handing(
    match: Match, party: Match | None, scope: Match | None, place: Places
) -> Iterable[Evidence]:
    """What one verb of handing over says, with the party it names; a denied one says: own."""
    verb, to = phrases()[match.row], phrases()[party.row] if party else None
    said = to or (verb if verb.key or not scope else phrases()[scope.row])
    if not (said.key and verb.confidence):
        return
    if place.denied(match) or (party and place.denied(party)):
        yield of(match, "own", settings()["denied"])._replace(family="")
        return
    if scope and said.key != "own":
        said = phrases()[scope.row]
    end = max(match.end, party.end) if party else match.end
    start = min(match.start, party.start) if party else match.start
    yield Evidence(said.key, _sure(verb, to), start, end, match.row, said.family, True)


def _sure(verb: Phrase, to: Phrase | None) -> float:
    """How sure a verb is with the party named; a verb that says nothing alone needs the party."""
    if to is None:
        return verb.confidence
    if not verb.key:
        return verb.confidence * to.confidence
    return 1 - (1 - verb.confidence) * (1 - to.confidence)


def _party(match: Match, parties: dict[int, Match], place: Places) -> Match | None:
    """The party after a verb of handing over, in the same sentence, else within its words.

    Somebody who is nobody else (you, your family) right after the verb is taken for the receiver.
    """
    end = min(match.last + 1 + int(settings()["reach"]), place.size)
    after = [
        parties[i]
        for i in range(match.last + 1, end)
        if i in parties and place.sentence[i] == place.sentence[match.last]
    ]
    if after and after[0].first <= match.last + settings()["next"]:
        return after[0]
    inside = [parties[i] for i in range(match.first, match.last + 1) if i in parties]
    others = [party for party in (*after, *inside) if phrases()[party.row].key]
    return next(iter([*others, *after, *inside]), None)
