"""What a room's votes say of the weights: its own index beside the prior. Never the customers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from avgrisk.core.records import READINGS
from avgrisk.core.shipped import setting
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.score import score
from avgrisk.workshop.kept import FEWEST, Vote
from avgrisk.workshop.room_fit import RoomFit, fit_room
from avgrisk.workshop.session_file import SessionPlan
from avgrisk.workshop.spread import STEPS, Spread
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
    rows = [item.id for item in map(items.get, ids) if item and not item.is_case]
    found: dict[str, dict[str, float]] = {}
    if rows:
        values = readings([items[id].use for id in rows])
        found = {
            id: dict(zip(READINGS, row.tolist(), strict=True))
            for id, row in zip(rows, values, strict=True)
        }
    for id in ids:
        if items[id].is_case:
            told = score(items[id].use, INDEX).readings
            found[id] = {name: _number(told[name].value) for name in READINGS}
    return found


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


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
    low, high = fit.interval
    ends = [float(ndtri(setting(f"interval_{end}"))) for end in ("low", "high")]
    mean, sd = fit.believed.T
    figures = np.array([fit.weights, low, high, mean, mean + ends[0] * sd, mean + ends[1] * sd])
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
        ends = [estimate + float(ndtri(end)) / precision**0.5 for end in (0.05, 0.95)]
        rows[name] = {
            "estimate": estimate,
            "low": ends[0],
            "high": ends[1],
            "between": between**0.5,
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("reading").assign(prior=prior)


def _without_prior(fit: RoomFit, at: int) -> tuple[float, float]:
    """What the votes alone say of a weight: estimate and variance, the prior divided out."""
    mean, sd = fit.believed[at]
    precision = max(1 / fit.covariance[at, at] - sd**-2, 1e-6)
    estimate = (fit.weights[at] / fit.covariance[at, at] - mean * sd**-2) / precision
    return float(estimate), 1 / precision


@dataclass(frozen=True, slots=True)
class Judged:
    """One item as the room judged it: its split, the model's score 0-100, and `residual`, how much
    less the room grants it than its own weights say, in steps (+ = less)."""

    item: str
    split: Spread
    score: float
    residual: float

    @property
    def misfit(self) -> float:
        """The share against it, 0-100, less the model's score: + = the room is stricter."""
        return 100 * (self.split.against or 0.0) - self.score


def judged(plan: SessionPlan, votes: Sequence[tuple[str, Vote]]) -> list[Judged]:
    """Every item that five people or more voted on, in the session's order."""
    from avgrisk.workshop.room_views import spreads

    splits = {id: split for part in plan.parts for id, split in spreads(part, votes).items()}
    off = _residuals(frame(plan, votes))
    return [
        Judged(id, split, score(plan.items[id].use, INDEX).value, off.get(id, 0.0))
        for id, split in splits.items()
    ]


def _residuals(rows: pd.DataFrame) -> dict[str, float]:
    """Mean step of each item less what the readings explain, by least squares on the fit's sum."""
    fit = fitted(rows)
    if fit is None:
        return {}
    x = rows[list(READINGS)].to_numpy(float)
    eta = np.where(np.isnan(x), 0.0, x - 0.5) @ fit.weights
    steps = STEPS - rows["grant"].to_numpy(float)
    slope, start = np.polyfit(eta, steps, 1) if np.ptp(eta) > 0 else (0.0, steps.mean())
    left = rows.assign(left=steps - start - slope * eta).groupby("item")["left"].mean()
    return {str(id): float(value) for id, value in left.items()}
