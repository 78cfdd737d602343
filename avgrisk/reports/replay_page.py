"""Reports: a replay as one page that works offline, without scripts, on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from avgrisk.cases.case_base import Case, load_case
from avgrisk.cases.replay import branches, steps
from avgrisk.cases.similar import similar_cases
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
from avgrisk.figures.markup import NAME, day, esc, language, words
from avgrisk.figures.outcome import STYLE as OUTCOME_STYLE
from avgrisk.figures.outcome import outcome_block
from avgrisk.figures.style import TOKENS, card, rules
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.score import RiskScore, score
from avgrisk.vocabulary.sectors import voice

PAGE = Path(__file__).with_suffix(".css")

#: Nothing may be fetched and nothing may run, whatever a text says.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def replay_html(case: Case | str, lang: str = "nl", index: str | RiskIndex = "1") -> str:
    """A case's replay as one self-contained HTML page; its outcome is folded away at the end.

    `case` is a shipped case's id, or a Case (then without what-ifs, which go with shipped cases).
    """
    given = case if isinstance(case, Case) else load_case(case)
    used = load_index(index) if isinstance(index, str) else index
    title = given.title_en if language(lang) == "en" else given.title_nl
    lang = voice(lang, given.use.sector)
    body = "".join(
        (
            _opening(given, title, lang),
            _plan(given, score(given.use, used), used, lang),
            _timeline(given, used, lang),
            _judged(given, isinstance(case, str), used, lang),
            _grounds(given, used, lang),
        )
    )
    return _page(words("report.title", lang, title=title), body, lang)


def _page(title: str, body: str, lang: str) -> str:
    """The page around a body; the title is escaped already."""
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="referrer" content="no-referrer"><title>{title}</title>'
        f"<style>{rules(TOKENS, PAGE)}</style></head><body><main>{body}</main></body></html>\n"
    )


def _opening(case: Case, title: str, lang: str) -> str:
    """What this is and how to read it."""
    when = f", {esc(day(case.announced, lang))}" if case.announced else ""
    plan = case.facts.told("proposed_use", lang)
    kind = "report.explain_illustration" if case.illustration else "report.explain"
    return (
        f'<h1>{esc(title, NAME)}</h1><p class="page-soft">{esc(case.named(lang), NAME)}{when}</p>'
        f'<p lang="{plan.lang}">{esc(plan.words(lang))}</p>'
        f"<h2>{words('report.how', lang)}</h2><p>{words(kind, lang)}</p>"
    )


def _plan(case: Case, result: RiskScore, index: RiskIndex, lang: str) -> str:
    figures = (score_strip(result, lang, index), group_bars(result, lang, index))
    told = "" if not case.timeline else f"<p>{words('report.end_state', lang)}</p>"
    return f"<h2>{words('report.plan', lang)}</h2>{told}{_markup(figures)}"


def _timeline(case: Case, index: RiskIndex, lang: str) -> str:
    """The path, and every event in full."""
    path = steps(case, index)
    heading = f"<h2>{words('report.timeline', lang)}</h2>"
    if not path:
        return f"{heading}<p>{words('report.no_timeline', lang)}</p>"
    events = card(event_list(path, case, lang), "", lang, EVENT_STYLE)
    drawn = score_path(path, case=case, lang=lang, index=index)
    return f"{heading}{drawn.markup}{events.markup}"


def _judged(case: Case, is_shipped: bool, index: RiskIndex, lang: str) -> str:
    """The legal lines, the what-ifs where there are any, and what happened to similar plans."""
    result = score(case.use, index)
    figures = [legal_table(result.legal, lang, case.before_gdpr)]
    variants = branches(case.id, index) if is_shipped else ()
    if len(variants) > 1:
        figures.append(branch_bars(variants, lang, index))
    figures.append(similar_cards(similar_cases(case.use, leave_out=case.id), lang))
    return f"<h2>{words('report.judged', lang)}</h2>{_markup(figures)}"


def _grounds(case: Case, index: RiskIndex, lang: str) -> str:
    """The limits, where the levels come from, the sources, and the outcome, folded away."""
    cited = "".join(
        f"<li>{esc(source.title)}<br>{source_link(source, lang)}</li>" for source in case.sources
    )
    coded = "".join(
        f"<p>{words('cases.coding_by', lang, coder=coding.coder, date=day(coding.date, lang))}</p>"
        for coding in case.codings
    )
    limit = "cases.coding_limits" if case.codings else "cases.facts_only"
    body = (
        f"<h3>{words('fig.limits', lang)}</h3>{limits.limits_list(lang, index.basis)}"
        f'<h3 class="avg-gap">{words("report.coded", lang)}</h3><p>{words(limit, lang)}</p>{coded}'
        f'<h3 class="avg-gap">{words("fig.sources", lang)}</h3><ul class="avg-limits">{cited}</ul>'
        f'<p class="avg-note">{_made(case, index, lang)}</p>{_outcome(case, lang)}'
    )
    figure = card(body, "", lang, limits.STYLE, OUTCOME_STYLE)
    return f"<h2>{words('report.grounds', lang)}</h2>{figure.markup}"


def _made(case: Case, index: RiskIndex, lang: str) -> str:
    return words(
        "report.made", lang, case=case.id, version=index.version, package=version("avgrisk")
    )


def _outcome(case: Case, lang: str) -> str:
    block = outcome_block(case, lang)
    if not block:
        return ""
    summary = words("report.outcome", lang)
    return f'<details class="avg-secret"><summary>{summary}</summary>{block}</details>'


def _markup(figures: Iterable[Figure]) -> str:
    return "".join(figure.markup for figure in figures)
