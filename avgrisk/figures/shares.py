"""What drives the score: the share of the doubt each input explains, alone and in interplay."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from avgrisk.core.labels import label
from avgrisk.figures.bars import STYLE as BARS
from avgrisk.figures.bars import bar_row
from avgrisk.figures.markup import Figure, number, piece, words
from avgrisk.figures.style import titled

if TYPE_CHECKING:
    import pandas as pd

STYLE = Path(__file__).with_suffix(".css")


def share_bars(found: pd.DataFrame, lang: str = "nl") -> Figure:
    """The rows of `sobol_indices`, largest total first: weights, readings and base rate together,
    then every input. Full bar: by itself; hatched: in interplay with others; per cent of the doubt.
    """
    rows = sorted(found.to_dict("records"), key=lambda row: (row["kind"] != "all", -row["total"]))
    items = "".join(_row(row, lang) for row in rows)
    body = f'<ul class=avg-shares>{items}</ul><p class="avg-note">{words("sobol.legend", lang)}</p>'
    lines = (f"{input_name(row['kind'], row['input'], lang)}: {_said(row, lang)}" for row in rows)
    return titled("sobol.title", lang, body, lines, BARS, STYLE)


def input_name(kind: str, name: str, lang: str) -> str:
    """An input of the score by its name on screen."""
    if kind == "all":
        return label(f"input.all_{name}", lang)
    names = [
        label("input.guardian" if part == "guardian" else f"reading.{part}", lang)
        for part in name.split(":")
    ]
    return label(f"input.{kind}", lang, name=" × ".join(names))


def _row(row: Any, lang: str) -> str:
    first, total = (100 * min(max(row[name], 0.0), 1.0) for name in ("first", "total"))
    own = piece("avg-fill", width=first)
    rest = piece("avg-inter", left=first, width=max(total - first, 0))
    return bar_row(input_name(row["kind"], row["input"], lang), _said(row, lang), own, rest)


def _said(row: Any, lang: str) -> str:
    ends = [number(100 * abs(row[name]), lang, 0) for name in ("first", "total")]
    return label("sobol.share", lang, first=ends[0], total=ends[1])
