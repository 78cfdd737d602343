"""The report of a whole register as one HTML page: offline, no scripts, on screen and paper."""

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from avgrisk.core.labels import label
from avgrisk.core.records import READINGS
from avgrisk.core.subjects import Wording
from avgrisk.figures.limits import STYLE as LIMITS_STYLE
from avgrisk.figures.limits import limits_lines
from avgrisk.figures.markup import NAME, clean, css_number, number
from avgrisk.figures.register.drivers import term_name
from avgrisk.figures.register.ranks import doubt, rank_span
from avgrisk.figures.register.wordings import page_wording, row_wording
from avgrisk.register.report_data import Report, statutory_notes, taken_notes
from avgrisk.register.summary import Note, counted, leading
from avgrisk.reports import register_sections as sections
from avgrisk.reports.page import page

#: The page stays under 3 MB: fewer rows are shown in full when it would not.
LIMIT_BYTES = 2_900_000
#: Rows in the order, the riskiest first; halved until the page fits.
MOST_ROWS = 1_000
#: Rows that the page opens with, and what is named of each that weighs most.
FIRST, HEAVIEST = 3, 2

STYLE = Path(__file__).with_suffix(".css")


def register_html(report: Report, lang: str = "nl") -> str:
    """The report as one self-contained page under 3 MB; same input, same bytes but for the date."""
    assessed = report.assessed
    wording, shown = page_wording(assessed, lang), MOST_ROWS
    lead = leading(assessed)
    scores = assessed.scores.iloc[assessed.order[:shown]].to_dict("records")
    rows = [
        _row(report, row, score, str(lead[row]), wording)
        for row, score in zip(assessed.order.tolist(), scores, strict=False)
    ]
    told = {
        "bands": _bands(report, wording),
        "first": [_first(report, row, wording) for row in assessed.order[:FIRST].tolist()],
        "read": _read(report, wording),
        "doubt": doubt(assessed, wording) if assessed.ranking.draws else [],
        "ranked": len(assessed.order),
        "limits": limits_lines(wording, assessed.index.basis),
        "made": list(report.made.items()),
        **sections.everything(report, wording),
    }
    title = f"{label('rr.title', wording)}: {clean(report.source, NAME)}"
    while True:
        shown_rows = rows[:shown]
        text = page("register_page", title, wording, STYLE, LIMITS_STYLE, rows=shown_rows, **told)
        if len(text.encode("utf-8", "replace")) < LIMIT_BYTES or shown <= 1:
            return text
        shown //= 2


def _bands(report: Report, wording: Wording) -> list[dict[str, object]]:
    """How many activities stand in each band, with their part of all scored ones in per cent."""
    found = report.summary
    return [
        {"band": band, "count": count, "width": css_number(100 * count / max(found.scored, 1))}
        for band, count in reversed(found.bands.items())
    ]


def _first(report: Report, row: int, page: Wording) -> dict[str, object]:
    """One of the riskiest rows: its score, what weighs most, and the one measure that helps."""
    assessed, wording = report.assessed, row_wording(report.assessed, row, page)
    score, lang = assessed.scores.iloc[row], wording.lang
    heavy = sorted(assessed.contributions, key=lambda term: -assessed.contributions[term][row])
    win = next((win for win in report.wins if win.row == row), None)
    # Names as one sentence: only the first begins with a capital
    names = [term_name(term, wording) for term in heavy[:HEAVIEST]]
    return {
        "say": partial(label, lang=wording),
        "name": assessed.titles[row],
        "department": assessed.departments[row],
        "score": number(score["score"], lang),
        "band": score["band"],
        "low": number(score["score_low"], lang, 0),
        "high": number(score["score_high"], lang, 0),
        "why": "; ".join([*names[:1], *(name[0].lower() + name[1:] for name in names[1:])]),
        "lever": win and label(f"lever.{win.lever}", wording),
        "after": win and number(win.value, lang),
    }


def _read(report: Report, wording: Wording) -> list[str]:
    """What was read of the register, and what to bear in mind."""
    assessed = report.assessed
    dropped = {"columns": ", ".join(assessed.register.dropped)}
    told: list[Note] = [
        *report.check.summary(),
        *counted(assessed, report.summary),
        *assessed.register.notes,
        *([("rr.dropped", dropped)] if assessed.register.dropped else []),
        *taken_notes(assessed.uses.derived),
        *statutory_notes(assessed),
    ]
    return [label(key, wording, **values) for key, values in told]


def _row(
    report: Report, row: int, score: dict[str, Any], lead: str, page: Wording
) -> dict[str, object]:
    """One row of the order, with what its score rests on."""
    assessed, wording = report.assessed, row_wording(report.assessed, row, page)
    ranking = assessed.ranking
    low, high = score["score_low"], score["score_high"]
    return {
        "say": partial(label, lang=wording),
        "rank": f"{ranking.rank[row]:.0f}",
        "name": assessed.titles[row],
        "lazy": assessed.uses.lazy[row],
        "grounds": _grounds(report, row, score, wording),
        "score": number(score["score"], wording.lang),
        "band": score["band"],
        "low": css_number(low),
        "width": css_number(high - low),
        "place": css_number(score["score"]),
        "margin": f"{number(low, wording.lang)}–{number(high, wording.lang)}",
        "places": rank_span(assessed, row),
        "department": assessed.departments[row],
        "letter": score["legal_letter"],
        "strict": score["legal_strict"],
        "driver": term_name(lead, wording),
        "above": "" if ranking.above is None else ranking.above[row],
        "complete": round(100 * assessed.complete[row]),
    }


def _grounds(
    report: Report, row: int, score: dict[str, Any], wording: Wording
) -> list[tuple[str, str]]:
    """What a row's score rests on: its place in the file, readings, what is unsure, its vector."""
    sheet, place = report.assessed.register.places[row]
    terms = [(label("register.row", wording), f"{clean(sheet, NAME)}, {place}")]
    terms += [
        (term_name(name, wording), number(score[name], wording.lang, 2))
        for name in READINGS
        if not np.isnan(score[name])
    ]
    for key in ("missing", "suggested"):
        names = [term_name(name, wording) for name in score[key].split(";") if name]
        if names:
            terms.append((label(f"rr.{key}", wording), clean("; ".join(names))))
    if score["unmatched"]:
        terms.append((label("rr.unmatched", wording), clean(score["unmatched"], 300)))
    return [*terms, (label("rr.vector", wording), clean(score["vector"]))]
