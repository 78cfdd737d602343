"""How sure is a score of a fitted index, whose coefficients are jointly normal? In closed form.

Given the readings z, eta - theta is normal with mean A = m'z - theta and variance
q = (z, -1)' V (z, -1); V is the covariance of the coefficients and the threshold. The law of total
cumulance gives, with d the readings' doubt (independent, central moments c2, c3, c4):

    k2 = E q + var A          k3 = k3(A) + 3 cov(A, q)
    k4 = k4(A) + 6 k(A, A, q) + 3 var q

A product's first factor is first held fixed at three points that have its first four moments
(Hong 1998); as everything is of degree four in it, mixing the moments over them is exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.uncertainty import Array, Cumulants, Spread, added


@dataclass(frozen=True, slots=True)
class _Sum:
    """Readings with their coefficient, and the coefficients' covariances, columns or numbers.

    `cross[i][j]` for i, j over the readings; the last row and column belong to the threshold.
    """

    spreads: list[Spread]
    means: list[Array | float]
    cross: list[list[Array | float]]


def cumulants(index: RiskIndex, spreads: dict[str, Spread]) -> Cumulants:
    """The first four cumulants of eta - theta at the scored step, one value a row."""
    firsts = list(dict.fromkeys(t.factors[0] for t in index.terms if len(t.factors) == 2))
    doubtful = [name for name in firsts if spreads[name].moments is not None]
    exact = {name: Spread(part.mean, None) for name, part in spreads.items() if name in firsts}
    direct = _fixed(index, {**spreads, **exact})
    if not doubtful:
        return direct
    mixed = _mixed(index, {**spreads, **exact}, [(name, spreads[name]) for name in doubtful])
    parts = [moments[0] > 0 for name in doubtful if (moments := spreads[name].moments) is not None]
    unsure = np.logical_or.reduce(parts)
    # a row whose factors are certain gets the same bits as in a table without doubt
    return tuple(np.where(unsure, a, b) for a, b in zip(mixed, direct, strict=True))  # type: ignore[return-value]


def _mixed(
    index: RiskIndex, spreads: dict[str, Spread], doubtful: list[tuple[str, Spread]]
) -> Cumulants:
    """Cumulants over the doubt of the products' first factors, one factor at a time."""
    if not doubtful:
        return _fixed(index, spreads)
    (name, spread), *others = doubtful
    totals: list[Array | float] = [0.0, 0.0, 0.0, 0.0]
    for point, weight in points(spread):
        inner = _mixed(index, {**spreads, name: Spread(point, None)}, others)
        for place, moment in enumerate(_raw(inner)):
            totals[place] = totals[place] + weight * moment
    return _from_raw(totals)


def points(spread: Spread) -> Iterator[tuple[Array, Array]]:
    """Three points and their weights with the mean and second to fourth moment of a reading.

    The mean is one of them. A certain row stands at its mean three times.
    """
    assert spread.moments is not None
    c2, c3, c4 = spread.moments
    known = c2 > 0
    square = np.where(known, c2, 1.0)
    sd = np.sqrt(square)
    skew, kurtosis = np.where(known, c3 / (square * sd), 0.0), np.where(known, c4 / square**2, 3.0)
    root = np.sqrt(kurtosis - 0.75 * skew * skew)
    up, down = skew / 2 + root, skew / 2 - root
    rest = np.ones_like(root)
    for place, other in ((up, down), (down, up)):
        weight = 1 / (place * (place - other))
        rest = rest - weight
        yield np.where(known, spread.mean + sd * place, spread.mean), weight
    yield spread.mean, rest


def _raw(parts: Cumulants) -> tuple[Array | float, ...]:
    """Raw moments from cumulants."""
    k1, k2, k3, k4 = parts
    square = k1 * k1
    return (
        k1,
        k2 + square,
        k3 + 3 * k2 * k1 + square * k1,
        k4 + 4 * k3 * k1 + 3 * k2 * k2 + 6 * k2 * square + square * square,
    )


def _from_raw(raw: list[Array | float]) -> Cumulants:
    """Cumulants from raw moments."""
    m1, m2, m3, m4 = raw
    k2 = m2 - m1 * m1
    k3 = m3 - 3 * m1 * k2 - m1 * m1 * m1
    k4 = m4 - 4 * k3 * m1 - 3 * k2 * k2 - 6 * k2 * m1 * m1 - m1 * m1 * m1 * m1
    return m1, k2, k3, k4


def _fixed(index: RiskIndex, spreads: dict[str, Spread]) -> Cumulants:
    """Cumulants where the first factor of every product is certain."""
    whole = _gathered(index, spreads)
    count = len(whole.spreads)
    values = [spread.mean for spread in whole.spreads]
    # row i: sum over j of V_ij z_j, the threshold with z = -1
    along = [_along(whole.cross[i], values) for i in range(count + 1)]
    k1 = added([m * z for m, z in zip(whole.means, values, strict=True)]) - index.threshold
    k2 = added([z * part for z, part in zip(values, along[:-1], strict=True)]) - along[-1]
    k3, k4 = np.zeros_like(k1), np.zeros_like(k1)
    unsure = [i for i in range(count) if whole.spreads[i].moments is not None]
    for i in unsure:
        c2, c3, c4 = whole.spreads[i].moments  # type: ignore[misc]
        m, v, g = whole.means[i], whole.cross[i][i], 2 * along[i]
        excess = c4 - c2 * c2
        mm = m * m
        k2 = k2 + (v + mm) * c2
        k3 = k3 + (mm * m * c3 + 3 * m * (g * c2 + v * c3))
        k4 = k4 + (mm * mm * (c4 - 3 * c2 * c2) + 6 * mm * (g * c3 + v * excess))
        k4 = k4 + 3 * (g * g * c2 + 2 * g * v * c3 + v * v * excess)
        for j in unsure:
            if j < i:
                both = whole.spreads[j].moments[0] * c2  # type: ignore[index]
                v = whole.cross[i][j]
                k4 = k4 + (24 * m * whole.means[j] * v + 12 * v * v) * both
    return k1, k2, k3, k4


def _along(row: list[Array | float], values: list[Array]) -> Array:
    """One row of V times (z, -1), added in table order."""
    return added([v * z for v, z in zip(row[:-1], values, strict=True)]) - row[-1]


def _gathered(index: RiskIndex, spreads: dict[str, Spread]) -> _Sum:
    """Terms with the same last factor as one: its coefficient is b + b_product x first factor."""
    assert index.covariance is not None
    places: dict[str, list[int]] = {}
    for number, term in enumerate(index.terms):
        places.setdefault(term.reading, []).append(number)
    share: list[Array | float] = [
        spreads[term.factors[0]].mean if len(term.factors) == 2 else 1.0 for term in index.terms
    ] + [1.0]
    members = [*places.values(), [len(index.terms)]]
    cross = [
        [
            added([share[i] * share[j] * index.covariance[i][j] for i in rows for j in columns])
            for columns in members
        ]
        for rows in members
    ]
    means = [added([share[i] * index.terms[i].mean for i in rows]) for rows in members[:-1]]
    # a product's first factor is certain here, also where it stands in a term of its own
    return _Sum([spreads[name] for name in places], means, cross)
