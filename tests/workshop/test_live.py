"""A room as it goes: forward, back without reopening, a timer that clocks do not move, an ending."""

from __future__ import annotations

import asyncio
import json
from unittest import mock

import numpy as np
import pytest

from avgrisk.workshop import live as going
from avgrisk.workshop import rehearsal
from avgrisk.workshop.live import Live
from avgrisk.workshop.phases import Place
from avgrisk.workshop.rehearsal import Rehearsal
from avgrisk.workshop.store import Store
from tests.workshop.rooms import PLAN


@pytest.fixture
def store(tmp_path):
    found = Store.at(tmp_path / "zaal.db")
    yield found
    found.close()


def run(work):
    """Run what needs a loop."""

    async def around():
        return await work()

    return asyncio.run(around())


def walked(live, *actions):
    for action in actions:
        assert live.act(action, live.room.step)
    return live.room.place


def test_the_whole_way_and_back(store):
    id, _ = store.open(PLAN)

    async def work():
        live = Live(store, id)
        assert walked(live, "reveal", "lock", "back") == Place(-1, "lobby")
        assert walked(live, "next", "reveal") == Place(0, "open")
        assert walked(live, "lock", "back", "lock", "reveal") == Place(0, "spread")
        assert walked(live, "back", "back") == Place(-1, "lobby")
        assert walked(live, "next") == Place(0, "spread"), "what was revealed does not open again"
        assert walked(live, "reveal", "reveal", "reveal") == Place(0, "story")
        assert walked(live, *["next"] * 13) == Place(3, "spread")
        assert walked(live, "next", "next") == Place(3, "end")
        assert walked(live, "back") == Place(3, "spread")

    run(work)


def test_a_reset_opens_a_part_that_was_shown(store):
    id, _ = store.open(PLAN)

    async def work():
        live = Live(store, id)
        walked(live, "next", "lock", "reveal")
        assert walked(live, "reset") == Place(0, "open")

    run(work)


def test_the_timer_counts_by_a_clock_that_nobody_sets(store):
    id, _ = store.open(PLAN)

    async def work():
        live = Live(store, id)
        with mock.patch.object(going.time, "time", side_effect=AssertionError):
            live.timer(2)
            assert json.loads(live.state("wall", "nl"))["seconds"] in (119, 120)
            live.timer(0)
        assert "seconds" not in json.loads(live.state("wall", "nl"))

    run(work)


def test_the_ending_weighs_the_room_and_says_so_in_words(store):
    id, _ = store.open(PLAN)
    generator = np.random.default_rng(4)
    heavy = dict.fromkeys(rehearsal.READINGS, 1.0) | {"vagueness": 9.0}

    async def work():
        live = Live(store, id)
        walked(live, *["next"] * 16)
        assert live.room.place == Place(3, "open")
        for number in range(30):
            store.join(id, f"p{number}")
            part = PLAN.parts[3]
            for vote in rehearsal.judged(PLAN, part.items, heavy, generator):
                store.vote(id, f"p{number}", vote)
        walked(live, "next", "next", "next")
        assert "ending" not in json.loads(live.state("wall", "nl"))
        await live._weighing
        found = json.loads(live.state("wall", "en"))["ending"]
        assert found["people"] == 30 and len(found["weights"]) == 7
        assert found["weights"][0]["reading"] == "vagueness"
        assert "weighs more in this room" in found["told"]

    run(work)


def test_simulated_people_vote_in_rehearsals_only(store):
    real, _ = store.open(PLAN)
    with pytest.raises(ValueError, match="rehearsals"):
        Rehearsal(Live(store, real), 5)


def test_a_rehearsal_fills_a_part_by_itself(store, monkeypatch):
    monkeypatch.setattr("avgrisk.workshop.rehearsal.CASE", 0.2)
    id, _ = store.open(PLAN, rehearsal=True)

    async def work():
        live = Live(store, id)
        Rehearsal(live, 12)
        live.start()
        walked(live, "next")
        await asyncio.sleep(1.2)
        assert store.people(id) == store.counted(id, ["ing-2014"]) == 12

    run(work)
