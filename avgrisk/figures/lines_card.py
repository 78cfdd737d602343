"""Lines of text as a card: sentences, and a list where a line begins with a dash."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from avgrisk.core.subjects import Language, plain
from avgrisk.figures.markup import Figure, esc
from avgrisk.figures.style import card

STYLE = Path(__file__).with_suffix(".css")

#: Longest line that is shown.
LONGEST = 1000


def lines_card(lines: Iterable[str], lang: Language = "nl") -> Figure:
    """Sentences such as those of `avgrisk.accountability`; "- " begins an item, "  " goes on.

    >>> lines_card(["Twee:", "- een", "  meer", "- twee"]).markup.count("<li>")
    2
    """
    wording = plain(lang)
    told = list(lines)
    runs = groupby(told, key=lambda line: line[:2] in ("- ", "  "))
    body = "".join(
        _list(run) if listed else "".join(f"<p>{esc(line, LONGEST)}</p>" for line in run)
        for listed, run in runs
    )
    return card(body, "\n".join(told), wording.lang, STYLE)


def _list(lines: Iterable[str]) -> str:
    """Items; what goes on with one stands below it, quieter."""
    items: list[str] = []
    for line in lines:
        said = esc(line[2:], LONGEST)
        if line.startswith("- ") or not items:
            items.append(said)
        else:
            items[-1] += f'<br><span class="avg-soft avg-small">{said}</span>'
    return f"<ul class=avg-said-list>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
