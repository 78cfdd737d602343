"""The risk index: its coefficients, thresholds and bands, and the one formula on arrays.

    eta = sum over terms of coefficient x product of the term's readings
    P(outcome >= k | noticed) = logistic(eta - theta_k)
    score = 100 P(outcome >= 2)

Columns are added in table order on contiguous float64 arrays, without BLAS or einsum: a matrix
product rounds differently for one row than for many, and a score must not depend on its company.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from avgrisk.core.records import READINGS, InputError
from avgrisk.scoring.curves import expit, logit

#: What the kernel takes: the seven readings, and the guardian role of the sector (`2-guardian`).
INPUTS = (*READINGS, "guardian")


#: The shipped versions: each family's own index, and it with one named hypothesis more.
FAMILIES = {base: (base, f"{base}-guardian", f"{base}-licence") for base in ("2", "1")}
SHIPPED = tuple(version for family in FAMILIES.values() for version in family)
#: Letters of a name that a vector bears before the hash.
LONGEST_NAME = 31

Columns = Mapping[str, np.ndarray]


@dataclass(frozen=True, slots=True)
class Term:
    """One row of the coefficient table: factors are multiplied; no floor = may be negative."""

    name: str
    mean: float
    sd: float
    floor: float | None
    ground: str = ""

    @property
    def factors(self) -> tuple[str, ...]:
        """The inputs this term multiplies; the last one is the host (see uncertainty)."""
        return tuple(self.name.split(":"))

    @property
    def reading(self) -> str:
        """The reading a term's contribution is shown with: its last factor."""
        return self.factors[-1]


@dataclass(frozen=True, slots=True)
class Scale:
    """Which value of a column stands for no risk, and which for most; between them it is even."""

    name: str
    least: float
    most: float


@dataclass(frozen=True)
class RiskIndex:
    """A version of the index: log-odds per term, thresholds of the outcome ladder, bands.

    `thresholds[k-1]` is theta_k; `scored` the step of the ladder the score is about; `shift_sd`
    the sd of the thresholds' common shift; `bands` pairs of name and lowest score, rising;
    `margin` the two probabilities of the interval.

    A fitted index also has `covariance`, of the terms' coefficients and, last, the threshold of
    the scored step: coefficients are then jointly normal and floors and `shift_sd` do not count.
    `extras` are columns that are no reading, with their scale: such an index scores only frames
    that hold them. `basis` says what it rests on: "prior", "survey" or "cases".
    """

    version: str
    terms: tuple[Term, ...]
    thresholds: tuple[float, ...]
    scored: int
    shift_sd: float
    bands: tuple[tuple[str, float], ...]
    reference: tuple[tuple[str, float], ...]
    margin: tuple[float, float]
    covariance: tuple[tuple[float, ...], ...] | None = None
    extras: tuple[Scale, ...] = ()
    basis: str = "prior"

    def __post_init__(self) -> None:
        alone = {term.name for term in self.terms if len(term.factors) == 1}
        for term in self.terms:
            unknown = [factor for factor in term.factors if factor not in self.inputs]
            # Without covariance the closed form needs a product's first factor to stand in that
            # product only.
            twice = self.covariance is None and term.factors[0] in alone
            if unknown or len(term.factors) > 2 or (len(term.factors) == 2 and twice):
                raise InputError("term", term.name, ", ".join(self.inputs))
        if self.covariance is not None:
            widths = {len(row) for row in self.covariance} | {len(self.covariance)}
            if widths != {len(self.terms) + 1}:
                raise InputError("covariance", len(self.covariance), str(len(self.terms) + 1))

    @cached_property
    def signature(self) -> str:
        """What vectors call it: a shipped version by its name; an index of your own with a short
        hash of its numbers behind it, so that two that differ are not taken for one."""
        if self.version in SHIPPED:
            return self.version
        terms = [(term.name, term.mean, term.sd, term.floor) for term in self.terms]
        told = repr((terms, self.thresholds, self.scored, self.shift_sd, self.bands,
                     self.reference, self.margin, self.covariance, self.extras))  # fmt: skip
        return f"{self.version[:LONGEST_NAME]}.{hashlib.sha256(told.encode()).hexdigest()[:8]}"

    @property
    def inputs(self) -> tuple[str, ...]:
        """The columns the kernel takes: readings, guardian role and extras."""
        return (*INPUTS, *(scale.name for scale in self.extras))

    @property
    def monotone(self) -> bool:
        """Whether more risk in a reading never lowers the score: no coefficient is negative, and
        none may be."""
        free = self.covariance is None and any(term.floor is None for term in self.terms)
        return not free and all(term.mean >= 0 for term in self.terms)

    @property
    def grounds(self) -> tuple[str, ...]:
        """Label keys of what it rests on, and of what a fitted index does not promise."""
        warned = self.basis != "prior" and not self.monotone
        return (f"score.{self.basis}", *(("score.not_monotone",) if warned else ()))

    def check_no_extras(self) -> None:
        """An index that counts other columns scores only frames that hold them: InputError."""
        if self.extras:
            names = ", ".join(scale.name for scale in self.extras)
            raise InputError("index", names, "", "error.index_extras")

    @property
    def threshold(self) -> float:
        """Theta of the step the score is about."""
        return self.thresholds[self.scored - 1]

    @property
    def reference_eta(self) -> float:
        """Eta of the reference use, added in the same order as any other."""
        values = {name: np.array([value]) for name, value in self.reference}
        return float(eta(self, values)[0])


def products(term: Term, means: Mapping[str, Any]) -> Any:
    """The product of a term's readings; they are independent, so means multiply."""
    first, *rest = term.factors
    column = means[first]
    for name in rest:
        column = column * means[name]
    return column


def eta(index: RiskIndex, means: Columns) -> np.ndarray:
    """The linear predictor, log-odds; `means` holds float64 columns of equal length in [0, 1].

    >>> import numpy as np
    >>> from avgrisk.scoring.index_file import load_index
    >>> half = {name: np.array([0.5]) for name in INPUTS}
    >>> float(eta(load_index("1"), half)[0])
    5.0
    """
    total = None
    for term in index.terms:
        part = term.mean * products(term, means)
        total = part if total is None else np.add(total, part, out=total)
    assert total is not None
    return total


def score(index: RiskIndex, eta: np.ndarray) -> np.ndarray:
    """0-100: 100 times the chance of a public backlash, if the use becomes known."""
    return 100 * expit(eta - index.threshold)


def outcome_probabilities(index: RiskIndex, eta: np.ndarray) -> np.ndarray:
    """P(outcome >= k | noticed), one column for each step k of the ladder."""
    return expit(np.asarray(eta)[:, None] - np.array(index.thresholds))


def contributions(index: RiskIndex, means: Columns) -> dict[str, np.ndarray]:
    """Per term: coefficient x (mean - reference), log-odds; they add up to eta - reference eta."""
    reference = dict(index.reference)
    return {
        term.name: term.mean * (products(term, means) - products(term, reference))
        for term in index.terms
    }


def band_of(index: RiskIndex, score: np.ndarray) -> np.ndarray:
    """The number of the band a score falls in: 0 is the lowest."""
    return np.searchsorted([start for _, start in index.bands[1:]], score, side="right")


def band_edges(index: RiskIndex) -> tuple[float, ...]:
    """Where a band starts, as log-odds above the threshold (the first band has no edge)."""
    return tuple(logit(start / 100) for _, start in index.bands[1:])
