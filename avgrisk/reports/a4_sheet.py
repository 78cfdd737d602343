"""The sheet of the A4: what may be done, what customers grant, why, and what would help."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core.dates import day
from avgrisk.core.labels import label, say
from avgrisk.core.subjects import Language, Wording
from avgrisk.figures import bars, law, strip
from avgrisk.figures.event import source_link
from avgrisk.figures.markup import Figure, css_number, esc, number, piece, words
from avgrisk.figures.outcome import STYLE as OUTCOME_STYLE
from avgrisk.figures.outcome import outcome_row
from avgrisk.figures.style import card
from avgrisk.reports.a4_words import (
    TITLE,
    TOLD,
    WHO,
    Sheet,
    cut,
    facts,
    ground,
    lines,
    open_ends,
    steps,
    weak,
)
from avgrisk.vocabulary.sectors import wording_for

if TYPE_CHECKING:
    from avgrisk.cases.similar import SimilarCase
    from avgrisk.scoring.legal import Line
    from avgrisk.scoring.score import RiskScore

#: With more legal lines than these they stand closer together, so that one sheet holds them.
ROOMY_LINES = 9
#: The columns of the legal lines.
HEADS = ("line", "letter", "strict")

STYLE = Path(__file__).with_suffix(".css")


def a4_sheet(sheet: Sheet, lang: Language = "nl") -> Figure:
    """The whole sheet, wide, narrow or printed; and the same in words, a line a part."""
    wording = wording_for(lang, sheet.advice.score.use.sector)
    body = (
        f"{_use(sheet, wording)}"
        f'<div class="avg-half"><div>{_legal(sheet, wording)}</div>'
        f"<div>{_grant(sheet, wording)}</div></div>"
        f'<div class="avg-thirds">'
        f"<div>{_questions(sheet, wording)}</div><div>{_cases(sheet, wording)}</div>"
        f"<div>{_help(sheet, wording)}</div></div>{_foot(sheet, wording)}"
    )
    figure = card(
        body, "\n".join(lines(sheet, wording)), wording.lang, strip.STYLE, bars.STYLE, law.STYLE,
        OUTCOME_STYLE, STYLE,
    )  # fmt: skip
    return Figure(figure.markup.replace('class="avg"', 'class="avg avg-sheet"', 1), figure.text)


def _use(sheet: Sheet, wording: Wording) -> str:
    """The use in a sentence, and the facts it was judged on."""
    use = sheet.advice.score.use
    title = cut(use.title or use.proposed_use or label("fig.untitled", wording), TITLE, wording)
    told = use.proposed_use if use.title else ""
    if not use.title and not use.proposed_use:
        told = label("a4.undescribed", wording)
    sentence = (
        f'<p class="avg-cut" dir="auto">{escape(cut(told, TOLD, wording))}</p>' if told else ""
    )
    known = "".join(
        f'<p class="avg-cut avg-cut-3" dir="auto"><b>{words(key, wording)}:</b> {escape(value)}</p>'
        for key, value in facts(use, wording)
    )
    kind = f"<span>{words('a4.kind', wording)}</span>"
    return (
        f'<p class="avg-kind">{kind}<span>{_date(sheet, wording)}</span></p>'
        f'<h2 class="avg-cut avg-cut-2" dir="auto">{escape(title)}</h2>{sentence}'
        f'<div class="avg-facts">{known}</div>'
    )


def _date(sheet: Sheet, wording: Wording) -> str:
    return esc(day(sheet.date.isoformat(), wording.lang))


def _legal(sheet: Sheet, wording: Wording) -> str:
    """Every line under both readings, and the weakest named with its reason."""
    legal = sheet.advice.score.legal
    weakest = {view: legal.weakest(view).key for view in ("letter", "strict")}
    heads = "".join(f"<th scope=col>{words(f'fig.{key}', wording)}</th>" for key in HEADS)
    rows = "".join(_row(line, weakest, wording) for line in legal.lines)
    dense = " avg-dense" if len(legal.lines) > ROOMY_LINES else ""
    why = "".join(
        f'<p class="avg-why avg-cut avg-cut-3">{escape(weak(sheet, view, wording))}</p>'
        for view in ("letter", "strict")
    )
    return (
        f'<h3>{words("axis.legal", wording)}</h3><table class="avg-lines{dense}">'
        f"<colgroup><col><col><col></colgroup><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>{why}"
    )


def _row(line: Line, weakest: dict[str, str], wording: Wording) -> str:
    cells = ""
    for view in ("letter", "strict"):
        found = line.answer(view)
        weakest_here = weakest[view] == line.key and found != "yes"
        mark = (
            f"<span class=avg-weak>{words('a4.weak_mark', wording)}</span>" if weakest_here else ""
        )
        cells += f"<td>{law.answer(found, wording)}{mark}</td>"
    return f"<tr><th scope=row>{words(line.key, wording)}</th>{cells}</tr>"


def _grant(sheet: Sheet, wording: Wording) -> str:
    """The score with its margin on a strip, the four bars, and what is unknown or suggested."""
    score, index = sheet.advice.score, sheet.index
    edges = strip.bands(score, index)
    unsure = "".join(
        f'<p class="avg-why avg-cut"><b>{words(key, wording)}:</b> {escape(listed)}</p>'
        for key, listed in open_ends(sheet, wording)
    )
    return (
        f"<h3>{words('axis.grant', wording)}</h3>"
        f'<p class="avg-soft avg-why">{strip.unbroken(words("score.name", wording))}</p>'
        f'<p class="avg-head"><b class="avg-big">{number(score.value, wording.lang)}</b>'
        f"{strip.chip(score.band, wording)}"
        f'<span class="avg-soft avg-small">{esc(strip.margin(score, wording))}</span></p>'
        f'<div class="avg-scale" role="img" aria-label="{esc(strip.text(score, wording))}">'
        f"{strip.band_row(edges, wording)}{strip.bar(score.interval)}{_pointer(score, wording)}"
        f"</div>{strip.ticks(edges)}"
        f'<p class="avg-runs">{strip.ten(score)}<b>{esc(strip.runs(score, wording))}</b></p>'
        f"{bars.groups_body(score, wording, index)}"
        f'<p class="avg-note">{words("a4.bars", wording)}</p>{unsure}'
    )


def _pointer(score: RiskScore, wording: Wording) -> str:
    """The score's place on the strip, with its number."""
    place = css_number(score.value)
    return (
        f"{piece('avg-needle', left=score.value)}"
        f'<b class="avg-value" style="left:clamp(28px,{place}%,calc(100% - 28px))">'
        f"{number(score.value, wording.lang)}</b>"
    )


def _questions(sheet: Sheet, wording: Wording) -> str:
    items = "".join(
        f"<li><b>{number_} {words(f'question.{item.key}', wording)}</b><br>"
        f'<span class="avg-outline">{words(f"question.answer.{item.answer}", wording)}</span> '
        f"{esc(say(item.reason, wording))}</li>"
        for number_, item in enumerate(sheet.advice.questions, start=1)
    )
    return f'<h3>{words("a4.questions", wording)}</h3><ol class="avg-questions">{items}</ol>'


def _cases(sheet: Sheet, wording: Wording) -> str:
    heading = f"<h3>{words('a4.cases', wording)}</h3>"
    if not sheet.similar:
        return f"{heading}<p>{words('a4.cases_none', wording)}</p>"
    items = "".join(f"<li>{_case(found, wording)}</li>" for found in sheet.similar)
    note = f'<p class="avg-note">{words("a4.alike_note", wording)}</p>'
    return f'{heading}<ul class="avg-near">{items}</ul>{note}'


def _case(found: SimilarCase, wording: Wording) -> str:
    """Title, who and when, how it ended, and a source."""
    case = found.case
    distance = label("a4.alike", wording, distance=number(found.distance, wording.lang, 2))
    who = (
        f"{cut(case.named(wording.lang), WHO, wording)}, "
        f"{day(case.announced, wording.lang)}, {distance}"
    )
    ending = "" if case.outcome is None else outcome_row(case.outcome, wording)
    source = case.cited()
    cited = (
        "" if source is None else f"{words('fig.source', wording)}: {source_link(source, wording)}"
    )
    return (
        f'<b class="avg-cut avg-cut-2">{escape(cut(case.title(wording.lang), TITLE, wording))}</b>'
        f'<span class="avg-soft avg-cut avg-cut-2">{escape(who)}</span>'
        f'<span>{ending}</span><span class="avg-cut avg-cut-2">{cited}</span>'
    )


def _help(sheet: Sheet, wording: Wording) -> str:
    items = "".join(
        f"<p><b>{escape(name)}:</b> {escape(told)}</p>" for name, told in steps(sheet, wording)
    )
    return f'<h3>{words("a4.next", wording)}</h3><div class="avg-help">{items}</div>'


def _foot(sheet: Sheet, wording: Wording) -> str:
    """Who judged and when, a line for the initials, and what the numbers rest on."""
    judged = escape(cut(sheet.judged_by, WHO, wording))
    hint = "" if judged else f' <span class="avg-soft">({words("a4.judged_hint", wording)})</span>'
    who = f'<u dir="auto">{judged}</u>{hint}'
    return (
        f'<div class="avg-sign"><p>{words("a4.judged", wording)}: {who}</p>'
        f"<p>{words('a4.date', wording)}: <u>{_date(sheet, wording)}</u></p>"
        f"<p>{words('a4.signature', wording)}: <u></u></p></div>"
        f'<p class="avg-note">{escape(ground(sheet, wording))}</p>'
    )
