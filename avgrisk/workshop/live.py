"""A room while it goes on: what happened since, who must be told, the timer, and the ending."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from avgrisk.core.labels import label
from avgrisk.workshop import room_views
from avgrisk.workshop.kept import Room
from avgrisk.workshop.phases import END, Place, backward, forward, phases_of, shown
from avgrisk.workshop.store import Store

#: Seconds between two counts on the projector: votes come in faster than anybody reads.
COUNT_EVERY = 0.25

#: Minutes a timer may be set to.
MOST_MINUTES = 120


@dataclass(eq=False)
class Listener:
    """A screen that waits for what is next: its role, language and block."""

    role: str
    lang: str
    block: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)


class Live:
    """One room in one process. Everything that must survive a crash stands in the store."""

    def __init__(self, store: Store, id: str, address: str = ""):
        self.store, self.id, self.address = store, id, address
        self.room: Room = store.room(id)
        self.listeners: set[Listener] = set()
        self.on_open: Callable[[Room], None] = lambda room: None
        self._ends_at: float | None = None
        self._ending: dict[str, Any] | None = None
        self._made: dict[tuple[str, str, int], str] = {}
        self._counting = False
        self._weighing: asyncio.Task[None] | None = None

    def state(self, role: str, lang: str, block: int = 0) -> str:
        """The state of a role as JSON, made once for all who see the same."""
        key = (role, lang, block)
        if self._ends_at is not None:  # seconds left are never those of somebody before
            return json.dumps(self._state(*key), ensure_ascii=False)
        if key not in self._made:
            self._made[key] = json.dumps(self._state(*key), ensure_ascii=False)
        return self._made[key]

    def act(self, action: str, step: int) -> bool:
        """What the trainer does; False where another trainer did something first (`step`)."""
        if step != self.room.step:
            return False
        if action == "reset":
            if self.room.place.part >= 0 and self.room.place.phase != END:
                self.store.reset(self.room, self.room.place.part)
            return self._moved(True)
        place = self._next(action)
        return place == self.room.place or self._moved(self.store.move(self.room, place))

    def timer(self, minutes: float) -> None:
        """Count down from so many minutes; 0 takes the timer away. Clocks may jump: it does not."""
        wanted = min(max(minutes, 0), MOST_MINUTES)
        self._ends_at = time.monotonic() + 60 * wanted if wanted else None
        self.tell()

    def note(self, text: str) -> None:
        """Keep the trainer's words on this part."""
        if self.room.place.part >= 0:
            self.store.note(self.room, self.room.place.part, text)
            self.room = self.store.room(self.id)
            self.tell("trainer")

    def counted(self) -> None:
        """Somebody joined or voted: projector and trainer are told, a few times a second."""
        if not self._counting:
            self._counting = True
            asyncio.get_running_loop().call_later(COUNT_EVERY, self._count)

    def tell(self, *roles: str) -> None:
        """Everybody of these roles, all without any, gets the state anew."""
        gone = [key for key in self._made if not roles or key[0] in roles]
        for key in gone:
            del self._made[key]
        for listener in self.listeners:
            if not roles or listener.role in roles:
                listener.changed.set()

    def start(self) -> None:
        """Take up the room where it was left."""
        self.on_open(self.room)
        self._weigh()

    def _count(self) -> None:
        self._counting = False
        self.tell("wall", "trainer")

    def _next(self, action: str) -> Place:
        """Where an action leads; where it cannot be done, nowhere else."""
        place, furthest = self.room.place, self.room.furthest
        rounds = tuple(part.is_round for part in self.room.plan.parts)
        if action == "back":
            return backward(place, rounds, furthest)
        is_last = place.phase in phases_of(place.part, rounds)[-1:]
        can = {
            "next": True,
            "lock": place.phase == "open",
            "reveal": shown("locked", place.phase) and not is_last,
        }
        return forward(place, rounds, furthest) if can[action] else place

    def _moved(self, moved: bool) -> bool:
        before = self.room.place
        self.room = self.store.room(self.id)
        if self.room.place != before:
            self._ends_at = None
        self.tell()
        self.on_open(self.room)
        self._weigh()
        return moved

    def _weigh(self) -> None:
        """At the end the weights are fitted aside, so that the room goes on meanwhile."""
        self._ending = None
        if self.room.place.phase == END:
            self._weighing = asyncio.get_running_loop().create_task(self._weighed())

    async def _weighed(self) -> None:
        votes = self.store.votes(self.id)
        found = await asyncio.to_thread(ending, self.room, votes)
        if self.room.place.phase == END:
            self._ending = found
            self.tell()

    def _state(self, role: str, lang: str, block: int) -> dict[str, Any]:
        room = self.room
        if role == "phone":
            return self._with_end(room_views.phone(room, lang, block), lang)
        part = room_views.part_of(room)
        items = [item.id for item in part.items] if part else []
        voted = self.store.counted(self.id, items) if items else 0
        people = self.store.people(self.id)
        votes = self.store.votes(self.id) if shown("spread", room.place.phase) else []
        if role == "wall":
            found = room_views.wall(room, lang, people, voted, votes)
        else:
            found = room_views.trainer(room, lang, people, voted, votes, self.address)
        return self._with_end(found, lang)

    def _with_end(self, state: dict[str, Any], lang: str) -> dict[str, Any]:
        """The timer in seconds left, and at the end the room's weights."""
        if self._ends_at is not None:
            state["seconds"] = max(0, round(self._ends_at - time.monotonic()))
        if self.room.place.phase == END and self._ending is not None:
            named = [
                weight | {"name": label(f"reading.{weight['reading']}", lang)}
                for weight in self._ending["weights"]
            ]
            told = _ending_told(self._ending, lang)
            state["ending"] = self._ending | {"told": told, "weights": named}
        return state


def ending(room: Room, votes: room_views.Votes) -> dict[str, Any]:
    """The room's weights beside the prior, largest move first; empty where too few voted."""
    # Takes a second: nobody waits for it before the end
    from avgrisk.workshop.looking_back import LookingBack

    found = LookingBack(room.plan, votes)
    return {
        "people": int(found.frame["voter"].nunique()),
        "answers": len(found.frame),
        "weights": [
            {name: part if name == "reading" else round(part, 2) for name, part in told.items()}
            for told in map(asdict, found.weights)
        ],
    }


def _ending_told(found: dict[str, Any], lang: str) -> str:
    """The ending in one sentence: on which reading the room differs most, and which way."""
    if not found["weights"]:
        return label("workshop.screen.no_ending", lang)
    most = found["weights"][0]
    key = "heavier" if most["room"] > most["prior"] else "lighter"
    if most["low"] <= most["prior"] <= most["high"]:
        key = "alike"  # nothing that chance alone does not do
    name = label(f"reading.{most['reading']}", lang)
    return label(f"workshop.ending.{key}", lang, reading=name)
