"""What stays shut until a reader opens it: an answer, or what a check showed."""

from html import escape

from avgrisk.core.labels import label
from avgrisk.core.subjects import Language, plain
from avgrisk.figures.markup import Figure
from avgrisk.figures.style import element


def folded(shown: Figure | str, lang: Language = "nl", head: str = "") -> Figure:
    """A figure behind *Antwoord*; a text, such as a check prints, behind *Controle*, as it stands.

    `head` are other words to open it with.

    A cell that is run shows its output however it was folded before: this stays shut.
    """
    wording = plain(lang)
    if isinstance(shown, Figure):
        return Figure(_fold(head or label("fold.answer", wording), shown.markup), shown.text)
    lines = escape(shown)
    return Figure(_fold(label("fold.check", wording), f"<pre>{lines}</pre>"), shown)


def _fold(summary: str, inside: str) -> str:
    return (
        f'<details class="avg-shut">{element()}<summary>{escape(summary)}</summary>{inside}'
        "</details>"
    )
