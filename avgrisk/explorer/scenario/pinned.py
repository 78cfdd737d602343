"""The bar that never leaves the screen: the score with its range, may we, and is it granted?"""

from pathlib import Path

from avgrisk.core.labels import label
from avgrisk.core.subjects import Wording
from avgrisk.explorer.scenario import standing
from avgrisk.explorer.scenario.state import State
from avgrisk.figures import law, strip
from avgrisk.figures.markup import Figure, esc, joined, number, piece, words
from avgrisk.figures.style import element
from avgrisk.scoring.score import RiskScore

STYLE = Path(__file__).with_suffix(".css")


def bar(state: State, score: RiskScore, wording: Wording) -> Figure:
    """The three answers in one row; without a score what is needed for one."""
    held = standing.waits(score)
    first = _waiting(score, wording) if held else _score(score, wording)
    legal = score.legal.answer(state.view)
    grant = label("pinned.none" if held else f"pinned.grant.{score.band}", wording)
    body = (
        f'<div class="avg-pin-score">{first}</div>'
        f"<p><span>{words('axis.legal', wording)}</span>{law.answer(legal, wording)}</p>"
        f"<p><span>{words('axis.grant', wording)}</span><b>{esc(grant)}</b></p>"
    )
    told = label("standing.none", wording) if held else strip.headline(score, wording)
    text = joined(
        (
            told,
            f"{label('axis.legal', wording)} {label(f'answer.{legal}', wording)}",
            f"{label('axis.grant', wording)} {grant}",
        )
    )
    styles = element(strip.STYLE, law.STYLE, STYLE)
    opening = f'<section class="avg avg-pin" lang="{wording.lang}">'
    return Figure(f"{opening}{styles}{body}</section>", text)


def _score(score: RiskScore, wording: Wording) -> str:
    cells = "".join(
        piece(f"avg-{name}", "", width=end - start) for name, start, end in strip.bands(score, None)
    )
    return (
        f'<b class="avg-big">{number(score.value, wording.lang)}</b>'
        f"{strip.chip(score.band, wording)}"
        f'<span class="avg-soft">{esc(strip.span(score.interval, wording))}</span>'
        f'<span class="avg-pin-scale" aria-hidden="true">{cells}{strip.bar(score.interval)}'
        f"{piece('avg-needle', left=score.value)}</span>"
    )


def _waiting(score: RiskScore, wording: Wording) -> str:
    parts = standing.open_parts(score.use)
    keys = ", ".join(label(f"pinned.{name}", wording) for name in parts)
    why = label("pinned.needed", wording, parts=keys) if parts else label("pinned.unread", wording)
    return f'<b>{words("standing.none", wording)}</b><span class="avg-soft">{esc(why)}</span>'
