"""Mag het, and gunt de klant het: uses on two axes, good is to the right and up."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from avgrisk.core.labels import label
from avgrisk.core.records import InputError
from avgrisk.core.subjects import Language, Wording
from avgrisk.figures import strip
from avgrisk.figures.law import SIGNS, weakest_words
from avgrisk.figures.markup import (
    NAME,
    Figure,
    clean,
    css_number,
    esc,
    joined,
    number,
    piece,
    words,
)
from avgrisk.figures.style import card
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.legal import ANSWERS, VIEWS
from avgrisk.scoring.score import RiskScore
from avgrisk.vocabulary.sectors import wording_for

STYLE = Path(__file__).with_suffix(".css")


@dataclass(frozen=True, slots=True)
class _Mark:
    """One marker: which use, under which view, where (0-100 from the left; y is 100 - score)."""

    use: int
    view: str
    x: float
    score: RiskScore

    @property
    def y(self) -> float:
        return 100 - self.score.value


def quadrant(
    scores: Sequence[RiskScore],
    names: Sequence[str],
    view: str = "letter",
    lang: Language = "nl",
    index: RiskIndex | None = None,
) -> Figure:
    """Uses by what the law says (weakest line, in four steps) and by 100 - score, with the range.

    `view` is "letter", "strict" or "both": then a line joins the two marks of a use. Not legal
    advice, and it says so.
    """
    if view not in (*VIEWS, "both"):
        raise InputError("view", view, ", ".join((*VIEWS, "both")), "error.detail")
    if len(scores) != len(names):
        raise InputError("names", len(names), str(len(scores)), "error.value")
    views = VIEWS if view == "both" else (view,)
    wording = wording_for(lang, *(score.use.sector for score in scores))
    lines = [_line(score, name, views, wording) for score, name in zip(scores, names, strict=True)]
    text = joined((label("fig.quadrant", wording), *lines, label("legal.not_advice", wording)))
    body = (
        f"<h3>{words('fig.quadrant', wording)}</h3>"
        f'<p class="avg-y">↑ {words("axis.grant", wording)}</p>'
        f"{_plot(scores, views, text, wording, index)}"
        f'<p class="avg-x">{words("axis.legal", wording)} →</p>'
        f"{_legend(scores, names, views, wording)}"
        f'<p class="avg-note">{esc(_note(scores, view, wording))}</p>'
    )
    return card(body, text, wording.lang, STYLE)


def _note(scores: Sequence[RiskScore], view: str, wording: Wording) -> str:
    """How to read it, and what it is not."""
    grounds = dict.fromkeys(key for score in scores for key in score.index.grounds)
    keys = (f"fig.quadrant_{view}", "fig.quadrant_axes", "legal.not_advice", *grounds)
    return joined(label(key, wording) for key in keys)


def _plot(
    scores: Sequence[RiskScore],
    views: Sequence[str],
    text: str,
    wording: Wording,
    index: RiskIndex | None,
) -> str:
    marks = _marks(scores, views)
    return (
        f'<div class="avg-quad" role="img" aria-label="{esc(text, 10**5)}">{_corners("t", wording)}'
        f'<div class="avg-field">{_background(scores, index)}{_joins(marks)}'
        f'{"".join(map(_mark, marks))}</div><div class="avg-steps">{_steps(wording)}</div>'
        f"{_corners('b', wording)}</div>"
    )


def _corners(side: str, wording: Wording) -> str:
    """What the two corners at the top (t) or bottom (b) mean, outside the field."""
    left, right = (words(f"fig.corner.{side}{end}", wording) for end in "lr")
    return f'<div class="avg-corners"><span>{left}</span><span>{right}</span></div>'


def _marks(scores: Sequence[RiskScore], views: Sequence[str]) -> list[_Mark]:
    """The markers; those in one column are spread evenly over its width."""
    placed = [
        (use, view, score, ANSWERS.index(score.legal.answer(view)))
        for use, score in enumerate(scores)
        for view in views
    ]
    columns = [column for *_, column in placed]
    marks, seen = [], dict.fromkeys(columns, 0)
    for use, view, score, column in placed:
        seen[column] += 1
        inside = seen[column] / (columns.count(column) + 1)
        marks.append(_Mark(use, view, 100 * (column + inside) / len(ANSWERS), score))
    return marks


def _mark(mark: _Mark) -> str:
    """A marker with its margin."""
    low, high = mark.score.interval
    look = " avg-hollow" if mark.view == "strict" else ""
    whisker = piece("avg-whisk", left=mark.x, bottom=100 - high, height=high - low)
    point = piece(f"avg-point{look}", str(mark.use + 1), "b", left=mark.x, bottom=mark.y)
    return whisker + point


def _joins(marks: Sequence[_Mark]) -> str:
    """A line between the two marks of one use."""
    lines = []
    for use in sorted({mark.use for mark in marks}):
        ends = sorted(mark.x for mark in marks if mark.use == use)
        height = next(mark.y for mark in marks if mark.use == use)
        if len(ends) > 1:
            lines.append(piece("avg-join", left=ends[0], width=ends[-1] - ends[0], bottom=height))
    return "".join(lines)


def _background(scores: Sequence[RiskScore], index: RiskIndex | None) -> str:
    """The bands upside down (a low score is high up), the four columns and the heights."""
    edges = strip.bands(scores[0], index) if scores else ()
    zones = "".join(
        piece(f"avg-{name}", height=end - start) for name, start, end in reversed(edges)
    )
    heights = "".join(
        piece("avg-level", css_number(100 - place), "span", bottom=100 - place)
        for place in sorted({place for _, start, end in edges for place in (start, end)})
    )
    return (
        f'<div class="avg-zones">{zones}</div>'
        f'<div class="avg-columns">{"<i></i>" * len(ANSWERS)}</div>{heights}'
    )


def _steps(wording: Wording) -> str:
    return "".join(
        f'<span><i aria-hidden="true">{SIGNS[key]}</i> {words(f"answer.{key}", wording)}</span>'
        for key in ANSWERS
    )


def _legend(
    scores: Sequence[RiskScore], names: Sequence[str], views: Sequence[str], wording: Wording
) -> str:
    """Each number with its name, how far customers grant it, and the line the law hangs on."""
    look = "avg-point avg-hollow" if views == ("strict",) else "avg-point"
    items = "".join(
        f'<li><b class="{look}">{place}</b><span><b>{esc(name, NAME)}</b><br>'
        f'<span class="avg-small">{"<br>".join(map(esc, _facts(score, views, wording)))}</span>'
        "</span></li>"
        for place, (score, name) in enumerate(zip(scores, names, strict=True), start=1)
    )
    return f'<ol class="avg-names">{items}</ol>'


def _facts(score: RiskScore, views: Sequence[str], lang: Language) -> list[str]:
    low, high = score.interval
    wording = wording_for(lang, score.use.sector)
    granted = label(
        "fig.granted",
        wording,
        grant=label("axis.grant", wording),
        value=number(100 - score.value, wording.lang),
        between=strip.span((100 - high, 100 - low), wording),
    )
    return [granted, *(weakest_words(score.legal, view, wording) for view in views)]


def _line(score: RiskScore, name: str, views: Sequence[str], wording: Wording) -> str:
    return f"{clean(name, NAME)}: {'; '.join(_facts(score, views, wording))}"
