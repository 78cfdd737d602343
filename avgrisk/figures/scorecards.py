"""One proposed use on one card: score, reasons, law, similar cases and open questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core.labels import label
from avgrisk.core.subjects import Language, Wording
from avgrisk.figures import bars, cases_alike, law, limits, opening, outcome, strip
from avgrisk.figures.markup import NAME, Figure, clean, esc, number, soft, words
from avgrisk.figures.style import card
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.score import RiskScore
from avgrisk.vocabulary.sectors import wording_for

if TYPE_CHECKING:
    from avgrisk.cases.similar import SimilarCase

STYLE = Path(__file__).with_suffix(".css")


def scorecard(
    score: RiskScore,
    similar_cases: Sequence[SimilarCase] | None = None,
    lang: Language = "nl",
    index: RiskIndex | None = None,
) -> Figure:
    """A whole assessment on one card that opens without scripts and prints in full.

    `similar_cases` come from `avgrisk.similar_cases`; without them that part is left out.
    """
    wording = wording_for(lang, score.use.sector)
    body = (
        f"{_heading(score, wording)}{strip.body(score, wording, index)}{_flags(score, wording)}"
        f'<div class="avg-columns-2"><div class="avg-part"><h3>{words("fig.groups", wording)}</h3>'
        f"{opening.groups(score, wording, index)}{bars.legend(wording)}</div>"
        f'<div class="avg-part">{_legal(score, wording)}{_open(score, wording)}</div></div>'
        f"{_similar(similar_cases, wording)}{_foot(score, wording)}"
    )
    styles = (
        strip.STYLE,
        bars.STYLE,
        opening.STYLE,
        law.STYLE,
        outcome.STYLE,
        cases_alike.STYLE,
        limits.STYLE,
        STYLE,
    )
    return card(body, _text(score, similar_cases, wording, index), wording.lang, *styles)


def _heading(score: RiskScore, wording: Wording) -> str:
    """The use's title, who wants it, and the use in words where it has a title of its own."""
    use = score.use
    title = use.title or use.proposed_use or label("fig.untitled", wording)
    who = (
        f'<p class="avg-soft" dir="auto">{esc(use.controller, NAME)}</p>' if use.controller else ""
    )
    told = f'<p dir="auto">{esc(use.proposed_use)}</p>' if use.title and use.proposed_use else ""
    return f'<div class="avg-top"><h2 dir="auto">{esc(title, NAME)}</h2>{who}{told}</div>'


def _flags(score: RiskScore, wording: Wording) -> str:
    items = "".join(f"<li>{words(f'flag.{flag}', wording)}</li>" for flag in score.flags)
    return f'<ul class="avg-flags">{items}</ul>' if items else ""


def _legal(score: RiskScore, wording: Wording) -> str:
    """The weakest line under both readings; all lines on request."""
    verdicts = "".join(_verdict(score, view, wording) for view in ("letter", "strict"))
    return (
        f"<h3>{words('axis.legal', wording)}</h3>{verdicts}"
        f"{_fold('fig.all_lines', law.table(score.legal, wording), wording)}{law.caveat(wording)}"
    )


def _verdict(score: RiskScore, view: str, wording: Wording) -> str:
    line = score.legal.weakest(view)
    found = line.answer(view)
    name = "" if found == "yes" else f"<br>{soft(label(line.key, wording))}"
    return (
        f'<p class="avg-verdict">{words(f"fig.{view}", wording)}: '
        f"{law.answer(found, wording)}{name}</p>"
    )


def _open(score: RiskScore, wording: Wording) -> str:
    """What is missing, as questions, and which suggestions wait for somebody to confirm them."""
    parts = []
    if score.missing:
        asked = "".join(f"<li>{words(f'ask.{name}', wording)}</li>" for name in score.missing)
        parts.append(
            f"{_list('fig.questions', asked, wording)}<p>{soft(label('score.blank', wording))}</p>"
        )
    if score.suggested:
        items = "".join(
            f"<li>{esc(_suggestion(score, name, wording))}</li>" for name in score.suggested
        )
        parts.append(_list("fig.confirm", items, wording))
    return "".join(parts)


def _list(key: str, items: str, wording: Wording) -> str:
    return f'<h3 class="avg-block">{words(key, wording)}</h3><ul class="avg-bullets">{items}</ul>'


def _suggestion(score: RiskScore, name: str, wording: Wording) -> str:
    """A suggested reading with its value and range."""
    reading = score.readings[name]
    low, high = (number(end, wording.lang, 2) for end in (reading.low, reading.high))
    return label(
        "fig.confirm_item",
        wording,
        reading=f"@reading.{name}",
        value=number(reading.range.mean, wording.lang, 2),
        between=label("fig.between", wording, low=low, high=high),
    )


def _similar(found: Sequence[SimilarCase] | None, wording: Wording) -> str:
    if found is None:
        return ""
    return (
        f'<div class="avg-block"><h3>{words("fig.similar", wording)}</h3>'
        f"{cases_alike.cards(found, wording)}{cases_alike.caveat(wording)}</div>"
    )


def _foot(score: RiskScore, wording: Wording) -> str:
    """The limits, and the vector for who wants to recalculate; both on request."""
    parts = _fold("fig.limits", limits.limits_list(wording, score.index.basis), wording)
    parts += _fold("fig.recalculate", f"<p><code>{esc(score.vector)}</code></p>", wording)
    return f'<div class="avg-block">{parts}</div>'


def _fold(key: str, content: str, wording: Wording) -> str:
    """A part that opens on request."""
    summary = f"<summary>{words(key, wording)}</summary>"
    return f'<details class="avg-fold">{summary}{content}</details>'


def _text(
    score: RiskScore, found: Sequence[SimilarCase] | None, wording: Wording, index: RiskIndex | None
) -> str:
    """The card in words, a line a part."""
    title = score.use.title or score.use.proposed_use or label("fig.untitled", wording)
    lines = [clean(title, NAME), strip.text(score, wording)]
    lines += [label(f"flag.{flag}", wording) for flag in score.flags]
    lines += bars.group_lines(score, wording, index)
    lines += [law.weakest_words(score.legal, view, wording) for view in ("letter", "strict")]
    lines += [label(f"ask.{name}", wording) for name in score.missing]
    lines += [_suggestion(score, name, wording) for name in score.suggested]
    lines += cases_alike.lines(found or (), wording)
    return "\n".join((*lines, label("legal.not_advice", wording), score.vector))
