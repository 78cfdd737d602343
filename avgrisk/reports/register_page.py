"""The report of a whole register as one HTML page: offline, no scripts, on screen and paper."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from avgrisk.core.labels import label
from avgrisk.core.records import READINGS
from avgrisk.core.subjects import Wording
from avgrisk.figures.limits import STYLE as LIMITS_STYLE
from avgrisk.figures.limits import limits_lines
from avgrisk.figures.markup import NAME, css_number, esc, number, words
from avgrisk.figures.register.drivers import term_name
from avgrisk.figures.register.ranks import doubt, rank_span
from avgrisk.figures.style import TOKENS, rules
from avgrisk.register.assess import page_wording, row_wording
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
    wording, shown = page_wording(report.assessed, lang), MOST_ROWS
    while True:
        page = _page(report, shown, wording)
        if len(page.encode("utf-8", "replace")) < LIMIT_BYTES or shown <= 1:
            return page
        shown //= 2


def _page(report: Report, shown: int, wording: Wording) -> str:
    title = f"{words('rr.title', wording)}: {esc(report.source, NAME)}"
    style = rules(TOKENS, PAGE, LIMITS_STYLE)
    return (
        f'<!doctype html>\n<html lang="{wording.lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="referrer" content="no-referrer"><title>{title}</title>'
        f"<style>{style}</style></head><body><main><h1>{title}</h1>"
        f"{_short(report, wording)}{_ranking(report, shown, wording)}"
        f"{sections.everything(report, wording)}{_limits(report, wording)}{_made(report, wording)}"
        "</main></body></html>\n"
    )


def _short(report: Report, wording: Wording) -> str:
    """The figures to begin with."""
    found, assessed = report.summary, report.assessed
    counts = {
        "rows": found.rows,
        "scored": found.scored,
        "rejected": len(assessed.rejected),
        "skipped": assessed.register.skipped,
    }
    lines = [
        label("rr.counts", wording, **counts),
        label("rr.bands", wording, **found.bands),
        label("register.complete", wording, share=round(100 * found.complete)),
        label("register.blank", wording),
        *(label(key, wording, **values) for key, values in assessed.register.notes),
    ]
    if assessed.register.dropped:
        names = ", ".join(assessed.register.dropped)
        lines.append(label("rr.dropped", wording, columns=names))
    lines += derived_lines(assessed, wording) + statutory_lines(assessed, wording)
    asked = words("rr.grant", wording)
    said = "".join(f"<p>{esc(line, 2000)}</p>" for line in lines)
    return f'<p class="soft">{asked}</p><h2>{words("rr.short", wording)}</h2>{said}'


def _ranking(report: Report, shown: int, wording: Wording) -> str:
    """The rows from riskiest to least risky, each with its grounds folded away."""
    assessed = report.assessed
    rows = assessed.order[:shown]
    lead = leading(assessed)
    heads = [
        sections.head("column.rank", wording, True),
        sections.head("column.title", wording),
        sections.head("column.score", wording, True),
        sections.head("column.band", wording),
        sections.head("column.interval", wording),
        sections.head("rr.rank_range", wording, True),
        sections.head("rr.department", wording),
        sections.head("column.letter", wording),
        sections.head("column.strict", wording),
        sections.head("rr.driver", wording),
        sections.head("rr.above", wording, True),
        sections.head("rr.complete", wording, True),
    ]
    body = [_row(report, int(row), str(lead[row]), wording) for row in rows]
    drawn = doubt(assessed, wording) if assessed.ranking.draws else []
    said = "".join(f"<p>{esc(line)}</p>" for line in drawn)
    note = ""
    if len(rows) < len(assessed.order):
        more = label("rr.more", wording, shown=len(rows), total=len(assessed.order))
        note = f"<p>{esc(more)}</p>"
    return f"<h2>{words('rr.ranking', wording)}</h2>{said}{note}{sections.table(heads, body)}"


def _row(report: Report, row: int, lead: str, page: Wording) -> str:
    """One row of the order."""
    assessed, wording = report.assessed, row_wording(report.assessed, row, page)
    score = assessed.scores.iloc[row]
    ranking, band = assessed.ranking, str(score["band"])
    above = "" if ranking.above is None else str(ranking.above[row])
    lazy = f' <span class="soft">({words("rr.lazy", wording)})</span>'
    title = f"{esc(assessed.titles[row], NAME)}{lazy if assessed.uses.lazy[row] else ''}"
    cells = [
        sections.cell(f"{ranking.rank[row]:.0f}", True),
        sections.cell(f"{title}{_details(report, row, wording)}"),
        sections.cell(number(score["score"], wording.lang), True),
        sections.cell(f'<span class="chip {band}">{words(f"band.{band}", wording)}</span>'),
        sections.cell(_margin(score["score_low"], score["score"], score["score_high"], wording)),
        sections.cell(rank_span(assessed, row), True),
        sections.cell(esc(assessed.departments[row], NAME)),
        sections.cell(words(f"answer.{score['legal_letter']}", wording)),
        sections.cell(words(f"answer.{score['legal_strict']}", wording)),
        sections.cell(esc(term_name(lead, wording))),
        sections.cell(above, True),
        sections.cell(f"{round(100 * assessed.complete[row])} %", True),
    ]
    return "".join(cells)


def _margin(low: float, value: float, high: float, wording: Wording) -> str:
    """The margin as a bar with the score in it, and in figures."""
    width = css_number(high - low)
    return (
        f'<span class="bar"><i style="left:{css_number(low)}%;width:{width}%"></i>'
        f'<b style="left:{css_number(value)}%"></b></span>{number(low, wording.lang)}'
        f"–{number(high, wording.lang)}"
    )


def _details(report: Report, row: int, wording: Wording) -> str:
    """What a row's score rests on, folded away."""
    assessed = report.assessed
    score = assessed.scores.iloc[row]
    sheet, place = assessed.register.places[row]
    terms = [f"<dt>{words('register.row', wording)}</dt><dd>{esc(sheet, NAME)}, {place}</dd>"]
    for name in READINGS:
        if np.isnan(score[name]):
            continue
        shown = esc(term_name(name, wording))
        terms.append(f"<dt>{shown}</dt><dd>{number(score[name], wording.lang, 2)}</dd>")
    for key in ("missing", "suggested"):
        names = [term_name(n, wording) for n in score[key].split(";") if n]
        if names:
            terms.append(f"<dt>{words(f'rr.{key}', wording)}</dt><dd>{esc('; '.join(names))}</dd>")
    if score["unmatched"]:
        told_words = esc(score["unmatched"], 300)
        terms.append(f"<dt>{words('rr.unmatched', wording)}</dt><dd>{told_words}</dd>")
    terms.append(f"<dt>{words('rr.vector', wording)}</dt><dd>{esc(score['vector'])}</dd>")
    summary = f"<summary>{words('rr.details', wording)}</summary>"
    return f"<details>{summary}<dl>{''.join(terms)}</dl></details>"


def _limits(report: Report, wording: Wording) -> str:
    """What a score does and does not say."""
    basis = report.assessed.index.basis
    items = "".join(f"<li>{esc(line)}</li>" for line in limits_lines(wording, basis))
    return f"<h2>{words('rr.limits', wording)}</h2><ul>{items}</ul>"


def _made(report: Report, wording: Wording) -> str:
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
        f"<dt>{words(f'made.{key}', wording)}</dt><dd>{esc(value, NAME)}</dd>"
        for key, value in made.items()
    )
    return f"<h2>{words('rr.made', wording)}</h2><dl>{lines}</dl>"
