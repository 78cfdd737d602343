"""The order of a register with its doubt: between which places a row stands, what is surely so."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from avgrisk.core.labels import label
from avgrisk.core.subjects import Language, Wording, plain
from avgrisk.figures.markup import NAME, Figure, clean, css_number, esc, joined, soft
from avgrisk.figures.style import card
from avgrisk.register.assess import Assessed
from avgrisk.register.ranking import places_told_apart, spans

STYLE = Path(__file__).with_suffix(".css")

#: How the places that a row surely stands above, and below, are told.
SURE = ("rr.sure_over", "rr.sure_under")
#: Runs of places named in one line.
MOST_RUNS = 12
#: Rows shown, the riskiest first: as many as fit two screens.
MOST = 40


def rank_intervals(
    assessed: Assessed, lang: Language = "nl", most: int = MOST, how: bool = True
) -> Figure:
    """Per row its place, the places between which it stands in 80 % of the draws, and from how
    many rows it can be told apart; `how` says first how to read it. Empty where there were no
    draws."""
    wording = plain(lang)
    ranking, rows = assessed.ranking, assessed.order[:most]
    if not ranking.draws or not len(rows):
        return Figure("", "")
    total, last = len(assessed.order), int(ranking.high[rows].max())
    items, lines = [], []
    for row in rows.tolist():
        name = clean(assessed.titles[row], NAME)
        span = ranking.low[row], ranking.high[row]
        words_ = _places(*span, wording) + _sure(assessed, row, total, wording)
        place = _n(ranking.rank[row])
        items.append(_item(place, name, span, last, words_))
        lines.append(f"{place}. {name}: {words_}.")
    title = label("rr.ranks", wording)
    said = doubt(assessed, wording) if how else []
    said.append(label("rr.ranks_how", wording))
    if len(rows) < total:
        said.append(label("rr.ranks_more", wording, shown=len(rows), total=total))
    told = "".join(f"<p>{esc(part)}</p>" for part in said)
    ends = (
        f'<div class="avg-rank-ends avg-soft avg-small" aria-hidden="true"><span '
        f'class="avg-rank-side"><span>{esc(_places(1, 1, wording))}</span>'
        f"<span>{esc(_places(last, last, wording))}</span></span></div>"
    )
    body = f'{told}{ends}<ol class="avg-ranks">{"".join(items)}</ol>'
    return card(body, "\n".join((joined((title, *said)), *lines)), wording.lang, STYLE)


def doubt(assessed: Assessed, wording: Wording) -> list[str]:
    """How to read the ranks, and how many pairs can be told apart."""
    ranking = assessed.ranking
    lines = [label("rr.ranking_how", wording, draws=ranking.draws)]
    if ranking.apart is not None:
        lines.append(label("rr.apart", wording, share=round(100 * ranking.apart)))
    return lines


def rank_span(assessed: Assessed, row: int) -> str:
    """The places between which a row stands: "2–4", "1", or nothing where that is not known."""
    low, high = assessed.ranking.low[row], assessed.ranking.high[row]
    if np.isnan(low):
        return ""
    return _n(low) if low == high else f"{_n(low)}–{_n(high)}"


def _item(place: str, name: str, span: tuple[float, float], last: int, told: str) -> str:
    """One row: its places as a bar from 1 to the last, with the same in words under it."""
    room = max(last - 1, 1)
    left, right = (100 * (end - 1) / room for end in span)
    middle = 100 * (float(place) - 1) / room
    return (
        f'<li><span class="avg-rank-n">{place}</span><span class="avg-rank-name">{esc(name)}</span>'
        f'<span class="avg-rank-side"><span class="avg-rank-way" aria-hidden="true">'
        f'<i style="left:{css_number(left)}%;width:max(8px,{css_number(right - left)}%)"></i>'
        f'<b style="left:{css_number(middle)}%"></b></span>'
        f"{soft(told)}</span></li>"
    )


def _places(low: float, high: float, wording: Wording) -> str:
    """Between which places, in words."""
    if low == high:
        return label("rr.place", wording, low=_n(low))
    return label("rr.places", wording, low=_n(low), high=_n(high))


def _sure(assessed: Assessed, row: int, total: int, wording: Wording) -> str:
    """From how many of the other rows it can be told apart, on which side, and from which."""
    above, below = assessed.ranking.above, assessed.ranking.below
    if above is None or below is None:
        return ""
    over, under = int(above[row]), int(below[row])
    left = total - 1 - over - under
    named = "".join(
        f"; {label(key, wording, places=_runs(places))}"
        for key, places in zip(SURE, places_told_apart(assessed.ranking, row), strict=True)
        if places
    )
    return f"; {label('rr.sure', wording, over=over, under=under, open=left)}{named}"


def _runs(places: Sequence[int]) -> str:
    """Places as "1–3, 7", the first runs of them."""
    runs = [str(low) if low == high else f"{low}–{high}" for low, high in spans(places)]
    return ", ".join(runs[:MOST_RUNS]) + (" …" if len(runs) > MOST_RUNS else "")


def _n(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.0f}"
