"""A register's report as json: the same content as the page, for other programs."""

import json
import math

import numpy as np

from avgrisk.core.labels import explain, label
from avgrisk.register.ranking import places_told_apart
from avgrisk.register.report_data import Report
from avgrisk.reports.register_exchange import linked


def document(report: Report, lang: str = "nl") -> str:
    """The report as a json text, and within it the register as a record in the words of DPV
    (JSON-LD); what is blank is null, numbers have four decimals."""
    assessed = report.assessed
    body = {
        **linked(report),
        "avgrisk_report": 1,
        "made": {
            "source": report.source,
            "sha256": assessed.register.digest,
            "index_version": assessed.index.version,
            "avgrisk": report.version,
            "date": report.date,
            "seed": assessed.seed,
            "draws": assessed.ranking.draws,
        },
        "columns": dict(assessed.register.fields),
        "check": [label(key, lang, **values) for key, values in report.check.summary()],
        "summary": _summary(report),
        "rows": [_row(report, place) for place in range(len(assessed.titles))],
        "rejected": [
            {
                "sheet": assessed.register.places[item.row][0],
                "row": assessed.register.places[item.row][1],
                "field": item.error.field,
                "reason": explain(item.error, lang),
            }
            for item in assessed.rejected
        ],
    }
    return json.dumps(_plain(body), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _summary(report: Report) -> dict[str, object]:
    found = report.summary
    return {
        "rows": found.rows,
        "scored": found.scored,
        "skipped": report.assessed.register.skipped,
        "completeness": found.complete,
        "bands": found.bands,
        "drivers": {driver.term: driver.mean for driver in found.drivers},
        "quadrant": found.quadrant,
        "pairs_told_apart": report.assessed.ranking.apart,
        "measures": {
            "levers": report.measures.levers,
            "mean_before": _mean(report.assessed.value),
            "mean_after": _mean(report.measures.after),
        },
        "quick_wins": [
            {
                "row": report.assessed.register.places[win.row][1],
                "lever": win.lever,
                "effort": win.effort,
                "drop": win.drop,
            }
            for win in report.wins
        ],
    }


def _mean(values: np.ndarray) -> float | None:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else None


def _row(report: Report, place: int) -> dict[str, object]:
    assessed = report.assessed
    sheet, number = assessed.register.places[place]
    scores = assessed.scores.iloc[place].to_dict()
    places = places_told_apart(assessed.ranking, place)
    return {
        "sheet": sheet,
        "row": number,
        "title": assessed.titles[place],
        "completeness": assessed.complete[place],
        "surely_above_places": places[0],
        "surely_below_places": places[1],
        "lazy": bool(assessed.uses.lazy[place]),
        "input": assessed.register.rows.iloc[place].to_dict(),
        **scores,
    }


def _plain(value: object) -> object:
    """Only what json knows: numbers rounded, NaN as null."""
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, (float, np.floating)):
        return round(float(value), 4) if math.isfinite(value) else None
    return value.item() if isinstance(value, np.generic) else value
