"""The logistic of vagueness: from what was found in a text to a value with its interval."""

import math
from collections.abc import Sequence
from functools import cache
from operator import mul

from avgrisk.core import shipped
from avgrisk.core.records import Range
from avgrisk.indicators.vagueness_words import FEATURES, Found, features, setting


def mode_of(found: Found) -> float:
    """The logistic's value, without its interval."""
    return _expit(_dot(_model()[0], (1.0, *features(found))))


def range_of(found: Found, alone: bool) -> Range:
    """The logistic's value with its interval: parameter covariance and the doubt of readers."""
    return _logistic((1.0, *features(found)), alone)


def _logistic(row: Sequence[float], alone: bool) -> Range:
    coefficients, covariance = _model()
    eta = _dot(coefficients, row)
    spread = _dot(row, [_dot(cells, row) for cells in covariance])
    spread += setting("doubt_sd") ** 2 + (setting("doubt_alone_sd") ** 2 if alone else 0)
    reach = setting("interval_z") * math.sqrt(max(spread, 0))
    return Range(_expit(eta - reach), _expit(eta), _expit(eta + reach))


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(map(mul, left, right))


def facets_of(found: Found, alone: bool) -> tuple[tuple[str, Range | None], ...]:
    """The two bars: how hedged the wording is, and how open the purpose is without the hedges."""
    hedge, *rest = features(found)
    formulation = Range.point(hedge / setting("hedge_cap"))
    openness = _logistic((1.0, 0.0, *rest), alone)
    return (("vagueness.formulation", formulation), ("vagueness.openness", openness))


def _expit(eta: float) -> float:
    """The logistic function, safe at any size."""
    return 1 / (1 + math.exp(-eta)) if eta > 0 else math.exp(eta) / (1 + math.exp(eta))


@cache
def _model() -> tuple[tuple[float, ...], tuple[tuple[float, ...], ...]]:
    """The shipped coefficients and their covariance, intercept first."""
    terms = ("intercept", *FEATURES)
    estimates = shipped.numbers("index/vagueness-1.csv", "term", "estimate")
    cells = {row["term"]: row for row in shipped.rows("index/vagueness_covariance-1.csv")}
    covariance = tuple(tuple(float(cells[a][b]) for b in terms) for a in terms)
    return tuple(estimates[term] for term in terms), covariance
