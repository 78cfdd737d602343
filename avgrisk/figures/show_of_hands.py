"""Raised hands beside the score: the room is not the customers, and is never kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core.labels import label
from avgrisk.core.records import InputError
from avgrisk.figures import strip
from avgrisk.figures.bars import STYLE as BARS
from avgrisk.figures.markup import Figure, css_number, esc, number, words
from avgrisk.figures.style import card
from avgrisk.vocabulary.sectors import voice

if TYPE_CHECKING:
    from avgrisk.scoring.score import RiskScore

STYLE = Path(__file__).with_suffix(".css")

#: More hands than this is a typing error.
MOST = 9999


def room(yes: int, no: int, score: RiskScore | None = None, lang: str = "nl") -> Figure:
    """How many hands grant the plan and how many do not, beside the score where one is given.

    The bar is the share that does not grant it, 0-100 %, longer = more risk, as the score. The
    count changes no score. A count that is no whole number from 0 is an InputError.
    """
    for field, value in (("yes", yes), ("no", no)):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
            raise InputError(field, value, f"0-{MOST}", "error.count")
    lang = voice(lang, score.use.sector) if score else lang
    beside = f"<div>{_model(score, lang)}</div>" if score else ""
    two = " avg-room-two" if score else ""
    return card(
        f'<div class="avg-room{two}"><div>{_hands(yes, no, lang)}</div>{beside}</div>'
        f'<p class="avg-note">{words("room.limits", lang)}</p>',
        "\n".join(lines(yes, no, score, lang)),
        lang,
        BARS,
        STYLE,
    )


def lines(yes: int, no: int, score: RiskScore | None, lang: str) -> list[str]:
    """The picture in words: the room, the score beside it, and what the room is not."""
    beside = [f"{label('room.beside', lang)}: {strip.headline(score, lang)}"] if score else []
    return [
        f"{label('room.name', lang)}: {share(yes, no, lang)}",
        *beside,
        label("room.limits", lang),
    ]


def share(yes: int, no: int, lang: str) -> str:
    """How many of the raised hands do not grant it, in words."""
    total = yes + no
    if not total:
        return label("room.none", lang)
    shown = number(100 * no / total, lang, 0)
    return label("room.share", lang, no=no, total=total, share=shown)


def _hands(yes: int, no: int, lang: str) -> str:
    """The room's bar."""
    part = 100 * no / (yes + no) if no else 0.0
    return f"<h3>{words('room.name', lang)}</h3><p>{esc(share(yes, no, lang))}</p>{_bar(part)}"


def _model(score: RiskScore, lang: str) -> str:
    """The model's bar, drawn as the room's."""
    shown = f"{number(score.value, lang)} ({strip.span(score.interval, lang)})"
    return (
        f"<h3>{words('room.beside', lang)}</h3><p>{words('score.name', lang)}: {esc(shown)} "
        f"{strip.chip(score.band, lang)}</p>{_bar(score.value)}"
    )


def _bar(part: float) -> str:
    """A bar of this length, 0-100; nothing at all at 0."""
    fill = f'<i class="avg-fill" style="width:{css_number(part)}%"></i>' if part else ""
    return f'<span class="avg-track" aria-hidden="true">{fill}</span>'
