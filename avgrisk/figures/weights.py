"""Weights before and after the data: what was believed, and what a fit made of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from avgrisk.core.labels import label
from avgrisk.core.records import READINGS
from avgrisk.figures.bars import STYLE as BARS
from avgrisk.figures.bars import bar_row
from avgrisk.figures.markup import Figure, number, piece, words
from avgrisk.figures.style import titled
from avgrisk.scoring.curves import end

if TYPE_CHECKING:
    import pandas as pd

STYLE = Path(__file__).with_suffix(".css")

#: Ends of what was believed beforehand, as those of the fit: 5 % and 95 %.
ENDS = (0.05, 0.95)


def weight_bars(coefficients: pd.DataFrame, lang: str = "nl") -> Figure:
    """The `coefficients` of a calibration: a light bar for the prior, a diamond for the fit.

    Both run from 5 % to 95 %, log-odds over the full range, on one scale from the lowest end (0 or
    below) to the highest.
    """
    rows = coefficients.reset_index().to_dict("records")
    spans = [(_believed(row), (row["low"], row["high"])) for row in rows]
    lowest = min(0.0, *(end[0] for span in spans for end in span))
    highest = max(end[1] for span in spans for end in span)
    items = "".join(
        _row(row, span, lowest, highest - lowest, lang)
        for row, span in zip(rows, spans, strict=True)
    )
    body = (
        f'<ul class=avg-weights>{items}</ul><p class="avg-note">{words("weights.legend", lang)}</p>'
    )
    lines = (f"{_name(row, lang)}: {_said(row, lang)}" for row in rows)
    return titled("weights.title", lang, body, lines, BARS, STYLE)


def _believed(row: Any) -> tuple[float, float]:
    """What was believed, 5 % to 95 %."""
    low, high = (row["prior"] + end(share) * row["prior_sd"] for share in ENDS)
    return low, high


def _row(row: Any, spans: Any, lowest: float, room: float, lang: str) -> str:
    before, after = (
        {"left": 100 * (low - lowest) / room, "width": 100 * (high - low) / room}
        for low, high in spans
    )
    return bar_row(
        _name(row, lang),
        _said(row, lang),
        piece("avg-before", **before),
        piece("avg-zero", left=-100 * lowest / room),
        piece("avg-whisker", **after),
        piece("avg-diamond", left=100 * (row["estimate"] - lowest) / room),
    )


def _name(row: Any, lang: str) -> str:
    return label(f"reading.{row['term']}", lang) if row["term"] in READINGS else row["reading"]


def _said(row: Any, lang: str) -> str:
    before, after = (number(row[name], lang) for name in ("prior", "estimate"))
    return label("weights.moved", lang, before=before, after=after)
