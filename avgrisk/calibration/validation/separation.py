"""How well does the prior tell accepted cases from backlash, and which cases does it miss?

The cases were sampled on their outcome and coded by machine-assisted coders who recognised most of
them (datasets/coding/CODEBOOK.md): these figures flatter. Cases driven by a regulator measure legal
more than reputational risk; both counts are given.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from avgrisk.calibration.validation.baselines import auc, auc_interval, consent_risk, prescan_sum
from avgrisk.cases.case_base import load_case, load_cases, teaching_pairs, use_from_facts
from avgrisk.cases.case_records import Case
from avgrisk.core.records import GROUPS, ProposedUse
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.scoring.engine import scores_of
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index

if TYPE_CHECKING:
    import pandas as pd

#: From this step of the ladder on, a case stands on the side of backlash.
BACKLASH = 2

#: Bands that contradict whether a case ended in backlash.
WRONG = {("red", False): "accepted_red", ("green", True): "backlash_green"}


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


def misfits(index: str | RiskIndex = DEFAULT_INDEX) -> tuple[Misfit, ...]:
    """Accepted cases that score red, backlash that scores green, twins in the wrong order."""
    loaded = load_index(index)
    cases = load_cases()
    scores = scores_of((case.use for case in cases), loaded)
    values = dict(zip((case.id for case in cases), scores.value.tolist(), strict=True))
    bands = (loaded.bands[band][0] for band in scores.band.tolist())
    found = [
        Misfit(WRONG[ended], case.id)
        for case, band in zip(cases, bands, strict=True)
        if (ended := (band, is_backlash(case))) in WRONG
    ]
    twins = [(pair.first, pair.second) for pair in teaching_pairs()]
    found += [Misfit("twins", *pair) for pair in twins if not in_order(*pair, values)]
    return tuple(found)


def in_order(first: str, second: str, scores: Mapping[str, float]) -> bool:
    """Whether two cases come out in the order of their outcomes (equal outcomes always do)."""
    outcomes = [load_case(id).outcome for id in (first, second)]
    steps = [outcome.ordinal for outcome in outcomes if outcome and outcome.ordinal is not None]
    return (steps[0] - steps[1]) * (scores[first] - scores[second]) >= 0


def separation(index: str | RiskIndex = DEFAULT_INDEX, seed: int = 1) -> pd.DataFrame:
    """AUC accepted against backlash: as coded, from the facts alone, by the two baselines (consent
    alone, the government's pre-scan), and without each group; on the cases in validation.

    `auc` is without the cases a regulator drove, with its 95 % interval `low`-`high` (resampled);
    `ahead` the share of resamples, 0-1, in which the index as coded is higher.
    """
    import pandas as pd

    undriven, cases = counted_cases()
    table = pd.DataFrame(separations(index, seed))
    table.attrs["cases"] = (len(undriven), len(cases))
    return table


def counted_cases() -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """The cases in validation: without those that a regulator drove, and with them."""
    return chosen(False), chosen(True)


def chosen(regulator_driven: bool) -> tuple[Case, ...]:
    """The cases in validation, with or without those a regulator drove."""
    return tuple(
        case
        for case in load_cases()
        if case.use_in_validation
        and case.outcome is not None
        and (regulator_driven or case.outcome.driver != "regulator")
    )


def separations(
    index: str | RiskIndex = DEFAULT_INDEX, seed: int = 1, models: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """The rows of `separation`, or those of these models ("coded" among them)."""
    undriven, cases = counted_cases()
    kept = np.array([case in undriven for case in cases])
    backlash = np.array([is_backlash(case) for case in cases])
    each = _risks(cases, load_index(index))
    risks = {name: work() for name, work in each.items() if name in (models or each)}
    rows = []
    for name, values in risks.items():
        ends = auc_interval(values[kept], backlash[kept], seed, risks["coded"][kept])
        figures = dict(zip(("low", "high", "ahead"), ends, strict=True))
        driven = {"auc_with_regulator": auc(values, backlash)}
        rows.append({"model": name, "auc": auc(values[kept], backlash[kept])} | figures | driven)
    return rows


def _risks(cases: Sequence[Case], index: RiskIndex) -> dict[str, Callable[[], np.ndarray]]:
    """What is held against the outcome: model -> what works out the risk per case."""
    coded, facts = [case.use for case in cases], [facts_only(case) for case in cases]

    def scored(uses: Sequence[ProposedUse], without: Sequence[str] = ()) -> np.ndarray:
        return scores_of([use.replace(**dict.fromkeys(without, 0.5)) for use in uses], index).value

    return {
        "coded": partial(scored, coded),
        "facts": partial(scored, facts),
        "consent": lambda: np.array([consent_risk(use) for use in facts]),
        "prescan": lambda: np.array([prescan_sum(use) for use in coded], dtype=float),
        **{f"without {group}": partial(scored, coded, names) for group, names in GROUPS.items()},
    }


def texts_only(case: Case) -> ProposedUse:
    """The use of a case by its organisation, data and texts alone: no key and no level."""
    use = case.use
    return ProposedUse(
        sector=use.sector,
        data_categories=use.data_categories,
        proposed_use=use.proposed_use,
        purpose_statement=use.purpose_statement,
        collected_for=use.collected_for,
    )


def facts_only(case: Case) -> ProposedUse:
    """The use of a case as the facts door sees it, without anybody's coding."""
    facts = dataclasses.asdict(case.facts) | {"sector_key": case.sector_key}
    return use_from_facts({name: value for name, value in facts.items() if value})
