"""A plan in a sentence or paragraph, read part by part: who, whose data, from what, to what.

What the text does not say is not read; it is never guessed in silence. Every part has its words, so
that whoever wrote the plan can see what was understood, and put it right before it is scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from avgrisk.core.labels import label
from avgrisk.core.levels import label_key, named
from avgrisk.core.records import InputError, ProposedUse
from avgrisk.core.subjects import Language
from avgrisk.scoring.score import RiskScore, score
from avgrisk.vocabulary import plan_hints, plan_words, sectors
from avgrisk.vocabulary.conditions import Condition, read_conditions
from avgrisk.vocabulary.hints import Hint
from avgrisk.vocabulary.language import function_words
from avgrisk.vocabulary.learned_reasons import Near
from avgrisk.vocabulary.plan_sentences import background
from avgrisk.vocabulary.plan_words import LONGEST, Named, Span
from avgrisk.vocabulary.text import words

#: The parts in the order in which they are told.
PARTS = (
    "organisation",
    "people",
    "data",
    "collected_for",
    "proposed_use",
    "recipient",
    "inferred",
    "identifiability",
    "legal_basis",
    "choice",
    "benefit",
)

#: Without these a plan gets no score.
ESSENTIALS = ("organisation", "data", "proposed_use")

#: Which label a part's values have; levels have theirs by their field.
_LABELS = {
    "data": "data",
    "collected_for": "family",
    "proposed_use": "family",
    "legal_basis": "legal_basis",
}
#: The field of a proposed use that a part fills in, where the names differ.
_FIELDS = {"choice": "control", "benefit": "value_returned"}

#: How sure a thing is that words of a table name, one that follows from other words, and one that
#: is usual where nothing is said; judgement.
NAMED, FOLLOWS, USUAL = 0.9, 0.5, 0.4
#: The share of a use's first key below which it counts as not read.
LEAST = 0.25


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a plan as it was read.

    `values` are keys, the first leading; empty where nothing was read. `confidence` is in [0, 1];
    `words` and `spans` are what it rests on, empty where it is what is usual; `alternatives` are
    the two next best keys with their confidence; `given` that somebody filled it in.
    """

    name: str
    values: tuple[str, ...] = ()
    confidence: float = 0.0
    words: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    alternatives: tuple[tuple[str, float], ...] = ()
    given: bool = False

    @property
    def value(self) -> str:
        """The leading key, "" where nothing was read."""
        return self.values[0] if self.values else ""

    @property
    def known(self) -> bool:
        """Whether anything was read."""
        return bool(self.values)

    def label(self, key: str, lang: Language = "nl") -> str:
        """A key of this part in words."""
        return _said(self.name, key, lang)


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What was read in a plan of one sentence or paragraph, part by part; see `Part`.

    `not_read` are the stretches of the text that no part rests on; `near` the two labelled texts
    that are most like it. `use` is the plan as a ProposedUse, `score` its RiskScore, or None while
    `missing` names an essential part (organisation, data, use).
    """

    text: str
    organisation: Part
    people: Part
    data: Part
    collected_for: Part
    proposed_use: Part
    recipient: Part
    inferred: Part
    identifiability: Part
    legal_basis: Part
    choice: Part
    benefit: Part
    not_read: tuple[str, ...]
    near: tuple[Near, ...] = ()
    use: ProposedUse = field(default_factory=ProposedUse)

    @property
    def parts(self) -> Mapping[str, Part]:
        """Every part by its name, in the order in which they are told."""
        return {name: getattr(self, name) for name in PARTS}

    @property
    def missing(self) -> tuple[str, ...]:
        """The essential parts that were not read."""
        return tuple(name for name in ESSENTIALS if not getattr(self, name).known)

    @property
    def score(self) -> RiskScore | None:
        """The risk of the plan as it was read; None while an essential part is missing."""
        return None if self.missing else score(self.use)


def read(text: str, sector: str = "") -> PlanReading:
    """Read a plan, Dutch or English, in a sentence or a paragraph.

    `sector` is the kind of organisation, a key or a name, and goes before what the text says.
    At most 4,000 characters are read. Raises InputError on an empty text or an unknown sector.

    >>> plan = read("De supermarkt verkoopt de aankopen van klanten aan een zorgverzekeraar")
    >>> plan.organisation.value, plan.recipient.value, plan.proposed_use.value
    ('supermarket', 'others', 'sharing.data')
    >>> read("Wij bellen u terug").score is None
    True
    """
    if not isinstance(text, str) or not text.strip():
        raise InputError("text", text if isinstance(text, str) else "", "", "error.empty_plan")
    told = text[:LONGEST]
    conditions = read_conditions(told)
    given, use_text = _told_apart(told)
    said, why = plan_hints.read_plan(use_text), plan_hints.reasons(use_text)
    named, people = plan_words.organisations(told), plan_words.people(told)
    shut = [each.span for each in named]
    shut += [span for condition in conditions.values() for span in condition.spans]
    organisation = _organisation(told, named, sector)
    parts = {
        "organisation": organisation,
        "people": _people(people, organisation),
        "data": _data(plan_words.data(told, shut, [each.span for each in people])),
        "collected_for": _collected(told, given, people),
        "proposed_use": _hinted("proposed_use", said.family, why.words["family"], use_text),
        "recipient": _hinted("recipient", said.recipient, why.words["recipient"], use_text),
        "inferred": _hinted("inferred", said.inferred, why.words["inferred"], use_text),
        "identifiability": _condition("identifiability", conditions.get("identifiability")),
        "legal_basis": _condition("legal_basis", conditions.get("legal_basis")),
        "choice": _condition("choice", conditions.get("control")),
        "benefit": _condition("benefit", conditions.get("value_returned")),
    }
    use = _use(use_text, given, parts, conditions)
    return PlanReading(text, **parts, not_read=_skipped(text, parts), near=why.near, use=use)


def _told_apart(text: str) -> tuple[tuple[str, Span] | None, str]:
    """What people gave the data for, as told with its place, and the text of the use without it."""
    given = plan_words.given_for(text)
    behind = background(text)
    use = text
    for span in (behind, given and given[1]):
        if span:
            use = _without(use, span)
    if given is None and behind:
        given = text[behind[0] : behind[1]].strip(), behind
    return given, use


def _organisation(text: str, named: Sequence[Named], sector: str) -> Part:
    """The kind of organisation: as given, as named, or the one that has such people."""
    if sector.strip():
        return Part("organisation", (_given(sector),), 1.0, (sector,), given=True)
    own = [each for each in named if each.weight > 0]
    others = tuple((each.key, _surely(each)) for each in named if each is not named[0])[:2]
    if own:
        first = own[0]
        return Part(
            "organisation", (first.key,), _surely(first), (first.words,), (first.span,), others
        )
    follows = plan_words.sector_of_people(text)
    if follows is None:
        return Part("organisation")
    key, shown, span = follows
    return Part("organisation", (key,), FOLLOWS, (shown,), (span,), others)


def _given(sector: str) -> str:
    """The key of a kind of organisation that somebody gave; InputError where none is like it."""
    found = sectors.find(sector)
    if found is None:
        near = ", ".join(sectors.near_names(sector))
        raise InputError("sector", sector, near, "error.sector" if near else "error.sector_far")
    return found.key


def _surely(each: Named) -> float:
    """How sure it is that a name is the plan's own organisation, from what speaks for it."""
    return round(min(0.95, max(0.05, 0.5 + 0.3 * each.weight)), 2)


def _people(found: Sequence[Named], organisation: Part) -> Part:
    if found:
        first, *others = found
        return Part(
            "people",
            (first.key,),
            first.weight,
            tuple(each.words for each in found if each.key == first.key),
            (first.span,),
            tuple((each.key, round(each.weight / 2, 2)) for each in others[:2]),
        )
    staff = organisation.value == "employer"
    if not organisation.known:
        return Part("people")
    return Part("people", ("employee" if staff else "customer",), USUAL)


def _data(found: Sequence[Named]) -> Part:
    if not found:
        return Part("data")
    return Part(
        "data",
        tuple(each.key for each in found),
        max(each.weight for each in found),
        tuple(each.words for each in found),
        tuple(each.span for each in found),
    )


def _collected(text: str, given: tuple[str, Span] | None, people: Sequence[Named]) -> Part:
    """What people gave the data for: as told, else for the service itself, or the work of staff."""
    if given:
        hint = plan_hints.read_plan(given[0]).family
        if hint.key:
            others = tuple(pair for pair in hint.candidates[1:] if pair[0])[:2]
            return Part(
                "collected_for", (hint.key,), hint.confidence, (given[0],), (given[1],), others
            )
    staff = bool(people) and people[0].key == "employee"
    key = "essential.administration.employment" if staff else "essential.service"
    return Part("collected_for", (key,), USUAL)


def _hinted(name: str, hint: Hint, heard: Sequence[str], text: str) -> Part:
    """A part that both readers speak of; what is unsure has alternatives, and no value at all
    below the least."""
    others = tuple(pair for pair in hint.candidates if pair[0] and pair[0] != hint.key)[:2]
    if not hint.key or hint.confidence < LEAST:
        return Part(name, alternatives=others)
    shown = tuple(hint.words) or tuple(heard)
    spans = _places(text, shown)
    return Part(name, (hint.key,), round(hint.confidence, 4), shown, spans, others)


def _condition(name: str, found: Condition | None) -> Part:
    if found is None:
        return Part(name)
    sure = NAMED if not found.others else FOLLOWS
    others = tuple((_level(name, key), 1 - sure) for key in found.others[:2])
    return Part(name, (_level(name, found.level),), sure, found.words, found.spans, others)


def _level(name: str, level: str) -> str:
    """A level's key; of a range the named level nearest to its mode."""
    field_name = _FIELDS.get(name, name)
    if ";" not in level:
        return level
    mode = float(level.split(";")[1])
    levels = named(field_name)
    return min(levels, key=lambda key: abs(levels[key] - mode))


def _use(
    text: str,
    given: tuple[str, Span] | None,
    parts: Mapping[str, Part],
    conditions: Mapping[str, Condition],
) -> ProposedUse:
    """The plan as a ProposedUse: texts stay texts, so that their doubt stays in the score."""
    levels: dict[str, Any] = {
        name: found.range if found.others or ";" in found.level else found.level
        for name, found in conditions.items()
        if name != "legal_basis"
    }
    for name in ("recipient", "inferred"):
        if parts[name].known and parts[name].confidence >= 0.5:
            levels[name] = parts[name].value
    return ProposedUse(
        proposed_use=" ".join(text.split()).lstrip(" .;!?"),
        collected_for=given[0] if given else "",
        collected_for_key="" if given else parts["collected_for"].value,
        sector=parts["organisation"].value,
        data_categories=parts["data"].values,
        legal_basis=parts["legal_basis"].value,
        **levels,
    )


def _without(text: str, span: Span) -> str:
    """A text with a stretch blanked out, so that places in it stay true."""
    return text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]


def _places(text: str, shown: Iterable[str]) -> tuple[Span, ...]:
    """Where words stand in a text, the first time."""
    starts = ((text.find(each), each) for each in shown)
    return tuple((start, start + len(each)) for start, each in starts if start >= 0)


def _skipped(text: str, parts: Mapping[str, Part]) -> tuple[str, ...]:
    """The stretches of content words that no part rests on; what lies beyond the length read."""
    taken = sorted(span for part in parts.values() for span in part.spans)
    small = function_words("nl") | function_words("en")
    found: list[Span] = []
    last = -1
    for place, word in enumerate(words(text[:LONGEST])):
        seen = any(start < word.end and word.start < end for start, end in taken)
        if seen or word.folded in small or len(word.folded) < 3:
            continue
        if found and place == last + 1 and text[found[-1][1] : word.start].isspace():
            found[-1] = found[-1][0], word.end
        else:
            found.append((word.start, word.end))
        last = place
    beyond = (text[LONGEST:],) if len(text) > LONGEST else ()
    return (*(text[start:end] for start, end in found), *beyond)


def _said(name: str, key: str, lang: Language) -> str:
    """A key of a part in words."""
    if name == "organisation":
        return sectors.table()[key].label(lang if isinstance(lang, str) else lang.lang)
    if name == "people":
        return label(f"plan_people.{key}", lang)
    if name in _LABELS:
        return label(f"{_LABELS[name]}.{key}", lang)
    return label(label_key(_FIELDS.get(name, name), key), lang)
