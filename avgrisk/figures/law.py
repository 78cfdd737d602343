"""Mag het? The legal lines under both readings, the weakest marked."""

from pathlib import Path

from avgrisk.core.labels import label, say
from avgrisk.core.subjects import Language, Wording, plain
from avgrisk.figures.markup import Figure, esc, link, soft, words
from avgrisk.figures.style import titled
from avgrisk.scoring.legal import Legal, Line, article_url

STYLE = Path(__file__).with_suffix(".css")

#: Sign of an answer, so that it is told apart without colour.
SIGNS = {"yes": "✓", "disputed": "±", "unknown": "?", "no": "✕", "due": "→", "check": "…"}


def legal_table(legal: Legal, lang: Language = "nl", then: str = "") -> Figure:
    """Every line with its answer by the letter and strictly; not legal advice, and it says so.

    `then` is the label of which law applied (law_applied.label_key), "" for today's.
    """
    wording = plain(lang)
    lines = (
        label(
            "fig.legal_line",
            wording,
            line=label(line.key, wording),
            letter=f"@answer.{line.letter}",
            strict=f"@answer.{line.strict}",
        )
        for line in legal.lines
    )
    body = f"{table(legal, wording)}{caveat(wording, then)}"
    return titled("fig.legal", wording, body, (*lines, label("legal.not_advice", wording)), STYLE)


def table(legal: Legal, wording: Wording) -> str:
    """The lines as a table, without card and styles."""
    heads = "".join(
        f'<th scope="col" role="columnheader">{words(f"fig.{key}", wording)}</th>'
        for key in ("line", "letter", "strict")
    )
    weakest = {view: legal.weakest(view).key for view in ("letter", "strict")}
    rows = "".join(_row(line, weakest, wording) for line in legal.lines)
    return (
        f'<table class="avg-legal" role="table"><thead><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(line: Line, weakest: dict[str, str], wording: Wording) -> str:
    cells = "".join(_cell(line, view, weakest[view], wording) for view in ("letter", "strict"))
    return (
        f'<tr role="row">'
        f'<th scope="row" role="rowheader">{words(line.key, wording)} '
        f"{text_of_the_law(line.key, wording)}</th>{cells}</tr>"
    )


def _cell(line: Line, view: str, weakest: str, wording: Wording) -> str:
    return (
        f'<td role="cell" data-view="{words(f"fig.{view}", wording)}">'
        f"{answer(line.answer(view), wording)}{weakest_mark(line, view, weakest, wording)}"
        f"<br>{soft(say(line.reason(view), wording))}</td>"
    )


def weakest_mark(line: Line, view: str, weakest: str, wording: Wording) -> str:
    """The mark of the line with the key `weakest`; nothing on another, or where all is well."""
    if line.key != weakest or line.answer(view) == "yes":
        return ""
    return f'<span class="avg-weak">{words("fig.weakest", wording)}</span>'


def text_of_the_law(line: str, wording: Wording) -> str:
    """A link to the article a line rests on."""
    shown = link(article_url(line), label("legal.article", wording))
    return f'<span class="avg-law">{shown}</span>'


def answer(key: str, wording: Wording, told: str = "") -> str:
    """An answer as a sign and a word, or as what is `told` (escaped here)."""
    look = "unknown-answer" if key == "unknown" else key
    return (
        f'<span class="avg-answer avg-{look}"><i aria-hidden="true">{SIGNS[key]}</i>'
        f"{esc(told) if told else words(f'answer.{key}', wording)}</span>"
    )


def weakest_words(legal: Legal, view: str, wording: Wording) -> str:
    """The answer under a view and the line it hangs on, in words."""
    line = legal.weakest(view)
    if line.answer(view) == "yes":
        return f"{label(f'fig.{view}', wording)}: {label('answer.yes', wording)}"
    return label(
        "fig.weakest_line",
        wording,
        view=label(f"fig.{view}", wording),
        answer=f"@answer.{line.answer(view)}",
        line=label(line.key, wording),
    )


def caveat(wording: Wording, then: str = "") -> str:
    """Not legal advice; and which law applied then, by its label."""
    applied = f" {words(then, wording)}" if then else ""
    return f'<p class="avg-note">{words("legal.not_advice", wording)}{applied}</p>'
