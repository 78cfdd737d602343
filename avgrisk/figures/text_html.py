"""A purpose text with its vague and specific words marked, two bars, and what it does not say."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from avgrisk.core.labels import label, say
from avgrisk.core.records import Range, Reading, Reason
from avgrisk.figures.markup import Figure, clean, css_number, words
from avgrisk.figures.style import card

#: Longest text that is shown; the reading itself rests on all of it.
SHOWN = 4000

#: The groups of the lexicon, vaguest first (labels vagueness.group.<group>).
GROUPS = ("hedge", "open", "data", "action", "object", "recipient", "period", "condition")

STYLE = Path(__file__).with_suffix(".css")


def text_figure(reading: Reading, text: str, lang: str = "nl") -> Figure:
    """The text that was read, with a mark per span, and what would make it sharper.

    `reading` is what `avgrisk.vagueness(text)` gave. Each mark names its group in its title, in
    text for screen readers and by its underline; colour only supports.
    """
    spoken = f' lang="{reading.lang}"' if reading.lang else ""
    body = (
        f"<h3>{words('reading.vagueness', lang)}</h3><p>{escape(_told(reading, lang))}</p>"
        f'<p class="avg-read" dir="auto"{spoken}>{_marked(reading, text, lang)}</p>'
        f"{_legend(reading, lang)}{_bars(reading, lang)}{_questions(reading, lang)}"
        + "".join(f'<p class="avg-hint">{escape(line)}</p>' for line in _hints(reading, lang))
    )
    body = f'<div class="avg-text">{body}</div>'
    return card(body, _twin(reading, text, lang), lang, STYLE)


def _told(reading: Reading, lang: str) -> str:
    """The value with its interval in words, and what has to be said about the whole text."""
    parts = [label("vagueness.unknown", lang)]
    if reading.value is not None:
        ends = {end: _percent(getattr(reading.range, end)) for end in ("low", "high")}
        value = label("vagueness.value", lang, percent=_percent(reading.value))
        parts = [value, label("vagueness.between", lang, **ends)]
    whole = [say(reason, lang) for reason in reading.reasons if reason.weight is None]
    return ". ".join((*parts, *whole)) + "."


def _marked(reading: Reading, text: str, lang: str) -> str:
    """The text, escaped, with its spans marked."""
    pieces, at = [], 0
    for reason, start, end in _spans(reading, text):
        group = _group(reason)
        name = words(f"vagueness.group.{group}", lang)
        pieces.append(_shown(text[at:start]))
        pieces.append(
            f'<mark class="avg-{group}" title="{name}">{_shown(text[start:end])}'
            f'<span class="avg-hide"> ({name})</span></mark>'
        )
        at = end
    pieces.append(_shown(text[at:SHOWN]) + ("…" if len(text) > SHOWN else ""))
    return "".join(pieces)


def _spans(reading: Reading, text: str) -> Iterator[tuple[Reason, int, int]]:
    """The reasons that name a place, in order, none overlapping, all within what is shown."""
    at = 0
    for reason in reading.reasons:
        if reason.span and reason.weight is not None:
            start, end = reason.span
            if at <= start < end <= min(len(text), SHOWN):
                yield reason, start, end
                at = end


def _shown(part: str) -> str:
    """Text from outside, without control characters, line ends kept."""
    return escape("".join(c if c.isprintable() or c == "\n" else " " for c in part))


def _legend(reading: Reading, lang: str) -> str:
    """The groups that were found, each with its mark."""
    found = {_group(reason) for reason in reading.reasons if reason.weight is not None}
    items = "".join(
        f'<li><mark class="avg-{group}">{words(f"vagueness.group.{group}", lang)}</mark></li>'
        for group in GROUPS
        if group in found
    )
    if not items:
        return ""
    title = words("vagueness.legend", lang)
    return f'<ul class="avg-marks" aria-label="{title}">{items}</ul>'


def _bars(reading: Reading, lang: str) -> str:
    """The two sub-scores as bars, longer is vaguer, with their interval where they have one."""
    rows = "".join(
        f"<span>{words(key, lang)}</span><div>{_bar(value)}</div><b>{_percent(value.mean)} %</b>"
        for key, value in reading.facets
        if value is not None
    )
    if not rows:
        return ""
    note = words("vagueness.longer", lang)
    return f'<div class="avg-two">{rows}</div><p class="avg-note">{note}</p>'


def _bar(value: Range) -> str:
    low, high = 100 * value.low, 100 * value.high
    whisker = (
        f'<s style="left:{css_number(low)}%;width:{css_number(high - low)}%"></s>'
        if high > low
        else ""
    )
    return f'<i style="width:{css_number(100 * value.mean)}%"></i>{whisker}'


def _questions(reading: Reading, lang: str) -> str:
    items = "".join(f"<li>{words(slot, lang)}</li>" for slot in reading.slots)
    if not items:
        return ""
    return f'<h3>{words("vagueness.missing", lang)}</h3><ul class="avg-bullets">{items}</ul>'


def _hints(reading: Reading, lang: str) -> list[str]:
    """What would make the text sharper: the heaviest open words, and the shape of a sharp text."""
    opening = [reason for reason in reading.reasons if reason.key == "vagueness.open"]
    hints = []
    if opening:
        heaviest = max(opening, key=lambda reason: reason.weight or 0)
        hints.append(label("vagueness.rewrite.open", lang, **dict(heaviest.values)))
    if reading.slots:
        hints.append(label("vagueness.rewrite", lang))
    sharp = [label("vagueness.rewrite.sharp", lang)] if reading.known else []
    return hints or sharp


def _twin(reading: Reading, text: str, lang: str) -> str:
    """The same content as plain text."""
    spans = [say(reason, lang) for reason in reading.reasons if reason.weight is not None]
    bars = [
        f"{label(key, lang)}: {_percent(value.mean)} %"
        for key, value in reading.facets
        if value is not None
    ]
    asked = [label(slot, lang) for slot in reading.slots]
    lines = [f"“{clean(text)}”", _told(reading, lang), *bars, *spans]
    if asked:
        lines += [label("vagueness.missing", lang), *(f"- {question}" for question in asked)]
    return "\n".join((*lines, *_hints(reading, lang)))


def _group(reason: Reason) -> str:
    return reason.key.removeprefix("vagueness.")


def _percent(value: float) -> str:
    return f"{100 * value:.0f}"
