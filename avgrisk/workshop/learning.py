"""What a room's votes say of the weights: its own index beside the prior. Never the customers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from avgrisk.core.records import READINGS
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.score import score
from avgrisk.workshop.kept import FEWEST, Vote
from avgrisk.workshop.room_fit import RoomFit, around, fit_room
from avgrisk.workshop.session_file import SessionPlan
from avgrisk.workshop.spread import STEPS
from avgrisk.workshop.told import INDEX
from avgrisk.workshop.vignettes import readings

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Weight:
    """One reading's weight, in log-odds over its full range: the room's and the prior's, with 5 %
    and 95 %."""

    reading: str
    room: float
    low: float
    high: float
    prior: float
    prior_low: float
    prior_high: float

    @property
    def moved(self) -> float:
        """How far the room's weight lies from the prior, + = weighs more."""
        return self.room - self.prior


def frame(plan: SessionPlan, votes: Iterable[tuple[str, Vote]]) -> pd.DataFrame:
    """A row a judgement: voter, item, grant 1 to 5, and the item's seven readings in [0, 1].

    Who does not know is left out, and a vote on what the session does not have.
    """
    import pandas as pd

    items = plan.items
    given = [(voter, vote) for voter, vote in votes if vote.grant and vote.item in items]
    ids = sorted({vote.item for _, vote in given})
    measured = readings_of(plan, ids)
    rows = [
        {"voter": voter, "item": vote.item, "grant": vote.grant, **measured[vote.item]}
        for voter, vote in given
    ]
    return pd.DataFrame(rows, columns=["voter", "item", "grant", *READINGS])


def readings_of(plan: SessionPlan, ids: list[str]) -> dict[str, dict[str, float]]:
    """The seven readings of each item, as the score has them; NaN where unknown."""
    items = plan.items
    found: dict[str, dict[str, float]] = {}
    for id in ids:
        if items[id].is_case:
            values = (told.value for told in score(items[id].use, INDEX).readings.values())
            known = (float("nan") if value is None else value for value in values)
            found[id] = dict(zip(READINGS, known, strict=True))
    rows = [id for id in ids if not items[id].is_case]
    if rows:
        for id, row in zip(rows, readings([items[id].use for id in rows]), strict=True):
            found[id] = dict(zip(READINGS, row.tolist(), strict=True))
    return found


def fitted(rows: pd.DataFrame) -> RoomFit | None:
    """The room's weights (room_fit.py); None for fewer than five people or one answer."""
    if rows["voter"].nunique() < FEWEST or rows["grant"].nunique() < 2:
        return None
    return fit_room(
        rows[list(READINGS)].to_numpy(float),
        STEPS - rows["grant"].to_numpy(int),
        rows["voter"].astype("category").cat.codes.to_numpy(),
        believed(),
    )


def believed() -> np.ndarray:
    """The prior of the seven weights: a row a reading, its mean and sd."""
    terms = {term.name: term for term in load_index(INDEX).terms}
    return np.array([[terms[name].mean, terms[name].sd] for name in READINGS])


def weights(fit: RoomFit) -> list[Weight]:
    """The seven weights of a fit beside the prior, in canonical order."""
    mean, sd = fit.believed.T
    figures = np.array([fit.weights, *around(fit.weights, fit.sd), mean, *around(mean, sd)])
    return [Weight(name, *own) for name, own in zip(READINGS, figures.T.tolist(), strict=True)]


def coefficients(fit: RoomFit) -> pd.DataFrame:
    """The weights as a calibration has them (`Calibration.coefficients`), to be drawn alike."""
    import pandas as pd

    low, high = fit.interval
    prior, sd = fit.believed.T
    columns = {"estimate": fit.weights, "low": low, "high": high, "prior": prior, "prior_sd": sd}
    names = pd.Index(READINGS, name="reading")
    found = pd.DataFrame(columns, index=names)
    return found.assign(sd=fit.sd, sd_ratio=fit.sd / sd, term=list(READINGS))


def pooled(fits: list[RoomFit]) -> pd.DataFrame:
    """Several rooms together: a row a reading with `estimate`, `low`, `high` (5 % and 95 %) and
    `between`, the sd between rooms in log-odds.

    Random effects after DerSimonian & Laird (statsmodels.stats.meta_analysis) on what each room
    adds to the prior, which is counted once and not per room.
    """
    import pandas as pd
    from statsmodels.stats.meta_analysis import combine_effects

    prior, sd = fits[0].believed.T
    rows = {}
    for at, name in enumerate(READINGS):
        own = [_without_prior(fit, at) for fit in fits]
        effects, variances = np.array(own).T
        with np.errstate(all="ignore"):  # rooms that are just alike
            found = combine_effects(effects, variances, method_re="dl")
        between = max(float(found.tau2), 0.0)
        told = float((1 / (variances + between)).sum())
        mean = float((effects / (variances + between)).sum()) / told
        precision = told + sd[at] ** -2
        estimate = (told * mean + prior[at] * sd[at] ** -2) / precision
        low, high = around(estimate, precision**-0.5)
        rows[name] = {
            "estimate": estimate,
            "low": low,
            "high": high,
            "between": between**0.5,
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("reading").assign(prior=prior)


def _without_prior(fit: RoomFit, at: int) -> tuple[float, float]:
    """What the votes alone say of a weight: estimate and variance, the prior divided out."""
    mean, sd = fit.believed[at]
    precision = max(1 / fit.covariance[at, at] - sd**-2, 1e-6)
    estimate = (fit.weights[at] / fit.covariance[at, at] - mean * sd**-2) / precision
    return float(estimate), 1 / precision


def residuals(rows: pd.DataFrame, fit: RoomFit | None) -> dict[str, float]:
    """Mean step of each item less what the readings explain, by least squares on the fit's sum."""
    if fit is None:
        return {}
    x = rows[list(READINGS)].to_numpy(float)
    eta = np.where(np.isnan(x), 0.0, x - 0.5) @ fit.weights
    steps = STEPS - rows["grant"].to_numpy(float)
    slope, start = np.polyfit(eta, steps, 1) if np.ptp(eta) > 0 else (0.0, steps.mean())
    left = rows.assign(left=steps - start - slope * eta).groupby("item")["left"].mean()
    return {str(id): float(value) for id, value in left.items()}
