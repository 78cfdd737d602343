"""One proposed use on one card: score, reasons, law, similar cases and open questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core.labels import label
from avgrisk.figures import bars, law, limits, opening, outcome, similar_cards, strip
from avgrisk.figures.markup import NAME, Figure, clean, esc, number, soft, words
from avgrisk.figures.style import card
from avgrisk.scoring.index import RiskIndex
from avgrisk.vocabulary.sectors import voice

if TYPE_CHECKING:
    from avgrisk.cases.similar import SimilarCase
    from avgrisk.scoring.score import RiskScore

STYLE = Path(__file__).with_suffix(".css")


def scorecard(
    score: RiskScore,
    similar_cases: Sequence[SimilarCase] | None = None,
    lang: str = "nl",
    index: RiskIndex | None = None,
) -> Figure:
    """A whole assessment on one card that opens without scripts and prints in full.

    `similar_cases` come from `avgrisk.similar_cases`; without them that part is left out.
    """
    lang = voice(lang, score.use.sector)
    body = (
        f"{_heading(score, lang)}{strip.body(score, lang, index)}{_flags(score, lang)}"
        f'<div class="avg-columns-2"><div class="avg-part"><h3>{words("fig.groups", lang)}</h3>'
        f"{opening.groups(score, lang, index)}{bars.legend(lang)}</div>"
        f'<div class="avg-part">{_legal(score, lang)}{_open(score, lang)}</div></div>'
        f"{_similar(similar_cases, lang)}{_foot(score, lang)}"
    )
    styles = (
        strip.STYLE,
        bars.STYLE,
        opening.STYLE,
        law.STYLE,
        outcome.STYLE,
        similar_cards.STYLE,
        limits.STYLE,
        STYLE,
    )
    return card(body, _text(score, similar_cases, lang, index), lang, *styles)


def _heading(score: RiskScore, lang: str) -> str:
    """The use's title, who wants it, and the use in words where it has a title of its own."""
    use = score.use
    title = use.title or use.proposed_use or label("fig.untitled", lang)
    who = (
        f'<p class="avg-soft" dir="auto">{esc(use.controller, NAME)}</p>' if use.controller else ""
    )
    told = f'<p dir="auto">{esc(use.proposed_use)}</p>' if use.title and use.proposed_use else ""
    return f'<div class="avg-top"><h2 dir="auto">{esc(title, NAME)}</h2>{who}{told}</div>'


def _flags(score: RiskScore, lang: str) -> str:
    items = "".join(f"<li>{words(f'flag.{flag}', lang)}</li>" for flag in score.flags)
    return f'<ul class="avg-flags">{items}</ul>' if items else ""


def _legal(score: RiskScore, lang: str) -> str:
    """The weakest line under both readings; all lines on request."""
    verdicts = "".join(_verdict(score, view, lang) for view in ("letter", "strict"))
    return (
        f"<h3>{words('axis.legal', lang)}</h3>{verdicts}"
        f"{_fold('fig.all_lines', law.table(score.legal, lang), lang)}{law.caveat(lang)}"
    )


def _verdict(score: RiskScore, view: str, lang: str) -> str:
    line = score.legal.weakest(view)
    found = line.answer(view)
    name = (
        ""
        if found == "yes"
        else f'<br><span class="avg-soft avg-small">{words(line.key, lang)}</span>'
    )
    return (
        f'<p class="avg-verdict">{words(f"fig.{view}", lang)}: {law.answer(found, lang)}{name}</p>'
    )


def _open(score: RiskScore, lang: str) -> str:
    """What is missing, as questions, and which suggestions wait for somebody to confirm them."""
    parts = []
    if score.missing:
        asked = "".join(f"<li>{words(f'ask.{name}', lang)}</li>" for name in score.missing)
        parts.append(
            f"{_list('fig.questions', asked, lang)}<p>{soft(label('score.blank', lang))}</p>"
        )
    if score.suggested:
        items = "".join(
            f"<li>{esc(_suggestion(score, name, lang))}</li>" for name in score.suggested
        )
        parts.append(_list("fig.confirm", items, lang))
    return "".join(parts)


def _list(key: str, items: str, lang: str) -> str:
    return f'<h3 class="avg-block">{words(key, lang)}</h3><ul class="avg-ask">{items}</ul>'


def _suggestion(score: RiskScore, name: str, lang: str) -> str:
    """A suggested reading with its value and range."""
    reading = score.readings[name]
    low, high = (number(end, lang, 2) for end in (reading.low, reading.high))
    return label(
        "fig.confirm_item",
        lang,
        reading=f"@reading.{name}",
        value=number(reading.range.mean, lang, 2),
        between=label("fig.between", lang, low=low, high=high),
    )


def _similar(found: Sequence[SimilarCase] | None, lang: str) -> str:
    if found is None:
        return ""
    return (
        f'<div class="avg-block"><h3>{words("fig.similar", lang)}</h3>'
        f"{similar_cards.cards(found, lang)}{similar_cards.caveat(lang)}</div>"
    )


def _foot(score: RiskScore, lang: str) -> str:
    """The limits, and the vector for who wants to recalculate; both on request."""
    parts = _fold("fig.limits", limits.limits_list(lang, score.index.basis), lang)
    parts += _fold("fig.recalculate", f"<p><code>{esc(score.vector)}</code></p>", lang)
    return f'<div class="avg-block">{parts}</div>'


def _fold(key: str, content: str, lang: str) -> str:
    """A part that opens on request."""
    summary = f"<summary>{words(key, lang)}</summary>"
    return f'<details class="avg-fold">{summary}{content}</details>'


def _text(
    score: RiskScore,
    found: Sequence[SimilarCase] | None,
    lang: str,
    index: RiskIndex | None,
) -> str:
    """The card in words, a line a part."""
    title = score.use.title or score.use.proposed_use or label("fig.untitled", lang)
    lines = [clean(title, NAME), strip.text(score, lang)]
    lines += [label(f"flag.{flag}", lang) for flag in score.flags]
    lines += bars.group_lines(score, lang, index)
    lines += [law.weakest_words(score.legal, view, lang) for view in ("letter", "strict")]
    lines += [label(f"ask.{name}", lang) for name in score.missing]
    lines += [_suggestion(score, name, lang) for name in score.suggested]
    lines += similar_cards.lines(found or (), lang)
    return "\n".join((*lines, label("legal.not_advice", lang), score.vector))
