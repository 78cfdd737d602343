"""Results as tables of words for a notebook: one decimal, no dtypes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

import pandas as pd

from avgrisk.core.labels import label
from avgrisk.core.wording import number
from avgrisk.reports import rows as words
from avgrisk.reports.rows import margin, score_row
from avgrisk.reports.separation_lines import misfit_lines

if TYPE_CHECKING:
    from avgrisk.register.assess import Assessed
    from avgrisk.register.checking import RegisterCheck

__all__ = [
    "branches_table",
    "cases_table",
    "checked_table",
    "legal_table",
    "margin",
    "misfit_lines",
    "not_understood_table",
    "number",
    "readings_table",
    "replay_table",
    "score_row",
    "scores_table",
    "similar_table",
    "wins_table",
]


P = ParamSpec("P")


def _as_table(rows: Callable[P, list[words.Row]]) -> Callable[P, pd.DataFrame]:
    """The same rows as a table."""

    @wraps(rows)
    def table(*args: P.args, **kwargs: P.kwargs) -> pd.DataFrame:
        return pd.DataFrame(rows(*args, **kwargs))

    return table


readings_table = _as_table(words.readings_rows)
legal_table = _as_table(words.legal_rows)
similar_table = _as_table(words.similar_rows)
replay_table = _as_table(words.replay_rows)
branches_table = _as_table(words.branches_rows)
cases_table = _as_table(words.cases_rows)
checked_table = _as_table(words.checked_rows)


def scores_table(rows: pd.DataFrame, scores: pd.DataFrame, lang: str = "nl") -> pd.DataFrame:
    """A scored register for the terminal, riskiest first; rejected rows last, blank."""
    title = rows["title"] if "title" in rows else rows.iloc[:, 0]
    shown = pd.DataFrame(
        {
            label("column.rank", lang): [_told(rank, f"{rank:.0f}") for rank in scores["rank"]],
            label("column.title", lang): title.str.slice(0, 60).fillna(""),
            label("column.score", lang): [
                _told(score, number(score, lang)) for score in scores["score"]
            ],
            label("column.interval", lang): [
                _told(low, f"{number(low, lang)} - {number(high, lang)}")
                for low, high in zip(scores["score_low"], scores["score_high"], strict=True)
            ],
            label("column.band", lang): [
                "" if pd.isna(band) else label(f"band.{band}", lang) for band in scores["band"]
            ],
            label("column.letter", lang): [_answer(part, lang) for part in scores["legal_letter"]],
            label("column.strict", lang): [_answer(part, lang) for part in scores["legal_strict"]],
        }
    )
    order = scores["rank"].sort_values(kind="stable").index
    return shown.loc[order]


def not_understood_table(check: RegisterCheck, lang: str = "nl", most: int = 5) -> pd.DataFrame:
    """The first `most` cells, or words in them, that nothing was made of."""
    found = check.not_understood[:most]
    return pd.DataFrame(
        {
            label("register.row", lang): [str(part.row) for part in found],
            label("column.title", lang): [part.title for part in found],
            label("check.words", lang): [part.words for part in found],
        }
    )


def wins_table(assessed: Assessed, lang: str = "nl", most: int = 5) -> pd.DataFrame:
    """The `most` activities with most to win: the measure, and by how much the risk falls."""
    from avgrisk.register.quick_wins import quick_wins  # a replay's table needs no register

    found = quick_wins(assessed)[:most]
    return pd.DataFrame(
        {
            label("column.title", lang): [assessed.titles[part.row] for part in found],
            label("rr.measure", lang): [label(f"lever.{part.lever}", lang) for part in found],
            label("rr.drop", lang): [part.drop for part in found],
        }
    )


def _told(value: float, words: str) -> str:
    """The words for a number; none where there is no number."""
    return "" if pd.isna(value) else words


def _answer(answer: object, lang: str) -> str:
    return label(f"answer.{answer}", lang) if isinstance(answer, str) and answer else ""
