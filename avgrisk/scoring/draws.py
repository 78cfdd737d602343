"""Random numbers of our own: raw words of PCG64 through our own inverses, the same everywhere.

The distribution methods of numpy change between versions; raw words and these inverses do not
(METHOD.md section 7). A draw is named by a text: same text, same numbers.
"""

import hashlib
import io
from functools import cache

import numpy as np

from avgrisk.core import shipped
from avgrisk.scoring.curves import ndtr, ndtri
from avgrisk.scoring.index import RiskIndex, Term

#: The inverses of PERTs on [0, 1] with weight 4.
INVERSES = "index/pert-1.npy"
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
    if term.sd == 0:
        return np.full(len(uniform), term.mean)
    start = 0.0 if term.floor is None else float(ndtr(np.array((term.floor - term.mean) / term.sd)))
    return term.mean + term.sd * ndtri(start + uniform * (1 - start))


def pert(low: float, mode: float, high: float, uniform: np.ndarray) -> np.ndarray:
    """Draws of a PERT on low-mode-high, by its tabled inverse (mode to a hundredth)."""
    place = round((mode - low) / (high - low) * STEPS)
    return low + (high - low) * np.interp(uniform, points(), inverses()[place])


@cache
def points() -> np.ndarray:
    """The shares at which the inverse is tabled."""
    return (1 - np.cos(np.linspace(0, np.pi, POINTS))) / 2


@cache
def inverses() -> np.ndarray:
    """The shipped inverses, shape (STEPS + 1, POINTS): a row a mode, from 0 to 1."""
    return np.load(io.BytesIO(shipped.path(INVERSES).read_bytes()), allow_pickle=False)


def worked_out() -> np.ndarray:
    """The inverses by scipy, as they are shipped (`make draws`): loading it takes longer than a
    short register."""
    from scipy.special import betaincinv

    modes = np.arange(STEPS + 1)[:, None] / STEPS
    return np.asarray(betaincinv(1 + 4 * modes, 1 + 4 * (1 - modes), points()))
