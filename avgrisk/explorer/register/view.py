"""Which rows of a scored register stand on the page: sorted, filtered, changed, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from avgrisk.core.labels import label
from avgrisk.core.records import ProposedUse
from avgrisk.core.subjects import Wording
from avgrisk.figures.markup import NAME, clean, number
from avgrisk.figures.register.drivers import term_name
from avgrisk.figures.register.ranks import rank_span
from avgrisk.figures.register.wordings import page_wording, row_wordings
from avgrisk.indicators.measure import measure
from avgrisk.register.assess import Assessed
from avgrisk.register.quick_wins import kinds
from avgrisk.register.summary import leading
from avgrisk.reports.register_sections import field_error
from avgrisk.scoring.legal import ANSWERS
from avgrisk.scoring.score import RiskScore
from avgrisk.vocabulary.text import fold

#: Rows on a page.
PAGE = 100
#: What can be filtered by beside the bands.
REJECTED, CHANGED = "rejected", "changed"

#: Columns in their order: key, and the label that heads it.
COLUMNS = {
    "rank": "column.rank",
    "title": "column.title",
    "score": "column.score",
    "band": "column.band",
    "interval": "column.interval",
    "range": "rr.rank_range",
    "department": "rr.department",
    "letter": "column.letter",
    "strict": "column.strict",
    "driver": "rr.driver",
    "complete": "rr.complete",
}
#: Columns that stand there only when there is something in them.
ON_OCCASION = {"measures": "desk.after_measures", "changed": "desk.after_change"}
#: Columns of numbers.
RIGHT = ("rank", "range", "score", "interval", "complete", "measures", "changed")


@dataclass(frozen=True)
class Changed:
    """What became of a row in the explorer: the use, and its score by the register's index."""

    use: ProposedUse
    score: RiskScore


@dataclass(frozen=True)
class View:
    """A scored register ready to be looked at in a language: texts and what they sort by."""

    assessed: Assessed
    columns: Mapping[str, str]
    cells: Mapping[str, list[str]]
    keys: Mapping[str, np.ndarray]
    search: tuple[str, ...]
    kind: np.ndarray


def view(
    assessed: Assessed,
    lang: str,
    changed: Mapping[int, Changed] | None = None,
    after: np.ndarray | None = None,
) -> View:
    """`changed` holds rows that were changed in the explorer, `after` scores after measures."""
    wording, new = page_wording(assessed, lang), np.full(len(assessed.titles), np.nan)
    for row, one in (changed or {}).items():
        new[row] = one.score.value
    occasions = {"measures": after, "changed": new if changed else None}
    more = {key: part for key, part in occasions.items() if part is not None}
    columns = COLUMNS | {key: ON_OCCASION[key] for key in more}
    cells = _cells(assessed, wording)
    keys = _keys(assessed, cells) | more
    cells |= {key: [_number(value, wording) for value in part] for key, part in more.items()}
    kind = assessed.scores["band"].astype(object).to_numpy().copy()
    kind[np.isnan(assessed.value)] = REJECTED
    searched = zip(cells["title"], cells["department"], cells["driver"], strict=True)
    search = tuple(fold(" ".join(texts)) for texts in searched)
    return View(assessed, columns, cells, keys, search, kind)


def _keys(assessed: Assessed, cells: Mapping[str, list[str]]) -> dict[str, np.ndarray]:
    """What each column sorts by: a number, or the cell itself."""
    scores, ranking = assessed.scores, assessed.ranking
    words = {part: place for place, part in enumerate(ANSWERS)}
    answers = {
        name: np.array([words.get(cell, np.nan) for cell in scores[f"legal_{name}"]], dtype=float)
        for name in ("letter", "strict")
    }
    return {
        "rank": ranking.rank,
        "range": ranking.low,
        "score": assessed.value,
        "interval": scores["score_low"].to_numpy(dtype=float),
        "band": assessed.value,
        "complete": assessed.complete,
        **answers,
        **{name: _order(cells[name]) for name in ("title", "department", "driver")},
    }


def _order(texts: list[str]) -> np.ndarray:
    """The place of each text among the others; a blank one has none."""
    folded = [fold(text) for text in texts]
    places = {text: place for place, text in enumerate(sorted(set(folded)))}
    return np.array([places[text] if text else np.nan for text in folded], dtype=float)


def _cells(assessed: Assessed, wording: Wording) -> dict[str, list[str]]:
    """Every cell of COLUMNS in words."""
    scores, ranking = assessed.scores, assessed.ranking
    bands = {name: label(f"band.{name}", wording) for name, _ in assessed.index.bands}
    answers = {name: label(f"answer.{name}", wording) for name in ANSWERS}
    why = {item.row: field_error(item.error, wording) for item in assessed.rejected}
    ends = zip(scores["score_low"], scores["score_high"], strict=True)
    drivers = zip(leading(assessed), row_wordings(assessed, wording), assessed.value, strict=True)
    return {
        "rank": ["" if np.isnan(rank) else f"{rank:.0f}" for rank in ranking.rank],
        "range": [rank_span(assessed, row) for row in range(len(assessed.titles))],
        "title": [clean(title, NAME) for title in assessed.titles],
        "department": [clean(name, NAME) for name in assessed.departments],
        "score": [_number(value, wording) for value in assessed.value],
        "interval": [_span(low, high) for low, high in ends],
        "band": [
            label("desk.rejected", wording, why=clean(why[row], NAME))
            if row in why
            else bands[band]
            for row, band in enumerate(scores["band"].astype(object))
        ],
        "letter": [answers.get(cell, "") for cell in scores["legal_letter"]],
        "strict": [answers.get(cell, "") for cell in scores["legal_strict"]],
        "driver": ["" if np.isnan(value) else term_name(term, own) for term, own, value in drivers],
        "complete": [f"{round(100 * share)} %" for share in assessed.complete],
    }


def _number(value: float, wording: Wording) -> str:
    return "" if np.isnan(value) else number(value, wording.lang)


def _span(low: float, high: float) -> str:
    return "" if np.isnan(low) or np.isnan(high) else f"{low:.0f}–{high:.0f}"


def chosen(shown: View, query: str = "", kind: str = "") -> np.ndarray:
    """The rows whose title, department or top driver holds every word, of one band or kind."""
    words = fold(query).split()
    found = np.array([all(word in text for word in words) for text in shown.search], dtype=bool)
    if kind == CHANGED:
        found &= ~np.isnan(shown.keys.get(CHANGED, np.full(len(found), np.nan)))
    elif kind:
        found &= shown.kind == kind
    return np.flatnonzero(found)


def ordered(shown: View, rows: np.ndarray, sort: str = "rank", down: bool = False) -> np.ndarray:
    """Rows by a column; equals by rank, and what is blank at the end either way."""
    by_rank = rows[np.argsort(shown.keys["rank"][rows], kind="stable")]
    key = shown.keys[sort][by_rank]
    return by_rank[np.argsort(-key if down else key, kind="stable")]


def use_of(assessed: Assessed, row: int) -> ProposedUse:
    """The use a row stands for, with the name of the activity and of the controller for the eye.

    It has the row's own score. A rejected row cannot stand for a use: then an InputError may come.
    """
    cells = assessed.uses.frame.iloc[row].to_dict()
    known = {name: None if cell != cell else cell for name, cell in cells.items()}
    known["title"] = " ".join(assessed.titles[row].split())
    columns = (name for name, what in assessed.register.fields.items() if what == "controller")
    named = [str(assessed.register.rows[name].iloc[row]) for name in columns][:1]
    known["controller"] = " ".join(" ".join(named).split())
    return _told_apart(ProposedUse().replace(**known))


def _told_apart(use: ProposedUse) -> ProposedUse:
    """Each kind of data by itself, however they were put in one cell, where that reads the same."""
    apart = use.replace(data_categories=kinds(";".join(use.data_categories)))
    one, other = (measure("data_sensitivity", part) for part in (use, apart))
    return apart if (one.range, one.flags) == (other.range, other.flags) else use
