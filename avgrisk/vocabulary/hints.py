"""What a text about a use suggests: family of use, product domain, recipient, inferred or told.

Phrases of the tables in datasets/words/ are found in one pass. A phrase that is denied does not
count; one that tells where the data come from ("on the basis of ...") or by what means counts less
than one that tells what for. What the phrases say together is a suggestion: never confirmed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from avgrisk.vocabulary import handing
from avgrisk.vocabulary.hint_places import Places
from avgrisk.vocabulary.hint_tables import (
    SENTENCE_END,
    Phrase,
    find,
    phrases,
    settings,
    stops,
    thresholds,
)
from avgrisk.vocabulary.phrases import Match
from avgrisk.vocabulary.taxonomy import ancestry, domains
from avgrisk.vocabulary.text import Word, words

#: How many candidates a hint keeps.
BEST = 3

#: The family of use that a receiver found by its frame points to.
SHARING = {
    "others": "sharing.data", "government": "sharing.government", "public": "sharing.public",
}  # fmt: skip

#: Texts up to this length are remembered: registers repeat them.
_SHORT = 2000

#: What a phrase on recipients can be (words/recipient_hints.csv).
ROLES = ("transfer", "party", "direct", "scope", "receives", "gives", "hands", "handed", "ours")


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


#: What a text suggests that says nothing.
NOTHING = Hint()


@dataclass(frozen=True, slots=True)
class Said:
    """A nature of the use (taxonomy/natures.csv) or a kind of data that words name, with those
    words and their place."""

    key: str
    words: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class UseHints:
    """What a text suggests of a use: four hints, see `Hint`, and the natures and the
    telling data it names."""

    family: Hint = Hint()
    domain: Hint = Hint()
    recipient: Hint = Hint()
    inferred: Hint = Hint()
    natures: tuple[Said, ...] = ()
    data: tuple[Said, ...] = ()


class _Evidence(NamedTuple):
    """What speaks for a key: how much (0-1), where, by which phrase.

    `family` is the family of use that a recipient points to as well; `handed` says that the words
    hand data over, so that what follows is what the receiver wants them for.
    """

    key: str
    confidence: float
    start: int
    end: int
    row: int
    family: str = ""
    handed: bool = False


def read_use(text: str) -> UseHints:
    """What a text, Dutch or English, suggests of the use it describes.

    Time is linear in the length of the text. A text without a known phrase gives empty hints.

    >>> read_use("Tips over films").family.key, read_use("Tips over films").domain.key
    ('personalize.content', 'film')
    >>> read_use("We sell your address to insurers").recipient.key
    'others'
    """
    return _remembered(text) if len(text) <= _SHORT else _read(text)


@lru_cache(maxsize=65536)
def _remembered(text: str) -> UseHints:
    return _read(text)


def _read(text: str) -> UseHints:
    """The four hints of a text."""
    line = words(text)
    if not line:
        return UseHints()
    sentence = stops(text, line, SENTENCE_END)
    found = find(line, sentence)
    place = Places(text, line, sentence, found["mark"])
    handed = _recipients(found["recipient"], place)
    if not any(map(_names_party, found["recipient"])):  # a verb alone says only that it leaves
        handed = [*_framed(text, line, place)] or handed
    elif not any(item.confidence >= thresholds()["recipient"] for item in handed):
        handed += _framed(text, line, place)
    return UseHints(
        _hint("family", [*_families(found["family"], place, handed)], text),
        _hint("domain", _deepest([*_plain(found["domain"], place)]), text),
        _hint("recipient", handed, text),
        _hint("inferred", [*_anywhere(found["inferred"], place)], text),
        tuple(_named(found["nature"], place, text)),
        tuple(_named(found["data"], place, text)),
    )


def _named(matches: Sequence[Match], place: Places, text: str) -> Iterable[Said]:
    """The keys that words name, each once; a row without key takes its words out."""
    out = {at for m in matches if not phrases()[m.row].key for at in range(m.first, m.last + 1)}
    seen = set()
    for match in matches:
        key = phrases()[match.row].key
        inside = out.issuperset(range(match.first, match.last + 1))
        if key and key not in seen and not inside and not place.denied(match):
            seen.add(key)
            yield Said(key, text[match.start : match.end], (match.start, match.end))


def _anywhere(matches: Iterable[Match], place: Places) -> Iterable[_Evidence]:
    """What phrases say wherever they stand, unless denied."""
    for match in matches:
        phrase = phrases()[match.row]
        if phrase.key and not place.denied(match):
            yield _of(match, phrase.key, phrase.confidence)


def _plain(matches: Iterable[Match], place: Places) -> Iterable[_Evidence]:
    """What phrases say by themselves, less where they tell source or means."""
    for match in matches:
        phrase = phrases()[match.row]
        if phrase.key and not place.denied(match):
            yield _of(match, phrase.key, phrase.confidence * place.factor(match))


def _families(
    matches: Iterable[Match], place: Places, handed: Sequence[_Evidence]
) -> Iterable[_Evidence]:
    """What speaks for a family of use: phrases, and what is read about the recipient."""
    spans = [(item.start, item.end) for item in handed if item.handed]
    inside = {at for start, end in spans for at in range(start, end)}
    first = min((end for _, end in spans), default=math.inf)
    for item in _plain(matches, place):
        if item.start in inside:
            continue
        after = settings()["after_transfer"] if item.start > first else 1.0
        yield item._replace(confidence=item.confidence * after)
    for item in handed:
        if item.family:
            yield item._replace(key=item.family)


def _recipients(matches: Sequence[Match], place: Places) -> list[_Evidence]:
    """Who receives the data: verbs of handing over with the party named, and direct phrases."""
    if not matches:
        return []
    by_role: dict[str, list[Match]] = {role: [] for role in ROLES}
    for match in sorted(matches, key=lambda m: m.first):
        by_role[phrases()[match.row].role].append(match)
    scope = next((match for match in by_role["scope"] if not place.denied(match)), None)
    parties = {match.first: match for match in by_role["party"]}
    evidence: list[_Evidence] = []
    named: set[Match | None] = set()
    for match in by_role["transfer"]:
        if not place.source[match.first]:
            party = _party(match, parties, place)
            named.add(party)
            evidence.extend(_handing(match, party, scope, place))
    moved = [
        *_receiving(by_role, place),
        *_giving(by_role, place),
        *_handing_to(by_role, place),
    ]
    named.update(party for party, _ in moved)
    evidence.extend(item for _, item in moved)
    evidence.extend(_plain(by_role["direct"], place))
    alone = [match for match in by_role["party"] if match not in named]
    return [*evidence, *_alone([*alone, *([scope] if scope else [])], place)]


def _names_party(match: Match) -> bool:
    """Whether a phrase says who receives, by himself or as what follows a verb."""
    phrase = phrases()[match.row]
    return bool(phrase.key) and phrase.role in ("party", "direct", "scope")


def _framed(text: str, line: Sequence[Word], place: Places) -> Iterable[_Evidence]:
    """Who receives the data by the frame of the sentence, where no phrase says so."""
    for each in handing.receivers(text, line, place.sentence, place.denied):
        family = SHARING.get(each.key, "")
        yield _Evidence(each.key, each.confidence, each.start, each.end, -1, family, bool(family))


def _receiving(by_role: dict[str, list[Match]], place: Places) -> Iterable[tuple[Match, _Evidence]]:
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
            yield party, _Evidence(to.key, sure, party.start, end, verb.row, to.family, True)


def _giving(
    by_role: dict[str, list[Match]], place: Places
) -> Iterable[tuple[Match | None, _Evidence]]:
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
        yield party, _Evidence(to.key, said.confidence, *span, verb.row, to.family, True)


def _handing_to(
    by_role: dict[str, list[Match]], place: Places
) -> Iterable[tuple[Match | None, _Evidence]]:
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
            yield party, _Evidence(to.key, sure, verb.start, end, verb.row, to.family, True)


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


def _alone(matches: Iterable[Match], place: Places) -> Iterable[_Evidence]:
    """What a party says that is named without a verb of handing over."""
    for match in matches:
        phrase = phrases()[match.row]
        if phrase.alone and not (place.source[match.first] or place.denied(match)):
            yield _of(match, phrase.alone, phrase.alone_confidence)._replace(family="")


def _handing(
    match: Match, party: Match | None, scope: Match | None, place: Places
) -> Iterable[_Evidence]:
    """What one verb of handing over says, with the party it names; a denied one says: own."""
    verb, to = phrases()[match.row], phrases()[party.row] if party else None
    said = to or (verb if verb.key or not scope else phrases()[scope.row])
    if not (said.key and verb.confidence):
        return
    if place.denied(match) or (party and place.denied(party)):
        yield _of(match, "own", settings()["denied"])._replace(family="")
        return
    if scope and said.key != "own":
        said = phrases()[scope.row]
    end = max(match.end, party.end) if party else match.end
    start = min(match.start, party.start) if party else match.start
    yield _Evidence(said.key, _sure(verb, to), start, end, match.row, said.family, True)


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


def _of(match: Match, key: str, confidence: float) -> _Evidence:
    family = phrases()[match.row].family
    return _Evidence(key, confidence, match.start, match.end, match.row, family)


def _deepest(evidence: list[_Evidence]) -> list[_Evidence]:
    """What speaks for an area speaks for the part of it that is named too."""
    named = {item.key for item in evidence}
    parts = {up: key for key in named for up in ancestry(domains(), key)[1:] if up in named}
    return [item._replace(key=parts.get(item.key, item.key)) for item in evidence]


def _hint(facet: str, evidence: Sequence[_Evidence], text: str) -> Hint:
    """The evidence added up: 1 - product of (1 - confidence), divided by each key's part in it."""
    if not evidence:
        return NOTHING
    counted: dict[tuple[str, int], _Evidence] = {}
    for item in evidence:  # a phrase counts once, where it is strongest
        known = counted.setdefault((item.key, item.row), item)
        if item.confidence > known.confidence:
            counted[item.key, item.row] = item
    weight: dict[str, float] = {}
    for item in counted.values():
        weight[item.key] = weight.get(item.key, 0.0) - math.log1p(-item.confidence)
    total = sum(weight.values())
    if not total:
        return NOTHING
    best = _best(weight, total)
    own = [item for item in counted.values() if item.key == best[0][0]]
    own.sort(key=lambda item: -item.confidence)
    shown = tuple(dict.fromkeys(text[item.start : item.end] for item in own))
    sure = best[0][1] >= thresholds()[facet]
    return Hint(*best[0], shown, (own[0].start, own[0].end), best, sure)


def _best(weight: dict[str, float], total: float) -> tuple[tuple[str, float], ...]:
    """The best few keys with their confidence, without those far behind the first."""
    ranked = sorted(weight, key=lambda key: -weight[key])[:BEST]
    said = 1 - math.exp(-total)
    enough = settings()["keep"] * weight[ranked[0]]
    return tuple((key, said * weight[key] / total) for key in ranked if weight[key] >= enough)
