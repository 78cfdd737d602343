"""A plan as it was read, in plain lines for a terminal and as a dict for json."""

from avgrisk.core.labels import label
from avgrisk.core.languages import inside
from avgrisk.core.wording import number
from avgrisk.indicators.vagueness_words import foreign
from avgrisk.scoring.plan_part import Part
from avgrisk.scoring.plan_reading import PlanReading
from avgrisk.vocabulary.data_words import NEVER_LOW
from avgrisk.vocabulary.text import words

#: How many letters of a near text are shown.
SHOWN = 90


def plan_lines(plan: PlanReading, lang: str = "nl") -> list[str]:
    """A line a part with its words, confidence and alternatives; then what is like it, what was
    not read, and the score. Of a text in a language that is not read, that comes first."""
    lines = [label("plan.title", lang)]
    lines += [label("vagueness.foreign", lang)] if foreign(words(plan.text)) else []
    lines += [_line(part, lang) for part in plan.parts.values()]
    for near in plan.near:
        likeness = number(near.likeness, lang, 2)
        lines.append(f"{label('plan.near', lang)}: “{_short(near.text)}” ({likeness})")
    skipped = "; ".join(_short(text) for text in plan.not_read)
    lines.append(
        f"{label('plan.not_read', lang)}: {skipped}"
        if skipped
        else label("plan.everything_read", lang)
    )
    return [*lines, _score(plan, lang), *_never_low(plan, lang)]


def plan_dict(plan: PlanReading, lang: str = "nl") -> dict[str, object]:
    """A plan for json: every part with keys, words on screen, confidence, places, alternatives."""
    found = plan.score
    return {
        "text": plan.text,
        "parts": {name: _part(part, lang) for name, part in plan.parts.items()},
        "not_read": list(plan.not_read),
        "near": [
            {"text": near.text, "family": near.family, "likeness": near.likeness}
            for near in plan.near
        ],
        "missing": list(plan.missing),
        "score": None
        if found is None
        else {
            "value": found.value,
            "interval": list(found.interval),
            "band": found.band,
            "vector": found.vector,
        },
    }


def _part(part: Part, lang: str) -> dict[str, object]:
    return {
        "value": part.value,
        "values": list(part.values),
        "labels": [part.label(key, lang) for key in part.values],
        "confidence": part.confidence,
        "words": list(part.words),
        "spans": [list(span) for span in part.spans],
        "alternatives": [
            {"value": key, "label": part.label(key, lang), "confidence": confidence}
            for key, confidence in part.alternatives
        ],
        "given": part.given,
    }


def _line(part: Part, lang: str) -> str:
    """One part: what was read, the words it rests on, how sure, and what else it may be."""
    head = f"{label(f'plan.{part.name}', lang)}: "
    if not part.known:
        return head + label("plan.unread", lang) + _others(part, lang)
    said = "; ".join(part.label(key, lang) for key in part.values)
    if part.given:
        return f"{head}{said} ({label('plan.given', lang)})"
    ground = (
        ", ".join(f"“{word}”" for word in part.words) if part.words else label("plan.usual", lang)
    )
    sure = label("plan.confidence", lang, value=number(part.confidence, lang, 2))
    return f"{head}{said} - {ground} ({sure}{_others(part, lang, '; ')})"


def _others(part: Part, lang: str, before: str = "") -> str:
    if not part.alternatives:
        return ""
    others = ", ".join(
        f"{part.label(key, lang)} {number(confidence, lang, 2)}"
        for key, confidence in part.alternatives
    )
    told = label("plan.or", lang, others=others)
    return f"{before}{told}" if before else f" ({told})"


def _score(plan: PlanReading, lang: str) -> str:
    found = plan.score
    if found is None:
        missing = ", ".join(inside(label(f"plan.{name}", lang), lang) for name in plan.missing)
        return label("plan.no_score", lang, missing=missing)
    low, high = (number(end, lang) for end in found.interval)
    band = label(f"band.{found.band}", lang)
    return f"{label('plan.score', lang)}: {number(found.value, lang)} ({low} - {high}), {band}"


def _never_low(plan: PlanReading, lang: str) -> list[str]:
    """What keeps a plan from being called low: what nobody knows of it, and what to do."""
    found = plan.score
    lines = (
        [label(f"flag.{flag}", lang) for flag in found.flags if flag in NEVER_LOW] if found else []
    )
    names = plan.use.recipient_words.split("; ") if plan.use.recipient_words else []
    return lines + [label("standing.unread_recipient", lang, word=name) for name in names]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else flat[: SHOWN - 3] + "..."
