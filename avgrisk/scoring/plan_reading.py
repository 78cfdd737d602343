"""A plan in a sentence or paragraph, read part by part: who, whose data, from what, to what.

What the text does not say is not read; it is never guessed in silence. Every part has its words, so
that whoever wrote the plan can see what was understood, and put it right before it is scored.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from avgrisk.core.records import InputError, ProposedUse
from avgrisk.scoring import plan_part
from avgrisk.scoring.plan_part import Part
from avgrisk.scoring.score import RiskScore, score
from avgrisk.vocabulary import learned_reasons, plan_data, plan_hints, plan_words
from avgrisk.vocabulary.conditions import Condition, read_conditions
from avgrisk.vocabulary.deal import FACETS, SILENT, Deal, read_deal
from avgrisk.vocabulary.language import function_words
from avgrisk.vocabulary.learned_reasons import Near
from avgrisk.vocabulary.plan_sentences import told_apart
from avgrisk.vocabulary.plan_words import LONGEST, Span
from avgrisk.vocabulary.text import words
from avgrisk.vocabulary.unread_receivers import named_in

#: The parts in the order in which they are told.
PARTS = (
    "organisation", "people", "data", "collected_for", "proposed_use", "recipient", "inferred",
    "identifiability", "legal_basis", "choice", "benefit",
)  # fmt: skip

#: Parts that both readers speak of, with the facet that they speak of.
HINTED = {"proposed_use": "family", "recipient": "recipient", "inferred": "inferred"}
#: Parts that words of a condition tell, and those of the deal, which both readers speak of too,
#: with the field of a proposed use that they fill in.
CONDITIONED = ("identifiability", "legal_basis")
DEALT = {"choice": "control", "benefit": "value_returned"}

#: The stops of sentences that are left out.
_STOPS = re.compile(r"[.!?;](\s+[.!?;])+\s*")

#: Without these a plan gets no score.
ESSENTIALS = ("organisation", "data", "proposed_use")


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


def read(text: str, sector: str | None = "") -> PlanReading:
    """Read a plan, Dutch or English, in a sentence or a paragraph.

    `sector` is the kind of organisation, a key or a name, and goes before what the text says; ""
    and None name none.
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
    given, whole, use_text = _told_apart(told)
    said, why = plan_hints.read_plan(use_text), plan_hints.reasons(use_text)
    said = said._replace(recipient=plan_hints.read_plan(whole).recipient)
    named, people = plan_words.organisations(told), plan_words.people(told)
    shut = [each.span for each in named]
    shut += [span for condition in conditions.values() for span in condition.spans]
    organisation = plan_part.organisation(told, named, sector or "")
    weighed = learned_reasons.read(told)
    deals = {field_name: read_deal(told, field_name) for field_name in DEALT.values()}
    parts = {
        "organisation": organisation,
        "people": plan_part.people(people, organisation),
        "data": plan_part.data(
            plan_data.data(told, shut, [each.span for each in people], organisation.value)
        ),
        "collected_for": plan_part.collected(told, given, people),
        **{
            name: plan_part.hinted(name, getattr(said, facet), why.words[facet], use_text)
            for name, facet in HINTED.items()
        },
        **{name: plan_part.condition(name, conditions.get(name)) for name in CONDITIONED},
        **{
            name: plan_part.dealt(
                name,
                deals[field_name],
                conditions.get(field_name),
                getattr(weighed, FACETS[field_name]).words,
            )
            for name, field_name in DEALT.items()
        },
    }
    use = _use(told, use_text, given, parts, conditions, deals["control"])
    return PlanReading(text, **parts, not_read=_skipped(text, parts), near=why.near, use=use)


def _told_apart(text: str) -> tuple[tuple[str, Span] | None, str, str]:
    """What people gave the data for, as told with its place; the text without it; and the text of
    the use alone, without what is said beside it."""
    given, apart = plan_words.given_for(text), told_apart(text)
    whole = text
    for span in (*apart.before, *([given[1]] if given else [])):
        whole = _without(whole, span)
    use = whole
    for span in apart.asides:
        use = _without(use, span)
    if given is None and apart.given:
        given = text[slice(*apart.given)].strip(), apart.given
    return given, whole, use


def _use(
    told: str,
    text: str,
    given: tuple[str, Span] | None,
    parts: Mapping[str, Part],
    conditions: Mapping[str, Condition],
    control: Deal,
) -> ProposedUse:
    """The plan as a ProposedUse: texts stay texts, so that their doubt stays in the score."""
    levels: dict[str, Any] = {}
    found = conditions.get("identifiability")
    if found is not None:
        exact = not found.others and ";" not in found.level
        levels["identifiability"] = found.level if exact else found.range
    if dict(control.candidates).get("", 0.0) < SILENT:
        levels["control"] = control.range
    for name in ("recipient", "inferred"):
        if parts[name].known and parts[name].confidence >= 0.5:
            levels[name] = parts[name].value
    strangers = () if "recipient" in levels else named_in(told)
    return ProposedUse(
        proposed_use=_STOPS.sub(". ", " ".join(text.split())).lstrip(" .;!?"),
        collected_for=given[0] if given else "",
        collected_for_key="" if given else parts["collected_for"].value,
        sector=parts["organisation"].value,
        data_categories=parts["data"].values,
        legal_basis=parts["legal_basis"].value,
        recipient_words="; ".join(strangers),
        **levels,
    )


def _without(text: str, span: Span) -> str:
    """A text with a stretch blanked out, so that places in it stay true."""
    return text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]


def _skipped(text: str, parts: Mapping[str, Part]) -> tuple[str, ...]:
    """The stretches of content words that no part rests on; what lies beyond the length read."""
    taken = sorted(span for part in parts.values() for span in part.spans)
    small = function_words("nl") | function_words("en") | function_words("plan")
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
