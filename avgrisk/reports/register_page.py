"""The report of a whole register as one HTML page: offline, no scripts, on screen and paper."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from avgrisk.core.labels import label
from avgrisk.core.records import READINGS
from avgrisk.figures.limits import STYLE as LIMITS_STYLE
from avgrisk.figures.limits import limits_lines
from avgrisk.figures.markup import NAME, css_number, esc, language, number, words
from avgrisk.figures.register.drivers import term_name
from avgrisk.figures.register.ranks import doubt, rank_span
from avgrisk.figures.style import TOKENS, rules
from avgrisk.register.assess import page_voice, row_voice
from avgrisk.register.report_data import Report, derived_lines, statutory_lines
from avgrisk.register.summary import leading
from avgrisk.reports import register_sections as sections

#: The page stays under 3 MB: fewer rows are shown in full when it would not.
LIMIT_BYTES = 2_900_000
#: Rows in the order, the riskiest first; halved until the page fits.
MOST_ROWS = 1_000

PAGE = Path(__file__).with_suffix(".css")

#: Nothing may be fetched and nothing may run, whatever a text says.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def register_html(report: Report, lang: str = "nl") -> str:
    """The report as one self-contained page under 3 MB; same input, same bytes but for the date."""
    lang, shown = page_voice(report.assessed, language(lang)), MOST_ROWS
    while True:
        page = _page(report, shown, lang)
        if len(page.encode("utf-8", "replace")) < LIMIT_BYTES or shown <= 1:
            return page
        shown //= 2


def _page(report: Report, shown: int, lang: str) -> str:
    title = f"{words('rr.title', lang)}: {esc(report.source, NAME)}"
    style = rules(TOKENS, PAGE, LIMITS_STYLE)
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="referrer" content="no-referrer"><title>{title}</title>'
        f"<style>{style}</style></head><body><main><h1>{title}</h1>"
        f"{_short(report, lang)}{_ranking(report, shown, lang)}"
        f"{sections.everything(report, lang)}{_limits(report, lang)}{_made(report, lang)}"
        "</main></body></html>\n"
    )


def _short(report: Report, lang: str) -> str:
    """The figures to begin with."""
    found, assessed = report.summary, report.assessed
    counts = {
        "rows": found.rows,
        "scored": found.scored,
        "rejected": len(assessed.rejected),
        "skipped": assessed.register.skipped,
    }
    lines = [
        label("rr.counts", lang, **counts),
        label("rr.bands", lang, **found.bands),
        label("register.complete", lang, share=round(100 * found.complete)),
        label("register.blank", lang),
        *(label(key, lang, **values) for key, values in assessed.register.notes),
    ]
    if assessed.register.dropped:
        names = ", ".join(assessed.register.dropped)
        lines.append(label("rr.dropped", lang, columns=names))
    lines += derived_lines(assessed, lang) + statutory_lines(assessed, lang)
    asked = words("rr.grant", lang)
    said = "".join(f"<p>{esc(line, 2000)}</p>" for line in lines)
    return f'<p class="soft">{asked}</p><h2>{words("rr.short", lang)}</h2>{said}'


def _ranking(report: Report, shown: int, lang: str) -> str:
    """The rows from riskiest to least risky, each with its grounds folded away."""
    assessed = report.assessed
    rows = assessed.order[:shown]
    lead = leading(assessed)
    heads = [
        sections.head("column.rank", lang, True),
        sections.head("column.title", lang),
        sections.head("column.score", lang, True),
        sections.head("column.band", lang),
        sections.head("column.interval", lang),
        sections.head("rr.rank_range", lang, True),
        sections.head("rr.department", lang),
        sections.head("column.letter", lang),
        sections.head("column.strict", lang),
        sections.head("rr.driver", lang),
        sections.head("rr.above", lang, True),
        sections.head("rr.complete", lang, True),
    ]
    body = [_row(report, int(row), str(lead[row]), lang) for row in rows]
    drawn = doubt(assessed, lang) if assessed.ranking.draws else []
    said = "".join(f"<p>{esc(line)}</p>" for line in drawn)
    note = ""
    if len(rows) < len(assessed.order):
        more = label("rr.more", lang, shown=len(rows), total=len(assessed.order))
        note = f"<p>{esc(more)}</p>"
    return f"<h2>{words('rr.ranking', lang)}</h2>{said}{note}{sections.table(heads, body)}"


def _row(report: Report, row: int, lead: str, lang: str) -> str:
    """One row of the order."""
    assessed, lang = report.assessed, row_voice(report.assessed, row, lang)
    score = assessed.scores.iloc[row]
    ranking, band = assessed.ranking, str(score["band"])
    above = "" if ranking.above is None else str(ranking.above[row])
    lazy = f' <span class="soft">({words("rr.lazy", lang)})</span>'
    title = f"{esc(assessed.titles[row], NAME)}{lazy if assessed.uses.lazy[row] else ''}"
    cells = [
        sections.cell(f"{ranking.rank[row]:.0f}", True),
        sections.cell(f"{title}{_details(report, row, lang)}"),
        sections.cell(number(score["score"], lang), True),
        sections.cell(f'<span class="chip {band}">{words(f"band.{band}", lang)}</span>'),
        sections.cell(_margin(score["score_low"], score["score"], score["score_high"], lang)),
        sections.cell(rank_span(assessed, row), True),
        sections.cell(esc(assessed.departments[row], NAME)),
        sections.cell(words(f"answer.{score['legal_letter']}", lang)),
        sections.cell(words(f"answer.{score['legal_strict']}", lang)),
        sections.cell(esc(term_name(lead, lang))),
        sections.cell(above, True),
        sections.cell(f"{round(100 * assessed.complete[row])} %", True),
    ]
    return "".join(cells)


def _margin(low: float, value: float, high: float, lang: str) -> str:
    """The margin as a bar with the score in it, and in figures."""
    width = css_number(high - low)
    return (
        f'<span class="bar"><i style="left:{css_number(low)}%;width:{width}%"></i>'
        f'<b style="left:{css_number(value)}%"></b></span>{number(low, lang)}–{number(high, lang)}'
    )


def _details(report: Report, row: int, lang: str) -> str:
    """What a row's score rests on, folded away."""
    assessed = report.assessed
    score = assessed.scores.iloc[row]
    sheet, place = assessed.register.places[row]
    terms = [f"<dt>{words('register.row', lang)}</dt><dd>{esc(sheet, NAME)}, {place}</dd>"]
    for name in READINGS:
        if np.isnan(score[name]):
            continue
        shown = esc(term_name(name, lang))
        terms.append(f"<dt>{shown}</dt><dd>{number(score[name], lang, 2)}</dd>")
    for key in ("missing", "suggested"):
        names = [term_name(n, lang) for n in score[key].split(";") if n]
        if names:
            terms.append(f"<dt>{words(f'rr.{key}', lang)}</dt><dd>{esc('; '.join(names))}</dd>")
    if score["unmatched"]:
        told_words = esc(score["unmatched"], 300)
        terms.append(f"<dt>{words('rr.unmatched', lang)}</dt><dd>{told_words}</dd>")
    terms.append(f"<dt>{words('rr.vector', lang)}</dt><dd>{esc(score['vector'])}</dd>")
    summary = f"<summary>{words('rr.details', lang)}</summary>"
    return f"<details>{summary}<dl>{''.join(terms)}</dl></details>"


def _limits(report: Report, lang: str) -> str:
    """What a score does and does not say."""
    basis = report.assessed.index.basis
    items = "".join(f"<li>{esc(line)}</li>" for line in limits_lines(lang, basis))
    return f"<h2>{words('rr.limits', lang)}</h2><ul>{items}</ul>"


def _made(report: Report, lang: str) -> str:
    """Index version, input hash, tool version, seed and date."""
    made = {
        "source": report.source,
        "sha256": report.assessed.register.digest,
        "index": report.assessed.index.version,
        "tool": report.version,
        "seed": str(report.assessed.seed),
        "date": report.date,
    }
    lines = "".join(
        f"<dt>{words(f'made.{key}', lang)}</dt><dd>{esc(value, NAME)}</dd>"
        for key, value in made.items()
    )
    return f"<h2>{words('rr.made', lang)}</h2><dl>{lines}</dl>"
