"""What drives the score? Sobol indices: the share of the score's variance that each input explains.

First order: what would be gone if this input alone were known. Total: what would be left if all
others were known; it counts the input's part in every interplay. Estimators: Saltelli et al. 2010,
doi:10.1016/j.cpc.2009.09.018 (first order), Jansen 1999, doi:10.1016/S0010-4655(98)00154-4 (total).
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
from scipy.special import expit, ndtri

from avgrisk.core.records import UNKNOWN, ProposedUse, Range
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.indicators import measure
from avgrisk.scoring.draws import coefficients, pert, uniforms
from avgrisk.scoring.index import INPUTS, RiskIndex
from avgrisk.scoring.index_file import load_index

#: Draws of each of the two samples; the standard errors say what that leaves.
DRAWS = 32_768
#: The standard error comes from so many separate parts of the draws.
PARTS = 16

WEIGHT, READING, SHIFT = "weight", "reading", "shift"
Sample = dict[str, np.ndarray]


def sobol_indices(
    use: ProposedUse | None = None,
    index: str | RiskIndex = DEFAULT_INDEX,
    draws: int = DRAWS,
    seed: int = 1,
) -> pd.DataFrame:
    """First-order and total Sobol indices of the score over weights, readings and the base rate.

    With a use: its own doubt, each reading over its range. Without: every reading anywhere from 0
    to 1 alike, so over all plans there can be. A row per input, and three rows with kind "all":
    the weights together, the readings together, the base rate. `first` and `total` are shares of
    the score's variance with their standard errors; an input without doubt has 0. All inputs are
    taken as independent; the weights of a fitted index are not, so they stand together only. Same
    seed, same numbers.
    """
    risk_index = load_index(index)
    one, other = (_sample(use, risk_index, draws, f"sobol\x1f{seed}\x1f{n}") for n in (1, 2))
    names = list(one)
    fitted = risk_index.covariance is not None
    groups = {name: [name] for name in names if not (fitted and name.startswith(f"{WEIGHT}:"))}
    for kind in (WEIGHT, READING):
        groups[kind] = [name for name in names if name.startswith(f"{kind}:")]
    found = estimates(lambda sample: _score(sample, risk_index), one, other, groups)
    kinds = ["all" if name in (WEIGHT, READING, SHIFT) else name.split(":")[0] for name in groups]
    found.insert(0, "kind", kinds)
    found.insert(1, "input", [name.split(":", 1)[-1] for name in groups])
    return found.reset_index(drop=True)


def estimates(
    model: Callable[[Sample], np.ndarray],
    one: Sample,
    other: Sample,
    groups: Mapping[str, Sequence[str]],
) -> pd.DataFrame:
    """First-order and total indices of a model of columns, from two independent samples.

    A group's columns are swapped together; the result has a row a group, with standard errors.
    """
    a, b = model(one), model(other)
    middle, variance = _moments(a, b)
    rows = []
    for names in groups.values():
        moving = [name for name in names if np.ptp(one[name]) > 0]
        if not moving or variance == 0:
            rows.append((0.0, 0.0, 0.0, 0.0))
            continue
        swapped = model(one | {name: other[name] for name in moving})
        first = (b - middle) * (swapped - a) / variance
        total = (a - swapped) ** 2 / 2 / variance
        rows.append((first.mean(), _error(first), total.mean(), _error(total)))
    columns = ["first", "first_se", "total", "total_se"]
    return pd.DataFrame(rows, columns=columns, index=list(groups))


def _moments(a: np.ndarray, b: np.ndarray) -> tuple[float, float]:
    both = np.concatenate([a, b])
    return float(both.mean()), float(both.var())


def _error(values: np.ndarray) -> float:
    """The standard error of a mean, from the means of separate parts."""
    means = np.array([part.mean() for part in np.array_split(values, PARTS)])
    return float(means.std(ddof=1) / np.sqrt(PARTS))


def _sample(use: ProposedUse | None, index: RiskIndex, draws: int, key: str) -> Sample:
    """Every uncertain thing as a column of draws, named kind:name."""
    names = [f"{WEIGHT}:{term.name}" for term in index.terms]
    inputs = [name for name in INPUTS if any(name in term.factors for term in index.terms)]
    count = len(names) + len(inputs) + 1
    uniform = uniforms(key, count * draws).reshape(count, draws)
    columns = coefficients(index, uniform[: len(index.terms)])
    ranges = _ranges(use)
    for name, part in zip(inputs, uniform[len(index.terms) :], strict=False):
        columns.append(part if ranges is None else _drawn(ranges[name], part))
    columns.append(index.shift_sd * ndtri(uniform[-1]))
    names += [*(f"{READING}:{name}" for name in inputs), SHIFT]
    return dict(zip(names, columns, strict=True))


def _ranges(use: ProposedUse | None) -> dict[str, Range] | None:
    if use is None:
        return None
    ranges = {name: reading.range for name, reading in measure.readings(use).items()}
    return ranges | {"guardian": measure.guardian(use) or UNKNOWN}


def _drawn(part: Range, uniform: np.ndarray) -> np.ndarray:
    if part.low == part.high:
        return np.full(len(uniform), part.mode)
    return pert(*part.ends, uniform)


def _score(sample: Sample, index: RiskIndex) -> np.ndarray:
    """The score of every draw, 0-100."""
    total = sample[SHIFT] - index.threshold
    for term in index.terms:
        part = sample[f"{WEIGHT}:{term.name}"]
        for factor in term.factors:
            part = part * sample[f"{READING}:{factor}"]
        total = total + part
    return 100 * expit(total)
