"""How sensitive do people find each kind of data? Printed survey figures brought to one scale.

Surveys ask different things on different scales, so only their order and their relative distances
are used: each question is moved and stretched until the kinds it shares with others have the mean
and the spread that all questions together give them (mean/sigma linking, as in test equating).
European samples count double (METHOD.md section 5). The legal class never enters the mode: it
only lifts the high end of what the law protects.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean

from avgrisk.core import shipped
from avgrisk.core.records import Range

FIGURES = "evidence/felt_sensitivity.csv"
NEAREST = "taxonomy/felt_nearest.csv"

#: A question of a survey: (survey, question).
Question = tuple[str, str]
#: What a question says of each kind of data.
Answers = Mapping[Question, Mapping[str, float]]

#: How much heavier a European sample weighs (METHOD.md section 5).
EUROPE_WEIGHS = 2.0
#: Scales with two ends: a question for sensitivity itself on one of them tells how high people go.
BOUNDED = ("share", "mean")

_ROUNDS = 500
_STILL = 1e-10


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A printed figure: `position` is higher where people find the data more sensitive.

    `level`: its question asks for sensitivity itself on a scale with two ends.
    """

    question: Question
    weight: float
    keys: tuple[str, ...]
    position: float
    level: bool


@dataclass(frozen=True, slots=True)
class Felt:
    """How sensitive people find a kind, in [0, 1]: its range, and which surveys or kinds say so."""

    range: Range
    surveys: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()


def figures() -> tuple[PrintedFigure, ...]:
    """Every printed figure that stands for a category of ours (evidence/felt_sensitivity.csv)."""
    return tuple(_figure(row) for row in shipped.rows(FIGURES) if row["keys"])


def without(given: Iterable[PrintedFigure], survey: str) -> tuple[PrintedFigure, ...]:
    """The figures of all other surveys."""
    return tuple(each for each in given if each.question[0] != survey)


def answers(given: Iterable[PrintedFigure]) -> dict[Question, dict[str, float]]:
    """Per question the position of each kind; figures for the same kind are averaged."""
    found: dict[Question, dict[str, list[float]]] = {}
    for each in given:
        for key in each.keys:
            found.setdefault(each.question, {}).setdefault(key, []).append(each.position)
    return {
        question: {key: fmean(values) for key, values in kinds.items()}
        for question, kinds in found.items()
    }


def link(asked: Answers, weights: Mapping[Question, float]) -> dict[Question, dict[str, float]]:
    """All questions on one scale, on which the kinds have mean 0 and standard deviation 1.

    A question whose shared kinds do not differ tells a level but no distances.

    >>> on_one = link({("a", ""): {"x": 1, "y": 3}, ("b", ""): {"x": 10, "y": 30}}, {})
    >>> on_one[("a", "")] == on_one[("b", "")]
    True
    """
    shared = _shared(asked)
    moved = {question: _standard(kinds) for question, kinds in asked.items()}
    before: dict[str, float] = {}
    for _ in range(_ROUNDS):
        common = _standard(means(moved, weights))
        moved = {question: _fitted(asked[question], shared, common) for question in asked}
        if before and max(abs(common[key] - before[key]) for key in common) < _STILL:
            break
        before = common
    return moved


def means(asked: Answers, weights: Mapping[Question, float]) -> dict[str, float]:
    """Per kind the weighted mean over the questions that speak of it."""
    total: dict[str, float] = {}
    weight: dict[str, float] = {}
    for question, kinds in asked.items():
        for key, value in kinds.items():
            weight[key] = weight.get(key, 0.0) + weights.get(question, 1.0)
            total[key] = total.get(key, 0.0) + weights.get(question, 1.0) * value
    return {key: total[key] / weight[key] for key in total}


def on_unit_scale(given: Sequence[PrintedFigure]) -> dict[Question, dict[str, float]]:
    """All questions on [0, 1], as high and wide as those that ask for sensitivity itself."""
    asked, weights = answers(given), {each.question: each.weight for each in given}
    linked = link(asked, weights)
    told = sorted({each.question for each in given if each.level})
    raw = [value for question in told for value in asked[question].values()]
    own = [value for question in told for value in linked[question].values()]
    middle, step = fmean(own), _spread(raw) / (_spread(own) or 1.0)
    return {
        question: {key: fmean(raw) + step * (value - middle) for key, value in kinds.items()}
        for question, kinds in linked.items()
    }


def felt(given: Sequence[PrintedFigure]) -> dict[str, Felt]:
    """Every category: measured where a survey speaks, else like its nearest kinds, but wider."""
    placed = on_unit_scale(given)
    middle = means(placed, {each.question: each.weight for each in given})
    doubt = _doubt(placed, middle)
    measured = {key: _measured(key, placed, mode, doubt) for key, mode in middle.items()}
    return {
        key: measured[key] if key in measured else _like(key, measured, doubt) for key in _rows()
    }


@cache
def protected() -> frozenset[str]:
    """The kinds under art. 9 or 10 GDPR or the rule on the citizen service number."""
    rows = shipped.rows("taxonomy/data_categories.csv")
    laws = ("art9", "art10", "bsn")
    return frozenset(row["key"] for row in rows if any(row[law] == "1" for law in laws))


def nearest(key: str, known: Collection[str]) -> tuple[str, ...]:
    """The kinds among `known` that a kind is felt to be most like; all of them at the least."""
    return tuple(dict.fromkeys(_steps(key, known, frozenset()))) or tuple(known)


def _figure(row: dict[str, str]) -> PrintedFigure:
    weight = EUROPE_WEIGHS if row["europe"] == "1" else 1.0
    keys = tuple(row["keys"].split())
    level = row["scale"] in BOUNDED and row["more_is"] == "sensitive"
    return PrintedFigure((row["survey"], row["question"]), weight, keys, _position(row), level)


def _position(row: dict[str, str]) -> float:
    """A figure as a part of its scale, turned so that higher is more sensitive."""
    value = float(row["figure"])
    if row["scale"] == "money":
        part = math.log(value)
    else:
        low, high = float(row["scale_low"]), float(row["scale_high"])
        part = (value - low) / (high - low)
    return part if row["more_is"] == "sensitive" else 1 - part


def _shared(asked: Answers) -> set[str]:
    """The kinds that more than one question speaks of."""
    counts = Counter(key for kinds in asked.values() for key in kinds)
    return {key for key, count in counts.items() if count > 1}


def _spread(values: Collection[float]) -> float:
    """The standard deviation; statistics.pstdev is exact, and a hundred times as slow."""
    middle = fmean(values)
    return math.sqrt(fmean((value - middle) ** 2 for value in values))


def _standard(kinds: Mapping[str, float]) -> dict[str, float]:
    middle, spread = fmean(kinds.values()), _spread(kinds.values()) or 1.0
    return {key: (value - middle) / spread for key, value in kinds.items()}


def _fitted(
    kinds: Mapping[str, float], shared: set[str], common: Mapping[str, float]
) -> dict[str, float]:
    """A question's answers with the mean and spread that its shared kinds have in common."""
    both = [key for key in kinds if key in shared] or list(kinds)
    own, wanted = [kinds[key] for key in both], [common[key] for key in both]
    stretch = _spread(wanted) / _spread(own) if _spread(own) else 0.0
    return {key: fmean(wanted) + stretch * (kinds[key] - fmean(own)) for key in kinds}


def _doubt(placed: Answers, middle: Mapping[str, float]) -> float:
    """How far surveys differ on a kind: pooled standard deviation over kinds with two or more."""
    squares, free = 0.0, 0
    for key, mode in middle.items():
        told = [kinds[key] for kinds in placed.values() if key in kinds]
        squares += sum((value - mode) ** 2 for value in told)
        free += len(told) - 1
    return math.sqrt(squares / free) if free else 0.0


def _measured(key: str, placed: Answers, mode: float, doubt: float) -> Felt:
    """The mean, and the surveys' own spread, never less than the pooled one."""
    told = {question: kinds[key] for question, kinds in placed.items() if key in kinds}
    low, high = min(mode - doubt, *told.values()), max(mode + doubt, *told.values())
    surveys = tuple(dict.fromkeys(question[0] for question in told))
    return Felt(_within(key, low, mode, high), surveys)


def _like(key: str, measured: Mapping[str, Felt], doubt: float) -> Felt:
    """What the nearest kinds say, a pooled standard deviation wider at both ends."""
    if not _rows()[key]:
        return Felt(Range.point(0.0))
    near = nearest(key, measured)
    ranges = [measured[each].range for each in near]
    low, high = min(each.low for each in ranges), max(each.high for each in ranges)
    mode = fmean(each.mode for each in ranges)
    return Felt(_within(key, low - doubt, mode, high + doubt), (), near)


def _within(key: str, low: float, mode: float, high: float) -> Range:
    """In [0, 1]; what the law protects may weigh fully, whatever people say."""
    top = 1.0 if key in protected() else high
    return Range(*(min(1.0, max(0.0, value)) for value in (low, mode, top)))


def _steps(key: str, known: Collection[str], seen: frozenset[str]) -> Iterator[str]:
    """The known kinds that a chain of nearest kinds leads to, each chain up to its first."""
    listed = _rows()[key]
    for each in known if listed == "*" else listed.split():
        if each in known:
            yield each
        elif each not in seen:
            yield from _steps(each, known, seen | {key})


@cache
def _rows() -> dict[str, str]:
    return {row["key"]: row["nearest"] for row in shipped.rows(NEAREST)}
