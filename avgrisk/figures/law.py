"""Mag het? The legal lines under both readings, the weakest marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core.labels import label, say
from avgrisk.figures.markup import Figure, joined, soft, words
from avgrisk.figures.style import card

if TYPE_CHECKING:
    from avgrisk.scoring.legal import Legal, Line

STYLE = Path(__file__).with_suffix(".css")

#: Sign of an answer, so that it is told apart without colour.
SIGNS = {"yes": "✓", "disputed": "±", "unknown": "?", "no": "✕"}


def legal_table(legal: Legal, lang: str = "nl", before_gdpr: bool = False) -> Figure:
    """Every line with its answer by the letter and strictly; not legal advice, and it says so.

    `before_gdpr` adds that the Wbp applied then (plans before 25 May 2018).
    """
    lines = (
        label(
            "fig.legal_line",
            lang,
            line=label(line.key, lang),
            letter=f"@answer.{line.letter}",
            strict=f"@answer.{line.strict}",
        )
        for line in legal.lines
    )
    body = f"<h3>{words('fig.legal', lang)}</h3>{table(legal, lang)}{caveat(lang, before_gdpr)}"
    text = joined((label("fig.legal", lang), *lines, label("legal.not_advice", lang)))
    return card(body, text, lang, STYLE)


def table(legal: Legal, lang: str) -> str:
    """The lines as a table, without card and styles."""
    heads = "".join(
        f'<th scope="col" role="columnheader">{words(f"fig.{key}", lang)}</th>'
        for key in ("line", "letter", "strict")
    )
    weakest = {view: legal.weakest(view).key for view in ("letter", "strict")}
    rows = "".join(_row(line, weakest, lang) for line in legal.lines)
    return (
        f'<table class="avg-legal" role="table"><thead><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(line: Line, weakest: dict[str, str], lang: str) -> str:
    cells = "".join(
        _cell(line, view, weakest[view] == line.key, lang) for view in ("letter", "strict")
    )
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{words(line.key, lang)}</th>{cells}</tr>'
    )


def _cell(line: Line, view: str, weak: bool, lang: str) -> str:
    weak = weak and line.answer(view) != "yes"
    mark = f'<span class="avg-weak">{words("fig.weakest", lang)}</span>' if weak else ""
    return (
        f'<td role="cell" data-view="{words(f"fig.{view}", lang)}">'
        f"{answer(line.answer(view), lang)}{mark}<br>{soft(say(line.reason(view), lang))}</td>"
    )


def answer(key: str, lang: str) -> str:
    """An answer as a sign and a word."""
    look = "unknown-answer" if key == "unknown" else key
    return (
        f'<span class="avg-answer avg-{look}"><i aria-hidden="true">{SIGNS[key]}</i>'
        f"{words(f'answer.{key}', lang)}</span>"
    )


def weakest_words(legal: Legal, view: str, lang: str) -> str:
    """The answer under a view and the line it hangs on, in words."""
    line = legal.weakest(view)
    if line.answer(view) == "yes":
        return f"{label(f'fig.{view}', lang)}: {label('answer.yes', lang)}"
    return label(
        "fig.weakest_line",
        lang,
        view=label(f"fig.{view}", lang),
        answer=f"@answer.{line.answer(view)}",
        line=label(line.key, lang),
    )


def caveat(lang: str, before_gdpr: bool = False) -> str:
    """Not legal advice; and which law applied then."""
    then = f" {words('legal.then', lang)}" if before_gdpr else ""
    return f'<p class="avg-note">{words("legal.not_advice", lang)}{then}</p>'
