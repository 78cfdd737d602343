"""The article that this rests on, on one page: its examples in its order, its three questions."""

from pathlib import Path

from avgrisk.core.labels import label
from avgrisk.core.subjects import Language, Wording, plain
from avgrisk.figures.markup import Figure, esc, words
from avgrisk.figures.style import card

STYLE = Path(__file__).with_suffix(".css")

#: The parts of the article in its order, and what we add: where facts differ, and our own word.
PARTS = ("spectrum", "trio", "bank", "search", "ask", "after")
OURS = ("facts", "goodwill")

#: Its three questions (labels question.<key>); that one should listen comes after them.
QUESTIONS = ("core_task", "image", "told")


def article_card(lang: Language = "nl") -> Figure:
    """Title, authors, date and place; the examples, the three questions, and what differs.

    What we add stands behind a fold: it tells how the bank's plan was defended and judged.
    """
    wording = plain(lang)
    told = "".join(
        f"<li><b>{esc(head)}</b>{esc(text, 900)}</li>" for head, text in parts(PARTS, wording)
    )
    ours = "".join(
        f"<details class=avg-fold><summary>{esc(head)}</summary><p>{esc(text, 900)}</p></details>"
        for head, text in parts(OURS, wording)
    )
    asked = "".join(f"<li>{esc(text)}</li>" for text in questions(wording))
    body = (
        f"<h3>{words('article.title', wording)}</h3>"
        f'<p class="avg-soft avg-small">{words("article.source", wording)}<br>'
        f"{words('article.unknown', wording)}</p><ul class=avg-article>{told}</ul>"
        f"<p><b>{words('article.questions.head', wording)}</b></p><ol class=avg-asked>{asked}</ol>"
        f"<p><b>{words('article.listen', wording)}</b></p>{ours}"
    )
    return card(body, article_text(wording), wording.lang, STYLE)


def parts(names: tuple[str, ...], wording: Wording) -> list[tuple[str, str]]:
    """Heading and text of parts of the page."""
    return [
        (label(f"article.{name}.head", wording), label(f"article.{name}", wording))
        for name in names
    ]


def questions(wording: Wording) -> list[str]:
    """The article's three questions; the second with its licence for general wording."""
    asked = [label(f"question.{key}", wording) for key in QUESTIONS]
    asked[1] = f"{asked[1]} {label('article.licence', wording)}"
    return asked


def article_text(wording: Wording) -> str:
    """The same page in plain lines."""
    lines = [label("article.source", wording), label("article.unknown", wording)]
    lines += [f"{head}. {text}" for head, text in parts(PARTS, wording)]
    lines += [*questions(wording), label("article.listen", wording)]
    lines += [f"{head}. {text}" for head, text in parts(OURS, wording)]
    return "\n".join(lines)
