"""Reports: a replay as one page, offline, on screen and on paper, with sliders."""

from collections.abc import Sequence
from pathlib import Path

from avgrisk import __version__
from avgrisk.cases.case_base import load_case
from avgrisk.cases.case_records import Case, Event
from avgrisk.cases.replay import AS_CODED, Branch, Step, branches, steps
from avgrisk.cases.similar import similar_cases
from avgrisk.core.bilingual import cases_note
from avgrisk.core.dates import day
from avgrisk.core.labels import label
from avgrisk.core.subjects import Language, Wording
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.figures import limits
from avgrisk.figures.bars import group_bars
from avgrisk.figures.branches import branch_bars
from avgrisk.figures.cases_alike import similar_cards
from avgrisk.figures.event import STYLE as EVENT_STYLE
from avgrisk.figures.event import event_list, source_link
from avgrisk.figures.law import legal_table
from avgrisk.figures.markup import Figure, clean
from avgrisk.figures.outcome import STYLE as OUTCOME_STYLE
from avgrisk.figures.outcome import outcome_block
from avgrisk.figures.path import score_path
from avgrisk.figures.strip import score_strip
from avgrisk.figures.style import BASE, card
from avgrisk.reports.move import SCRIPT, move
from avgrisk.reports.move import STYLE as MOVE_STYLE
from avgrisk.reports.page import page
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.score import RiskScore, score
from avgrisk.vocabulary.sectors import wording_for

#: How the page looks, and the card of its grounds.
SHEETS = (Path(__file__).with_suffix(".css"), BASE, limits.STYLE, OUTCOME_STYLE, MOVE_STYLE)
#: An event in the list of moments is cut to so many characters.
SHORT = 70


def replay_html(
    case: Case | str, lang: Language = "nl", index: str | RiskIndex = DEFAULT_INDEX
) -> str:
    """A case's replay as one self-contained HTML page; its outcome is folded away at the end.

    `case` is a shipped case's id, or a Case (then without what-ifs, which go with shipped cases).
    """
    given = case if isinstance(case, Case) else load_case(case)
    used = load_index(index)
    wording = wording_for(lang, given.use.sector)
    result = score(given.use, used)
    heading = given.title(wording.lang)
    path = steps(given, used)
    variants = branches(given.id, used) if isinstance(case, str) else ()
    return page(
        "replay_page",
        label("report.title", wording, title=heading),
        wording,
        *SHEETS,
        script=SCRIPT,
        heading=heading,
        case=given,
        announced=day(given.announced, wording.lang) if given.announced else "",
        elsewhere=cases_note(wording.lang),
        plan=given.facts.passage("proposed_use", wording.lang),
        strip=score_strip(result, wording, used),
        bars=group_bars(result, wording, used),
        path=_path(given, path, used, wording),
        sliders=move(_starts(result, path, variants, wording), wording),
        judged=_judged(given, result, variants, used, wording),
        limits=limits.limits_lines(wording, used.basis),
        coders=[(coding.coder, day(coding.date, wording.lang)) for coding in given.codings],
        sources=[(source.title, source_link(source, wording)) for source in given.sources],
        index=used,
        package=__version__,
        outcome=outcome_block(given, wording),
    )


def _starts(
    result: RiskScore, path: Sequence[Step], variants: Sequence[Branch], wording: Wording
) -> list[tuple[str, RiskScore]]:
    """Where the sliders may start: the plan, each moment at which more was known, each what-if."""
    moments = [
        (f"{day(step.event.date, wording.lang)}: {_short(step.event, wording)}", step.score)
        for step in path
        if step.changes
    ]
    others = [
        (label(f"branch.{branch.key}", wording), branch.score)
        for branch in variants
        if branch.key != AS_CODED
    ]
    return [(label("move.plan", wording), result), *moments, *others]


def _short(event: Event, wording: Wording) -> str:
    return clean(event.passage(wording.lang).words(wording.lang), SHORT)


def _path(
    case: Case, path: Sequence[Step], index: RiskIndex, wording: Wording
) -> tuple[Figure, ...]:
    """The path and every event in full; nothing where no event is known."""
    if not path:
        return ()
    events = card(event_list(path, case, wording), "", wording.lang, EVENT_STYLE)
    return score_path(path, case=case, lang=wording, index=index), events


def _judged(
    case: Case,
    result: RiskScore,
    variants: Sequence[Branch],
    index: RiskIndex,
    wording: Wording,
) -> list[Figure]:
    """The legal lines, the what-ifs where there are any, and what happened to similar plans."""
    figures = [legal_table(result.legal, wording, case.law_then)]
    if len(variants) > 1:
        figures.append(branch_bars(variants, wording, index))
    return [*figures, similar_cards(similar_cases(case.use, leave_out=case.id), wording)]
