"""What people said in published surveys, beside what the index says of the same scenario.

A survey asks what people find acceptable; the score is about backlash if a use becomes known. The
levels cannot agree, the order can. Figures: datasets/evidence/published_aggregates.csv; what each
scenario was coded as: scenarios.csv, judgement of a coder who had seen the figures.
"""

from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd

from avgrisk.calibration.estimation.discrimination import rank_agreement
from avgrisk.calibration.validation.baselines import auc
from avgrisk.calibration.validation.robustness import variant_values
from avgrisk.calibration.validation.separation import is_backlash
from avgrisk.cases.case_base import load_cases
from avgrisk.core import shipped
from avgrisk.core.levels import named
from avgrisk.core.records import FIELDS, ProposedUse
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.scoring.frame import score_frame
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.vocabulary import sectors

SCENARIOS = "evidence/scenarios.csv"
FIGURES = "evidence/published_aggregates.csv"
PRINTED = "evidence/printed_figures.csv"

#: What people lean to, and the band that contradicts it.
AGAINST, FOR, DIVIDED = "against", "for", "divided"
CONTRADICTS = {AGAINST: "green", FOR: "red", DIVIDED: ""}


@cache
def scenarios() -> dict[str, ProposedUse]:
    """Every scenario as coded, by its key."""
    return {
        row["key"]: ProposedUse().replace(**{name: row[name] for name in row if name in FIELDS})
        for row in shipped.rows(SCENARIOS)
    }


def evidence_frame(index: str | RiskIndex = DEFAULT_INDEX) -> pd.DataFrame:
    """A row per scenario: what people said (per cent, NaN = not published) and what we predict.

    `against` and `accepts` are shares of people, 0-100; `leans` is against, for or divided: the
    larger share, or half where one was published. `score`, `low`, `high` run 0-100. `fits` is
    False where people lean against a green plan or for a red one. Status V or S, see the table.
    """
    rows = []
    for row in shipped.rows(SCENARIOS):
        found = [item for item in shipped.rows(FIGURES) if item["scenario"] == row["key"]]
        shares = {item["measure"]: float(item["value"]) for item in found}
        rows.append(
            {
                "survey": row["survey"],
                "scenario": row["key"],
                "against": shares.get("not_acceptable", np.nan),
                "accepts": shares.get("acceptable", np.nan),
                "leans": _leans(shares),
                "n": int(found[0]["n"]),
                "status": "S" if any(item["status"] == "S" for item in found) else "V",
                "source": found[0]["where_read"],
            }
        )
    table = pd.DataFrame(rows)
    coded = [{name: getattr(use, name) for name in FIELDS} for use in scenarios().values()]
    scores = score_frame(pd.DataFrame(coded), index)
    table[["score", "low", "high"]] = scores[["score", "score_low", "score_high"]].to_numpy()
    table["band"] = scores["band"].astype(str).to_numpy()
    table["fits"] = table["band"] != table["leans"].map(CONTRADICTS)
    return table


def evidence_pairs(index: str | RiskIndex = DEFAULT_INDEX) -> pd.DataFrame:
    """Every two scenarios of one survey that people order: does the index order them alike?

    `first` is the one people resist more (by the share against, else by the share that accepts);
    `in_order` whether it also has the higher score.
    """
    rows = []
    for survey, part in evidence_frame(index).groupby("survey", sort=False):
        for one, other in combinations(part.to_dict("records"), 2):
            order = _order(one, other)
            if order:
                first, second = (one, other) if order > 0 else (other, one)
                rows.append(
                    {
                        "survey": survey,
                        "first": first["scenario"],
                        "second": second["scenario"],
                        "score_first": first["score"],
                        "score_second": second["score"],
                        "in_order": first["score"] > second["score"],
                    }
                )
    return pd.DataFrame(rows)


def printed_figures(index: str | RiskIndex = DEFAULT_INDEX) -> pd.DataFrame:
    """Estimates from surveys with our components, beside the index's own figure where it has one.

    `published` as printed; `ours` NaN where nothing of the index answers to it; `kind` says what
    is compared (coefficient, variant, step, sector), or none, or contrary.
    """
    table = pd.DataFrame(list(shipped.rows(PRINTED)))
    for name in ("published", "low", "high"):
        table[name] = pd.to_numeric(table[name])
    own = _own_figures(load_index(index))
    table["ours"] = (table["kind"] + ":" + table["counterpart"]).map(own)
    return table


def discomfort_agreement() -> float:
    """Rank correlation, -1 to 1: published discomfort per kind of organisation, our distrust."""
    table = printed_figures()
    part = table[table["kind"] == "sector"]
    return rank_agreement(part["published"], part["ours"])


def _own_figures(index: RiskIndex) -> dict[str, float]:
    """What the index says, by kind and counterpart."""
    own = {f"coefficient:{term.name}": term.mean for term in index.terms}
    backlash = [is_backlash(case) for case in load_cases()]
    for name, values in variant_values(index=index).items():
        own[f"variant:{name}"] = auc(list(values), backlash)
    for row in shipped.rows(PRINTED):
        kind, counterpart = row["kind"], row["counterpart"]
        if kind == "step":
            # What a step between two named levels of value is worth, in log-odds
            field, low, high = counterpart.split(":")
            weight = next(term.mean for term in index.terms if term.name == "value_gap")
            own[f"{kind}:{counterpart}"] = weight * (named(field)[high] - named(field)[low])
        if kind == "sector":
            own[f"{kind}:{counterpart}"] = 1 - sectors.table()[counterpart].trust.mean
    return own


def _leans(shares: dict[str, float]) -> str:
    """What people lean to: the larger share, or half where only one was published."""
    against = shares.get("not_acceptable", 100 - shares.get("acceptable", 0))
    accepts = shares.get("acceptable", 100 - against)
    if against == accepts:
        return DIVIDED
    return AGAINST if against > accepts else FOR


def _order(one: dict[str, object], other: dict[str, object]) -> float:
    """Above 0 when people resist the first more, below 0 the second, 0 when nobody can say."""
    for measure, sign in (("against", 1), ("accepts", -1)):
        values = [part[measure] for part in (one, other)]
        difference = sign * (float(values[0]) - float(values[1]))  # type: ignore[arg-type]
        if not np.isnan(difference):
            return difference
    return 0.0
