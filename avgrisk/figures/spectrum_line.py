"""The purpose spectrum: the freedom each purpose text gives against the risk of what it allows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core import shipped
from avgrisk.core.labels import label
from avgrisk.core.languages import written
from avgrisk.figures import strip
from avgrisk.figures.markup import Figure, css_number, esc, joined, language, number, piece, words
from avgrisk.figures.style import card
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.vocabulary import taxonomy

if TYPE_CHECKING:
    from avgrisk.scoring.spectrum import SpectrumPoint

STYLE = Path(__file__).with_suffix(".css")

#: How far apart two points must stand to be told apart: per cent of the width, or points of risk.
ASIDE, ABOVE = 4, 9

#: Places on the axis of freedom, in per cent.
TICKS = (0, 25, 50, 75, 100)


def spectrum_curve(
    points: Sequence[SpectrumPoint], lang: str = "nl", index: RiskIndex | None = None
) -> Figure:
    """The points of `avgrisk.spectrum` as a curve, the own text with its figures under it.

    The texts of the ladder are folded away, so that a room sees the curve and its own text.

    Freedom runs to the right, 0-100 %; risk runs up, 0-100, against the bands of the index ("2"
    unless given). The own text is a dark square with a star instead of a number.
    """
    lang = language(lang)
    told = [_told(point, place, lang) for place, point in enumerate(points, start=1)]
    rungs = [(point, _rung(point, place, lang)) for place, point in enumerate(points, start=1)]
    own = "".join(rung for point, rung in rungs if point.key == "own")
    ladder = "".join(rung for point, rung in rungs if point.key != "own")
    notes = "".join(
        f'<p class="avg-note">{words(f"spectrum.{key}", lang)}</p>' for key in ("note", "judgement")
    )
    body = (
        f"<h3>{words('spectrum.title', lang)}</h3>"
        f'<p class="avg-soft avg-small">{words("spectrum.risk", lang)}</p>'
        f"{_plot(points, index or load_index(), lang)}"
        f'{_key(points, lang)}<ul class="avg-rungs">{own}</ul>'
        f'<details class="avg-rungs"><summary>{words("spectrum.texts", lang)}</summary>'
        f'<ol class="avg-rungs">{ladder}</ol></details>{notes}'
    )
    text = "\n".join((label("spectrum.title", lang), *told, label("spectrum.judgement", lang)))
    return card(body, text, lang, STYLE)


def places(points: Sequence[SpectrumPoint]) -> list[float]:
    """Where each point stands from the left, in per cent: its freedom, moved aside when taken.

    The own text is never moved; of the others the later one moves.
    """
    found: dict[int, float] = {}
    for number_ in sorted(range(len(points)), key=lambda n: (points[n].key != "own", n)):
        place = 100 * points[number_].freedom.mode
        highest = points[number_].highest
        taken = [x for other, x in found.items() if abs(highest - points[other].highest) < ABOVE]
        while any(abs(place - x) < ASIDE for x in taken):
            place += ASIDE / 2
        found[number_] = min(place, 100.0)
    return [found[number_] for number_ in range(len(points))]


def _plot(points: Sequence[SpectrumPoint], index: RiskIndex, lang: str) -> str:
    """Bands, curve and points, and both axes; hidden from screen readers, who get the list."""
    across = places(points)
    ladder = [
        (x, point.highest) for x, point in zip(across, points, strict=True) if point.key != "own"
    ]
    rects = strip.band_rects(strip.edges_of(index), 100)
    line = " ".join(f"{css_number(x)},{css_number(100 - y)}" for x, y in ladder)
    path = f'<path d="M{line}"/>' if ladder else ""
    levels = "".join(
        f'<span class="avg-height" style="bottom:{css_number(start)}%">{css_number(start)}'
        f"<span> {words(strip.BAND_WORDS[name], lang)}</span></span>"
        for name, start in index.bands
    )
    marks = "".join(
        _mark(point, place, x)
        for place, (point, x) in enumerate(zip(points, across, strict=True), start=1)
    )
    ticks = "".join(f'<span style="left:{tick}%">{tick} %</span>' for tick in TICKS)
    return (
        f'<div aria-hidden="true"><div class="avg-curve">'
        f'<svg viewBox="0 0 100 100" preserveAspectRatio="none">{rects}{path}</svg>'
        f'{levels}{marks}</div><div class="avg-across">{ticks}</div>'
        f'<p class="avg-axis">{words("spectrum.freedom", lang)}</p></div>'
    )


def _key(points: Sequence[SpectrumPoint], lang: str) -> str:
    """What the numbers in the picture stand for."""
    names = "".join(
        f"<span>{_sign(point, place)}{escape(_name(point, lang))}</span>"
        for place, point in enumerate(points, start=1)
    )
    return f'<p class="avg-key">{names}</p>'


def _mark(point: SpectrumPoint, place: int, x: float) -> str:
    """One text: its span of risks, the middle and its number."""
    span = piece("avg-reach", left=x, bottom=point.lowest, height=point.highest - point.lowest)
    middle = piece("avg-mid", left=x, bottom=point.median)
    top = _sign(point, place, f"left:{css_number(x)}%;bottom:{css_number(point.highest)}%")
    return f"{span}{middle}{top}"


def _sign(point: SpectrumPoint, place: int, style: str = "") -> str:
    own = point.key == "own"
    name = "avg-num avg-num-own" if own else "avg-num"
    return f'<b class="{name}" style="{style}">{"★" if own else place}</b>'


def _rung(point: SpectrumPoint, place: int, lang: str) -> str:
    facts = joined(_facts(point, lang))
    return (
        f"<li>{_sign(point, place)}<div><b>{escape(_name(point, lang))}</b>"
        f'<p class="avg-quote" dir="auto">“{esc(point.text)}”</p>'
        f'<p class="avg-soft avg-small">{escape(facts)}</p></div></li>'
    )


def _told(point: SpectrumPoint, place: int, lang: str) -> str:
    """A point in words."""
    number_ = "★" if point.key == "own" else f"{place}."
    return f"{number_} {_name(point, lang)}. {joined(_facts(point, lang))}"


def _name(point: SpectrumPoint, lang: str) -> str:
    if point.key == "own":
        return label("spectrum.own", lang)
    row = next(row for row in shipped.rows("spectrum.csv") if row["key"] == point.key)
    return row[f"label_{written(lang)}"]


def _facts(point: SpectrumPoint, lang: str) -> list[str]:
    """What the text covers, the risk of that, and the riskiest of it."""
    covers = label(
        "spectrum.covers",
        lang,
        count=len(point.allowed),
        all=len(taxonomy.families()),
        share=number(100 * point.freedom.mode, lang, 0),
    )
    lowest, median, highest = (
        number(value, lang, 0) for value in (point.lowest, point.median, point.highest)
    )
    key = "spectrum.one" if len(point.allowed) == 1 else "spectrum.range"
    risk = label(key, lang, lowest=lowest, median=median, highest=highest)
    facts = [_capital(covers) + _doubt(point, lang), _capital(risk)]
    if len(point.allowed) > 1:
        worst = taxonomy.families()[point.allowed[-1].family].label(lang)
        facts.append(label("spectrum.worst", lang, family=worst))
    if point.key == "own" and point.covers_use is not None:
        key = "spectrum.use_covered" if point.covers_use else "spectrum.use_outside"
        facts.append(label(key, lang))
    if not point.named:
        facts.append(label("spectrum.nothing_named", lang))
    return facts


def _doubt(point: SpectrumPoint, lang: str) -> str:
    """How sure that share is, where the vagueness leaves doubt."""
    low, high = point.freedom.low, point.freedom.high
    if low == high:
        return ""
    ends = {name: number(100 * end, lang, 0) for name, end in (("low", low), ("high", high))}
    return f" ({label('spectrum.doubt', lang, **ends)})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
