"""What a room's votes say of the weights: its own index beside the prior. Never the customers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from avgrisk.calibration.ratings import calibrate
from avgrisk.calibration.result import Calibration
from avgrisk.core.records import READINGS, InputError
from avgrisk.workshop.session_file import SessionPlan
from avgrisk.workshop.store import FEWEST, Vote
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
    from avgrisk.scoring.score import score

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


def fitted(rows: pd.DataFrame) -> Calibration | None:
    """The room's index, people as clusters; None for fewer than five people or one answer."""
    if rows["voter"].nunique() < FEWEST or rows["item"].nunique() < 2:
        return None
    try:
        return calibrate(
            rows,
            "grant",
            list(READINGS),
            respondent="voter",
            scenario="item",
            scales=dict.fromkeys(READINGS, (0, 1)),
            prior=INDEX,
        )
    except InputError as error:
        if error.key not in ("error.calibrate_one_answer", "error.calibrate_no_answers"):
            raise
        return None


def weights(fit: Calibration) -> list[Weight]:
    """The seven weights of a fit beside the prior, in canonical order."""
    from scipy.special import ndtri

    wide = float(ndtri(0.95))
    table = fit.coefficients
    return [
        Weight(
            str(name),
            row["estimate"],
            row["low"],
            row["high"],
            row["prior"],
            row["prior"] - wide * row["prior_sd"],
            row["prior"] + wide * row["prior_sd"],
        )
        for name, row in table.iterrows()
    ]
