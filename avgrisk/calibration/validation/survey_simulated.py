"""Does a survey give weights back? People who answer by known weights, and a fit that reads them.

Seeded; what people and scenarios share beyond the readings is judgement (SHARED).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit, ndtri

from avgrisk.calibration.ratings import calibrate
from avgrisk.core.records import READINGS
from avgrisk.scoring.draws import uniforms
from avgrisk.scoring.index_file import load_index

#: Scenarios and people of one survey: what two sessions of a workshop could gather.
SCENARIOS, PEOPLE = 24, 30
#: Log-odds that differ from person to person, and from scenario to scenario: judgement.
SHARED = 0.6


@dataclass(frozen=True, slots=True)
class Refitted:
    """AUC on people and scenarios left out, 0-1, and the slope foreseen there, 1 = right."""

    auc: float
    slope: float


def refitted(truth: str, prior: str, seed: int = 1) -> Refitted:
    """A survey of people who weigh as index `truth` does, fitted from the prior of another."""
    fit = calibrate(
        survey(truth, seed),
        acceptable="acceptable",
        readings=list(READINGS),
        respondent="person",
        scenario="scenario",
        prior=prior,
    )
    return Refitted(fit.cross_validate().auc, fit.calibration_slope)


def survey(truth: str, seed: int = 1) -> pd.DataFrame:
    """A row a judgement: the readings of a scenario, who judged it, and acceptable or not."""
    means = {term.name: term.mean for term in load_index(truth).terms}
    readings = _drawn("readings", seed, SCENARIOS * len(READINGS)).reshape(SCENARIOS, -1)
    against = (readings - 0.5) @ np.array([means[name] for name in READINGS])
    lean = SHARED * ndtri(_drawn("people", seed, PEOPLE))[:, None]
    own = SHARED * ndtri(_drawn("scenarios", seed, SCENARIOS))[None, :]
    chance = expit(against[None, :] + lean + own)
    answers = _drawn("answers", seed, PEOPLE * SCENARIOS).reshape(PEOPLE, -1) > chance
    frame = pd.DataFrame(np.tile(readings, (PEOPLE, 1)), columns=list(READINGS))
    frame["person"] = np.repeat(np.arange(PEOPLE), SCENARIOS)
    frame["scenario"] = np.tile(np.arange(SCENARIOS), PEOPLE)
    return frame.assign(acceptable=answers.ravel())


def _drawn(what: str, seed: int, count: int) -> np.ndarray:
    return uniforms(f"survey\x1f{what}\x1f{seed}", count)
