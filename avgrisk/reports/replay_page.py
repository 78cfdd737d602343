"""Reports: a replay as one page that works offline, without scripts, on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from avgrisk.cases.case_base import Case, load_case
from avgrisk.cases.replay import branches, steps
from avgrisk.cases.similar import similar_cases
from avgrisk.core.subjects import Language, Wording
from avgrisk.figures import (
    Figure,
    branch_bars,
    group_bars,
    legal_table,
    limits,
    score_path,
    score_strip,
    similar_cards,
)
from avgrisk.figures.event import STYLE as EVENT_STYLE
from avgrisk.figures.event import event_list, source_link
from avgrisk.figures.markup import NAME, day, esc, words
from avgrisk.figures.outcome import STYLE as OUTCOME_STYLE
from avgrisk.figures.outcome import outcome_block
from avgrisk.figures.style import TOKENS, card, rules
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.score import RiskScore, score
from avgrisk.vocabulary.sectors import wording_for

PAGE = Path(__file__).with_suffix(".css")

#: Nothing may be fetched and nothing may run, whatever a text says.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def replay_html(case: Case | str, lang: Language = "nl", index: str | RiskIndex = "1") -> str:
    """A case's replay as one self-contained HTML page; its outcome is folded away at the end.

    `case` is a shipped case's id, or a Case (then without what-ifs, which go with shipped cases).
    """
    given = case if isinstance(case, Case) else load_case(case)
    used = load_index(index) if isinstance(index, str) else index
    wording = wording_for(lang, given.use.sector)
    title = given.title_en if wording.lang == "en" else given.title_nl
    body = "".join(
        (
            _opening(given, title, wording),
            _plan(given, score(given.use, used), used, wording),
            _timeline(given, used, wording),
            _judged(given, isinstance(case, str), used, wording),
            _grounds(given, used, wording),
        )
    )
    return _page(words("report.title", wording, title=title), body, wording)


def _page(title: str, body: str, wording: Wording) -> str:
    """The page around a body; the title is escaped already."""
    return (
        f'<!doctype html>\n<html lang="{wording.lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="referrer" content="no-referrer"><title>{title}</title>'
        f"<style>{rules(TOKENS, PAGE)}</style></head><body><main>{body}</main></body></html>\n"
    )


def _opening(case: Case, title: str, wording: Wording) -> str:
    """What this is and how to read it."""
    when = f", {esc(day(case.announced, wording.lang))}" if case.announced else ""
    plan = case.facts.passage("proposed_use", wording.lang)
    kind = "report.explain_illustration" if case.illustration else "report.explain"
    return (
        f'<h1>{esc(title, NAME)}</h1><p class="page-soft">'
        f"{esc(case.named(wording.lang), NAME)}{when}</p>"
        f'<p lang="{plan.lang}">{esc(plan.words(wording.lang))}</p>'
        f"<h2>{words('report.how', wording)}</h2><p>{words(kind, wording)}</p>"
    )


def _plan(case: Case, result: RiskScore, index: RiskIndex, wording: Wording) -> str:
    figures = (score_strip(result, wording, index), group_bars(result, wording, index))
    told = "" if not case.timeline else f"<p>{words('report.end_state', wording)}</p>"
    return f"<h2>{words('report.plan', wording)}</h2>{told}{_markup(figures)}"


def _timeline(case: Case, index: RiskIndex, wording: Wording) -> str:
    """The path, and every event in full."""
    path = steps(case, index)
    heading = f"<h2>{words('report.timeline', wording)}</h2>"
    if not path:
        return f"{heading}<p>{words('report.no_timeline', wording)}</p>"
    events = card(event_list(path, case, wording), "", wording.lang, EVENT_STYLE)
    drawn = score_path(path, case=case, lang=wording, index=index)
    return f"{heading}{drawn.markup}{events.markup}"


def _judged(case: Case, is_shipped: bool, index: RiskIndex, wording: Wording) -> str:
    """The legal lines, the what-ifs where there are any, and what happened to similar plans."""
    result = score(case.use, index)
    figures = [legal_table(result.legal, wording, case.before_gdpr)]
    variants = branches(case.id, index) if is_shipped else ()
    if len(variants) > 1:
        figures.append(branch_bars(variants, wording, index))
    figures.append(similar_cards(similar_cases(case.use, leave_out=case.id), wording))
    return f"<h2>{words('report.judged', wording)}</h2>{_markup(figures)}"


def _grounds(case: Case, index: RiskIndex, wording: Wording) -> str:
    """The limits, where the levels come from, the sources, and the outcome, folded away."""
    cited = "".join(
        f"<li>{esc(source.title)}<br>{source_link(source, wording)}</li>" for source in case.sources
    )
    days = [(coding.coder, day(coding.date, wording.lang)) for coding in case.codings]
    coded = "".join(
        f"<p>{words('cases.coding_by', wording, coder=coder, date=date)}</p>"
        for coder, date in days
    )
    limit = "cases.coding_limits" if case.codings else "cases.facts_only"
    body = (
        f"<h3>{words('fig.limits', wording)}</h3>{limits.limits_list(wording, index.basis)}"
        f'<h3 class="avg-gap">{words("report.coded", wording)}</h3>'
        f"<p>{words(limit, wording)}</p>{coded}"
        f'<h3 class="avg-gap">{words("fig.sources", wording)}</h3>'
        f'<ul class="avg-limits">{cited}</ul>'
        f'<p class="avg-note">{_made(case, index, wording)}</p>{_outcome(case, wording)}'
    )
    figure = card(body, "", wording.lang, limits.STYLE, OUTCOME_STYLE)
    return f"<h2>{words('report.grounds', wording)}</h2>{figure.markup}"


def _made(case: Case, index: RiskIndex, wording: Wording) -> str:
    return words(
        "report.made", wording, case=case.id, version=index.version, package=version("avgrisk")
    )


def _outcome(case: Case, wording: Wording) -> str:
    block = outcome_block(case, wording)
    if not block:
        return ""
    summary = words("report.outcome", wording)
    return f'<details class="avg-secret"><summary>{summary}</summary>{block}</details>'


def _markup(figures: Iterable[Figure]) -> str:
    return "".join(figure.markup for figure in figures)
