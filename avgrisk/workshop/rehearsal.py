"""A rehearsal: people who do not exist join and vote, in a store that goes when it ends."""

import asyncio
import logging
from typing import Any

import numpy as np

from avgrisk.workshop import simulation
from avgrisk.workshop.database import StoreFailed
from avgrisk.workshop.kept import Room, Vote, hashed
from avgrisk.workshop.live import Live
from avgrisk.workshop.session_file import own_items

#: Seconds in which everybody has voted on a case, and on a round.
CASE, ROUND = 9.0, 25.0


class Rehearsal:
    """So many simulated people in a live room, by a seed. Refuses a room that is no rehearsal."""

    def __init__(self, live: Live, people: int, seed: int = 1):
        if not live.room.is_rehearsal:
            raise ValueError("simulated people vote in rehearsals only")
        self.live, self.generator = live, np.random.default_rng(seed)
        self.weights = simulation.true_weights(self.generator)
        self.people = [hashed(f"rehearsal {seed} {number}") for number in range(people)]
        self.strict = self.generator.normal(0, simulation.PERSON, people)
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
        within = ROUND if part.is_round else CASE
        for voter, strict in zip(self.people, self.strict, strict=True):
            items = own_items(part, self.numbers[voter])
            votes = simulation.judged(room.plan, items, self.weights, self.generator, strict)
            waits = np.sort(self.generator.beta(2, 3, len(votes)) * within + 0.4)
            for wait, vote in zip(waits, votes, strict=True):
                self._later(float(wait), room, voter, vote)

    def _later(self, wait: float, room: Room, voter: str, vote: Vote) -> Any:
        return asyncio.get_running_loop().call_later(wait, self._vote, room.id, voter, vote)

    def _vote(self, room: str, voter: str, vote: Vote) -> None:
        try:
            self.live.store.vote(room, voter, vote)
        except StoreFailed as error:
            logging.getLogger("avgrisk.workshop").warning("%s", error)
            return
        self.live.counted()
