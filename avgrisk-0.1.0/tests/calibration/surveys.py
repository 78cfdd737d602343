"""Simulated surveys with known weights, for the tests of calibration."""

from __future__ import annotations

import numpy as np
import pandas as pd

#: As in a survey of 287 people who each judge 3 of 11 scenarios on four components.
COMPONENTS = ("trust_gap", "data_sensitivity", "value_gap", "proportionality")
WEIGHTS = (3.6, 2.2, 1.3, 0.5)


def ratings(seed, people=287, scenarios=11, each=3, weights=WEIGHTS, names=COMPONENTS, shared=0.12):
    """Judgements: each component has the scenario's level, what the person always adds to every
    component (shared method) and a part of its own; `ok` is drawn from the weighted sum."""
    rng = np.random.default_rng(seed)
    level = rng.normal(0.5, 0.12, (scenarios, len(names)))
    person = np.repeat(np.arange(people), each)
    scenario = np.concatenate([rng.permutation(scenarios)[:each] for _ in range(people)])
    method = rng.normal(0, shared, people)[person][:, None]
    x = np.clip(level[scenario] + method + rng.normal(0, 0.2, (len(person), len(names))), 0, 1)
    eta = (x - 0.5) @ np.array(weights)
    frame = pd.DataFrame(x, columns=list(names))
    frame["ok"] = (rng.random(len(frame)) > 1 / (1 + np.exp(-eta))).astype(int)
    frame["person"] = [f"p{number}" for number in person]
    frame["scenario"] = [f"s{number}" for number in scenario]
    return frame
