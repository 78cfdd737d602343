"""The article that this rests on, on one card: its examples in its order, its three questions."""

from __future__ import annotations

from pathlib import Path

from avgrisk.core.labels import label
from avgrisk.core.subjects import Language, plain
from avgrisk.figures.markup import Figure, esc, words
from avgrisk.figures.style import card

STYLE = Path(__file__).with_suffix(".css")

#: The parts of the article in its order, and what we add: where facts differ, and our own word.
PARTS = ("spectrum", "trio", "bank", "search", "ask", "after")
OURS = ("facts", "goodwill")

#: Its three questions (labels question.<key>); that one should listen comes after them.
QUESTIONS = ("core_task", "image", "told")


def article_card(lang: Language = "nl") -> Figure:
    """Title, authors, date and place; the examples, the three questions, and what differs."""
    wording = plain(lang) if isinstance(lang, str) else lang
    told = [label(f"article.{part}", wording) for part in PARTS]
    asked = [label(f"question.{key}", wording) for key in QUESTIONS]
    asked[1] = f"{asked[1]} {label('article.licence', wording)}"
    ours = [label(f"article.{part}", wording) for part in OURS]
    listen = label("article.listen", wording)
    body = (
        f"<h3>{words('article.title', wording)}</h3>"
        f'<p class="avg-soft avg-small">{words("article.source", wording)}</p>'
        f"<ul class=avg-article>{''.join(f'<li>{esc(text)}</li>' for text in told)}</ul>"
        f"<ol class=avg-asked>{''.join(f'<li>{esc(text)}</li>' for text in asked)}</ol>"
        f"<p><b>{esc(listen)}</b></p>"
        f"<p class=avg-note>{esc(' '.join(ours))}</p>"
    )
    text = "\n".join((label("article.source", wording), *told, *asked, listen, *ours))
    return card(body, text, wording.lang, STYLE)
