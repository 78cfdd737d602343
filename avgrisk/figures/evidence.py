"""What people said, beside the score of the same scenario: fits and misfits drawn alike."""

from __future__ import annotations

import math
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from avgrisk.core import shipped
from avgrisk.core.labels import label
from avgrisk.core.languages import written
from avgrisk.figures.bars import STYLE as BARS
from avgrisk.figures.markup import Figure, esc, joined, number, piece, words
from avgrisk.figures.style import card

if TYPE_CHECKING:
    import pandas as pd

STYLE = Path(__file__).with_suffix(".css")


def evidence_bars(frame: pd.DataFrame, pairs: pd.DataFrame, lang: str = "nl") -> Figure:
    """The rows of `evidence_frame`, a part per survey, most resisted first, with `evidence_pairs`.

    Bar: the share of people against, 0-100 %. Diamond with whisker: our score, 0-100, and its
    margin. Where people and score contradict each other the words say so.
    """
    body, told = [], []
    for survey, part in frame.groupby("survey", sort=False):
        order = _order(pairs[pairs["survey"] == survey], lang)
        head = label("evidence.survey", lang, survey=survey, n=int(part["n"].iloc[0]), order=order)
        rows = sorted(part.to_dict("records"), key=lambda row: -_share(row)[0])
        items = "".join(_row(row, lang) for row in rows)
        body.append(f'<h3 class="avg-survey">{escape(head)}</h3><ul>{items}</ul>')
        told += [head, *(_line(row, lang) for row in rows)]
    notes = "".join(
        f'<p class="avg-note">{words(f"evidence.{key}", lang)}</p>' for key in ("legend", "limits")
    )
    title = f"<h2>{words('evidence.title', lang)}</h2>"
    text = joined((label("evidence.title", lang), *told, label("evidence.limits", lang)))
    return card(title + "".join(body) + notes, text, lang, BARS, STYLE)


def scenario_name(key: str, lang: str) -> str:
    """The name of a scenario on screen."""
    rows = {row["key"]: row for row in shipped.rows("evidence/scenarios.csv")}
    return rows[key][f"label_{written(lang)}"]


def verdict(row: Any, lang: str) -> str:
    """Whether people and score contradict each other, in words."""
    if row["fits"]:
        return label("evidence.fits", lang)
    return label(f"evidence.misfit.{row['leans']}", lang)


def _row(row: Any, lang: str) -> str:
    share, published = _share(row)
    fill = "avg-fill" if published else "avg-rest"
    bar = piece(fill, left=0, width=share)
    whisker = piece("avg-whisker", left=row["low"], width=row["high"] - row["low"])
    point = piece("avg-diamond", left=row["score"])
    wrong = "" if row["fits"] else ' class="avg-wrong"'
    return (
        f'<li class="avg-reply"><b>{esc(scenario_name(row["scenario"], lang))}</b>'
        f'<span class="avg-track" aria-hidden="true">{bar}{whisker}{point}</span>'
        f'<span class="avg-small">{"<br>".join(map(escape, _numbers(row, lang)))}<br>'
        f"<span{wrong}>{escape(verdict(row, lang))}</span></span></li>"
    )


def _line(row: Any, lang: str) -> str:
    name = scenario_name(row["scenario"], lang)
    return f"{name}: {'; '.join(_numbers(row, lang))}. {verdict(row, lang)}"


def _numbers(row: Any, lang: str) -> tuple[str, str]:
    """What people said and what the score is, in words."""
    share, published = _share(row)
    key = "evidence.against" if published else "evidence.not_for"
    ends = {end: number(row[end], lang, 0) for end in ("low", "high")}
    said = label(key, lang, share=number(share, lang, 0))
    return said, label("evidence.score", lang, score=number(row["score"], lang, 0), **ends)


def _share(row: Any) -> tuple[float, bool]:
    """The share against, and whether it was published; else all who did not accept it."""
    if math.isnan(row["against"]):
        return 100 - row["accepts"], False
    return row["against"], True


def _order(pairs: pd.DataFrame, lang: str) -> str:
    if pairs.empty:
        return label("evidence.no_pairs", lang)
    right = int(pairs["in_order"].sum())
    return label("evidence.pairs", lang, right=right, count=len(pairs))
