"""How well does the prior tell accepted cases from backlash, and which cases does it miss?

The cases were sampled on their outcome and coded by machine-assisted coders who recognised most of
them (datasets/coding/CODEBOOK.md): these figures flatter. Cases driven by a regulator measure legal
more than reputational risk; both counts are given.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from avgrisk.calibration.validation.baselines import auc_interval, prescan_sum
from avgrisk.cases.case_base import Case, load_case, load_cases, teaching_pairs, use_from_facts
from avgrisk.core.levels import level_range
from avgrisk.core.records import GROUPS, UNKNOWN, ProposedUse
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.score import RiskScore, score

#: From this step of the ladder on, a case stands on the side of backlash.
BACKLASH = 2


@dataclass(frozen=True, slots=True)
class Misfit:
    """A case, or a pair of twins, where index and outcome disagree; label misfit.<key>."""

    key: str
    case: str
    other: str = ""


def is_backlash(case: Case) -> bool:
    """Whether a real case ended in backlash, withdrawal, formal action or lasting damage."""
    assert case.outcome is not None and case.outcome.ordinal is not None
    return case.outcome.ordinal >= BACKLASH


def auc(risks: list[float], backlash: list[bool]) -> float:
    """The chance that a backlash case has the higher risk of two, ties count half.

    >>> auc([1, 2, 3, 4], [False, False, True, True])
    1.0
    """
    ranks, positive = pd.Series(risks).rank().to_numpy(), np.array(backlash)
    count = positive.sum()
    above = ranks[positive].sum() - count * (count + 1) / 2
    return float(above / (count * (len(positive) - count)))


def misfits(index: str | RiskIndex = "1") -> tuple[Misfit, ...]:
    """Accepted cases that score red, backlash that scores green, twins in the wrong order."""
    scores = {case.id: score(case.use, index) for case in load_cases()}
    found = [
        Misfit(key, case.id)
        for case in load_cases()
        for key in [_misfit(scores[case.id].band, is_backlash(case))]
        if key
    ]
    for pair in teaching_pairs():
        if not in_order(pair.first, pair.second, scores):
            found.append(Misfit("twins", pair.first, pair.second))
    return tuple(found)


def in_order(first: str, second: str, scores: dict[str, RiskScore]) -> bool:
    """Whether two cases come out in the order of their outcomes (equal outcomes always do)."""
    outcomes = [load_case(id).outcome for id in (first, second)]
    steps = [outcome.ordinal for outcome in outcomes if outcome and outcome.ordinal is not None]
    return (steps[0] - steps[1]) * (scores[first].value - scores[second].value) >= 0


def _misfit(band: str, backlash: bool) -> str:
    if band == "red" and not backlash:
        return "accepted_red"
    return "backlash_green" if band == "green" and backlash else ""


def separation(index: str | RiskIndex = "1", seed: int = 1) -> pd.DataFrame:
    """AUC accepted against backlash: as coded, from the facts alone, by the two baselines (consent
    alone, the government's pre-scan), and without each group; on the cases in validation.

    `auc` is without the cases a regulator drove, with its 95 % interval `low`-`high` (resampled);
    `ahead` the share of resamples, 0-1, in which the index as coded is higher.
    """
    cases = [case for case in load_cases() if case.use_in_validation]
    undriven = [case for case in cases if case.outcome and case.outcome.driver != "regulator"]
    backlash = [is_backlash(case) for case in undriven]
    risks = {name: [function(case) for case in cases] for name, function in _models(index).items()}
    kept = {
        name: [value for case, value in zip(cases, values, strict=True) if case in undriven]
        for name, values in risks.items()
    }
    rows = []
    for name, values in kept.items():
        low, high, ahead = auc_interval(values, backlash, seed, kept["coded"])
        rows.append(
            {
                "model": name,
                "auc": auc(values, backlash),
                "low": low,
                "high": high,
                "ahead": ahead,
                "auc_with_regulator": auc(risks[name], [is_backlash(case) for case in cases]),
            }
        )
    table = pd.DataFrame(rows)
    table.attrs["cases"] = (len(undriven), len(cases))
    return table


def _models(index: str | RiskIndex) -> dict[str, Callable[[Case], float]]:
    """What is held against the outcome: name -> function from case to risk."""
    loaded = load_index(index) if isinstance(index, str) else index
    models: dict[str, Callable[[Case], float]] = {
        "coded": lambda case: score(case.use, loaded).value,
        "facts": lambda case: score(facts_only(case), loaded).value,
        "consent": lambda case: -(level_range("control", facts_only(case).control) or UNKNOWN).mean,
        "prescan": lambda case: prescan_sum(case.use),
    }
    return models | {f"without {group}": _without(names, loaded) for group, names in GROUPS.items()}


def _without(names: tuple[str, ...], index: RiskIndex) -> Callable[[Case], float]:
    """The index with some readings at the reference for every case."""
    return lambda case: score(case.use.replace(**dict.fromkeys(names, 0.5)), index).value


def facts_only(case: Case) -> ProposedUse:
    """The use of a case as the facts door sees it, without anybody's coding."""
    facts = dataclasses.asdict(case.facts) | {"sector_key": case.sector_key}
    return use_from_facts({name: value for name, value in facts.items() if value})
