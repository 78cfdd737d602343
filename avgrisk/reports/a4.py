"""The A4: one use on one printable page, to staple to a DPIA; offline, on screen with sliders."""

import datetime
from collections.abc import Mapping
from pathlib import Path

from avgrisk import __version__
from avgrisk.cases.case_base import case_ids, load_case
from avgrisk.cases.similar import SimilarCase, similar_cases
from avgrisk.core.labels import label
from avgrisk.core.records import InputError, ProposedUse, Reading
from avgrisk.core.subjects import plain
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.figures.markup import NAME, Figure, clean
from avgrisk.reports.a4_sheet import a4_sheet
from avgrisk.reports.a4_words import Sheet
from avgrisk.reports.move import SCRIPT, move
from avgrisk.reports.move import STYLE as MOVE_STYLE
from avgrisk.reports.page import page
from avgrisk.scoring.advice import advise
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.score import score
from avgrisk.vocabulary.sectors import wording_for

#: Wide on a screen, one sheet on paper: 210 x 297 mm less margins of 10 mm.
STYLE = Path(__file__).with_suffix(".css")

#: The page has room for this many cases.
MOST_CASES = 3


def a4_html(
    use: ProposedUse,
    lang: str = "nl",
    index: str | RiskIndex = DEFAULT_INDEX,
    judged_by: str = "",
    date: datetime.date | None = None,
    cases: int = MOST_CASES,
) -> str:
    """An assessment as one self-contained HTML page that prints on a single sheet of A4.

    `judged_by` is a function, never a name; left empty it is a line to fill in by hand. `date` is
    today unless given. `cases` real cases are shown, 0-3; a case that is this very use is left
    out. Texts that are too long are cut off, and say so. Raises InputError.
    """
    named = use.title or use.proposed_use or label("fig.untitled", lang)
    title = label("a4.title", lang, title="") + clean(named, NAME)
    sheet = a4_figure(use, lang, index, judged_by, date, cases)
    wording = wording_for(lang, use.sector)
    sliders = move([(label("move.plan", wording), score(use, index))], wording)
    sheets = (STYLE, MOVE_STYLE)
    return page("a4", title, plain(lang), *sheets, script=SCRIPT, sheet=sheet, sliders=sliders)


def a4_figure(
    use: ProposedUse,
    lang: str = "nl",
    index: str | RiskIndex = DEFAULT_INDEX,
    judged_by: str = "",
    date: datetime.date | None = None,
    cases: int = MOST_CASES,
) -> Figure:
    """The sheet of `a4_html` without the page around it, and the same in words."""
    if cases not in range(MOST_CASES + 1):
        raise InputError("cases", cases, f"0-{MOST_CASES}", "error.value")
    used = load_index(index)
    advice = advise(use, used)
    sheet = Sheet(
        advice=advice,
        similar=_similar(use, cases, advice.score.readings),
        index=used,
        judged_by=judged_by,
        date=date or datetime.date.today(),
        tool=__version__,
        then="".join(case.law_then for case in map(load_case, case_ids()) if case.use == use),
    )
    return a4_sheet(sheet, lang)


def _similar(
    use: ProposedUse, count: int, readings: Mapping[str, Reading]
) -> tuple[SimilarCase, ...]:
    """The nearest real cases, without the case that is this use."""
    found = similar_cases(use, count + 1, readings=readings)
    return tuple(item for item in found if item.case.use != use)[:count]
