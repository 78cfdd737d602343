"""How a room split over one item, and whether it agrees. Nothing of fewer than five people.

alpha = 1 - observed / expected disagreement, from the coincidences of answers within items, with
answers as far apart as there are answers between them (K. Krippendorff, Computing Krippendorff's
Alpha-Reliability, 2011). 1 is agreement, 0 what chance gives; it bears missing answers and few.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from avgrisk.calibration.estimation.clustering import icc
from avgrisk.workshop.kept import FEWEST, Vote

#: The steps of *gunt u het?*, 1 = certainly not, 5 = certainly; and the answers of *mag het?*.
STEPS, MAY = 5, ("yes", "disputed", "no")


@dataclass(frozen=True, slots=True)
class Spread:
    """Counts of the steps 1 to 5 and of who does not know; of `may` yes, disputed, no, unknown."""

    grants: tuple[int, ...]
    unsure: int
    may: tuple[int, ...]

    @property
    def people(self) -> int:
        """How many answered."""
        return sum(self.grants) + self.unsure

    @property
    def median(self) -> float | None:
        """The middle answer of those with an opinion, 1 to 5; halves are possible."""
        given = [step for step, count in enumerate(self.grants, 1) for _ in range(count)]
        return float(median(given)) if given else None

    @property
    def against(self) -> float | None:
        """The share that rather does not grant it (1 and 2, half of 3), 0 to 1."""
        told = sum(self.grants)
        if not told:
            return None
        return (self.grants[0] + self.grants[1] + self.grants[2] / 2) / told

    @property
    def divided(self) -> float:
        """How far two answers lie apart on average, 0 (all alike) to 1 (two camps at the ends)."""
        told = sum(self.grants)
        if told < 2:
            return 0.0
        apart = sum(
            self.grants[one] * self.grants[other] * abs(one - other)
            for one in range(STEPS)
            for other in range(STEPS)
        )
        return apart / (told * (told - 1)) / (STEPS - 1) * 2 * (told - 1) / told


def spread(votes: Sequence[Vote]) -> Spread | None:
    """The split of the votes on one item; None for fewer than five: they would be somebody's."""
    if len(votes) < FEWEST:
        return None
    grants = [vote.grant for vote in votes]
    may = [vote.may for vote in votes]
    return Spread(
        tuple(grants.count(step) for step in range(1, STEPS + 1)),
        grants.count(0),
        tuple(may.count(answer) for answer in (*MAY, "unknown")),
    )


def ordinal_alpha(answers: np.ndarray) -> float:
    """Alpha of answers, a row a person, a column an item, NaN where not answered.

    NaN where nothing can be compared: no item with two answers, or one answer only.

    >>> round(ordinal_alpha(np.array([[1.0, 2, 3], [1, 2, 3]])), 2)
    1.0
    """
    values = np.unique(answers[~np.isnan(answers)])
    counts = (answers[:, :, None] == values).sum(axis=0).astype(float)
    counts = counts[counts.sum(axis=1) >= 2]
    if not len(counts):
        return float("nan")
    each = counts.sum(axis=1, keepdims=True)
    together = (counts / (each - 1)).T @ counts - np.diag((counts / (each - 1)).sum(axis=0))
    total = together.sum(axis=0)
    # The squared ordinal distance: the answers between two, and half of each
    until = np.cumsum(total) - total / 2
    apart = np.asarray((until[:, None] - until[None, :]) ** 2)
    expected = (np.outer(total, total) * apart).sum() / (total.sum() - 1)
    return float(1 - (together * apart).sum() / expected) if expected > 0 else float("nan")


def item_icc(answers: np.ndarray) -> float:
    """How alike the answers to one item are beside those to another: ICC(1, 1) of Shrout & Fleiss
    (1979), items as the groups; 1 = the plan decides all, 0 = the person does. NaN where none."""
    people, items = np.nonzero(~np.isnan(answers))
    return icc(answers[people, items], items)
