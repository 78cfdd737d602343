"""Raised hands beside the score: the room is not the customers, and is never kept."""

from pathlib import Path

from avgrisk.core.labels import label
from avgrisk.core.records import InputError
from avgrisk.core.subjects import Language, Wording
from avgrisk.figures import strip
from avgrisk.figures.bars import STYLE as BARS
from avgrisk.figures.markup import Figure, esc, number, piece, words
from avgrisk.figures.style import card
from avgrisk.scoring.score import RiskScore
from avgrisk.vocabulary.sectors import wording_for

STYLE = Path(__file__).with_suffix(".css")

#: More hands than this is a typing error.
MOST = 9999


def room(yes: int, no: int, score: RiskScore | None = None, lang: Language = "nl") -> Figure:
    """How many hands grant the plan and how many do not, beside the score where one is given.

    The bar is the share that does not grant it, 0-100 %, longer = more risk, as the score. The
    count changes no score. A count that is no whole number from 0 is an InputError.
    """
    for field, value in (("yes", yes), ("no", no)):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
            raise InputError(field, value, f"0-{MOST}", "error.count")
    wording = wording_for(lang, score.use.sector if score else "")
    beside = f"<div>{_model(score, wording)}</div>" if score else ""
    two = " avg-room-two" if score else ""
    return card(
        f'<div class="avg-room{two}"><div>{_hands(yes, no, wording)}</div>{beside}</div>'
        f'<p class="avg-note">{words("room.limits", wording)}</p>',
        "\n".join(lines(yes, no, score, wording)),
        wording.lang,
        BARS,
        STYLE,
    )


def lines(yes: int, no: int, score: RiskScore | None, wording: Wording) -> list[str]:
    """The picture in words: the room, the score beside it, and what the room is not."""
    beside = [f"{label('room.beside', wording)}: {strip.headline(score, wording)}"] if score else []
    return [
        f"{label('room.name', wording)}: {share(yes, no, wording)}",
        *beside,
        label("room.limits", wording),
    ]


def share(yes: int, no: int, wording: Wording) -> str:
    """How many of the raised hands do not grant it, in words."""
    total = yes + no
    if not total:
        return label("room.none", wording)
    shown = number(100 * no / total, wording.lang, 0)
    return label("room.share", wording, no=no, total=total, share=shown)


def _hands(yes: int, no: int, wording: Wording) -> str:
    """The room's bar."""
    part = 100 * no / (yes + no) if no else 0.0
    return (
        f"<h3>{words('room.name', wording)}</h3><p>{esc(share(yes, no, wording))}</p>{_bar(part)}"
    )


def _model(score: RiskScore, wording: Wording) -> str:
    """The model's bar, drawn as the room's."""
    shown = f"{number(score.value, wording.lang)} ({strip.span(score.interval, wording)})"
    return (
        f"<h3>{words('room.beside', wording)}</h3><p>{words('score.name', wording)}: {esc(shown)} "
        f"{strip.chip(score.band, wording)}</p>{_bar(score.value)}"
    )


def _bar(part: float) -> str:
    """A bar of this length, 0-100; nothing at all at 0."""
    fill = piece("avg-fill", width=part) if part else ""
    return f'<span class="avg-track" aria-hidden="true">{fill}</span>'
