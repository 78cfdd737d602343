"""A fit as an index: its weights and how they hang together, and where its thresholds come from."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from avgrisk.calibration.survey.factors import MIDDLE, Column
from avgrisk.core.records import READINGS
from avgrisk.scoring.index import INPUTS, RiskIndex, Scale, Term
from avgrisk.scoring.index_file import rows

Array = np.ndarray


@dataclass(frozen=True)
class Thresholds:
    """Thresholds counted from the use in the middle of every scale, with their doubt.

    `along` is the covariance of the fitted coefficients with the scored threshold, `variance` its
    own.
    """

    mean: tuple[float, ...]
    along: Array
    variance: float


def prior_thresholds(base: RiskIndex, count: int) -> Thresholds:
    """A survey's: those of the prior.

    People said what they find acceptable, not how often a use ends in backlash. So the use in the
    middle of every scale keeps the score it has under the prior, and the doubt about it.
    """
    mean = tuple(theta - base.reference_eta for theta in base.thresholds)
    return Thresholds(mean, np.zeros(count), base.shift_sd**2)


def build(
    base: RiskIndex,
    columns: Sequence[Column],
    estimates: Array,
    covariance: Array,
    thresholds: Thresholds,
    basis: str,
    name: str | None = None,
) -> RiskIndex:
    """The index of a fit. Terms of `base` that were not fitted keep their prior."""
    fitted = {column.term: place for place, column in enumerate(columns)}
    own = {term.name: term for term in base.terms}
    names = [n for n in dict.fromkeys((*READINGS, *own, *fitted)) if n in own or n in fitted]
    place = np.array([fitted.get(term, -1) for term in names])
    known = place >= 0
    mean = np.array([estimates[fitted[t]] if t in fitted else own[t].mean for t in names])
    spread = np.diag([0.0 if t in fitted else own[t].sd ** 2 for t in names])
    spread[np.ix_(known, known)] = covariance[np.ix_(place[known], place[known])]
    along = np.zeros(len(names))
    along[known] = thresholds.along[place[known]]
    middle = np.array([MIDDLE ** len(term.split(":")) for term in names])
    start = float(middle @ mean)
    edge = along + spread @ middle
    last = thresholds.variance + 2 * float(middle @ along) + float(middle @ spread @ middle)
    full = np.block([[spread, edge[:, None]], [edge[None, :], np.array([[last]])]])
    extras = tuple(
        Scale(column.term, column.scale.least, column.scale.most)
        for column in columns
        if column.scale is not None and column.term not in INPUTS
    )
    made = RiskIndex(
        version=name or basis,
        terms=tuple(
            Term(t, float(m), float(np.sqrt(v)), None, _ground(t, fitted, basis))
            for t, m, v in zip(names, mean, np.diag(spread), strict=True)
        ),
        thresholds=tuple(theta + start for theta in thresholds.mean),
        scored=base.scored,
        shift_sd=base.shift_sd,
        bands=base.bands,
        reference=(
            *((name, MIDDLE) for name, _ in base.reference),
            *((scale.name, MIDDLE) for scale in extras),
        ),
        margin=base.margin,
        covariance=tuple(tuple(float(cell) for cell in row) for row in full),
        extras=extras,
        basis=basis,
    )
    if name:
        return made
    text = "\n".join(",".join(row) for row in rows(made))  # eight digits stand for its numbers
    return replace(made, version=f"{basis}-{hashlib.sha256(text.encode()).hexdigest()[:8]}")


def _ground(term: str, fitted: dict[str, int], basis: str) -> str:
    return f"fitted on {basis}" if term in fitted else "prior: not in these data"
