"""A replay: the score with its margin event by event, and the reactions in lanes under it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core.dates import day
from avgrisk.core.labels import label
from avgrisk.core.records import InputError
from avgrisk.core.subjects import Language, Wording
from avgrisk.figures import event, outcome, strip
from avgrisk.figures.markup import Figure, css_number, esc, joined, number, piece, words
from avgrisk.figures.style import titled
from avgrisk.scoring.index import RiskIndex
from avgrisk.vocabulary.sectors import wording_for

if TYPE_CHECKING:
    from avgrisk.cases.case_records import Case
    from avgrisk.cases.replay import Step

STYLE = Path(__file__).with_suffix(".css")

ACTORS = ("customer", "politics", "regulator", "press", "organisation")

#: Above this height (0-100) a number stands under the line instead of over it, to stay inside.
ROOM = 80


def score_path(
    steps: Sequence[Step],
    upto: int | None = None,
    reveal_outcome: bool = False,
    *,
    case: Case | None = None,
    lang: Language = "nl",
    index: RiskIndex | None = None,
) -> Figure:
    """The score over the events of a replay, and who reacted, in lanes under it.

    `upto` events are shown and the last of them is told in full; None shows all, without telling
    one. With the `case` the event has its sources as links, and `reveal_outcome` its outcome.
    """
    count = len(steps) if upto is None else upto
    if not 0 <= count <= len(steps):
        raise InputError("upto", count, f"0-{len(steps)}", "error.value")
    shown, wording = steps[:count], wording_for(lang, *(step.use.sector for step in steps))
    current = None if upto is None or not shown else count - 1
    panel = "" if current is None else event.event_panel(steps, current, case, wording)
    if not shown:
        panel = f"<p>{words('fig.path_start', wording)}</p>"
    ending = outcome.outcome_block(case, wording) if reveal_outcome and case else ""
    body = (
        f'<div class="avg-telling">{chart(steps, shown, current, wording, index)}{panel}</div>'
        f'{ending}<p class="avg-note">{words("fig.path_legend", wording)} '
        f"{words('fig.path_note', wording)}{_ground(shown, wording)}</p>"
    )
    closing = (outcome.outcome_words(case, wording),) if ending and case else ()
    told = (*lines(shown, wording), *closing)
    return titled("fig.path", wording, body, told, STYLE, event.STYLE, outcome.STYLE)


def lines(shown: Sequence[Step], wording: Wording) -> list[str]:
    """The events in words, one line each."""
    if not shown:
        return [label("fig.path_start", wording)]
    return [
        label(
            "fig.event_line",
            wording,
            number=place,
            date=day(step.event.date, wording.lang),
            actor=f"@fig.actor.{step.event.actor}",
            score=number(step.score.value, wording.lang),
            between=strip.span(step.score.interval, wording),
            band=f"@band.{step.score.band}",
        )
        for place, step in enumerate(shown, start=1)
    ]


def chart(
    steps: Sequence[Step],
    shown: Sequence[Step],
    current: int | None,
    wording: Wording,
    index: RiskIndex | None,
) -> str:
    """Score, dates and lanes over one axis: a column an event, of equal width."""
    if not steps:
        return ""
    column = 100 / len(steps)
    now = "" if current is None else piece("avg-now", left=current * column, width=column)
    return (
        f'<div class="avg-path"><div class="avg-plot">{_svg(steps, shown, wording, index)}'
        f"{_zones(steps, wording, index)}"
        f"{_states(shown, column, wording)}{_numbers(shown, column, wording)}"
        f"</div>{_days(shown, column, wording)}{_lanes(shown, current, column, wording)}{now}</div>"
    )


def _svg(
    steps: Sequence[Step], shown: Sequence[Step], wording: Wording, index: RiskIndex | None
) -> str:
    """Bands, margin and line, stretched over the plot: x counts events, y is 100 - score."""
    width = len(steps)
    rects = strip.band_rects(strip.bands(steps[0].score, index), width)
    return (
        f'<svg viewBox="0 0 {width} 100" preserveAspectRatio="none" role="img">'
        f"<title>{words('fig.path', wording)}</title>"
        f"<desc>{escape(joined(lines(shown, wording)))}</desc>"
        f'{rects}<path class="avg-spread" d="{_margin(shown)}"/>'
        f"{_lines(shown)}</svg>"
    )


def _runs(shown: Sequence[Step]) -> list[tuple[int, int, Step]]:
    """Stretches of events with one score: (first, last + 1, a step of it)."""
    found, start = [], 0
    for _, group in groupby(shown, key=lambda step: (step.score.value, step.score.interval)):
        members = list(group)
        found.append((start, start + len(members), members[0]))
        start += len(members)
    return found


def _margin(shown: Sequence[Step]) -> str:
    parts = []
    for start, end, step in _runs(shown):
        low, high = step.score.interval
        parts.append(f"M{start},{css_number(100 - high)}H{end}V{css_number(100 - low)}H{start}Z")
    return "".join(parts)


def _lines(shown: Sequence[Step]) -> str:
    """The line as steps: whole while the plan runs, broken after it is withdrawn or postponed."""
    drawn, start, height = [], 0, ""
    for running, group in groupby(shown, key=lambda step: step.status == "running"):
        members = list(group)
        points = [f"M{start},{height or css_number(100 - members[0].score.value)}"]
        for place, step in enumerate(members, start=start):
            height = css_number(100 - step.score.value)
            points.append(f"V{height}H{place + 1}")
        start += len(members)
        later = "" if running else " avg-later"
        drawn.append(f'<path class="avg-line{later}" d="{"".join(points)}"/>')
    return "".join(drawn)


def _zones(steps: Sequence[Step], wording: Wording, index: RiskIndex | None) -> str:
    """Left of the plot: the word of each band, and the scores where bands begin and end."""
    edges = strip.bands(steps[0].score, index)
    zones = "".join(
        piece(
            "avg-zone",
            words(strip.BAND_WORDS[name], wording),
            "span",
            bottom=start,
            height=end - start,
        )
        for name, start, end in edges
    )
    places = [start for _, start, _ in edges] + [edges[-1][2]]
    numbers = "".join(
        piece("avg-edge", css_number(place), "span", bottom=place) for place in places
    )
    return f'<div aria-hidden="true">{zones}{numbers}</div>'


def _numbers(shown: Sequence[Step], column: float, wording: Wording) -> str:
    """The score where it begins and where it changes, over the line or, high up, under it."""
    return "".join(
        piece(
            "avg-at avg-under" if step.score.value > ROOM else "avg-at",
            number(step.score.value, wording.lang),
            "b",
            left=start * column,
            bottom=step.score.value,
        )
        for start, _, step in _runs(shown)
    )


def _states(shown: Sequence[Step], column: float, wording: Wording) -> str:
    """A line where the plan is postponed, adjusted or withdrawn, with the word."""
    marks, before = [], "running"
    for place, step in enumerate(shown):
        if step.status != before:
            side = " avg-state-left" if 2 * place > len(shown) else ""
            marks.append(
                f'<i class="avg-state{side}" style="left:{css_number(place * column)}%">'
                f"<span>{words(f'status.{step.status}', wording)}</span></i>"
            )
        before = step.status
    return "".join(marks)


def _days(shown: Sequence[Step], column: float, wording: Wording) -> str:
    """The dates under the plot: one for each stretch of events, the year where it changes."""
    cells, year, place = [], "", 0
    for date, group in groupby(shown, key=lambda step: step.event.date):
        count = len(list(group))
        before, year = year, date.rpartition("/")[2][:4]  # of a span that of its end
        place += count
        last = place == len(shown) and (place + 1) * column < 100
        cells.append(
            f'<span style="width:{css_number(column * count)}%"{" class=avg-open" if last else ""}>'
            f"{esc(day(date, wording.lang, year != before))}</span>"
        )
    return f'<div class="avg-days">{"".join(cells)}</div>'


def _lanes(shown: Sequence[Step], current: int | None, column: float, wording: Wording) -> str:
    """A lane for each actor, with its events by number."""
    rows = []
    for key in ACTORS:
        stops = "".join(
            piece(
                "avg-stop avg-stop-now" if place == current else "avg-stop",
                str(place + 1),
                "span",
                left=(place + 0.5) * column,
            )
            for place, step in enumerate(shown)
            if step.event.actor == key
        )
        who = words(f"fig.actor.{key}", wording)
        rows.append(f'<div class="avg-lane"><b>{who}</b>{stops}</div>')
    return "".join(rows)


def _ground(shown: Sequence[Step], wording: Wording) -> str:
    return f" {esc(strip.ground(shown[0].score, wording))}" if shown else ""
