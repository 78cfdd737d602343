"""How a room split over one item: counts, median, doubt. Nothing of fewer than five people."""

from collections.abc import Sequence
from dataclasses import dataclass

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
        if not given:
            return None
        return (given[(len(given) - 1) // 2] + given[len(given) // 2]) / 2

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
