"""How far a proposed use lies from what the data were given for: four facets, one distance."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from avgrisk.core import shipped
from avgrisk.core.levels import label_key, level_range, named, nearest
from avgrisk.core.records import Level, ProposedUse, Range, Reading, Reason
from avgrisk.vocabulary.hint_tables import settings
from avgrisk.vocabulary.hints import Hint, read_use
from avgrisk.vocabulary.taxonomy import (
    Family,
    domain_distance,
    domains,
    families,
    family,
    family_distance,
)
from avgrisk.vocabulary.text import fold, words

NAME = "purpose_distance"

#: The fields of a proposed use that this reading looks at.
FIELDS = (
    "title",
    "proposed_use",
    "collected_for",
    "proposed_use_key",
    "collected_for_key",
    "collected_domain",
    "proposed_domain",
    "recipient",
    "inferred",
    "tree",
    "domain",
)

_Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """A purpose, given or proposed: its possible keys, best first, and what they rest on."""

    keys: _Keys = ()
    hint: Hint | None = None

    @property
    def words(self) -> str:
        """The words a suggestion rests on."""
        return ", ".join(self.hint.words) if self.hint else ""


@dataclass(frozen=True, slots=True)
class _Facet:
    """One facet: its range (None = unknown), the status it has, and why."""

    name: str
    range: Range | None = None
    status: str = "unknown"
    reason: Reason | None = None


def purpose_distance(
    collected_for: str = "",
    proposed_use: str = "",
    *,
    collected_for_key: str = "",
    proposed_use_key: str = "",
    collected_domain: str = "",
    proposed_domain: str = "",
    recipient: Level = None,
    inferred: Level = None,
    tree: Level = None,
    domain: Level = None,
) -> Reading:
    """Distance between what data were given for and a proposed use, in [0, 1], 0 = the same.

    Levels win over keys, keys over texts; a text only suggests. Keys are those of
    datasets/taxonomy; a domain may also be a word. Raises InputError on an unknown key or level.
    A signal about expectation, not the legal compatibility test of article 6(4) GDPR.

    >>> purpose_distance("Tips over boeken", "Tips over films").value < .4
    True
    """
    return measure(
        ProposedUse(
            collected_for=collected_for,
            proposed_use=proposed_use,
            collected_for_key=collected_for_key,
            proposed_use_key=proposed_use_key,
            collected_domain=collected_domain,
            proposed_domain=proposed_domain,
            recipient=recipient,
            inferred=inferred,
            tree=tree,
            domain=domain,
        )
    )


def measure(use: ProposedUse) -> Reading:
    """The purpose distance of a proposed use, in [0, 1], 1 = furthest; with a share per facet.

    D = 1 - product of (1 - weight x facet), METHOD.md section 4. Unknown facets stand at 0 for
    the low end, at 1 for the high end and at the table's height (taxonomy/facets.csv) for the
    mode; nothing known at all: unknown. Raises InputError on an unknown key or level.
    """
    text = _text(use)
    proposed = _side(use.proposed_use_key, "proposed_use_key", text)
    collected = _side(use.collected_for_key, "collected_for_key", use.collected_for)
    collected = collected if collected.keys else _service(use.collected_for)
    same = bool(use.collected_for) and _same(use.collected_for, text)
    usual = family(proposed.keys[0]) if proposed.keys else None
    facets = (
        _tree(use, collected, proposed, same),
        _domain(use, usual, same),
        _level("recipient", use, text, usual),
        _level("inferred", use, text, usual),
    )
    ranges = tuple((f"facet.{facet.name}", facet.range) for facet in facets)
    if all(facet.range is None for facet in facets):
        nothing = (Reason("distance.unknown"),)
        return Reading(NAME, reasons=nothing, facets=ranges, unmatched=_unmatched(use))
    total = Range(*(_distance(facets, end) for end in ("low", "mode", "high")))
    reasons = _reasons(facets, total)
    return Reading(NAME, total, _status(facets), reasons, facets=ranges, unmatched=_unmatched(use))


def _text(use: ProposedUse) -> str:
    """What is proposed, in words; the title where nobody described it."""
    return use.proposed_use if use.proposed_use.strip() else use.title


def _unmatched(use: ProposedUse) -> tuple[str, ...]:
    """Words given for a domain that no table knows."""
    given = (use.collected_domain, use.proposed_domain)
    return tuple(word for word in given if word.strip() and not _domain_side(word, "").keys)


def _tree(use: ProposedUse, collected: _Side, proposed: _Side, same: bool) -> _Facet:
    """Distance between the kinds of purpose."""
    given = _given("tree", use.tree)
    if given or not (collected.keys and proposed.keys):
        return given or (_equal("tree") if same else _Facet("tree"))
    suggested = bool(collected.hint or proposed.hint)
    if suggested and same:
        return _equal("tree")
    labels = (f"@family.{family(side.keys[0]).key}" for side in (collected, proposed))
    return _pair("tree", collected, proposed, family_distance, *labels)


def _domain(use: ProposedUse, usual: Family | None, same: bool) -> _Facet:
    """Distance between the product domains."""
    given = _given("domain", use.domain)
    if given:
        return given
    collected = _domain_side(use.collected_domain, use.collected_for)
    proposed = _domain_side(use.proposed_domain, _text(use))
    suggested = bool(collected.hint or proposed.hint)
    if same and (suggested or not (collected.keys and proposed.keys)):
        return _equal("domain")
    if not (collected.keys and proposed.keys):
        return _Facet("domain") if proposed.keys else _usual("domain", usual)
    if proposed.hint and collected.keys[0] == proposed.keys[0] and _elsewhere(usual):
        return _usual("domain", usual)  # the words name the data, not what others sell
    labels = (f"@domain.{side.keys[0]}" for side in (collected, proposed))
    return _pair("domain", collected, proposed, domain_distance, *labels)


def _elsewhere(usual: Family | None) -> bool:
    """Whether a family of use usually serves another domain than the one the data are from."""
    mode = usual.domain.mode if usual and usual.domain else 0.0
    return mode > unknown()["domain"].mode


def _level(name: str, use: ProposedUse, text: str, usual: Family | None) -> _Facet:
    """Who receives the data, or whether the use rests on something derived: a level of its own."""
    given = _given(name, getattr(use, name))
    hint = getattr(read_use(text), name)
    if given or not hint.sure:
        return given or _usual(name, usual)
    levels = [named(name)[key] for key, _ in hint.candidates]
    level = f"@{label_key(name, hint.key)}"
    values = (("facet", f"@facet.{name}"), ("level", level), ("words", ", ".join(hint.words)))
    reason = Reason("distance.words", values, hint.span)
    return _Facet(name, _widened(Range(min(levels), levels[0], max(levels))), "suggested", reason)


def _given(name: str, level: Level) -> _Facet | None:
    """The facet as somebody filled it in, None where nobody did."""
    value = level_range(name, level)
    if value is None:
        return None
    shown = f"{value.mode:g}"
    if named(name):
        shown = f"@{label_key(name, nearest(name, value.mode))}"
    reason = Reason("distance.given", (("facet", f"@facet.{name}"), ("level", shown)))
    return _Facet(name, value, "given", reason)


def _equal(name: str) -> _Facet:
    """Both texts are the same words, so the same purpose."""
    reason = Reason("distance.same", (("facet", f"@facet.{name}"),))
    return _Facet(name, Range.point(0.0), "measured", reason)


def _usual(name: str, usual: Family | None) -> _Facet:
    """What the family of use itself says of a facet, as a suggestion; unknown where silent."""
    value = getattr(usual, name) if usual else None
    if usual is None or value is None:
        return _Facet(name)
    values = (("facet", f"@facet.{name}"), ("proposed", f"@family.{usual.key}"))
    return _Facet(name, value, "suggested", Reason("distance.usual", values))


def _pair(
    name: str,
    collected: _Side,
    proposed: _Side,
    distance: Callable[[str, str], float],
    *labels: str,
) -> _Facet:
    """A facet that is the distance between two keys; a suggestion where a text gave one of them."""
    span = _span(collected.keys, proposed.keys, distance)
    values = tuple(zip(("collected", "proposed"), labels, strict=True))
    if not (collected.hint or proposed.hint):
        return _Facet(name, span, "measured", Reason(f"distance.{name}.keys", values))
    said = "; ".join(filter(None, (collected.words, proposed.words)))
    where = proposed.hint.span if proposed.hint else None
    reason = Reason(f"distance.{name}.words", (*values, ("words", said)), where)
    return _Facet(name, _widened(span), "suggested", reason)


def _side(key: str, field: str, text: str) -> _Side:
    """A purpose from its key, else from a sure hint in its text, else nothing."""
    if key and family(key, field):
        return _Side((key,))
    return _suggested(read_use(text).family)


def _service(text: str) -> _Side:
    """Data given for a product, without a word on the use: given for the service itself."""
    read = read_use(text)
    if read.family.key or not read.domain.sure:
        return _Side()
    return _Side((next(iter(families())),), read.domain)


def _domain_side(given: str, text: str) -> _Side:
    """A domain from its key, else from words given for it, else from a sure hint in the text."""
    if given in domains():
        return _Side((given,))
    hint = read_use(given).domain if given else Hint()
    if hint.key:
        return _Side(tuple(key for key, _ in hint.candidates), hint)
    return _suggested(read_use(text).domain)


def _suggested(hint: Hint) -> _Side:
    return _Side(tuple(key for key, _ in hint.candidates), hint) if hint.sure else _Side()


def _same(first: str, second: str) -> bool:
    """Whether two texts are the same words."""
    return fold(first.strip()) == fold(second.strip()) and bool(words(first))


def _span(first: _Keys, second: _Keys, distance: Callable[[str, str], float]) -> Range:
    """The distance between the best keys, with the range over all pairs."""
    found = [distance(one, other) for one in first for other in second]
    return Range(min(found), found[0], max(found))


def _widened(span: Range) -> Range:
    """A suggestion is never surer than one step of the codebook on either side."""
    step = settings()["margin"]
    return Range(
        max(0.0, min(span.low, span.mode - step)),
        span.mode,
        min(1.0, max(span.high, span.mode + step)),
    )


@cache
def weights() -> dict[str, float]:
    """The weight of each facet in D (taxonomy/facets.csv)."""
    return {row["facet"]: float(row["weight"]) for row in shipped.rows("taxonomy/facets.csv")}


@cache
def unknown() -> dict[str, Range]:
    """Where each facet stands when nobody knows it: 0, the table's height, 1."""
    rows = shipped.rows("taxonomy/facets.csv")
    return {row["facet"]: Range(0.0, float(row["unknown"]), 1.0) for row in rows}


def _at(facet: _Facet, end: str) -> float:
    """Where a facet stands at "low", "mode" or "high"."""
    return getattr(facet.range or unknown()[facet.name], end)


def _distance(facets: Iterable[_Facet], end: str) -> float:
    """D with every facet at the same end of its range."""
    return 1 - math.prod(1 - weights()[facet.name] * _at(facet, end) for facet in facets)


def _status(facets: Iterable[_Facet]) -> str:
    """The weakest ground any known facet rests on."""
    found = {facet.status for facet in facets}
    return next(status for status in ("suggested", "measured", "given") if status in found)


def _reasons(facets: tuple[_Facet, ...], total: Range) -> tuple[Reason, ...]:
    """A reason per facet with its share of D at the mode; the shares add up to D."""
    parts = [-math.log1p(-weights()[facet.name] * _at(facet, "mode")) for facet in facets]
    whole = sum(parts)
    reasons = []
    for facet, part in zip(facets, parts, strict=True):
        share = part / whole if whole else 0.0
        nobody = Reason("distance.facet_unknown", (("facet", f"@facet.{facet.name}"),))
        reason = facet.reason or nobody
        values = (*reason.values, ("share", f"{share:.0%}"))
        reasons.append(Reason(reason.key, values, reason.span, total.mode * share))
    return tuple(reasons)
