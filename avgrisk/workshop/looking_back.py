"""A room looked back on: how it split, where it agreed, what its votes say of the weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from avgrisk.cases.case_base import load_case
from avgrisk.core.labels import LANGUAGES
from avgrisk.scoring.score import score
from avgrisk.workshop import learning
from avgrisk.workshop.kept import Vote
from avgrisk.workshop.learning import Weight
from avgrisk.workshop.room_fit import RoomFit
from avgrisk.workshop.room_views import spreads
from avgrisk.workshop.session_file import SessionPlan
from avgrisk.workshop.spread import Spread, item_icc, ordinal_alpha
from avgrisk.workshop.told import INDEX

#: How many misfits are named.
MISFITS = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """One item as the room judged it: its split, the model's score 0-100, and `residual`, how much
    less the room grants it than its own weights say, in steps (+ = less)."""

    item: str
    split: Spread
    score: float
    residual: float

    @property
    def against(self) -> float:
        """The share against it, 0-100."""
        return 100 * (self.split.against or 0.0)

    @property
    def misfit(self) -> float:
        """The share against it less the model's score: + = the room is stricter."""
        return self.against - self.score


@dataclass(frozen=True, eq=False)
class LookingBack:
    """The votes of one room on one session, as (voter, vote)."""

    plan: SessionPlan
    votes: Sequence[tuple[str, Vote]]
    is_rehearsal: bool = False

    @cached_property
    def people(self) -> int:
        """How many voted."""
        return len({voter for voter, _ in self.votes})

    @cached_property
    def judged(self) -> list[Judged]:
        """Every item that five people or more voted on, in the session's order."""
        off = learning.residuals(self.frame, self.fit)
        return [
            Judged(id, split, score(self.plan.items[id].use, INDEX).value, off.get(id, 0.0))
            for part in self.plan.parts
            for id, split in spreads(part, self.votes).items()
        ]

    @property
    def kept_back(self) -> int:
        """Items with a vote whose split is not shown: fewer than five people."""
        return len({vote.item for _, vote in self.votes}) - len(self.judged)

    @cached_property
    def answers(self) -> np.ndarray:
        """A row a person, a column an item: grant 1 to 5, NaN where not answered or not known."""
        people = sorted({voter for voter, _ in self.votes})
        items = sorted({vote.item for _, vote in self.votes})
        found = np.full((len(people), len(items)), np.nan)
        rows, columns = ({key: at for at, key in enumerate(keys)} for keys in (people, items))
        for voter, vote in self.votes:
            if vote.grant:
                found[rows[voter], columns[vote.item]] = vote.grant
        return found

    @property
    def alpha(self) -> float:
        """Krippendorff's alpha of *gunt u het?*: 1 = all agree, 0 = as chance."""
        return ordinal_alpha(self.answers)

    @property
    def icc(self) -> float:
        """How far the plan rather than the person decides the answer, 0 to 1."""
        return item_icc(self.answers)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """A row a judgement, see `learning.frame`."""
        return learning.frame(self.plan, self.votes)

    @cached_property
    def fit(self) -> RoomFit | None:
        """The room's weights; None where too few voted."""
        return learning.fitted(self.frame)

    @property
    def weights(self) -> list[Weight]:
        """The weights beside the prior, the largest move first."""
        found = learning.weights(self.fit) if self.fit else []
        return sorted(found, key=lambda weight: -abs(weight.moved))

    def model_misfits(self) -> list[Judged]:
        """Where the room differs most from the model's score."""
        return sorted(self.judged, key=lambda item: -abs(item.misfit))[:MISFITS]

    def room_misfits(self) -> list[Judged]:
        """Where the room differs most from its own weights."""
        return sorted(self.judged, key=lambda item: -abs(item.residual))[:MISFITS]

    def named(self, item: str, lang: str) -> str:
        """An item by name; looking back, nothing is masked any more."""
        found = self.plan.items[item]
        if found.is_case:
            return load_case(item).title(lang)
        return found.titles[LANGUAGES.index(lang)]
