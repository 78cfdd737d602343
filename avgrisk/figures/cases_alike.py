"""What persuades more than any number: the real cases most like this use, with their outcome."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core.dates import day
from avgrisk.core.labels import label, say
from avgrisk.core.subjects import Language, Wording, plain
from avgrisk.figures.event import source_link
from avgrisk.figures.markup import Figure, esc, joined, number, soft, words
from avgrisk.figures.outcome import STYLE as OUTCOME_STYLE
from avgrisk.figures.outcome import outcome_row, outcome_words
from avgrisk.figures.style import titled

if TYPE_CHECKING:
    from avgrisk.cases.case_records import Case
    from avgrisk.cases.similar import SimilarCase

STYLE = Path(__file__).with_suffix(".css")


def similar_cards(
    similar: Sequence[SimilarCase], lang: Language = "nl", outcome: bool = True
) -> Figure:
    """The nearest real cases side by side; `outcome` False hides the ending and the sources."""
    wording = plain(lang)
    body = f"{cards(similar, wording, outcome)}{caveat(wording)}"
    told = lines(similar, wording, outcome)
    return titled("fig.similar", wording, body, told, OUTCOME_STYLE, STYLE)


def lines(similar: Sequence[SimilarCase], wording: Wording, outcome: bool = True) -> list[str]:
    """The cases in words, a line each."""
    return [
        joined(
            (_heading(found.case, wording), outcome_words(found.case, wording) if outcome else "")
        )
        for found in similar
    ]


def cards(similar: Sequence[SimilarCase], wording: Wording, outcome: bool = True) -> str:
    """The cards, without outer card and styles."""
    if not similar:
        return f"<p>{words('fig.similar_none', wording)}</p>"
    return (
        f'<ul class="avg-cases">{"".join(_card(found, wording, outcome) for found in similar)}</ul>'
    )


def caveat(wording: Wording) -> str:
    """What the case base is worth."""
    told = " ".join(words(key, wording) for key in ("cases.coding_short", "cases.sampled"))
    return f'<p class="avg-note">{told}</p>'


def _card(found: SimilarCase, wording: Wording, outcome: bool) -> str:
    case = found.case
    ending = f'<p class="avg-soft">{words("fig.outcome_hidden", wording)}</p>'
    if outcome and case.outcome is not None:
        ending = f"<p>{outcome_row(case.outcome, wording)}</p>{_source(case, wording)}"
    distance = label("fig.alike", wording, distance=number(found.distance, wording.lang, 2))
    who = f"{case.named(wording.lang)}, {day(case.announced, wording.lang)}"
    return (
        f"<li><p><b>{esc(case.title(wording.lang))}</b><br>{soft(who)}</p>{ending}"
        f"<p>{soft(distance)}{_why(found, wording)}</p></li>"
    )


def _why(found: SimilarCase, wording: Wording) -> str:
    """Why a case is near, in words."""
    told = "; ".join(say(reason, wording) for reason in found.why)
    return f"<br>{soft(told)}" if told else ""


def _heading(case: Case, wording: Wording) -> str:
    return label(
        "fig.similar_line",
        wording,
        title=case.title(wording.lang),
        organisation=case.named(wording.lang),
        date=day(case.announced, wording.lang),
    )


def _source(case: Case, wording: Wording) -> str:
    """The first good source with an address."""
    source = case.cited()
    if source is None:
        return ""
    return (
        f'<p class="avg-small">{words("fig.source", wording)}: {source_link(source, wording)}</p>'
    )
