"""Numbers and readings in plain words, for a terminal, a notebook and json."""

from avgrisk.core.labels import label, say
from avgrisk.core.languages import decimal
from avgrisk.core.records import Reading


def number(value: float, lang: str = "nl", decimals: int = 1) -> str:
    """A number as people write it: a decimal comma in Dutch."""
    return decimal(f"{value:.{decimals}f}", lang)


def reading_lines(reading: Reading, lang: str = "nl") -> list[str]:
    """A reading in plain lines: value, reasons, what is missing."""
    name = label(f"reading.{reading.name}", lang)
    value = (
        label("status.unknown", lang) if reading.value is None else number(reading.value, lang, 2)
    )
    lines = [f"{name}: {value}"]
    if reading.value is not None:
        low, high = number(reading.low, lang, 2), number(reading.high, lang, 2)
        lines[0] += f" ({low} - {high})"
    for key, part in reading.facets:
        lines.append(f"  {label(key, lang)}: {'?' if part is None else number(part.mean, lang, 2)}")
    lines += [f"  - {say(reason, lang)}" for reason in reading.reasons]
    lines += [f"  ? {label(slot, lang)}" for slot in reading.slots]
    return lines


def reading_dict(reading: Reading, lang: str = "nl") -> dict[str, object]:
    """A reading for json: numbers, spans and words."""
    return {
        "name": reading.name,
        "value": reading.value,
        "low": reading.low,
        "high": reading.high,
        "status": reading.status,
        "lang": reading.lang,
        "facets": {key: None if part is None else part.mean for key, part in reading.facets},
        "reasons": [
            {"text": say(reason, lang), "span": reason.span, "weight": reason.weight}
            for reason in reading.reasons
        ],
        "slots": [label(slot, lang) for slot in reading.slots],
    }


def span(low: float, high: float, lang: str, decimals: int) -> str:
    """Two ends in words, with so many decimals: "0,81 tot 0,92"."""
    ends = {"low": number(low, lang, decimals), "high": number(high, lang, decimals)}
    return label("fig.between", lang, **ends)
