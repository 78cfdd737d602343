"""The page to take home: one self-contained file with what a room said and what it taught."""

from pathlib import Path
from typing import Any

import pandas as pd

from avgrisk.cases.case_base import load_case
from avgrisk.core.dates import day
from avgrisk.core.labels import LANGUAGES, label
from avgrisk.core.subjects import plain
from avgrisk.figures.bars import STYLE as BARS
from avgrisk.figures.markup import NAME, Figure, clean, css_number, esc, number, piece, words
from avgrisk.figures.style import BASE, card
from avgrisk.figures.weights import weight_bars
from avgrisk.reports.page import page
from avgrisk.reports.rows import ended
from avgrisk.workshop.learning import Weight, coefficients
from avgrisk.workshop.looking_back import Judged, LookingBack
from avgrisk.workshop.spread import MAY

#: How the page looks beside what every page has.
STYLE = Path(__file__).with_suffix(".css")


def report_html(
    found: LookingBack, lang: str = "nl", opened: str = "", rooms: pd.DataFrame | None = None
) -> str:
    """The page, in Dutch or English; `opened` is the day, `rooms` what rooms together say."""
    return page(
        "report",
        found.plan.titles[LANGUAGES.index(lang)],
        plain(lang),
        BASE,
        BARS,
        STYLE,
        folder=STYLE.parent,
        found=found,
        opened=day(opened, lang),
        items=[_item(item, found, lang) for item in found.judged],
        map=disagreement_map(found, lang),
        agreement=[
            label("workshop.report.alpha", lang, value=_figure(found.alpha, lang)),
            label("workshop.report.icc", lang, value=_figure(found.icc, lang)),
        ],
        weights=weight_bars(coefficients(found.fit), lang) if found.fit else None,
        spread=number(found.fit.spread, lang) if found.fit else "",
        moved=[_moved(weight, lang) for weight in found.weights],
        model=[_misfit(item, found, lang) for item in found.model_misfits()],
        room=[_left(item, found, lang) for item in found.room_misfits()],
        rooms=[] if rooms is None else _rooms(rooms, lang),
    )


def disagreement_map(found: LookingBack, lang: str) -> Figure:
    """Where the room is divided, without persons: each item by how much of the room is against it
    and how far two answers lie apart."""
    marks, lines = [], []
    for place, item in enumerate(found.judged, start=1):
        split = item.split
        left, top = item.against, 100 * (1 - min(split.divided, 1))
        marks.append(piece("avg-mark", str(place), left=left, top=top))
        lines.append(
            label(
                "workshop.report.map_line",
                lang,
                place=place,
                item=clean(found.named(item.item, lang), NAME),
                against=number(left, lang, 0),
                apart=number(split.divided, lang, 2),
            )
        )
    axes = (
        f'<p class="avg-soft avg-small">{words("workshop.report.map_up", lang)}</p>'
        f'<div class="avg-map" aria-hidden="true">{"".join(marks)}</div>'
        f'<p class="avg-soft avg-small avg-right">{words("workshop.report.map_right", lang)}</p>'
    )
    items = "".join(f"<li>{esc(line)}</li>" for line in lines)
    return card(
        f'{axes}<ol class="avg-small avg-plain">{items}</ol>', "\n".join(lines), lang, STYLE
    )


def _item(item: Judged, found: LookingBack, lang: str) -> dict[str, Any]:
    """One item for the page: bars, the answer in the middle, the score, how it ended."""
    split = item.split
    counts = [*split.grants, split.unsure]
    most = max(*counts, 1)
    steps = [*range(1, 6), 0]
    is_case = found.plan.items[item.item].is_case
    return {
        "name": found.named(item.item, lang),
        "bars": [
            (label(f"workshop.grant.{step}", lang), count, css_number(100 * count / most))
            for step, count in zip(steps, counts, strict=True)
        ],
        "may": [
            (label(f"workshop.may.{answer}", lang), count)
            for answer, count in zip((*MAY, "unknown"), split.may, strict=True)
        ],
        "median": number(split.median, lang) if split.median is not None else "?",
        "score": number(item.score, lang, 0),
        "against": number(item.against, lang, 0),
        "ending": ended(load_case(item.item), lang) if is_case else "",
    }


def _figure(value: float, lang: str) -> str:
    return "?" if value != value else number(value, lang, 2)


def _moved(weight: Weight, lang: str) -> str:
    """How far one weight moved from the prior, in words."""
    told = {name: number(getattr(weight, name), lang) for name in ("room", "low", "high", "prior")}
    return label("workshop.report.moved", lang, reading=f"@reading.{weight.reading}", **told)


def _misfit(item: Judged, found: LookingBack, lang: str) -> str:
    key = "workshop.report.stricter" if item.misfit > 0 else "workshop.report.milder"
    told = {"against": number(item.against, lang, 0), "score": number(item.score, lang, 0)}
    return label(key, lang, item=clean(found.named(item.item, lang), NAME), **told)


def _left(item: Judged, found: LookingBack, lang: str) -> str:
    key = "workshop.report.less" if item.residual > 0 else "workshop.report.more"
    steps = number(abs(item.residual), lang)
    return label(key, lang, item=clean(found.named(item.item, lang), NAME), steps=steps)


def _rooms(rooms: pd.DataFrame, lang: str) -> list[list[str]]:
    """Rooms together, a row a reading: name, estimate, ends, between rooms, prior."""
    columns = ["estimate", "low", "high", "between", "prior"]
    return [
        [label(f"reading.{name}", lang), *(number(row[column], lang) for column in columns)]
        for name, row in rooms.iterrows()
    ]
