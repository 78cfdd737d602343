"""From two sides to a facet of the purpose distance, with its range."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from avgrisk.indicators import distance_facets as on
from avgrisk.indicators.cell_columns import Filled, Ranges
from avgrisk.indicators.distance_facets import unknown
from avgrisk.indicators.distance_sides import Side
from avgrisk.indicators.facts import by_place
from avgrisk.indicators.uses import Uses
from avgrisk.vocabulary.hint_tables import settings
from avgrisk.vocabulary.taxonomy import domain_distance, domains, families, family_distance

#: From how likely on a pair of purposes counts in the range; judgement.
_MAY_BE = 0.1


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet per row: its range, shape (3, rows), and what it stands on."""

    ranges: Ranges
    ground: np.ndarray


def pair_facet(
    uses: Uses, name: str, old: Side, new: Side, ground: np.ndarray, usual: np.ndarray | None = None
) -> Facet:
    """A facet that is the distance between two keys, the range over all pairs of candidates; of
    kinds of purpose the mode is their mean, by how likely each pair is."""
    apart = _apart(name)(old.keys[:, None], new.keys[None])[1].reshape(-1, uses.rows)
    span = ends_of(apart)
    likely = (old.likely[:, None] * new.likely[None]).reshape(-1, uses.rows)
    read = _weighed(apart, likely) if name == "tree" else widened(span)
    found = np.where((ground == on.READ) | (ground == on.FURTHER), read, span)
    if usual is not None:
        found = np.where(ground == on.USUAL, by_place("families", name)[:, usual], found)
    found = np.where(ground == on.SAME, 0.0, found)
    return Facet(np.where(ground == on.LEVEL, uses.level(name).ranges, found), ground)


def _weighed(apart: np.ndarray, likely: np.ndarray) -> np.ndarray:
    """The mean of candidates by how likely each is; the range spans those that may well be, and a
    step of the codebook more the less likely the first is."""
    total, whole = np.zeros(apart.shape[1]), np.zeros(apart.shape[1])
    for value, part in zip(apart, likely, strict=True):
        there = ~np.isnan(value)
        total = np.where(there, total + part * np.where(there, value, 0.0), total)
        whole = np.where(there, whole + part, whole)
    with np.errstate(invalid="ignore", divide="ignore"):
        mode = np.where(whole > 0, total / whole, apart[0])
    possible = np.where(likely >= _MAY_BE, apart, np.nan)
    step = settings()["margin"] * (1 - likely[0])
    low = np.fmin(np.fmin.reduce(possible), mode) - step
    high = np.fmax(np.fmax.reduce(possible), mode) + step
    return np.array([np.maximum(0.0, low), mode, np.minimum(1.0, high)])


def ends_of(values: np.ndarray) -> np.ndarray:
    """The lowest, the first and the highest of candidates, NaN is none; shape (3, rows)."""
    return np.array([np.fmin.reduce(values), values[0], np.fmax.reduce(values)])


@cache
def _apart(name: str) -> Filled:
    """The distance between two families or two domains, by their places in the table."""
    keys, between = (
        (families(), family_distance) if name == "tree" else (domains(), domain_distance)
    )
    return Filled.of(keys, keys, between)


def if_usual(name: str, ground: np.ndarray, usual: np.ndarray) -> np.ndarray:
    """Where the family of use has to speak and is silent, nothing is known."""
    return np.where(
        (ground == on.USUAL) & np.isnan(by_place("families", name)[0, usual]), on.NOTHING, ground
    )


@cache
def elsewhere() -> np.ndarray:
    """Per family whether it usually serves another domain than the one the data are from."""
    return by_place("families", "domain")[1] > unknown()["domain"].mode


def widened(span: np.ndarray) -> np.ndarray:
    """A suggestion is never surer than one step of the codebook on either side."""
    step = settings()["margin"]
    low, mode, high = span
    wide = np.array([np.minimum(low, mode - step), mode, np.maximum(high, mode + step)])
    return np.minimum(1.0, np.maximum(0.0, wide))
