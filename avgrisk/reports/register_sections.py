"""The parts of a register's report after the order: drivers, heat map, quadrant, wins, changes."""

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from avgrisk.core.labels import explain, label
from avgrisk.core.labels import table as labels
from avgrisk.core.records import READINGS, InputError
from avgrisk.core.subjects import Wording
from avgrisk.figures.markup import Figure, number
from avgrisk.figures.register.drivers import drivers, heat_map, term_name
from avgrisk.figures.register.quadrant_counts import register_quadrant
from avgrisk.figures.register.ranks import rank_intervals
from avgrisk.figures.register.win_tables import before_after, quick_wins_table
from avgrisk.register.report_data import Report

#: Longest lists: changed rows, rows that need attention, words nobody knows; and columns.
MOST, MOST_COLUMNS = 50, 200


def everything(report: Report, wording: Wording) -> dict[str, Any]:
    """What the template shows after the order, by the names it has there."""
    # Each column with the label of the field it was read as
    read = report.assessed.register.fields.items()
    named = [(name, f"desk.field.{field}" if field else "rr.unused") for name, field in read]
    return {
        "figures": _figures(report, wording),
        "difference": _difference(report, wording),
        "attention": _attention(report, wording),
        "columns": named[:MOST_COLUMNS],
        "most": MOST,
    }


def _figures(report: Report, wording: Wording) -> list[tuple[str, Figure]]:
    """The figures that have something to show, each with the label of its heading."""
    assessed, found = report.assessed, report.summary
    figures = {
        "rr.ranks": rank_intervals(assessed, wording, how=False),
        "rr.drivers": drivers(found, wording),
        "rr.heat": heat_map(found, wording),
        "rr.quadrant": register_quadrant(assessed, wording),
        "rr.wins": quick_wins_table(assessed, report.wins, wording),
        "rr.measures": before_after(assessed, report.measures, wording),
    }
    return [(key, figure) for key, figure in figures.items() if figure.markup]


def _difference(report: Report, wording: Wording) -> dict[str, Any]:
    """New, gone and changed rows since last year's register; empty without one."""
    found, before, titles = report.difference, report.before, report.assessed.titles
    if found is None or before is None:
        return {}
    return {
        "key": found.key,
        "counts": {
            "new": len(found.new),
            "gone": len(found.gone),
            "changed": len(found.changed),
            "same": found.same,
            "unclear": found.unclear,
        },
        "changed": [
            (
                titles[item.row],
                _blank_or(item.old, wording),
                _blank_or(item.new, wording),
                ", ".join(item.fields),
            )
            for item in found.changed[:MOST]
        ],
        "new": [titles[row] for row in found.new],
        "gone": [before.titles[row] for row in found.gone],
    }


def _blank_or(value: float, wording: Wording) -> str:
    return "" if np.isnan(value) else number(value, wording.lang)


def field_error(error: InputError, wording: Wording) -> str:
    """Why a row was rejected, with the name of the field on screen in the place of its key."""
    key = f"desk.field.{error.field}"
    field = label(key, wording) if key in labels() else error.field
    return explain(InputError(field, error.value, error.allowed, error.key), wording.lang)


def _attention(report: Report, wording: Wording) -> list[tuple[str, list[str]]]:
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
    missing = _counted(assessed.scores["missing"])
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
    nobody = _counted(assessed.scores["unmatched"]).most_common(MOST)
    strange = [f"{part} ({count})" for part, count in nobody]
    return [
        ("rr.rejected", rejected),
        ("rr.lazy", lazy),
        ("rr.unknown", unknown),
        ("rr.unmatched", strange),
    ]


def _counted(cells: pd.Series) -> Counter[str]:
    """How often each part of cells stands there, with ; between parts."""
    return Counter(part for cell in cells.fillna("") for part in cell.split(";") if part)
