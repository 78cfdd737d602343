"""What persuades more than any number: the real cases most like this use, with their outcome."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core.labels import label
from avgrisk.figures.event import source_link
from avgrisk.figures.markup import Figure, day, esc, joined, number, soft, words
from avgrisk.figures.outcome import STYLE as OUTCOME_STYLE
from avgrisk.figures.outcome import outcome_row, outcome_words
from avgrisk.figures.style import card

if TYPE_CHECKING:
    from avgrisk.cases.case_base import Case, Source
    from avgrisk.cases.similar import SimilarCase

STYLE = Path(__file__).with_suffix(".css")


def similar_cards(similar: Sequence[SimilarCase], lang: str = "nl", outcome: bool = True) -> Figure:
    """The nearest real cases side by side; `outcome` False hides the ending and the sources."""
    body = f"<h3>{words('fig.similar', lang)}</h3>{cards(similar, lang, outcome)}{caveat(lang)}"
    text = joined((label("fig.similar", lang), *lines(similar, lang, outcome)))
    return card(body, text, lang, OUTCOME_STYLE, STYLE)


def lines(similar: Sequence[SimilarCase], lang: str, outcome: bool = True) -> list[str]:
    """The cases in words, a line each."""
    return [
        joined((_heading(found.case, lang), outcome_words(found.case, lang) if outcome else ""))
        for found in similar
    ]


def cards(similar: Sequence[SimilarCase], lang: str, outcome: bool = True) -> str:
    """The cards, without outer card and styles."""
    if not similar:
        return f"<p>{words('fig.similar_none', lang)}</p>"
    return f'<ul class="avg-cases">{"".join(_card(found, lang, outcome) for found in similar)}</ul>'


def caveat(lang: str) -> str:
    """What the case base is worth."""
    told = " ".join(words(key, lang) for key in ("cases.coding_short", "cases.sampled"))
    return f'<p class="avg-note">{told}</p>'


def _card(found: SimilarCase, lang: str, outcome: bool) -> str:
    case = found.case
    ending = f'<p class="avg-soft">{words("fig.outcome_hidden", lang)}</p>'
    if outcome and case.outcome is not None:
        ending = f"<p>{outcome_row(case.outcome, lang)}</p>{_source(case, lang)}"
    distance = label("fig.alike", lang, distance=number(found.distance, lang, 2))
    who = f"{case.named(lang)}, {day(case.announced, lang)}"
    return (
        f"<li><p><b>{esc(_title(case, lang))}</b><br>{soft(who)}</p>{ending}"
        f"<p>{soft(distance)}</p></li>"
    )


def _title(case: Case, lang: str) -> str:
    return case.title_en if lang == "en" else case.title_nl


def _heading(case: Case, lang: str) -> str:
    return label(
        "fig.similar_line",
        lang,
        title=_title(case, lang),
        organisation=case.named(lang),
        date=day(case.announced, lang),
    )


def _source(case: Case, lang: str) -> str:
    """The first good source with an address."""
    source = _best(case)
    if source is None:
        return ""
    return f'<p class="avg-small">{words("fig.source", lang)}: {source_link(source, lang)}</p>'


def _best(case: Case) -> Source | None:
    linked = [source for source in case.sources if source.url]
    return next((source for source in linked if source.quality == "ok"), next(iter(linked), None))
