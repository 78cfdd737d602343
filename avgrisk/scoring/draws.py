"""Random numbers of our own: raw words of PCG64 through our own inverses, the same everywhere.

The distribution methods of numpy change between versions; raw words and these inverses do not
(METHOD.md section 7). A draw is named by a text: same text, same numbers.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np

from avgrisk.scoring.index import RiskIndex, Term

#: Points of a PERT's inverse between which is interpolated, and steps of its mode.
POINTS, STEPS = 513, 100
#: Bits of a raw word that make a uniform number.
BITS = 53


def uniforms(key: str, count: int) -> np.ndarray:
    """Numbers in (0, 1) from the raw words of PCG64, started with the key's digest.

    >>> bool(np.array_equal(uniforms("a", 3), uniforms("a", 3)))
    True
    """
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    words = np.random.PCG64(int.from_bytes(digest[:16], "big")).random_raw(count)
    return ((words >> np.uint64(64 - BITS)) + 0.5) * 2.0**-BITS


def coefficients(index: RiskIndex, uniform: np.ndarray) -> list[np.ndarray]:
    """Draws of every coefficient, from a row of uniform numbers each; those of a fitted index hang
    together as its covariance says."""
    from scipy.special import ndtri  # as long to load as scoring a case: only who draws waits

    if index.covariance is None:
        return [coefficient(term, row) for term, row in zip(index.terms, uniform, strict=True)]
    count = len(index.terms)
    values, vectors = np.linalg.eigh(np.array(index.covariance)[:count, :count])
    roots = vectors * np.sqrt(np.maximum(values, 0))
    normal = ndtri(uniform)
    return [
        term.mean + sum(float(root) * part for root, part in zip(row, normal, strict=True))
        for term, row in zip(index.terms, roots, strict=True)
    ]


def coefficient(term: Term, uniform: np.ndarray) -> np.ndarray:
    """Draws of a coefficient: normal, cut off at its floor."""
    from scipy.special import ndtr, ndtri

    if term.sd == 0:
        return np.full(len(uniform), term.mean)
    start = 0.0 if term.floor is None else float(ndtr((term.floor - term.mean) / term.sd))
    return term.mean + term.sd * ndtri(start + uniform * (1 - start))


def pert(low: float, mode: float, high: float, uniform: np.ndarray) -> np.ndarray:
    """Draws of a PERT on low-mode-high, by its tabled inverse (mode to a hundredth)."""
    place = round((mode - low) / (high - low) * STEPS)
    points, inverse = _inverse(place)
    return low + (high - low) * np.interp(uniform, points, inverse)


@lru_cache(maxsize=STEPS + 1)
def _inverse(place: int) -> tuple[np.ndarray, np.ndarray]:
    """The inverse of the beta on [0, 1] with this mode and weight 4, closer points at the ends."""
    from scipy.special import betaincinv

    peak = place / STEPS
    grid = np.linspace(0, np.pi, POINTS)
    points = (1 - np.cos(grid)) / 2
    return points, betaincinv(1 + 4 * peak, 1 + 4 * (1 - peak), points)
