"""A rehearsal: people who do not exist, with known weights, join and vote, and go when it ends."""

import asyncio
import logging
from collections.abc import Mapping, Sequence

import numpy as np

from avgrisk.core.records import READINGS
from avgrisk.scoring.index_file import load_index
from avgrisk.workshop.database import StoreFailed
from avgrisk.workshop.kept import Room, Vote, hashed
from avgrisk.workshop.learning import readings_of
from avgrisk.workshop.live import Live
from avgrisk.workshop.session_file import Item, SessionPlan, own_items
from avgrisk.workshop.told import INDEX

#: Seconds in which everybody has voted on a case, and on a round.
CASE, ROUND = 9.0, 25.0


class Rehearsal:
    """So many simulated people in a live room, by a seed. Refuses a room that is no rehearsal."""

    def __init__(self, live: Live, people: int, seed: int = 1):
        if not live.room.is_rehearsal:
            raise ValueError("simulated people vote in rehearsals only")
        self.live, self.generator = live, np.random.default_rng(seed)
        self.weights = true_weights(self.generator)
        self.people = [hashed(f"rehearsal {seed} {number}") for number in range(people)]
        self.strict = self.generator.normal(0, PERSON, people)
        self.numbers: dict[str, int] = {}
        self.done: set[tuple[int, int]] = set()
        live.on_open = self.opened

    def opened(self, room: Room) -> None:
        """Let everybody join, and vote at their own pace where a part has opened."""
        for voter in self.people:
            if voter not in self.numbers:
                self.numbers[voter] = self.live.store.join(room.id, voter, simulated=True) or 0
        self.live.counted()
        turn = (room.place.part, room.step)
        if room.place.phase != "open" or turn in self.done:
            return
        self.done.add(turn)
        part = room.plan.parts[room.place.part]
        within, loop = ROUND if part.is_round else CASE, asyncio.get_running_loop()
        for voter, strict in zip(self.people, self.strict, strict=True):
            items = own_items(part, self.numbers[voter])
            votes = judged(room.plan, items, self.weights, self.generator, strict)
            waits = np.sort(self.generator.beta(2, 3, len(votes)) * within + 0.4)
            for wait, vote in zip(waits, votes, strict=True):
                loop.call_later(float(wait), self._vote, room.id, voter, vote)

    def _vote(self, room: str, voter: str, vote: Vote) -> None:
        try:
            self.live.store.vote(room, voter, vote)
        except StoreFailed as error:
            logging.getLogger("avgrisk.workshop").warning("%s", error)
            return
        self.live.counted()


#: Between people, in log-odds: how strict one is beside another. Judgement.
PERSON = 0.7

#: The share that answers "I do not know". Judgement.
UNSURE = 0.04

#: Log-odds at which half give at most step 4, 3, 2 and 1, from a use in the middle of every scale.
THRESHOLDS = (-1.6, -0.5, 0.6, 1.8)


def true_weights(generator: np.random.Generator) -> dict[str, float]:
    """Weights drawn from the prior: what a room could hold if the prior were right."""
    terms = [term for term in load_index(INDEX).terms if term.name in READINGS]
    return {term.name: float(generator.normal(term.mean, term.sd)) for term in terms}


def judged(
    plan: SessionPlan,
    items: Sequence[Item],
    weights: Mapping[str, float],
    generator: np.random.Generator,
    person: float | None = None,
    measured: Mapping[str, Mapping[str, float]] | None = None,
) -> list[Vote]:
    """One person's votes on these items; `person` is how strict, drawn where not given, `measured`
    their readings where they are known already.

    P(at most step s) follows the readings with these weights: more risk, less granted.
    """
    strict = generator.normal(0, PERSON) if person is None else person
    if measured is None:
        measured = readings_of(plan, [item.id for item in items])
    strength = np.array([weights[name] for name in READINGS])
    votes = []
    for item in items:
        values = np.array([measured[item.id][name] for name in READINGS])
        eta = strict + float(strength @ np.where(np.isnan(values), 0, values - 0.5))
        reached = generator.logistic() < eta - np.array(THRESHOLDS)
        grant = 0 if generator.random() < UNSURE else 5 - int(reached.sum())
        votes.append(Vote(item.id, grant, _may(eta, generator)))
    return votes


def _may(eta: float, generator: np.random.Generator) -> str:
    place = generator.logistic(eta, 1.0)
    return "yes" if place < -0.5 else "disputed" if place < 1.2 else "no"
