"""What a text about a use suggests: family of use, product domain, recipient, inferred or told.

Phrases of the tables in datasets/words/ are found in one pass. A phrase that is denied does not
count; one that tells where the data come from ("on the basis of ...") or by what means counts less
than one that tells what for. What the phrases say together is a suggestion: never confirmed.
"""

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from avgrisk.vocabulary.acts import SERVICE, acts
from avgrisk.vocabulary.handing import goods
from avgrisk.vocabulary.handing_frame import SURELY, Receiver
from avgrisk.vocabulary.hint_evidence import Evidence, anywhere, plain, served
from avgrisk.vocabulary.hint_places import Places
from avgrisk.vocabulary.hint_receivers import heard
from avgrisk.vocabulary.hint_tables import (
    SENTENCE_END,
    find,
    phrases,
    settings,
    stops,
    thresholds,
)
from avgrisk.vocabulary.phrases import Match
from avgrisk.vocabulary.taxonomy import ancestry, domains
from avgrisk.vocabulary.text import numbers_alike, words

#: How many candidates a hint keeps.
BEST = 3

#: The tables with phrases of selling.
_SELLING = ("recipient", "nature")

#: Texts up to this length are remembered: registers repeat them.
_SHORT = 2000
_NUMBERED = re.compile("[0-9]")


class Hint(NamedTuple):
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


class Said(NamedTuple):
    """A nature of the use (taxonomy/natures.csv) or a kind of data that words name, with those
    words and their place."""

    key: str
    words: str
    span: tuple[int, int]


class UseHints(NamedTuple):
    """What a text suggests of a use: four hints, see `Hint`, and the natures and the
    telling data it names."""

    family: Hint = Hint()
    domain: Hint = Hint()
    recipient: Hint = Hint()
    inferred: Hint = Hint()
    natures: tuple[Said, ...] = ()
    data: tuple[Said, ...] = ()


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
    alike = numbers_alike(text)
    if alike != text:
        found = _remembered(alike)
        if not any(map(_NUMBERED.search, _shown(found))):
            return found
    return _read(text)


def _shown(found: UseHints) -> Iterable[str]:
    """The words of the text that its hints quote."""
    hints = found.family, found.domain, found.recipient, found.inferred
    yield from chain.from_iterable(hint.words for hint in hints)
    yield from (said.words for said in (*found.natures, *found.data))


def _read(text: str) -> UseHints:
    """The four hints of a text."""
    line = words(text)
    if not line:
        return UseHints()
    sentence = stops(text, line, SENTENCE_END)
    found = find(line, sentence)
    sold = goods(line, sentence) if any(found[name] for name in _SELLING) else []
    found = _without(found, {verb.first for verb in sold})
    place = Places(text, line, sentence, found["mark"])
    handed, framed = heard(found["recipient"], text, line, place)
    if not handed:
        handed = [
            Evidence("own", SURELY, verb.start, verb.end, -1, "essential.service") for verb in sold
        ]
    done = [*acts(line, place.sentence, place.denied)]
    return UseHints(
        _hint("family", [*_families(found["family"], place, handed), *served(done, handed)], text),
        _hint("domain", _deepest([*plain(found["domain"], place)]), text),
        _hint("recipient", handed, text),
        _hint("inferred", [*anywhere(found["inferred"], place)], text),
        _natures(found["nature"], done, framed, place, text),
        tuple(_named(found["data"], place, text)),
    )


def _without(found: dict[str, list[Match]], sold: set[int]) -> dict[str, list[Match]]:
    """The phrases without those of selling at the places where goods are sold."""
    kept = {name: [m for m in found[name] if m.first not in sold] for name in _SELLING}
    return {**found, **kept} if sold else found


def _natures(
    matches: Sequence[Match],
    done: Iterable[tuple[str, Match]],
    framed: Iterable[Receiver],
    place: Places,
    text: str,
) -> tuple[Said, ...]:
    """The natures that words name, what is done to people, and handing over to who harms them."""
    named = {said.key: said for said in _named(matches, place, text)}
    for key, match in done:
        if key == SERVICE:
            continue
        span = match.start, match.end
        named.setdefault(key, Said(key, text[slice(*span)], span))
    for each in framed:
        if each.nature:
            span = each.start, each.end
            named.setdefault(each.nature, Said(each.nature, text[slice(*span)], span))
    return tuple(named.values())


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


def _families(
    matches: Iterable[Match], place: Places, handed: Sequence[Evidence]
) -> Iterable[Evidence]:
    """What speaks for a family of use: phrases, and what is read about the recipient."""
    spans = [(item.start, item.end) for item in handed if item.handed and item.key != "own"]
    inside = {at for start, end in spans for at in range(start, end)}
    first = min((end for _, end in spans), default=math.inf)
    for item in plain(matches, place):
        if item.start in inside:
            continue
        if item.start > first:
            item = item._replace(confidence=item.confidence * settings()["after_transfer"])
        yield item
    for item in handed:
        if item.family:
            yield item._replace(key=item.family)


def _deepest(evidence: list[Evidence]) -> list[Evidence]:
    """What speaks for an area speaks for the part of it that is named too."""
    named = dict.fromkeys(item.key for item in evidence)  # in order: of two parts the last named
    if len(named) < 2:
        return evidence
    parts = {up: key for key in named for up in ancestry(domains(), key)[1:] if up in named}
    if not parts:
        return evidence
    return [item._replace(key=parts.get(item.key, item.key)) for item in evidence]


def _hint(facet: str, evidence: Sequence[Evidence], text: str) -> Hint:
    """The evidence added up: 1 - product of (1 - confidence), divided by each key's part in it."""
    if not evidence:
        return NOTHING
    if len(evidence) == 1:  # most often
        return _hint_of_one(facet, evidence[0], text)
    counted: dict[tuple[str, int], Evidence] = {}
    for item in evidence:  # a phrase counts once, where it is strongest
        which = item.key, item.row
        if which not in counted or item.confidence > counted[which].confidence:
            counted[which] = item
    weight: dict[str, float] = {}
    for item in counted.values():
        weight[item.key] = weight.get(item.key, 0.0) - math.log1p(-item.confidence)
    total = sum(weight.values())
    if not total:
        return NOTHING
    best = _best(weight, total)
    own = [item for item in counted.values() if item.key == best[0][0]]
    if len(own) > 1:
        own.sort(key=lambda item: -item.confidence)
    shown = tuple(dict.fromkeys(text[item.start : item.end] for item in own))
    sure = best[0][1] >= thresholds()[facet]
    return Hint(*best[0], shown, (own[0].start, own[0].end), best, sure)


def _hint_of_one(facet: str, item: Evidence, text: str) -> Hint:
    """As `_hint`, to the bit."""
    weight = -math.log1p(-item.confidence)
    if not weight:
        return NOTHING
    best = item.key, (1 - math.exp(-weight)) * weight / weight
    span = item.start, item.end
    return Hint(*best, (text[slice(*span)],), span, (best,), best[1] >= thresholds()[facet])


def _best(weight: dict[str, float], total: float) -> tuple[tuple[str, float], ...]:
    """The best few keys with their confidence, without those far behind the first."""
    ranked = [*weight]
    if len(ranked) > 1:
        ranked = sorted(weight, key=lambda key: -weight[key])[:BEST]
    said = 1 - math.exp(-total)
    enough = settings()["keep"] * weight[ranked[0]]
    return tuple((key, said * weight[key] / total) for key in ranked if weight[key] >= enough)
