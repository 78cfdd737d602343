"""One event of a replay, told in full: when, who, what, what became known, and who reported it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core import levels
from avgrisk.core.dates import day
from avgrisk.core.labels import label
from avgrisk.core.records import READINGS, Level
from avgrisk.core.subjects import Language, Wording
from avgrisk.figures import strip
from avgrisk.figures.markup import esc, link, number, words
from avgrisk.vocabulary.sectors import wording_for

if TYPE_CHECKING:
    from avgrisk.cases.case_records import Case, Source
    from avgrisk.cases.replay import Step

STYLE = Path(__file__).with_suffix(".css")


def event_panel(steps: Sequence[Step], place: int, case: Case | None, wording: Wording) -> str:
    """The event at this place (0 is the first), as a block."""
    return f'<div class="avg-event">{event_body(steps, place, case, wording)}</div>'


def event_list(steps: Sequence[Step], case: Case | None, wording: Wording) -> str:
    """Every event in full, in order."""
    items = "".join(
        f'<li class="avg-told">{event_body(steps, place, case, wording)}</li>'
        for place in range(len(steps))
    )
    return f"<ol>{items}</ol>"


def event_body(steps: Sequence[Step], place: int, case: Case | None, lang: Language) -> str:
    """The event's lines: where it stands, its text, the score, what became known, sources."""
    step = steps[place]
    event, wording = step.event, wording_for(lang, step.use.sector)
    said = event.passage(wording.lang)
    head = [
        label("fig.event", wording, number=place + 1, count=len(steps)),
        day(event.date, wording.lang),
        label(f"fig.actor.{event.actor}", wording),
    ]
    if step.status != "running":
        head.append(label(f"status.{step.status}", wording))
    score = f"{number(step.score.value, wording.lang)} ({strip.span(step.score.interval, wording)})"
    return (
        f'<p class="avg-soft avg-small">{esc(" · ".join(head))}</p>'
        f'<p class="avg-said" lang="{said.lang}">{esc(said.words(wording.lang), 2000)}</p>'
        f"<p>{strip.chip(step.score.band, wording)} {esc(score)}</p>"
        f"{_known(step, wording)}{sources(event.sources, case, wording)}"
    )


def _known(step: Step, wording: Wording) -> str:
    """What the public learned with this event."""
    if not step.changes:
        return ""
    items = "".join(
        f"<li>{esc(known_words(field, getattr(step.use, field), wording))}</li>"
        for field in step.changes
    )
    return f"<p><b>{words('fig.now_known', wording)}</b></p><ul>{items}</ul>"


#: From this width a range says no more than that nobody could tell.
WIDE = 0.5


def known_words(field: str, level: Level, wording: Wording) -> str:
    """A field and its level in words; "uncertain" where the range spans more than one level."""
    name = label(f"reading.{field}" if field in READINGS else f"fig.field.{field}", wording)
    return label("fig.known", wording, field=name, level=_level(field, level, wording))


def _level(field: str, level: Level, wording: Wording) -> str:
    found = levels.level_range(field, level)
    if found is None:
        return label("status.unknown", wording)
    if not levels.named(field):
        return number(found.mean, wording.lang, 2)
    low, mode, high = (levels.nearest(field, end) for end in (found.low, found.mode, found.high))
    lowest, shown, highest = (
        label(levels.label_key(field, key), wording) for key in (low, mode, high)
    )
    if found.high - found.low >= WIDE:
        return label("fig.anywhere", wording, low=lowest, high=highest)
    return shown if low == high else label("fig.unsure", wording, level=shown)


def sources(keys: Sequence[str], case: Case | None, wording: Wording) -> str:
    """Who reported it, as links; nothing without a case to look the keys up in."""
    found = {source.key: source for source in case.sources} if case else {}
    cited = [source_link(found[key], wording) for key in keys if key in found]
    if not cited:
        return ""
    heading = "fig.sources" if len(cited) > 1 else "fig.source"
    return f'<p class="avg-small avg-sources">{words(heading, wording)}: {" ".join(cited)}</p>'


def source_link(source: Source, wording: Wording) -> str:
    """Publisher and date as a link, and whether the source is weak."""
    weak = "" if source.quality == "ok" else f" ({words('fig.weak_source', wording)})"
    return f"{link(source.url, f'{source.publisher}, {day(source.date, wording.lang)}')}{weak}"
