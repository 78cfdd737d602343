"""What the index is held against: consent alone, and the government's sum of ten counts.

The pre-scan DPIA of the Dutch government adds ten counts and asks for a DPIA above 4. It was not
made for reputation: it sees neither the brand nor the purpose, and says so by its questions.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from avgrisk.core import shipped
from avgrisk.core.levels import level_range
from avgrisk.core.records import UNKNOWN, ProposedUse
from avgrisk.scoring.draws import uniforms
from avgrisk.vocabulary import data_words
from avgrisk.vocabulary.sectors import find

#: Above this sum the form asks for a DPIA.
DPIA_ABOVE = 4

#: Resamples behind an interval of an AUC, and the ends of that interval (95 %).
RESAMPLES = 2_000
ENDS = (0.025, 0.975)
#: An AUC is no end of its own interval: the search for one starts so far from it.
NEAR = 1e-9


def prescan_points(use: ProposedUse) -> dict[str, int]:
    """The ten counts of the pre-scan as points for this use; their sum is the form's risk score.

    What a plan of ours does not record is assumed, see datasets/evidence/prescan.csv: judgement.

    >>> bank = ProposedUse(sector="bank", data_categories="betaaltransacties")
    >>> prescan_points(bank)["sensitive"], sum(prescan_points(bank).values())
    (1, 4)
    """
    sector = find(use.sector) if use.sector else None
    counts = _data_counts(use)
    group = "" if sector is None else sector.group
    return {
        row["key"]: _points(row["points"], _count(row, counts, group))
        for row in shipped.rows("evidence/prescan.csv")
    }


def prescan_sum(use: ProposedUse) -> int:
    """The pre-scan's risk score of a use, from 0; above 4 the form asks for a DPIA."""
    return sum(prescan_points(use).values())


def auc(risks: Sequence[float] | np.ndarray, backlash: Sequence[bool] | np.ndarray) -> float:
    """The chance that a backlash case has the higher risk of two, ties count half.

    >>> auc([1, 2, 3, 4], [False, False, True, True])
    1.0
    """
    return float(_wins(np.asarray(risks), np.asarray(backlash, dtype=bool)).mean())


def consent_risk(use: ProposedUse) -> float:
    """Risk by consent alone: the less choice, the more."""
    return -(level_range("control", use.control) or UNKNOWN).mean


def auc_interval(
    risks: Sequence[float] | np.ndarray,
    backlash: Sequence[bool] | np.ndarray,
    seed: int = 1,
    beside: Sequence[float] | np.ndarray | None = None,
) -> tuple[float, float, float]:
    """The 95 % interval of an AUC by resampling both sides, and how often `beside` is higher.

    The third number is the share of resamples in which the AUC of `beside` exceeds that of
    `risks`, ties count half, 0-1; 0.5 when nothing is given to compare with.
    """
    positive = np.asarray(backlash, dtype=bool)
    wins = [
        _wins(np.asarray(values), positive)
        for values in (risks, risks if beside is None else beside)
    ]
    rows, columns = wins[0].shape
    uniform = uniforms(f"auc\x1f{seed}", RESAMPLES * (rows + columns)).reshape(RESAMPLES, -1)
    first, second = _drawn(uniform[:, :rows]), _drawn(uniform[:, rows:])
    # Counts times halves: the matrix product is exact, whatever the order of adding.
    one, other = (((first @ part) * second).sum(axis=1) / (rows * columns) for part in wins)
    low, high = np.quantile(one, ENDS)
    ahead = float(((other > one) + (other == one) / 2).mean())
    return float(low), float(high), ahead


def auc_newcombe(value: float, backlash: int, accepted: int) -> tuple[float, float]:
    """The 95 % interval of an AUC of so many cases by Newcombe's method 5, in [0, 1].

    Newcombe 2006, Statistics in Medicine 25:559-573: the AUCs whose own spread reaches `value`. It
    does not shrink to nothing where an AUC is near 1, as resampling does.

    >>> [round(end, 3) for end in auc_newcombe(1.0, 20, 20)]
    [0.899, 1.0]
    """
    from scipy.optimize import brentq  # half a second, for a report only
    from scipy.special import ndtri

    z, more = float(ndtri(ENDS[1])), (backlash + accepted) / 2 - 1

    def beyond(at: float) -> float:
        spread = 1 + more * ((1 - at) / (2 - at) + at / (1 + at))
        return (at - value) ** 2 - z**2 * at * (1 - at) * spread / (backlash * accepted)

    low = brentq(beyond, 0.0, value - NEAR) if value > 0 else 0.0
    high = brentq(beyond, value + NEAR, 1.0) if value < 1 else 1.0
    return float(low), float(high)


def _drawn(uniform: np.ndarray) -> np.ndarray:
    """How often each item is drawn when as many are drawn as there are: a row a resample."""
    resamples, count = uniform.shape
    places = (uniform * count).astype(np.intp) + count * np.arange(resamples)[:, None]
    counts = np.bincount(places.ravel(), minlength=resamples * count)
    return counts.reshape(resamples, count).astype(np.float64)


def _wins(risks: np.ndarray, positive: np.ndarray) -> np.ndarray:
    """Per backlash case and accepted case: 1 when the first has the higher risk, .5 when equal."""
    above, below = risks[positive][:, None], risks[~positive][None, :]
    return (above > below) + (above == below) / 2


def _data_counts(use: ProposedUse) -> dict[str, int]:
    """How many kinds of special, sensitive and ordinary data a use has."""
    found: dict[str, set[str]] = {"special": set(), "sensitive": set(), "ordinary": set()}
    for key in _categories(use):
        category = data_words.categories()[key]
        if "special_category" in category.flags:
            found["special"].add(category.group)
        elif category.flags:
            found["sensitive"].add(category.flags[0])
        elif category.group:
            count, option = _options().get(category.group, ("ordinary", category.group))
            found[count].add(option)
    return {name: len(kinds) for name, kinds in found.items()}


def _categories(use: ProposedUse) -> tuple[str, ...]:
    """The keys of a use's data categories; words that no table knows count for nothing."""
    keys = [key for word in use.data_categories for key in data_words.match(word).keys]
    return tuple(dict.fromkeys(keys))


@cache
def _options() -> dict[str, tuple[str, str]]:
    rows = shipped.rows("evidence/prescan_groups.csv")
    return {row["group"]: (row["count"], row["option"]) for row in rows}


def _count(row: dict[str, str], counts: dict[str, int], group: str) -> int:
    if row["fill"] == "data":
        return counts[row["key"]]
    if row["fill"] == "sector" and group != row["group"]:
        return 0
    return int(row["assumed"])


def _points(steps: str, count: int) -> int:
    """The points of the first step "from:points" that a count reaches, else 0."""
    pairs = (step.split(":") for step in steps.split(";"))
    return next((int(points) for start, points in pairs if count >= int(start)), 0)
