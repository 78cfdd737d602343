"""Do the other surveys tell how people rank the kinds of data of one? `avgrisk measure felt`.

Each survey is left out in turn: the table is computed from the others and its order of the kinds
held against the survey's own, beside the order of version 1's numbers. `make felt` writes the
table itself (taxonomy/felt.csv).
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean

import numpy as np
import pandas as pd

from avgrisk.calibration.estimation.discrimination import rank_agreement
from avgrisk.calibration.felt import (
    FIGURES,
    Felt,
    PrintedFigure,
    felt,
    figures,
    on_unit_scale,
    without,
)
from avgrisk.core import shipped
from avgrisk.vocabulary.data_words import match

TABLE = "taxonomy/felt.csv"
WANTED = 0.6

#: Fewer kinds than this make no order worth a correlation.
FEWEST = 3
DRAWS = 1000
SEED = 12

_NOTE = (
    "# How sensitive people find each kind of data, in [0, 1], 1 = most sensitive: low, mode, high."
    " Computed by make felt (avgrisk/calibration/felt.py) from evidence/felt_sensitivity.csv and,"
    " where no survey speaks, felt_nearest.csv.\n"
    "# ground: surveys = measured; else judgement: the nearest kinds, wider. high = 1 where the law"
    " protects (art. 9, art. 10, BSN). surveys: those that speak of the kind. Licence CC BY 4.0.\n"
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A survey left out: its kinds, and how the others and version 1 agree with its order."""

    survey: str
    kinds: int
    others: float
    version_1: float


def left_out() -> tuple[LeftOut, ...]:
    """Each survey with enough kinds that differ, held against the table made without it."""
    surveys = dict.fromkeys(each.question[0] for each in figures())
    return tuple(found for survey in surveys if (found := _left_out(survey)))


def agreement(found: Sequence[LeftOut], name: str) -> tuple[float, float, float]:
    """Mean rank agreement, each survey as heavy as it has kinds; 95 % bootstrap over surveys."""
    value = np.array([getattr(each, name) for each in found])
    weight = np.array([each.kinds - 1.0 for each in found])
    drawn = np.random.default_rng(SEED).integers(0, len(found), (DRAWS, len(found)))
    means_drawn = (value * weight)[drawn].sum(axis=1) / weight[drawn].sum(axis=1)
    low, high = np.quantile(means_drawn, (0.025, 0.975))
    return float((value * weight).sum() / weight.sum()), float(low), float(high)


def cells_agreement(name: str) -> tuple[float, float, float]:
    """Rank agreement over the kinds of all surveys together, on the common scale; 95 % bootstrap
    over surveys."""
    found: dict[str, list[tuple[float, float]]] = {}
    for (survey, _), kinds in on_unit_scale(figures()).items():
        table = _tables(survey)[name]
        found.setdefault(survey, []).extend((value, table[key]) for key, value in kinds.items())
    pairs = list(found.values())
    drawn = np.random.default_rng(SEED).integers(0, len(pairs), (DRAWS, len(pairs)))
    many = [_agreed(pair for at in row for pair in pairs[at]) for row in drawn]
    low, high = np.quantile(many, (0.025, 0.975))
    return _agreed(pair for part in pairs for pair in part), float(low), float(high)


def unread() -> list[tuple[str, str]]:
    """The kinds of data of those surveys that avgrisk reads not, in part, or as something else."""
    rows = [row for row in shipped.rows(FIGURES) if row["keys"]]
    words = {(row[name], row["keys"]) for row in rows for name in ("kind_nl", "kind_en")}
    return sorted(pair for pair in words if not _read(*pair))


def _read(text: str, keys: str) -> bool:
    """Whether all words are read, as one of the keys, a kind of it or what it is a kind of."""
    found, wanted = match(text), keys.split()
    pairs = [(one, other) for one in found.keys for other in wanted]
    near = any(a == b or a.startswith(f"{b}.") or b.startswith(f"{a}.") for a, b in pairs)
    return near and not found.unmatched


def report() -> str:
    """Surveys, leave-one-survey-out agreement beside version 1, and which kinds are read."""
    found = left_out()
    lines = ["survey          figures kinds  others version 1   (Spearman, survey left out)"]
    measured = {each.survey: each for each in found}
    for survey, count in Counter(row["survey"] for row in shipped.rows(FIGURES)).items():
        told = "    -       -         -"
        if survey in measured:
            mine = measured[survey]
            told = f"{mine.kinds:>5} {mine.others:>7.2f} {mine.version_1:>9.2f}"
        lines.append(f"{survey:<15} {count:>7} {told}")
    names = {"others": "others", "version_1": "version 1"}
    for name, label in names.items():
        lines.append(f"within surveys, {label:<10} {_interval(*agreement(found, name))}")
    kinds = len({key for each in figures() for key in each.keys})
    for name, label in names.items():
        lines.append(f"over {kinds} kinds,  {label:<10} {_interval(*cells_agreement(name))}")
    lines.append(f"wanted: {WANTED} over 30 kinds")
    texts = {row[name] for row in shipped.rows(FIGURES) for name in ("kind_nl", "kind_en")}
    lines.append(f"kinds of data in words: {len(texts)}, not read as such: {len(unread())}")
    lines += [f"  {text} ({keys})" for text, keys in unread()]
    return "\n".join(lines)


def rows(table: Mapping[str, Felt]) -> list[dict[str, str]]:
    """The rows of taxonomy/felt.csv."""
    return [
        {
            "key": key,
            **{end: f"{getattr(each.range, end):.2f}" for end in ("low", "mode", "high")},
            "ground": _ground(each),
            "surveys": " ".join(each.surveys),
        }
        for key, each in table.items()
    ]


def write(folder: Path) -> None:
    """Write taxonomy/felt.csv anew."""
    table = pd.DataFrame(rows(felt(figures()))).to_csv(index=False, lineterminator="\n")
    (folder / TABLE).write_bytes((_NOTE + table).encode())


def _left_out(survey: str) -> LeftOut | None:
    mine = [each for each in figures() if each.question[0] == survey]
    positions = {each.position for each in mine}
    if len(mine) < FEWEST or len(positions) < 2:
        return None
    tables = _tables(survey)
    orders = (_order(mine, tables[name]) for name in ("others", "version_1"))
    return LeftOut(survey, len(mine), *orders)


def _order(mine: Sequence[PrintedFigure], table: Mapping[str, float]) -> float:
    """Rank agreement of a survey's figures with a table, question by question, as heavy as long."""
    parts = []
    for question in dict.fromkeys(each.question for each in mine):
        asked = [each for each in mine if each.question == question]
        both = [(each.position, fmean(table[key] for key in each.keys)) for each in asked]
        flat = len({value for _, value in both}) == 1
        parts += [0.0 if flat else _agreed(both)] * len(asked)
    return fmean(parts)


@cache
def _tables(survey: str) -> dict[str, dict[str, float]]:
    """What a survey is held against: the table made of the others, and the sensitivity of version
    1 (ENISA's classes, with 1 for what the law protects)."""
    others = felt(without(figures(), survey))
    return {
        "others": {key: each.range.mode for key, each in others.items()},
        "version_1": shipped.numbers("taxonomy/data_categories.csv", column="version_1"),
    }


def _agreed(pairs: Iterable[tuple[float, float]]) -> float:
    return rank_agreement(*zip(*pairs, strict=True))


def _interval(value: float, low: float, high: float) -> str:
    return f"{value:.2f} ({low:.2f} to {high:.2f})"


def _ground(each: Felt) -> str:
    if each.surveys:
        return "surveys"
    if not each.nearest:
        return "judgement: no person in it"
    like = " ".join(each.nearest) if len(each.nearest) < 4 else "all kinds measured"
    return f"judgement: like {like}"


if __name__ == "__main__":
    write(Path(sys.argv[1]))
