"""What if? Every variant of a plan on the same strip, those that barely help as plainly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core.labels import label
from avgrisk.core.subjects import Language, Wording
from avgrisk.figures import strip
from avgrisk.figures.markup import Figure, css_number, esc, number, piece, words
from avgrisk.figures.style import titled
from avgrisk.scoring.index import RiskIndex
from avgrisk.vocabulary.sectors import wording_for

if TYPE_CHECKING:
    from avgrisk.cases.replay import Branch

STYLE = Path(__file__).with_suffix(".css")


def branch_bars(
    branches: Sequence[Branch], lang: Language = "nl", index: RiskIndex | None = None
) -> Figure:
    """The what-ifs of a case as strips; the first branch is what the others are held against."""
    wording = wording_for(lang, *(branch.use.sector for branch in branches[:1]))
    rows = "".join(_row(branch, branches[0], wording, index) for branch in branches)
    body = (
        f"<ul>{rows}</ul>"
        f'<p class="avg-note">{words("fig.branches_note", wording)}'
        f"{' ' + esc(strip.ground(branches[0].score, wording)) if branches else ''}</p>"
    )
    lines = (_line(branch, branches[0], wording) for branch in branches)
    return titled("fig.branches", wording, body, lines, strip.STYLE, STYLE)


def _row(branch: Branch, base: Branch, wording: Wording, index: RiskIndex | None) -> str:
    score = branch.score
    place = css_number(score.value)
    cells = "".join(
        piece(f"avg-{name}", tag="span", width=end - start)
        for name, start, end in strip.bands(score, index)
    )
    return (
        f'<li class="avg-branch"><b>{words(f"branch.{branch.key}", wording)}</b>'
        f'<div class="avg-scale" role="img" aria-label="{esc(_line(branch, base, wording))}">'
        f'<div class="avg-bands">{cells}</div>{strip.bar(score.interval)}'
        f"{piece('avg-base', left=base.score.value)}"
        f'<b class="avg-value" style="left:clamp(26px,{place}%,calc(100% - 26px))">'
        f"{number(score.value, wording.lang)}</b></div>"
        f'<span class="avg-moved">{esc(_moved(branch, base, wording))}</span></li>'
    )


def _moved(branch: Branch, base: Branch, wording: Wording) -> str:
    """The difference with the plan as coded, and what becomes of the band."""
    if branch is base:
        return label(f"band.{base.score.band}", wording)
    return f"{_difference(branch, base, wording)}, {_change(branch, base, wording)}"


def _difference(branch: Branch, base: Branch, wording: Wording) -> str:
    return number(branch.score.value - base.score.value, wording.lang, signed=True)


def _change(branch: Branch, base: Branch, wording: Wording) -> str:
    key = "fig.stays" if branch.score.band == base.score.band else "fig.becomes"
    return label(key, wording, band=f"@fig.{branch.score.band}")


def _line(branch: Branch, base: Branch, wording: Wording) -> str:
    """A branch in one line of words."""
    return label(
        "fig.branch_line",
        wording,
        name=f"@branch.{branch.key}",
        score=number(branch.score.value, wording.lang),
        between=strip.span(branch.score.interval, wording),
        difference=_difference(branch, base, wording),
        change=_change(branch, base, wording),
    )
