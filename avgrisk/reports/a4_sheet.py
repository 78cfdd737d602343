"""The sheet of the A4: what may be done, what customers grant, why, and what would help."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from avgrisk.core.labels import label, say
from avgrisk.figures import bars, law, strip
from avgrisk.figures.event import source_link
from avgrisk.figures.markup import Figure, css_number, day, esc, number, piece, words
from avgrisk.figures.outcome import STYLE as OUTCOME_STYLE
from avgrisk.figures.outcome import outcome_row
from avgrisk.figures.style import card
from avgrisk.reports.a4_words import (
    TITLE,
    TOLD,
    WHO,
    Sheet,
    case_title,
    cut,
    facts,
    ground,
    lines,
    open_ends,
    steps,
    weak,
)
from avgrisk.vocabulary.sectors import voice

if TYPE_CHECKING:
    from avgrisk.cases.case_base import Case, Source
    from avgrisk.cases.similar import SimilarCase
    from avgrisk.scoring.legal import Line
    from avgrisk.scoring.score import RiskScore

#: The columns of the legal lines.
HEADS = ("line", "letter", "strict")

#: Wide on a screen, one sheet on paper: 210 x 297 mm less margins of 10 mm.
PAGE = """
body{margin:0;background:$ground;color:$ink}
main{max-width:1000px;margin:0 auto;padding:24px 16px}
@media(max-width:480px){main{padding:8px}}
@page{size:A4;margin:9mm 10mm}
@media print{body{background:none}main{max-width:none;padding:0;zoom:.77}}
"""

STYLE = """
.avg.avg-sheet{max-width:none;margin:0;font-size:15px;line-height:22px}
.avg-sheet .avg-cut{display:-webkit-box;-webkit-box-orient:vertical;overflow:hidden;
-webkit-line-clamp:4}
.avg-sheet .avg-cut-1{-webkit-line-clamp:1}.avg-sheet .avg-cut-2{-webkit-line-clamp:2}
.avg-sheet .avg-cut-3{-webkit-line-clamp:3}
.avg.avg-sheet h2{font-size:22px;line-height:28px}
.avg.avg-sheet h3{margin:0 0 6px;padding-top:8px;border-top:2px solid $ink;font-size:16px}
.avg-sheet .avg-kind{display:flex;justify-content:space-between;gap:16px}
.avg-sheet .avg-kind,.avg-sheet .avg-facts{color:$muted;font-size:13px;line-height:18px}
.avg.avg-sheet .avg-facts{display:grid;gap:0 24px;margin-top:6px}
.avg-facts b{color:$ink;font-weight:600}
.avg-half,.avg-rows{display:grid;gap:16px 24px;margin-top:16px}.avg-half>div{min-width:0}
.avg.avg-sheet .avg-lines{width:100%;margin:0;border-collapse:collapse;border:0;table-layout:fixed;
font-size:13px;line-height:17px;color:$ink}
.avg.avg-sheet .avg-lines th,.avg.avg-sheet .avg-lines td{padding:3px 6px 3px 0;border:0;
border-bottom:1px solid $line;text-align:left;vertical-align:top;font-weight:400;max-width:none;
white-space:normal;background:$surface}
.avg.avg-sheet .avg-lines thead th{color:$muted}
.avg-lines col:not(:first-child){width:104px}
.avg-sheet .avg-answer{padding:0 6px;font-size:12px;line-height:15px}
.avg-sheet .avg-answer{white-space:nowrap}.avg-sheet .avg-answer i{width:14px}
.avg-sheet .avg-weak{display:block;width:max-content;margin:1px 0 0 6px;font-size:12px;
line-height:14px}
.avg.avg-sheet .avg-why{margin-top:6px;font-size:13px;line-height:17px}
.avg.avg-sheet .avg-head{margin:0 0 6px}.avg-sheet .avg-big{font-size:34px;line-height:38px}
.avg-sheet .avg-scale{height:64px}.avg-sheet .avg-bands span{padding:2px 6px}
.avg-sheet .avg-needle{top:32px}.avg-sheet .avg-value{top:34px;line-height:24px}
.avg-sheet .avg-margin{top:40px}
.avg-sheet .avg-ticks{margin:2px 0 0}.avg.avg-sheet .avg-runs{margin:2px 0 6px;font-size:14px;
gap:4px 10px}.avg-sheet .avg-ten{gap:2px}
.avg-sheet .avg-dot{flex:none}
.avg-sheet .avg-bar{grid-template-columns:150px minmax(0,1fr) 44px;padding:1px 0;font-size:13px;
line-height:18px}
.avg-sheet .avg-bar .avg-track{grid-column:2;grid-row:1;height:10px;margin:2px 0 6px}
.avg-sheet .avg-bar .avg-fill{height:10px}.avg-sheet .avg-whisker{top:11px;height:6px}
.avg-sheet .avg-bar .avg-number{grid-column:3;grid-row:1}
.avg.avg-sheet .avg-ask{display:grid;gap:8px 24px}
.avg-ask b{font-weight:600}.avg-ask li{font-size:13px;line-height:17px}
.avg.avg-sheet .avg-near{display:grid;gap:8px 20px}.avg-near li{font-size:13px;line-height:17px}
.avg-sheet .avg-outline{padding:0 6px;border:1px solid $ink;border-radius:8px;font-weight:600;
font-size:12px}
.avg.avg-sheet .avg-help{display:grid;gap:8px 24px;font-size:13px;line-height:17px}
.avg.avg-sheet .avg-sign{display:grid;grid-template-columns:1fr;gap:12px 24px;margin-top:20px;
font-size:13px;line-height:18px}
.avg-sign p{display:flex;gap:8px;align-items:flex-end;min-width:0}
.avg-sign u{flex:1;min-width:60px;border-bottom:1px solid $ink;text-decoration:none}
.avg.avg-sheet .avg-note{margin-top:10px;font-size:12px;line-height:16px}
@container(min-width:640px){.avg-half{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
.avg.avg-sheet .avg-facts{grid-template-columns:1fr 1fr}
.avg.avg-sheet .avg-ask,.avg.avg-sheet .avg-help{grid-template-columns:1fr 1fr}
.avg.avg-sheet .avg-near{grid-template-columns:repeat(3,minmax(0,1fr))}
.avg.avg-sheet .avg-sign{grid-template-columns:3fr 1fr 1fr}}
@media print{.avg.avg-sheet{margin:0;padding:0;border:0;border-radius:0}}
"""


def a4_sheet(sheet: Sheet, lang: str = "nl") -> Figure:
    """The whole sheet, wide, narrow or printed; and the same in words, a line a part."""
    lang = voice(lang, sheet.advice.score.use.sector)
    body = (
        f"{_use(sheet, lang)}"
        f'<div class="avg-half"><div>{_legal(sheet, lang)}</div>'
        f"<div>{_grant(sheet, lang)}</div></div>"
        f'<div class="avg-rows">'
        f"<div>{_questions(sheet, lang)}</div><div>{_cases(sheet, lang)}</div>"
        f"<div>{_help(sheet, lang)}</div></div>{_foot(sheet, lang)}"
    )
    figure = card(
        body, "\n".join(lines(sheet, lang)), lang, strip.STYLE, bars.STYLE, law.STYLE,
        OUTCOME_STYLE, STYLE,
    )  # fmt: skip
    return Figure(figure.markup.replace('class="avg"', 'class="avg avg-sheet"', 1), figure.text)


def _use(sheet: Sheet, lang: str) -> str:
    """The use in a sentence, and the facts it was judged on."""
    use = sheet.advice.score.use
    title = cut(use.title or use.proposed_use or label("fig.untitled", lang), TITLE, lang)
    told = use.proposed_use if use.title else ""
    if not use.title and not use.proposed_use:
        told = label("a4.undescribed", lang)
    sentence = f'<p class="avg-cut" dir="auto">{escape(cut(told, TOLD, lang))}</p>' if told else ""
    known = "".join(
        f'<p class="avg-cut avg-cut-3" dir="auto"><b>{words(key, lang)}:</b> {escape(value)}</p>'
        for key, value in facts(use, lang)
    )
    kind = f"<span>{words('a4.kind', lang)}</span>"
    return (
        f'<p class="avg-kind">{kind}<span>{_date(sheet, lang)}</span></p>'
        f'<h2 class="avg-cut avg-cut-2" dir="auto">{escape(title)}</h2>{sentence}'
        f'<div class="avg-facts">{known}</div>'
    )


def _date(sheet: Sheet, lang: str) -> str:
    return esc(day(sheet.date.isoformat(), lang))


def _legal(sheet: Sheet, lang: str) -> str:
    """Every line under both readings, and the weakest named with its reason."""
    legal = sheet.advice.score.legal
    weakest = {view: legal.weakest(view).key for view in ("letter", "strict")}
    heads = "".join(f"<th scope=col>{words(f'fig.{key}', lang)}</th>" for key in HEADS)
    rows = "".join(_row(line, weakest, lang) for line in legal.lines)
    why = "".join(
        f'<p class="avg-why avg-cut avg-cut-3">{escape(weak(sheet, view, lang))}</p>'
        for view in ("letter", "strict")
    )
    return (
        f"<h3>{words('axis.legal', lang)}</h3><table class=avg-lines>"
        f"<colgroup><col><col><col></colgroup><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>{why}"
    )


def _row(line: Line, weakest: dict[str, str], lang: str) -> str:
    cells = ""
    for view in ("letter", "strict"):
        found = line.answer(view)
        weakest_here = weakest[view] == line.key and found != "yes"
        mark = f"<span class=avg-weak>{words('a4.weak_mark', lang)}</span>" if weakest_here else ""
        cells += f"<td>{law.answer(found, lang)}{mark}</td>"
    return f"<tr><th scope=row>{words(line.key, lang)}</th>{cells}</tr>"


def _grant(sheet: Sheet, lang: str) -> str:
    """The score with its margin on a strip, the four bars, and what is unknown or suggested."""
    score, index = sheet.advice.score, sheet.index
    edges = strip.bands(score, index)
    unsure = "".join(
        f'<p class="avg-why avg-cut"><b>{words(key, lang)}:</b> {escape(listed)}</p>'
        for key, listed in open_ends(sheet, lang)
    )
    return (
        f"<h3>{words('axis.grant', lang)}</h3>"
        f'<p class="avg-soft avg-why">{strip.unbroken(words("score.name", lang))}</p>'
        f'<p class="avg-head"><b class="avg-big">{number(score.value, lang)}</b>'
        f"{strip.chip(score.band, lang)}"
        f'<span class="avg-soft avg-small">{esc(strip.margin(score, lang))}</span></p>'
        f'<div class="avg-scale" role="img" aria-label="{esc(strip.text(score, lang))}">'
        f"{strip.band_row(edges, lang)}{strip.bar(score.interval)}{_pointer(score, lang)}"
        f"</div>{strip.ticks(edges)}"
        f'<p class="avg-runs">{strip.ten(score)}<b>{esc(strip.runs(score, lang))}</b></p>'
        f"{bars.groups_body(score, lang, index)}"
        f'<p class="avg-note">{words("a4.bars", lang)}</p>{unsure}'
    )


def _pointer(score: RiskScore, lang: str) -> str:
    """The score's place on the strip, with its number."""
    place = css_number(score.value)
    return (
        f"{piece('avg-needle', left=score.value)}"
        f'<b class="avg-value" style="left:clamp(28px,{place}%,calc(100% - 28px))">'
        f"{number(score.value, lang)}</b>"
    )


def _questions(sheet: Sheet, lang: str) -> str:
    items = "".join(
        f"<li><b>{number_} {words(f'question.{item.key}', lang)}</b><br>"
        f'<span class="avg-outline">{words(f"question.answer.{item.answer}", lang)}</span> '
        f"{esc(say(item.reason, lang))}</li>"
        for number_, item in enumerate(sheet.advice.questions, start=1)
    )
    return f'<h3>{words("a4.questions", lang)}</h3><ol class="avg-ask">{items}</ol>'


def _cases(sheet: Sheet, lang: str) -> str:
    heading = f"<h3>{words('a4.cases', lang)}</h3>"
    if not sheet.similar:
        return f"{heading}<p>{words('a4.cases_none', lang)}</p>"
    items = "".join(f"<li>{_case(found, lang)}</li>" for found in sheet.similar)
    note = f'<p class="avg-note">{words("a4.alike_note", lang)}</p>'
    return f'{heading}<ul class="avg-near">{items}</ul>{note}'


def _case(found: SimilarCase, lang: str) -> str:
    """Title, who and when, how it ended, and a source."""
    case = found.case
    distance = label("a4.alike", lang, distance=number(found.distance, lang, 2))
    who = f"{cut(case.named(lang), WHO, lang)}, {day(case.announced, lang)}, {distance}"
    ending = "" if case.outcome is None else outcome_row(case.outcome, lang)
    source = _best(case)
    cited = "" if source is None else f"{words('fig.source', lang)}: {source_link(source, lang)}"
    return (
        f'<b class="avg-cut avg-cut-2">{escape(cut(case_title(case, lang), TITLE, lang))}</b>'
        f'<span class="avg-soft avg-cut avg-cut-2">{escape(who)}</span>'
        f'<span>{ending}</span><span class="avg-cut avg-cut-2">{cited}</span>'
    )


def _best(case: Case) -> Source | None:
    """The first good source with an address, else the first with one."""
    linked = sorted((s for s in case.sources if s.url), key=lambda s: s.quality != "ok")
    return next(iter(linked), None)


def _help(sheet: Sheet, lang: str) -> str:
    items = "".join(
        f"<p><b>{escape(name)}:</b> {escape(told)}</p>" for name, told in steps(sheet, lang)
    )
    return f'<h3>{words("a4.next", lang)}</h3><div class="avg-help">{items}</div>'


def _foot(sheet: Sheet, lang: str) -> str:
    """Who judged and when, a line for the initials, and what the numbers rest on."""
    judged = escape(cut(sheet.judged_by, WHO, lang))
    hint = "" if judged else f' <span class="avg-soft">({words("a4.judged_hint", lang)})</span>'
    who = f'<u dir="auto" class="avg-cut-by">{judged}</u>{hint}'
    return (
        f'<div class="avg-sign"><p>{words("a4.judged", lang)}: {who}</p>'
        f"<p>{words('a4.date', lang)}: <u>{_date(sheet, lang)}</u></p>"
        f"<p>{words('a4.signature', lang)}: <u></u></p></div>"
        f'<p class="avg-note">{escape(ground(sheet, lang))}</p>'
    )
