"""What does the prior cost? Held-out AUC beside plain GLM and GEE, and beside the true weights.

Simulated surveys in the image of the published one: 861 judgements, 287 people, 11 scenarios, 0-5
ratings with its weights and spreads. `python -m tests.calibration.estimation.plain_fits 30` prints the means
of 30 surveys; docs/CALIBRATION.md shows them.
"""

from __future__ import annotations

import sys
import warnings

import numpy as np
import pandas as pd

import avgrisk
from avgrisk.calibration.estimation.cross_validation import splits
from avgrisk.calibration.estimation.discrimination import concordance

#: Not acceptable, log-odds over the full range, and sd of each rating, as METHOD.md section 7 and
#: the printed standardised weights give them (sd = standardised / raw).
NAMES = ("trust_gap", "data_sensitivity", "value_gap", "disproportionality")
WEIGHTS = np.array([3.89, 2.0, 1.36, 0.87])
SPREAD = np.array([0.265, 0.295, 0.287, 0.287])
IDS = {"respondent": "person", "scenario": "scenario"}


def survey(seed, taste=0.0, alike=0.2, people=287, scenarios=11, each=3):
    """A frame of 0-5 ratings and answers; `true` holds the log-odds that the weights give. Ratings
    correlate by `alike`, share 15 % by scenario and 15 % by person; `taste` is the sd, in log-odds,
    of how readily a person says no."""
    rng = np.random.default_rng(seed)
    person = np.repeat(np.arange(people), each)
    scenario = np.concatenate([rng.permutation(scenarios)[:each] for _ in range(people)])
    root = np.linalg.cholesky(np.full((4, 4), alike) + (1 - alike) * np.eye(4))
    z = np.sqrt(0.15) * (rng.normal(size=(scenarios, 4)) @ root.T)[scenario]
    z = z + np.sqrt(0.15) * (rng.normal(size=(people, 4)) @ root.T)[person]
    z = z + np.sqrt(0.70) * rng.normal(size=(len(person), 4)) @ root.T
    rated = np.clip(np.round(2.5 + 5.15 * z * SPREAD), 0, 5)
    true = (rated / 5 - 0.5) @ WEIGHTS
    eta = true + taste * rng.normal(size=people)[person]
    frame = pd.DataFrame(rated.astype(int), columns=list(NAMES))
    frame["ok"] = np.where(rng.random(len(eta)) > 1 / (1 + np.exp(-eta)), "yes", "no")
    return frame.assign(person=person, scenario=scenario, true=true)


def plain(x, y, groups, by, gee):
    """Held-out log-odds of a GLM or of a GEE with exchangeable respondents, on the same folds."""
    import statsmodels.api as sm  # seconds, which not every worker that collects needs

    design, found = sm.add_constant(x), np.empty(len(y))
    family = sm.families.Binomial()
    for held, kept in splits(groups, len(y), by, None, 1):
        if gee:
            model = sm.GEE(
                y[kept], design[kept], groups["respondent"][kept],
                family=family, cov_struct=sm.cov_struct.Exchangeable(),
            )  # fmt: skip
        else:
            model = sm.GLM(y[kept], design[kept], family=family)
        found[held] = design[held] @ model.fit().params
    return found


def compared(seed, bys=("respondent", "scenario", "both"), gee=True, **more):
    """Figures of one survey: AUC of the true weights, and held out by each of `bys` that of our
    fit (with its slope), of a plain GLM and of a GEE."""
    frame = survey(seed, **more)
    y = (frame["ok"] == "no").to_numpy().astype(int)
    fit = avgrisk.calibrate(frame, "ok", list(NAMES), **IDS)
    estimate = fit.coefficients["estimate"]
    row = {"true weights": concordance(frame["true"].to_numpy(), y)[0]}
    row["in order"] = float(tuple(estimate.sort_values(ascending=False).index) == NAMES)
    row |= {f"weight {name}": estimate[name] for name in NAMES}
    held = avgrisk.calibrate(frame, "ok", list(NAMES), **IDS, widen=False)
    for by in bys:
        held_out = fit.cross_validate(by=by)
        row[f"{by}: avgrisk"], row[f"{by}: slope"] = held_out.auc, held_out.slope
        unwidened = held.cross_validate(by=by)
        row[f"{by}: widen=False"], row[f"{by}: its slope"] = unwidened.auc, unwidened.slope
        for name in ("glm", "gee") if gee and by != "both" else ("glm",):
            predicted = plain(fit.design.x, y, fit.design.groups, by, name == "gee")
            row[f"{by}: {name}"] = concordance(predicted, y)[0]
    return row


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    for taste in (0.0, 0.7):
        table = pd.DataFrame([compared(seed, taste=taste) for seed in range(int(sys.argv[1]))])
        print(f"taste {taste}", table.mean().round(3).to_string(), sep="\n")
