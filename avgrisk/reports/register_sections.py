"""The parts of a register's report after the order: drivers, heat map, quadrant, wins, changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from avgrisk.core.labels import explain, label
from avgrisk.core.labels import table as labels
from avgrisk.core.records import READINGS, InputError
from avgrisk.core.subjects import Wording
from avgrisk.figures.markup import NAME, esc, number, words
from avgrisk.figures.register.drivers import drivers, heat_map, term_name
from avgrisk.figures.register.measures import before_after, quick_wins_table
from avgrisk.figures.register.quadrant import register_quadrant
from avgrisk.figures.register.ranks import rank_intervals
from avgrisk.register.report_data import Report

#: Longest lists: changed rows, rows that need attention, words nobody knows.
MOST = 50
#: Longer lists of short names stand in columns.
MANY, SHORT = 8, 60


def everything(report: Report, wording: Wording) -> str:
    """All sections after the order, one after the other."""
    assessed, found = report.assessed, report.summary
    figures = {
        "rr.ranks": rank_intervals(assessed, wording, how=False),
        "rr.drivers": drivers(found, wording),
        "rr.heat": heat_map(found, wording),
        "rr.quadrant": register_quadrant(assessed, wording),
        "rr.wins": quick_wins_table(assessed, report.wins, wording),
        "rr.measures": before_after(assessed, report.measures, wording),
    }
    shown = "".join(
        f"<h2>{words(key, wording)}</h2>{figure.markup}"
        for key, figure in figures.items()
        if figure.markup
    )
    return shown + "".join(part(report, wording) for part in (_difference, _attention, _columns))


def head(key: str, wording: Wording, right: bool = False) -> str:
    """A heading cell from a label."""
    return head_text(words(key, wording), right)


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


def _difference(report: Report, wording: Wording) -> str:
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
        head("column.title", wording),
        head("rr.before", wording, True),
        head("rr.after", wording, True),
        head("rr.fields", wording),
    ]
    rows = [
        cell(esc(report.assessed.titles[item.row], NAME))
        + cell(_blank_or(item.old, wording), True)
        + cell(_blank_or(item.new, wording), True)
        + cell(esc(", ".join(item.fields)))
        for item in found.changed[:MOST]
    ]
    said = (label(f"rr.diff_{found.key}", wording), label("rr.diff_counts", wording, **counts))
    told_lines = "".join(f"<p>{esc(line)}</p>" for line in said)
    fresh = _named("rr.new", [report.assessed.titles[row] for row in found.new], wording)
    gone = _named("rr.gone", [before.titles[row] for row in found.gone], wording)
    return f"<h2>{words('rr.diff', wording)}</h2>{told_lines}{table(heads, rows)}{fresh}{gone}"


def _blank_or(value: float, wording: Wording) -> str:
    return "" if np.isnan(value) else number(value, wording.lang)


def field_error(error: InputError, wording: Wording) -> str:
    """Why a row was rejected, with the name of the field on screen in the place of its key."""
    key = f"desk.field.{error.field}"
    field = label(key, wording) if key in labels() else error.field
    return explain(InputError(field, error.value, error.allowed, error.key), wording.lang)


def _named(key: str, names: Sequence[str], wording: Wording) -> str:
    """A list under a small heading; nothing where it is empty."""
    if not names:
        return ""
    more = "<li>…</li>" if len(names) > MOST else ""
    items = "".join(f"<li>{esc(name, 200)}</li>" for name in names[:MOST])
    short = len(names) > MANY and max(map(len, names)) <= SHORT
    kind, title = ' class="many"' if short else "", label(key, wording)
    return f"<h3>{esc(title[0].upper() + title[1:])}</h3><ul{kind}>{items}{more}</ul>"


def _attention(report: Report, wording: Wording) -> str:
    """Rejected rows, purposes that say nothing, unknown readings, words nobody knows."""
    assessed = report.assessed
    places = assessed.register.places
    rejected = [
        label(
            "register.rejected_row",
            wording,
            row=f"{places[item.row][0]} {places[item.row][1]}",
            message=field_error(item.error, wording),
        )
        for item in assessed.rejected
    ]
    lazy = [assessed.titles[row] for row in np.flatnonzero(assessed.uses.lazy)]
    known = assessed.scores["missing"].fillna("")
    missing = Counter(name for names in known for name in names.split(";") if name)
    unknown = [
        label(
            "rr.unknown_line",
            wording,
            reading=term_name(name, wording),
            count=missing[name],
            total=len(assessed.titles),
        )
        for name in READINGS
        if missing[name]
    ]
    said = assessed.scores["unmatched"].fillna("")
    nobody = Counter(part for cells in said for part in cells.split(";") if part)
    strange = [f"{part} ({count})" for part, count in nobody.most_common(MOST)]
    return (
        f"<h2>{words('rr.attention', wording)}</h2>{_named('rr.rejected', rejected, wording)}"
        f"{_named('rr.lazy', lazy, wording)}{_named('rr.unknown', unknown, wording)}"
        f"{_named('rr.unmatched', strange, wording)}"
    )


def _columns(report: Report, wording: Wording) -> str:
    """Which column was read as which field."""
    rows = [
        cell(esc(name, NAME))
        + cell(words(f"desk.field.{field}" if field else "rr.unused", wording))
        for name, field in report.assessed.register.fields.items()
    ]
    heads = [head("rr.column", wording), head("rr.field", wording)]
    return f"<h2>{words('rr.columns', wording)}</h2>{table(heads, rows[:200])}"
