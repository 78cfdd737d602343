"""The parts of a register's report after the order: drivers, heat map, quadrant, wins, changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from avgrisk.figures.markup import NAME, css_number, esc, number, words
from avgrisk.labels import explain, label
from avgrisk.legal import ANSWERS, VIEWS
from avgrisk.records import GROUPS, READINGS
from avgrisk.register.subject import subject, told
from avgrisk.register.summary import Department
from avgrisk.register.telling import Report

#: Longest lists: quick wins, changed rows, rows that need attention, words nobody knows.
MOST = 50
#: Mean contribution at which a cell of the heat map is darkest, log-odds.
DARKEST = 1.0


def everything(report: Report, shown: int, lang: str) -> str:
    """All sections, one after the other."""
    parts = (_drivers, _heat, _quadrant, _wins, _measures, _difference, _attention, _columns)
    return "".join(part(report, lang) for part in parts)


def head(key: str, lang: str, right: bool = False) -> str:
    """A heading cell from a label."""
    return head_text(words(key, lang), right)


def head_text(content: str, right: bool = False) -> str:
    """A heading cell; its content is escaped already."""
    kind = ' class="n"' if right else ""
    return f'<th scope="col"{kind}>{content}</th>'


def cell(content: str, right: bool = False, style: str = "") -> str:
    """A cell; its content is escaped already."""
    kind, css = ' class="n"' if right else "", f' style="{style}"' if style else ""
    return f"<td{kind}{css}>{content}</td>"


def table(heads: Sequence[str], rows: Sequence[str]) -> str:
    """A table in a box that scrolls sideways by itself."""
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f'<div class="box"><table><thead><tr>{"".join(heads)}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def term_name(term: str, subject_word: str, lang: str) -> str:
    """What a term of the index is called, with the word for the people concerned."""
    names = [label(f"reading.{part}", lang) for part in term.split(":") if part in READINGS]
    return told(" × ".join(names), subject_word, lang)


def _drivers(report: Report, lang: str) -> str:
    """Mean contribution per reading, and where it is the top driver."""
    found = report.summary.drivers
    most = max((abs(driver.mean) for driver in found), default=0.0) or 1.0
    rows = [
        cell(esc(term_name(driver.term, report.subject, lang)))
        + cell(_bar(max(driver.mean, 0.0) / most))
        + cell(number(driver.mean, lang, 2, signed=True), True)
        + cell(str(driver.leads), True)
        for driver in found
    ]
    heads = [
        head("column.reading", lang),
        head_text(""),
        head("rr.mean", lang, True),
        head("rr.leads", lang, True),
    ]
    how = f"<p>{words('rr.drivers_how', lang)}</p>"
    return f"<h2>{words('rr.drivers', lang)}</h2>{how}{table(heads, rows)}"


def _bar(share: float) -> str:
    return f'<span class="bar"><i style="left:0%;width:{css_number(100 * share)}%"></i></span>'


def _heat(report: Report, lang: str) -> str:
    """Departments down, groups of readings across."""
    departments = report.summary.departments
    if not departments:
        return ""
    heads = [
        head("rr.department", lang),
        head("rr.rows", lang, True),
        head("rr.mean_score", lang, True),
        *(head(f"pillar.{group}", lang, True) for group in GROUPS),
    ]
    rows = [
        cell(_department_name(part, lang))
        + cell(str(part.rows), True)
        + cell(number(part.score, lang), True)
        + "".join(_heat_cell(part.groups[group], lang) for group in GROUPS)
        for part in departments
    ]
    how = f"<p>{words('rr.heat_how', lang)}</p>"
    return f"<h2>{words('rr.heat', lang)}</h2>{how}{table(heads, rows)}"


def _department_name(part: Department, lang: str) -> str:
    if part.name is None:
        return words("rr.nameless", lang)
    return esc(part.name, NAME) if part.name else words("rr.others", lang)


def _heat_cell(value: float, lang: str) -> str:
    """A number on a colour that darkens with it."""
    strength = css_number(min(max(value / DARKEST, 0.0), 1.0))
    return cell(
        number(value, lang, 2, signed=True), True, f"background:rgba(226,132,107,{strength})"
    )


def _quadrant(report: Report, lang: str) -> str:
    """Counts by legal answer and band, for both views of the law."""
    bands = [name for name, _ in report.assessed.index.bands]
    parts = []
    for view in VIEWS:
        heads = [
            head(f"column.{view}", lang),
            *(head(f"band.{band}", lang, True) for band in bands),
        ]
        rows = [
            cell(words(f"answer.{answer}", lang))
            + "".join(cell(str(counts[band]), True) for band in bands)
            for answer in reversed(ANSWERS)
            for counts in (report.summary.quadrant[view][answer],)
        ]
        parts.append(f"<p></p>{table(heads, rows)}")
    how = f"<p>{words('rr.quadrant_how', lang)}</p>"
    return f"<h2>{words('rr.quadrant', lang)}</h2>{how}{''.join(parts)}"


def _wins(report: Report, lang: str) -> str:
    """The best single measure per row, largest drop for least effort first."""
    heads = [
        head("column.title", lang),
        head("rr.measure", lang),
        head("rr.effort", lang, True),
        head("rr.before", lang, True),
        head("rr.after", lang, True),
        head("rr.drop", lang, True),
    ]
    rows = [
        cell(esc(report.assessed.titles[win.row], NAME))
        + cell(esc(_lever(report, win.lever, win.row, lang)))
        + cell(str(win.effort), True)
        + cell(number(report.assessed.value[win.row], lang), True)
        + cell(number(win.value, lang), True)
        + cell(number(win.drop, lang), True)
        for win in report.wins[:MOST]
    ]
    how = f"<p>{words('rr.wins_how', lang)}</p>"
    return f"<h2>{words('rr.wins', lang)}</h2>{how}{table(heads, rows)}"


def _lever(report: Report, key: str, row: int | None, lang: str) -> str:
    """A lever in words, with the word for the people concerned of this row or of the register."""
    word = report.subject
    if row is not None:
        word = subject(report.assessed.uses.frame.iloc[[row]], lang)
    return told(label(f"lever.{key}", lang), word, lang)


def _measures(report: Report, lang: str) -> str:
    """The bands and the mean before and after a set of measures."""
    before, after = report.assessed.value, report.measures.after
    known = ~np.isnan(before)
    if not report.measures.levers or not known.any():
        return ""
    levers = "".join(
        f"<li>{esc(_lever(report, key, None, lang))}</li>" for key in report.measures.levers
    )
    edges = [start for _, start in report.assessed.index.bands[1:]]
    heads = [head("column.band", lang), head("rr.before", lang, True), head("rr.after", lang, True)]
    rows = []
    for place, (band, _) in enumerate(report.assessed.index.bands):
        counts = [
            int((np.searchsorted(edges, part[known], side="right") == place).sum())
            for part in (before, after)
        ]
        rows.append(cell(words(f"band.{band}", lang)) + "".join(cell(str(n), True) for n in counts))
    means = {
        "before": number(float(before[known].mean()), lang),
        "after": number(float(after[known].mean()), lang),
    }
    default = "" if report.measures.chosen else f"<p>{words('rr.measures_default', lang)}</p>"
    return (
        f"<h2>{words('rr.measures', lang)}</h2>{default}<ul>{levers}</ul>"
        f"<p>{words('rr.measures_how', lang)} {esc(label('rr.mean_is', lang, **means))}</p>"
        f"{table(heads, rows)}"
    )


def _difference(report: Report, lang: str) -> str:
    """New, gone and changed rows since last year's register."""
    found, before = report.difference, report.before
    if found is None or before is None:
        return ""
    counts = {
        "new": len(found.new),
        "gone": len(found.gone),
        "changed": len(found.changed),
        "same": found.same,
        "unclear": found.unclear,
    }
    heads = [
        head("column.title", lang),
        head("rr.before", lang, True),
        head("rr.after", lang, True),
        head("rr.fields", lang),
    ]
    rows = [
        cell(esc(report.assessed.titles[item.row], NAME))
        + cell(_blank_or(item.old, lang), True)
        + cell(_blank_or(item.new, lang), True)
        + cell(esc(", ".join(item.fields)))
        for item in found.changed[:MOST]
    ]
    said = (label(f"rr.diff_{found.key}", lang), label("rr.diff_counts", lang, **counts))
    told_lines = "".join(f"<p>{esc(line)}</p>" for line in said)
    fresh = _named("rr.new", [report.assessed.titles[row] for row in found.new], lang)
    gone = _named("rr.gone", [before.titles[row] for row in found.gone], lang)
    return f"<h2>{words('rr.diff', lang)}</h2>{told_lines}{table(heads, rows)}{fresh}{gone}"


def _blank_or(value: float, lang: str) -> str:
    return "" if np.isnan(value) else number(value, lang)


def _named(key: str, names: Sequence[str], lang: str) -> str:
    """A list under a small heading; nothing where it is empty."""
    if not names:
        return ""
    more = "<li>…</li>" if len(names) > MOST else ""
    items = "".join(f"<li>{esc(name, 200)}</li>" for name in names[:MOST])
    return f"<h3>{words(key, lang)}</h3><ul>{items}{more}</ul>"


def _attention(report: Report, lang: str) -> str:
    """Rejected rows, purposes that say nothing, unknown readings, words nobody knows."""
    assessed = report.assessed
    places = assessed.register.places
    rejected = [
        label(
            "register.rejected_row",
            lang,
            row=f"{places[item.row][0]} {places[item.row][1]}",
            message=explain(item.error, lang),
        )
        for item in assessed.rejected
    ]
    lazy = [assessed.titles[row] for row in np.flatnonzero(assessed.uses.lazy)]
    known = assessed.scores["missing"].fillna("")
    missing = Counter(name for names in known for name in names.split(";") if name)
    unknown = [
        label(
            "rr.unknown_line",
            lang,
            reading=term_name(name, report.subject, lang),
            count=missing[name],
        )
        for name in READINGS
        if missing[name]
    ]
    said = assessed.scores["unmatched"].fillna("")
    nobody = Counter(part for cells in said for part in cells.split(";") if part)
    strange = [f"{part} ({count})" for part, count in nobody.most_common(MOST)]
    return (
        f"<h2>{words('rr.attention', lang)}</h2>{_named('rr.rejected', rejected, lang)}"
        f"{_named('rr.lazy', lazy, lang)}{_named('rr.unknown', unknown, lang)}"
        f"{_named('rr.unmatched', strange, lang)}"
    )


def _columns(report: Report, lang: str) -> str:
    """Which column was read as which field."""
    rows = [
        cell(esc(name, NAME)) + cell(esc(field) if field else words("rr.unused", lang))
        for name, field in report.assessed.register.fields.items()
    ]
    heads = [head("rr.column", lang), head("rr.field", lang)]
    return f"<h2>{words('rr.columns', lang)}</h2>{table(heads, rows[:200])}"
