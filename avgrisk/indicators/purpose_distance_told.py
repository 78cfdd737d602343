"""The purpose distance in words: a reason for each facet, with its share of the whole."""

import math

import numpy as np

from avgrisk.core.levels import level_range, named, shown
from avgrisk.core.records import ProposedUse, Range, Reading, Reason
from avgrisk.indicators import distance_facets as on
from avgrisk.indicators.column import Column
from avgrisk.indicators.distance_facets import FACETS, unknown, weights
from avgrisk.indicators.lawful import duty_of
from avgrisk.indicators.meaning import meaning, words_of
from avgrisk.indicators.meaning_words import of_family, of_level, texts
from avgrisk.vocabulary import learned_reasons
from avgrisk.vocabulary.hints import Hint, read_use
from avgrisk.vocabulary.plan_hints import read_plan
from avgrisk.vocabulary.recipients import rows_in
from avgrisk.vocabulary.taxonomy import domains, families
from avgrisk.vocabulary.unread_receivers import strangers

NAME = "purpose_distance"


def explain(use: ProposedUse, column: Column) -> Reading:
    """The reading of one use in words: a reason per facet with its share of D at the mode."""
    grounds = dict(zip(FACETS, column.parts["grounds"][:, 0].tolist(), strict=True))
    ranges = {
        name: None if grounds[name] == on.NOTHING else Range(*column.parts[name][:, 0].tolist())
        for name in FACETS
    }
    reasons = _reasons(use, column, grounds, ranges)
    if not any(grounds.values()):
        reasons = (Reason("distance.unknown"),)
    if grounds["tree"] == on.READ and not use.proposed_use_key:
        reasons = (*reasons, *_like(texts(use)[0]))
    unmatched = tuple(
        word
        for cells in column.unmatched
        for word in str(cells.spread(np.array(cells.distinct, dtype=object))[0]).split(";")
        if word
    )
    facets = tuple((f"facet.{name}", part) for name, part in ranges.items())
    return Reading(NAME, reasons=reasons, facets=facets, unmatched=unmatched)


def _like(text: str) -> tuple[Reason, ...]:
    """The labelled texts that are most like one that phrases alone do not read."""
    if read_plan(text).family.words:
        return ()
    first, second = learned_reasons.nearest(text)
    return (Reason("reason.near", (("first", first.text), ("second", second.text))),)


def _reasons(
    use: ProposedUse, column: Column, grounds: dict[str, int], ranges: dict[str, Range | None]
) -> tuple[Reason, ...]:
    """A reason per facet, and how logical the use is found; the shares add up to D."""
    whole_distance, keys = float(column.ranges[1, 0]), column.parts["keys"][:, 0].tolist()
    felt = float(np.nan_to_num(column.parts["felt"][1, 0]))
    total = whole_distance - felt
    parts = [
        -math.log1p(-weights()[name] * (part or unknown()[name]).mode)
        for name, part in ranges.items()
    ]
    whole = sum(parts)
    reasons = []
    for (name, ground), part in zip(grounds.items(), parts, strict=True):
        weight = total * part / whole if whole else 0.0
        reason = _reason(use, name, ground, keys, ranges[name])
        reasons.append(_shared(reason, weight, whole_distance))
    if not np.isnan(column.parts["felt"][1, 0]):
        reasons.append(_shared(_about_felt(use), felt, whole_distance))
    return tuple(reasons)


def _shared(reason: Reason, weight: float, whole: float) -> Reason:
    """A reason with the share of the distance that it makes up."""
    share = f"{100 * (weight / whole if whole else 0.0):.0f} %"
    return Reason(reason.key, (*reason.values, ("share", share)), reason.span, weight)


def _about_felt(use: ProposedUse) -> Reason:
    found = float(meaning(words_of(use)).deal["image_fit"][1, 0])
    return Reason("distance.felt", (("level", shown("image_fit", found)),))


def _reason(
    use: ProposedUse, name: str, ground: int, keys: list[int], part: Range | None
) -> Reason:
    """Why a facet stands where it stands."""
    facet = (("facet", f"@facet.{name}"),)
    if ground == on.LEVEL:
        value = level_range(name, getattr(use, name))
        assert value is not None
        return Reason("distance.given", (*facet, ("level", _shown(name, value))))
    if ground in (on.SAME, on.LIKELY):
        return Reason("distance.same" if ground == on.SAME else "distance.likely", facet)
    if ground in (on.KEYS, on.READ, on.FURTHER):
        return _about_kinds(use, ground, keys) if name == "tree" else _about_domains(use, ground)
    if ground == on.EXPECTED:
        return _about_expected(use, facet)
    if ground == on.NOBODY:
        names = "; ".join(strangers(use.recipient_words).names)
        key = "distance.recipients_unknown" if names else "distance.recipients_unusual"
        return Reason(key, (*facet, ("words", names or use.recipient_words)))
    if ground == on.NAMED:
        level = _shown(name, part) if part else ""
        words = ("words", use.recipient_words)
        return Reason("distance.recipients", (*facet, words, ("level", level)))
    if ground == on.WORDS:
        found = of_level(use, name)
        level = _shown(name, part) if part else ""
        return Reason(
            "distance.words", (*facet, ("level", level), ("words", found.quoted)), found.span
        )
    if ground == on.USUAL:
        return Reason("distance.usual", (*facet, ("proposed", f"@family.{_family(keys[1])}")))
    return Reason("distance.facet_unknown", facet)


def _about_expected(use: ProposedUse, facet: tuple[tuple[str, str], ...]) -> Reason:
    """Recipients that cost nothing: a law asks for the report, or they are usual for the use."""
    heard = use.recipient_words or of_level(use, "recipient").quoted
    duty = duty_of(use)
    if duty is not None and not heard:
        heard = "; ".join(_receivers(use.proposed_use, duty.recipients) or (use.title,))
    words = ("words", heard)
    if duty is not None:
        return Reason("distance.recipients_by_law", (*facet, words, ("law", duty.law)))
    return Reason("distance.recipients_usual", (*facet, words))


def _receivers(text: str, keys: frozenset[str]) -> tuple[str, ...]:
    """The words of a text that name one of these usual recipients."""
    found = rows_in(text).items()
    return tuple(text[start:end] for (start, end), named_by in found if named_by & keys)


def _shown(name: str, value: Range) -> str:
    """A level by its name, a range that is no level by its ends as well."""
    if not named(name):
        return f"{value.mode:g}"
    return shown(name, value.mode)


def _family(place: int) -> str:
    return tuple(families())[place]


def _about_kinds(use: ProposedUse, ground: int, keys: list[int]) -> Reason:
    """Which two kinds of purpose are compared, and by which words they were read."""
    old, new = (_family(place) for place in keys)
    values = (("collected", f"@family.{old}"), ("proposed", f"@family.{new}"))
    if ground == on.KEYS:
        return Reason("distance.tree.keys", values)
    words = of_family(use, new) if not use.proposed_use_key else None
    said = [words.quoted if words else ""]
    if ground == on.READ and not use.collected_for_key:
        hint = read_use(use.collected_for)
        said.insert(0, ", ".join((hint.family if hint.family.sure else hint.domain).words))
    key = "distance.tree.further" if ground == on.FURTHER else "distance.tree.words"
    quoted = "; ".join(filter(None, said))
    return Reason(key, (*values, ("words", quoted)), words.span if words else None)


def _about_domains(use: ProposedUse, ground: int) -> Reason:
    """Which two product domains are compared, and by which words they were read."""
    old, old_hint = _domain_key(use.collected_domain, use.collected_for)
    new, hint = _domain_key(use.proposed_domain, texts(use)[0])
    values = (("collected", f"@domain.{old}"), ("proposed", f"@domain.{new}"))
    if ground == on.KEYS:
        return Reason("distance.domain.keys", values)
    said = "; ".join(filter(None, (", ".join(part.words) for part in (old_hint, hint))))
    return Reason("distance.domain.words", (*values, ("words", said)), hint.span)


def _domain_key(given: str, text: str) -> tuple[str, Hint]:
    """A domain as it was found: its key, and the hint where words gave it."""
    if given in domains():
        return given, Hint()
    hint = read_use(given).domain if given else Hint()
    hint = hint if hint.key else read_use(text).domain
    return hint.key, hint
